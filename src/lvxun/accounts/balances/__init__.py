"""Energy balances: read, closed, in coal equivalent, reconstructed where only totals were published."""
