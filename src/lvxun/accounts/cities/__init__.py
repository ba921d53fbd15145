"""The province divided among its cities, to the last unit."""
