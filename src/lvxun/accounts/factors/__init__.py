"""Dated coefficients with their sources, and which one is in force."""
