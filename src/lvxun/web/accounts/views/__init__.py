"""Views of the accounts, one module for each kind of page."""
