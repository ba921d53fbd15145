"""What somebody probably meant to write."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

LIKELY = 60.0


def nearest(written: str, known: Iterable[str], least: float = LIKELY) -> str | None:
    """Return the known name most like ``written``, or ``None`` where none is like it."""
    found = process.extractOne(written, list(known), scorer=fuzz.ratio, score_cutoff=least)
    return found[0] if found else None


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return ``Did you mean 'x'?`` with a blank after it, or nothing."""
    guess = nearest(written, known)
    return f"Did you mean '{guess}'? " if guess else ""
