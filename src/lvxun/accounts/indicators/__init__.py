"""The formulas of the indicators, a module a theme; :mod:`lvxun.accounts.graph` makes a graph of them."""
