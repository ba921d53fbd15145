"""The few operations that indicators share. Arrays are ``(member, year)``; NaN is "not known" and spreads.

``base`` is the position of the base year on the year axis. The numbered rules are in docs/conventions.md.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from lvxun.region.axes import YEAR, position

Array: TypeAlias = NDArray[np.float64]

YEARS = position(YEAR)


def percent(part: Array, whole: Array) -> Array:
    """Return ``part`` in per cent of ``whole``.

    Examples
    --------
    >>> float(percent(np.array([[2212.2]]), np.array([[28826.1]]))[0, 0].round(2))
    7.67
    """
    return 100.0 * part / whole


def change_since_base(level: Array, base: int) -> Array:
    """Return the change of ``level`` since the base year in per cent (0 in the base year)."""
    return 100.0 * (level / level[:, base : base + 1] - 1.0)


def added_since_base(level: Array, base: int) -> Array:
    """Return what was added to ``level`` since the base year, in its unit; unknown before the base year."""
    added = level - level[:, base : base + 1]
    return _unknown_before(added, base)


def chained(rate: Array, base: int) -> Array:
    """Return the index (1 in the base year) that yearly changes ``rate`` in per cent add up to.

    A missing year breaks the chain from there on, away from the base year (conventions §1).

    Examples
    --------
    >>> chained(np.array([[9.9, 10.0, 10.0]]), 0).round(2).tolist()
    [[1.0, 1.1, 1.21]]
    """
    factors = 1.0 + rate / 100.0
    after = np.cumprod(factors[:, base + 1 :], axis=YEARS)
    before = 1.0 / np.cumprod(factors[:, base:0:-1], axis=YEARS)[:, ::-1]
    return np.concatenate([before, np.ones_like(rate[:, :1]), after], axis=YEARS)


def chained_change(rate: Array, base: int) -> Array:
    """Return the change since the base year in per cent that yearly changes ``rate`` add up to.

    Unknown in the base year itself: a zero there would be a figure without a source (conventions §2).
    """
    change = 100.0 * (chained(rate, base) - 1.0)
    change[:, base] = np.nan
    return change


def sum_since_base(flow: Array, base: int) -> Array:
    """Return the sum of ``flow`` over the years after the base year; unknown once a year is missing."""
    total = np.cumsum(flow[:, base + 1 :], axis=YEARS)
    return np.concatenate([np.full_like(flow[:, : base + 1], np.nan), total], axis=YEARS)


def known_sum_since_base(flow: Array, base: int) -> Array:
    """Return the sum over the known years after the base year: a lower bound where a year is missing.

    Unknown in a year whose own figure is missing, so that an old sum never passes for a new one.
    """
    total = np.nancumsum(flow[:, base + 1 :], axis=YEARS)
    total = np.where(np.isnan(flow[:, base + 1 :]), np.nan, total)
    return np.concatenate([np.full_like(flow[:, : base + 1], np.nan), total], axis=YEARS)


def first_known(*alternatives: Array) -> Array:
    """Return, year by year, the first of the alternatives that is known."""
    chosen = alternatives[-1]
    for alternative in reversed(alternatives[:-1]):
        chosen = np.where(np.isnan(alternative), chosen, alternative)
    return chosen


def _unknown_before(values: Array, base: int) -> Array:
    unknown = np.full_like(values[:, :base], np.nan)
    return np.concatenate([unknown, values[:, base:]], axis=YEARS)
