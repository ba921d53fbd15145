"""Who may do what: users, the one table of rights, the history of what was done."""
