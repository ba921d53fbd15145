"""Pages of the accounts: energy, carbon, water, waste, air, circularity, from a total to file and row."""
