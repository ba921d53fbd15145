"""Values of targets in one unit, so that 0.3 亿千瓦 and 3000 万千瓦 are the same promise."""

from __future__ import annotations

import math

from lvxun.plan.comparing.words import unit_factors
from lvxun.plan.model import Target

_MULTIPLIERS = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}

Interval = tuple[float, float]


def base_unit(unit: str | None) -> tuple[str, float]:
    """Return the unit without its multiplier, and the factor to it.

    A unit that is not in the table stands for itself: it compares only with its like.

    Examples
    --------
    >>> base_unit("万千瓦")
    ('千瓦', 10000.0)
    """
    written = "".join((unit or "").split()).replace("每", "/").replace("（", "(").replace("）", ")")
    known = unit_factors()
    if written in known or "/" not in written:
        return _single(written)
    numerator, _, denominator = written.partition("/")
    (top, top_factor), (bottom, bottom_factor) = _single(numerator), _single(denominator)
    return f"{top}/{bottom}", top_factor / bottom_factor


def _single(unit: str) -> tuple[str, float]:
    known = unit_factors()
    factor, rest = 1.0, unit
    while rest:
        if rest in known:
            base, own = known[rest]
            return base, factor * own
        if rest[0] not in _MULTIPLIERS:
            return rest, factor
        factor, rest = factor * _MULTIPLIERS[rest[0]], rest[1:]
    return "", factor


def interval(target: Target) -> Interval | None:
    """Return the target's value as (low, high) in its base unit; ``None`` where it has none."""
    if target.value is None:
        return None
    low, high = target.value if isinstance(target.value, tuple) else (target.value, target.value)
    _, factor = base_unit(target.unit)
    return (min(low, high) * factor, max(low, high) * factor)


def direction(before: Interval, after: Interval) -> int | None:
    """Return 1 where the second is higher, -1 lower, 0 equal; ``None`` where one lies inside the other."""
    signs = {_sign(old, new) for old, new in zip(before, after, strict=True)}
    if signs == {0}:
        return 0
    return None if {1, -1} <= signs else (1 if 1 in signs else -1)


def _sign(old: float, new: float) -> int:
    if math.isclose(old, new, rel_tol=1e-9):
        return 0
    return 1 if new > old else -1
