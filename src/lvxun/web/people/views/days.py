"""A day as somebody typed it."""

from __future__ import annotations

from datetime import date

from django.utils.dateparse import parse_date


def day_in(text: str) -> date | None:
    """Return the day that ``text`` names in ISO form; None for anything else."""
    try:
        return parse_date(text.strip())
    except ValueError:
        return None
