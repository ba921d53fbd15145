"""A target as a set of values that satisfy it."""

from __future__ import annotations

from dataclasses import dataclass

from lvxun.accounts.tags import Direction, Kind
from lvxun.plan.model import Comparator

RELATIVE_ERROR = 1e-9  # conventions §7: what arithmetic alone may add


@dataclass(frozen=True, slots=True)
class Goal:
    """Values from ``low`` to ``high``, either end open; ``is_strict`` leaves the end itself out."""

    low: float | None = None
    high: float | None = None
    is_strict: bool = False

    def is_met(self, value: float) -> bool:
        """Say whether ``value`` satisfies the target."""
        return self._is_beyond(value, self.low, 1) and self._is_beyond(value, self.high, -1)

    def _is_beyond(self, value: float, end: float | None, side: int) -> bool:
        if end is None:
            return True
        slack = RELATIVE_ERROR * abs(end)
        gain = side * (value - end)
        return gain > slack if self.is_strict else gain >= -slack

    def distance(self, value: float) -> float:
        """Return how far ``value`` is outside, zero at the end itself and inside."""
        below = self.low - value if self.low is not None else 0.0
        above = value - self.high if self.high is not None else 0.0
        return max(below, above, 0.0)

    def to_go(self, value: float) -> float:
        """Return how far is still to go; what is beyond a one-sided target counts negative."""
        if self.low is not None and self.high is not None:
            return self.distance(value)
        return self.low - value if self.low is not None else value - (self.high or 0.0)

    def nearest(self, value: float) -> float:
        """Return where a straight line from ``value`` aims: the only end, or the nearer of two."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return min(ends, key=lambda end: abs(end - value))


def goal_of(
    comparator: Comparator,
    value: float | tuple[float, float],
    direction: Direction,
    kind: Kind,
    tolerance: float,
) -> Goal:
    """Return the goal of a target whose value is in the indicator's unit.

    ``equal`` binds on the indicator's worse side: 达到8.5% of a share is met by 9 %. Increases and decreases
    bind values that are changes themselves; on levels ``changed_level`` comes first.
    """
    if isinstance(value, tuple):
        return Goal(min(value), max(value))
    lower_is_better = direction is Direction.LOWER and kind is not Kind.CUMULATIVE
    match comparator:
        case Comparator.AT_MOST | Comparator.UNDER:
            return Goal(high=value, is_strict=comparator is Comparator.UNDER)
        case Comparator.ABOUT:
            margin = tolerance * abs(value)
            return Goal(value - margin, value + margin)
        case Comparator.DECREASE_BY:
            return Goal(high=-value)
        case Comparator.EQUAL if lower_is_better:
            return Goal(high=value)
        case _:
            return Goal(low=value, is_strict=comparator is Comparator.OVER)


def changed_level(
    comparator: Comparator, change: float, is_relative: bool, base: float
) -> tuple[Comparator, float]:
    """Return the level that a change against ``base`` asks for.

    Parameters
    ----------
    change
        per cent where ``is_relative``, else in the level's unit; a factor for ``multiply_by``.

    Examples
    --------
    >>> changed_level(Comparator.DECREASE_BY, 14.5, True, 0.5)
    (<Comparator.AT_MOST: 'at_most'>, 0.4275)
    """
    if comparator is Comparator.MULTIPLY_BY:
        return (Comparator.AT_LEAST if change >= 1 else Comparator.AT_MOST), base * change
    sign = 1 if comparator is Comparator.INCREASE_BY else -1
    step = abs(base) * change / 100 if is_relative else change
    return (Comparator.AT_LEAST if sign > 0 else Comparator.AT_MOST), base + sign * step
