"""Figures from Excel or CSV: dry run, choice, and the overlay of approved figures on the region's package."""
