"""Water, waste, air pollutants and circularity."""
