"""How uncertain a figure is where nobody says so: a normal distribution by its quality."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from lvxun.accounts.book.model import Shape, Spread
from lvxun.region.model import Quality


@cache
def percents() -> dict[Quality, float]:
    """Return half the width of the 95 % interval by quality, per cent (``rules/accounts/spreads.csv``)."""
    text = files("lvxun").joinpath("rules/accounts/spreads.csv").read_text(encoding="utf-8")
    return {Quality(row["quality"]): float(row["percent"]) for row in csv.DictReader(text.splitlines())}


def spread_of(value: float, quality: Quality) -> Spread:
    """Return the spread of a figure of which only the quality is known."""
    half = abs(value) * percents()[quality] / 100.0
    return Spread(Shape.NORMAL, value - half, value + half) if half else Spread()
