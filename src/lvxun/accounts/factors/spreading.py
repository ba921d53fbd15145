"""How uncertain a factor is: from the range of its source, else by kind of factor, else by its quality."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from lvxun.accounts.book.drawing import QUANTILE
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
    """Return the spread of a value whose source says that it lies between ``low`` and ``high``.

    A normal distribution where the value lies in the middle and far from zero, a triangular one where the
    range reaches down to zero or is longer below the value (a share near one), and for one that is longer
    above it a lognormal distribution. That has the width of the range in logarithms, but is placed so that
    its mean is the value: the figure of an inventory is a mean, and members must not drift away from it.
    """
    below, above = value - low, high - value
    if math.isclose(low, high) or not value:
        return Spread()
    half = (high - low) / 2
    if below > 0 and 1 / _EVEN <= above / below <= _EVEN:
        if below <= _WIDE * abs(value):
            return Spread(Shape.NORMAL, value - half, value + half)
        if low <= 0:
            return Spread(Shape.TRIANGULAR, value - half, value + half)
    if below > above:
        return Spread(Shape.TRIANGULAR, low, high)
    width = math.log(high / low) / 2 if low > 0 else math.log(high / value)
    return _lognormal(value, width / QUANTILE)


def _lognormal(mean: float, width: float) -> Spread:
    """Return the lognormal spread with this mean; ``width`` is the standard deviation of the logarithm."""
    middle = mean * math.exp(-(width**2) / 2)
    factor = math.exp(QUANTILE * width)
    return Spread(Shape.LOGNORMAL, middle / factor, middle * factor)


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
        return _lognormal(value, math.log(1 + high) / QUANTILE)
    return Spread(Shape.NORMAL, value * (1 - low), value * (1 + high))
