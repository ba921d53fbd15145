"""Is a promise stronger or weaker than the one it replaces."""

from __future__ import annotations

from lvxun.plan.comparing.magnitudes import base_unit, direction, interval
from lvxun.plan.comparing.model import Aspect, Change, Reason
from lvxun.plan.comparing.wording import is_lower_better, is_same_indicator
from lvxun.plan.model import Comparator, Target

Step = tuple[int | None, Reason]
"""1 stronger, -1 weaker, 0 equal, ``None`` cannot be said; and in what."""

_FLOORS = {Comparator.AT_LEAST, Comparator.OVER}
_CEILINGS = {Comparator.AT_MOST, Comparator.UNDER}
_CHANGES = {Comparator.INCREASE_BY, Comparator.DECREASE_BY, Comparator.MULTIPLY_BY}
_STRICTNESS = {
    Comparator.ABOUT: 0,
    Comparator.RANGE: 1,
    Comparator.EQUAL: 1,
    Comparator.AT_LEAST: 2,
    Comparator.AT_MOST: 2,
    Comparator.OVER: 3,
    Comparator.UNDER: 3,
}


def judge(before: Target, after: Target) -> tuple[Change, tuple[Reason, ...]]:
    """Return the verdict on a pair of targets, and in what they differ.

    Value, year and 力争 are each judged; a pair that is stronger in one and weaker in another is ``CHANGED``,
    as is one that cannot be compared. At the same value the stricter comparator wins (about < equal <
    at least < over; about < equal < at most < under), at another value the value alone.
    """
    obstacles = _obstacles(before, after)
    if obstacles:
        return Change.CHANGED, obstacles
    steps = [
        step
        for step in (_value(before, after), _year(before, after), _resolve(before, after))
        if step[0] != 0
    ]
    return _verdict({sign for sign, _ in steps}), tuple(reason for _, reason in steps)


def _verdict(signs: set[int | None]) -> Change:
    if not signs:
        return Change.SAME
    if signs == {1}:
        return Change.STRONGER
    return Change.WEAKER if signs == {-1} else Change.CHANGED


def _obstacles(before: Target, after: Target) -> tuple[Reason, ...]:
    """Return why two targets cannot be compared, empty where they can."""
    found = []
    if not is_same_indicator(before, after):
        found.append(Reason(Aspect.INDICATOR, before.indicator, after.indicator))
    if (before.value is None) != (after.value is None):
        found.append(Reason(Aspect.FIGURE, shown_value(before), shown_value(after)))
    elif before.value is not None:
        found += _obstacles_of_figures(before, after)
    return tuple(found)


def _obstacles_of_figures(before: Target, after: Target) -> list[Reason]:
    found = []
    if not _is_same_side(before, after):
        found.append(Reason(Aspect.COMPARATOR, before.comparator, after.comparator))
    if base_unit(before.unit)[0] != base_unit(after.unit)[0]:
        found.append(Reason(Aspect.UNIT, before.unit or "", after.unit or ""))
    if before.base_year != after.base_year:
        found.append(Reason(Aspect.BASE_YEAR, _shown(before.base_year), _shown(after.base_year)))
    return found


def _is_same_side(before: Target, after: Target) -> bool:
    """Say whether both are the same kind of change, or both levels and not one a floor, one a ceiling."""
    if before.comparator in _CHANGES or after.comparator in _CHANGES:
        return before.comparator == after.comparator
    kinds = {before.comparator, after.comparator}
    return not (kinds & _FLOORS and kinds & _CEILINGS)


def _sense(before: Target, after: Target) -> int:
    """Return 1 where a higher value is the stronger promise, -1 where a lower one is.

    A floor or a ceiling on either side tells; else the words of the indicator.
    """
    kinds = {before.comparator, after.comparator}
    if kinds & {Comparator.DECREASE_BY, Comparator.MULTIPLY_BY} or kinds & _FLOORS:
        return 1
    is_lower = kinds & _CEILINGS or any(is_lower_better(target.indicator) for target in (before, after))
    return -1 if is_lower else 1


def _value(before: Target, after: Target) -> Step:
    old, new = interval(before), interval(after)
    if old is None or new is None:
        is_same = "".join(before.quote.split()) == "".join(after.quote.split())
        return 0 if is_same else None, Reason(Aspect.WORDING, before.quote, after.quote)
    sign = direction(old, new)
    if sign == 0:
        return _comparator(before, after)
    reason = Reason(Aspect.VALUE, shown_value(before), shown_value(after))
    return (None if sign is None else sign * _sense(before, after)), reason


def _comparator(before: Target, after: Target) -> Step:
    step = _STRICTNESS.get(after.comparator, 0) - _STRICTNESS.get(before.comparator, 0)
    return (step > 0) - (step < 0), Reason(Aspect.COMPARATOR, before.comparator, after.comparator)


def _year(before: Target, after: Target) -> Step:
    reason = Reason(Aspect.YEAR, _shown(before.year), _shown(after.year))
    if before.year == after.year:
        return 0, reason
    if before.year is None or after.year is None:
        return None, reason
    return (1 if after.year < before.year else -1), reason


def _resolve(before: Target, after: Target) -> Step:
    words = ("力争" if target.aspirational else "" for target in (before, after))
    return int(before.aspirational) - int(after.aspirational), Reason(Aspect.ASPIRATION, *words)


def _shown(year: int | None) -> str:
    return str(year or "")


def shown_value(target: Target) -> str:
    """Return value and unit as the plan has them, empty where there is no value."""
    if target.value is None:
        return ""
    values = target.value if isinstance(target.value, tuple) else (target.value,)
    return "–".join(f"{value:.12g}" for value in values) + (target.unit or "")
