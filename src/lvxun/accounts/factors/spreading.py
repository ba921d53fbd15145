"""How uncertain a factor is: from the range of its source, else by kind of factor, else by its quality."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from lvxun.accounts.book.model import Shape, Spread

_EVEN = 1.25  # how uneven the two sides may be for a normal distribution
_WIDE = 0.5  # a half-width, relative to the value, from which a normal one would reach below zero too often


@dataclass(frozen=True, slots=True)
class DefaultSpread:
    """One row of ``rules/factors/spreads.csv``: per cent below and above; "" in ``item`` stands for any."""

    parameter: str
    item: str
    low_percent: float
    high_percent: float


def spread_between(value: float, low: float, high: float) -> Spread:
    """Return the spread of a value between bounds of 95 %.

    A normal distribution where the value lies in the middle, a lognormal one where it lies in the middle of
    the logarithms, a triangular one (over all of the range) where it is skewed otherwise.
    """
    below, above = value - low, high - value
    if math.isclose(low, high):
        return Spread()
    if below <= 0 or above <= 0:
        return Spread(Shape.TRIANGULAR, low, high)
    even = 1 / _EVEN <= above / below <= _EVEN
    if even and below <= _WIDE * abs(value):
        return Spread(Shape.NORMAL, value - (high - low) / 2, value + (high - low) / 2)
    if low > 0 and 1 / _EVEN <= math.log(high / value) / math.log(value / low) <= _EVEN:
        return Spread(Shape.LOGNORMAL, low, high)
    return Spread(Shape.TRIANGULAR, low, high)


def spread_by_kind(
    value: float, parameter: str, item: str, defaults: Iterable[DefaultSpread]
) -> Spread | None:
    """Return the spread that is usual for a kind of factor, ``None`` where none is known."""
    fitting = [d for d in defaults if d.parameter == parameter and d.item in (item, "")]
    if not fitting:
        return None
    chosen = max(fitting, key=lambda d: d.item != "")
    low, high = chosen.low_percent / 100, chosen.high_percent / 100
    if not value or not (low or high):
        return Spread()
    if max(low, high) >= 1.0:  # a factor of (1 + share) down and up
        return Spread(Shape.LOGNORMAL, value / (1 + high), value * (1 + high))
    return Spread(Shape.NORMAL, value * (1 - low), value * (1 + high))
