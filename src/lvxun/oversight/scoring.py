"""Scores of bodies and cities, with the arithmetic of every line.

A score has 100 points. Lines of kind share give ``weight × share``; where a share is not known (nothing was
due, no indicator is tied) its weight is spread over the lines that are known, and the line says so. Lines of
kind count add or take points a piece, within a limit. Nothing is rounded before it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lvxun.oversight.lamps import planned, progress
from lvxun.oversight.model import Reading, Task
from lvxun.oversight.parameters import Component, Rules

FULL = 100.0


@dataclass(frozen=True, slots=True)
class Share:
    """Parts of a whole: credits earned of credits possible; possible 0 means not known."""

    earned: float
    possible: float

    @property
    def value(self) -> float | None:
        return self.earned / self.possible if self.possible > 0 else None

    def __add__(self, other: Share) -> Share:
        return Share(self.earned + other.earned, self.possible + other.possible)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a score: ``points`` by ``arithmetic``; ``weight`` is what the line weighs here."""

    component: Component
    points: float
    weight: float
    arithmetic: str
    share: float | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A body's score: its lines and their sum, cut to 0 to 100. None: nothing is known to score."""

    lines: tuple[Line, ...]
    total: float | None

    @property
    def arithmetic(self) -> str:
        """Return the sum as it is made."""
        parts = " ".join(f"{'+' if line.points >= 0 else '−'} {abs(line.points):.2f}" for line in self.lines)
        return parts.removeprefix("+ ")


def credit(task: Task, day: date, rules: Rules) -> Share:
    """Return a task's credit of 1: done in time 1, done late less, under way as far as planned, overdue none.

    A dropped task, and one of which nothing was planned yet, count neither way.
    """
    if task.is_dropped:
        return Share(0.0, 0.0)
    if task.done_on is not None and task.done_on <= day:
        return Share(1.0 if task.done_on <= task.due else rules.number("score.late", day), 1.0)
    if day > task.due:
        return Share(0.0, 1.0)
    due = planned(task, day)
    return Share(min(1.0, progress(task) / due), 1.0) if due > 0 else Share(0.0, 0.0)


def on_path(readings: Iterable[Reading]) -> Share:
    """Return how many of the known readings are where they should be: at their goal, or on their path."""
    earned = possible = 0
    for one in readings:
        good = _is_good(one)
        if good is not None:
            earned, possible = earned + good, possible + 1
    return Share(float(earned), float(possible))


def _is_good(one: Reading) -> bool | None:
    if one.is_off_path is not None:
        return not one.is_off_path
    if one.value is None or one.goal is None:
        return None
    return one.value >= one.goal if one.higher_is_better else one.value <= one.goal


def score(shares: Mapping[str, Share], counts: Mapping[str, int], rules: Rules, day: date) -> Score:
    """Add a score up.

    Parameters
    ----------
    shares
        by id of a component of kind share; one that is missing is not known.
    counts
        by id of a component of kind count; one that is missing is 0.
    """
    weights = {
        one.id: rules.number(f"score.{one.id}", day) for one in rules.components if one.kind == "share"
    }
    values = {key: share.value for key, share in shares.items()}
    known = [key for key in weights if values.get(key) is not None]
    spread = sum(weights.values()) / total if (total := sum(weights[key] for key in known)) else 0.0
    lines = [
        _share_line(one, shares.get(one.id), weights[one.id], spread)
        if one.kind == "share"
        else _count_line(one, counts.get(one.id, 0), rules, day)
        for one in rules.components
    ]
    if not known:
        return Score(tuple(lines), None)
    return Score(tuple(lines), min(FULL, max(0.0, sum(line.points for line in lines))))


def _share_line(one: Component, share: Share | None, weight: float, spread: float) -> Line:
    value = share.value if share else None
    if share is None or value is None:
        return Line(one, 0.0, 0.0, f"{weight:g} → 0", None)
    here = weight * spread
    times = f"{weight:g} × {spread:.4g}" if abs(spread - 1) > 1e-9 else f"{weight:g}"
    return Line(one, here * value, here, f"{times} × {share.earned:.4g} ÷ {share.possible:.4g}", value)


def _count_line(one: Component, count: int, rules: Rules, day: date) -> Line:
    each, limit = rules.number(f"score.{one.id}", day), rules.number(f"score.{one.id}.limit", day)
    points = each * count + 0.0  # no negative zero
    bounded = min(points, limit) if each >= 0 else max(points, -limit) + 0.0
    arithmetic = f"{count} × {each:g}" + (f" → {bounded:g}" if bounded != points else "")
    return Line(one, bounded, 0.0, arithmetic, None, count)


def ranked(scores: Mapping[str, Score]) -> Sequence[tuple[int | None, str, Score]]:
    """Return (rank, id, score), best first; equal totals share a rank; unknown ones come last."""
    known = sorted(
        ((key, one) for key, one in scores.items() if one.total is not None),
        key=lambda pair: (-(pair[1].total or 0.0), pair[0]),
    )
    found: list[tuple[int | None, str, Score]] = []
    for place, (key, one) in enumerate(known, 1):
        before = found[-1] if found else None
        rank = before[0] if before and before[2].total == one.total else place
        found.append((rank, key, one))
    return [*found, *((None, key, one) for key, one in sorted(scores.items()) if one.total is None)]
