"""Thin views: read, call, render."""
