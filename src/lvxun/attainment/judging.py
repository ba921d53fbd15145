"""The written rule of docs/attainment.md as pure functions over years and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lvxun.attainment.goals import Goal

Point = tuple[int, float]  # a year and a value


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Fractions of the progress due by now."""

    on_track: float
    at_risk: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """``rule`` is the branch that decided; ``decided_by`` the year of the figure that decided."""

    rule: str
    decided_by: int


def judge(
    figures: Sequence[Point], base: Point | None, goal: Goal, year: int | None, thresholds: Thresholds
) -> Judgement:
    """Judge a target that has a number.

    Parameters
    ----------
    figures
        known values in the indicator's unit, oldest first, at least one.
    base
        where the straight line starts.
    year
        the target's year, ``None`` where it has none.
    """
    final = next((point for point in figures if year is not None and point[0] >= year), None)
    if final is not None:
        return Judgement("met.target_year" if goal.is_met(final[1]) else "missed.target_year", final[0])
    latest = figures[-1]
    return Judgement(_before(latest, base, goal, year, thresholds), latest[0])


def _before(latest: Point, base: Point | None, goal: Goal, year: int | None, thresholds: Thresholds) -> str:
    is_met = goal.is_met(latest[1])
    if base is None:
        return "met.early" if is_met else "no_data.no_base"
    if latest[0] <= base[0]:
        return "met.early" if is_met else "no_data.not_since_base"
    if year is None:
        return _without_year(latest, base, goal)
    if goal.is_met(base[1]):
        return _held(latest, base, goal, year)
    if is_met:
        return "met.early"
    return _on_path(latest, base, goal, year, thresholds)


def _without_year(latest: Point, base: Point, goal: Goal) -> str:
    if goal.is_met(latest[1]):
        return "met.early"
    moved = goal.distance(base[1]) - goal.distance(latest[1])
    return "open.right_way" if moved > 0 else "open.wrong_way"


def _held(latest: Point, base: Point, goal: Goal, year: int) -> str:
    if not goal.is_met(latest[1]):
        return "hold.lost"
    pace = (latest[1] - base[1]) / (latest[0] - base[0])
    projected = latest[1] + pace * (year - latest[0])
    return "hold.projected" if goal.is_met(projected) else "hold.drifting"


def _on_path(latest: Point, base: Point, goal: Goal, year: int, thresholds: Thresholds) -> str:
    progress = share_of_way(latest[1], base[1], goal) / share_of_time(latest[0], base[0], year)
    if progress >= 1:
        return "path.on_line"
    if progress >= thresholds.on_track:
        return "path.near_line"
    return "path.behind" if progress >= thresholds.at_risk else "path.far_behind"


def share_of_way(latest: float, base: float, goal: Goal) -> float:
    """Return the share of the way from the base to the goal that is done; negative for a retreat.

    A strict goal whose end the base has reached exactly has no way left: 1 if it kept to it, else 0.
    """
    way = goal.distance(base)
    if way == 0:
        return float(goal.distance(latest) == 0)
    return (way - goal.distance(latest)) / way


def share_of_time(latest: int, base: int, year: int) -> float:
    """Return the share of the time from the base to the target's year that is over."""
    return (latest - base) / (year - base)


def judge_trend(
    figures: Sequence[Point], base: Point, wanted: int, year: int | None, is_lasting: bool
) -> Judgement:
    """Judge a target that only says which way.

    Parameters
    ----------
    figures
        known values, oldest first, at least one.
    wanted
        1 for up, -1 for down.
    is_lasting
        持续: the last step must go the right way too.
    """
    final = next((point for point in figures if year is not None and point[0] >= year), None)
    latest = final or figures[-1]
    if latest[0] <= base[0]:
        return Judgement("no_data.not_since_base", latest[0])
    before = max((p for p in (*figures, base) if base[0] <= p[0] < latest[0]), key=lambda p: p[0])
    total_right = wanted * (latest[1] - base[1]) > 0
    last_right = wanted * (latest[1] - before[1]) > 0
    if final is not None:
        is_kept = total_right and (last_right or not is_lasting)
        return Judgement("trend.kept" if is_kept else "trend.broken", latest[0])
    names = {(1, 1): "trend.right", (1, 0): "trend.turned", (0, 1): "trend.not_yet", (0, 0): "trend.wrong"}
    return Judgement(names[total_right, last_right], latest[0])


def straight_line(base: Point, end: float, year: int) -> tuple[Point, ...]:
    """Return the line from the base to ``end`` in ``year``, year by year."""
    span = year - base[0]
    return (
        tuple((base[0] + n, base[1] + (end - base[1]) * n / span) for n in range(span + 1))
        if span > 0
        else ()
    )
