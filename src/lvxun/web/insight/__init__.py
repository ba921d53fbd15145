"""The public pages: where the province stands, and where each number comes from."""
