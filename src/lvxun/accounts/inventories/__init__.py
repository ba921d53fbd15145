"""Inventories that others made: read, mapped, set beside ours line by line."""
