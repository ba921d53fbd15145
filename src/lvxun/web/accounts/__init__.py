"""Pages of the accounts: energy, carbon, water, waste, air, circularity, from a total down to file and row."""
