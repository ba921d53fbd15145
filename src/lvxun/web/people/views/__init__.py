"""Pages about people: one's own account, lent offices, accounts for who keeps them, the matrix of rights."""
