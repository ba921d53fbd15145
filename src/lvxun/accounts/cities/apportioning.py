"""A whole number divided among weights so that the parts add up to it: the method of largest remainders."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from lvxun.accounts.cities.errors import WeightsError


def apportion(total: int, weights: Sequence[float]) -> tuple[int, ...]:
    """Divide ``total`` (a count of the smallest unit) in proportion to ``weights``.

    Each part is the exact quota rounded down, and what is left over goes, one each, to the largest
    remainders; of equal ones to the first. A weight of zero gets nothing. A negative total is divided as its
    opposite is.

    Raises
    ------
    WeightsError
        where a weight is negative or not finite, or none is above zero.

    Examples
    --------
    >>> apportion(10, [1, 1, 1])
    (4, 3, 3)
    >>> sum(apportion(-7, [0, 2.5, 1.25]))
    -7
    """
    exact = _fractions(weights)
    if total < 0:
        return tuple(-part for part in apportion(-total, weights))
    whole = sum(exact)
    quotas = [total * weight / whole for weight in exact]
    parts = [math.floor(quota) for quota in quotas]
    by_remainder = sorted(range(len(parts)), key=lambda at: (parts[at] - quotas[at], at))
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return tuple(parts)


def _fractions(weights: Sequence[float]) -> list[Fraction]:
    written = ", ".join(str(weight) for weight in weights)
    if any(not math.isfinite(weight) or weight < 0 for weight in weights):
        raise WeightsError(written, "one is negative or not finite")
    if not any(weight > 0 for weight in weights):
        raise WeightsError(written, "none is above zero")
    return [Fraction(weight) for weight in weights]
