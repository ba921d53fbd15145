"""Lvxun (绿循): from a sentence in a province's plan to a number with its evidence, and back."""

__version__ = "0.1.0"
