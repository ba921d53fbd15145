"""Whole numbers in addresses, forms and headers, where anybody may have written anything."""

from __future__ import annotations

DIGITS = 9  # what fits every integer column of both databases


def whole_number(text: str | None, digits: int = DIGITS) -> int | None:
    """Return the number that ``text`` is in plain digits; None for anything else or a longer one.

    Python alone would take other scripts' digits, fail on "²", and on more than 4,300 signs.

    >>> whole_number("2026"), whole_number("²"), whole_number("-1"), whole_number("1234567890")
    (2026, None, None, None)
    """
    if text and len(text) <= digits and text.isascii() and text.isdigit():
        return int(text)
    return None
