"""A target of a plan as a question about its indicator, in the indicator's unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lvxun.accounts.model import IndicatorInfo
from lvxun.accounts.tags import Direction, Kind
from lvxun.attainment.goals import Goal, changed_level, goal_of
from lvxun.attainment.model import Note
from lvxun.attainment.rules import Reading, rules
from lvxun.plan.model import Comparator, Target
from lvxun.region.errors import UnitError
from lvxun.region.units import factor

Value = float | tuple[float, float]
CHANGES = (Comparator.INCREASE_BY, Comparator.DECREASE_BY, Comparator.MULTIPLY_BY)
CLAUSE_END = re.compile(r"[，。；！？\n]")
POINTS = ("个百分点", "百分点", "pp")


@dataclass(frozen=True, slots=True)
class Question:
    """Either a ``goal`` with its ``value``, or a ``wanted`` direction (1 up, -1 down), or neither.

    ``fault`` is the branch of the rule that says why there is neither.
    """

    goal: Goal | None = None
    value: Value | None = None
    wanted: int | None = None
    is_lasting: bool = False
    fault: str | None = None
    notes: tuple[Note, ...] = ()
    is_open_ended: bool = False

    def due(self, year: int | None) -> int | None:
        """Return the year that settles the question; a proxy shows a direction and never settles it."""
        return None if self.is_open_ended else year


def pose(target: Target, info: IndicatorInfo, base: float | None) -> Question:
    """Return what a target asks of its indicator.

    Parameters
    ----------
    base
        the indicator's value in the base year; needed where the target is a change of a level.
    """
    if target.value is None:
        return _words(target, info)
    try:
        if target.comparator in CHANGES and info.kind not in (Kind.CHANGE, Kind.RATE, Kind.CUMULATIVE):
            return _change_of_level(target, info, base)
        return _number(target.comparator, target.value, target.unit, info)
    except UnitError as error:
        note = Note(f"目标单位“{target.unit}”不能换算为“{info.unit}”。", error.message)
        return Question(fault="no_data.unit", notes=(note,))


def _number(comparator: Comparator, value: Value, unit: str | None, info: IndicatorInfo) -> Question:
    if comparator is Comparator.MULTIPLY_BY and not isinstance(value, tuple):
        comparator, value, unit = Comparator.INCREASE_BY, (value - 1) * 100, "%"
    scale = factor(unit, info.unit) if unit else 1.0
    scaled = (value[0] * scale, value[1] * scale) if isinstance(value, tuple) else value * scale
    goal = goal_of(comparator, scaled, info.direction, info.kind, rules().tolerance)
    notes = () if unit else (_assumed_unit(info.unit),)
    shown = -scaled if comparator is Comparator.DECREASE_BY and not isinstance(scaled, tuple) else scaled
    return Question(goal, shown, notes=notes)


def _assumed_unit(unit: str) -> Note:
    return Note(f"目标未写单位，按“{unit}”理解。", f"The target names no unit; {unit} is taken.")


def _change_of_level(target: Target, info: IndicatorInfo, base: float | None) -> Question:
    if base is None:
        return Question(fault="no_data.no_base")
    if target.value is None or isinstance(target.value, tuple):
        return Question(fault="no_data.unit")
    is_relative = target.unit in (None, "%") or target.comparator is Comparator.MULTIPLY_BY
    is_points = target.unit in POINTS and info.unit == "%"
    scale = 1.0 if is_relative or is_points else factor(target.unit or "", info.unit)
    comparator, level = changed_level(
        target.comparator,
        target.value * scale,
        target.comparator is not Comparator.MULTIPLY_BY and is_relative,
        base,
    )
    note = Note(
        "目标是相对基期的变化，已换算为指标水平。",
        "The target is a change against the base, restated as a level.",
    )
    goal = goal_of(comparator, level, info.direction, info.kind, rules().tolerance)
    return Question(goal, level, notes=(note,))


def _words(target: Target, info: IndicatorInfo) -> Question:
    text = promise(target)
    reading = next((r for r in rules().readings if r.phrase in text), None)
    if reading is not None:
        return _read(reading, info)
    if any(word in text for word in rules().benchmarks):
        return Question(fault="no_data.no_benchmark")
    is_lasting = any(word in text for word in rules().lasting)
    wanted = _wanted(text, info)
    if wanted is None:
        return Question(fault="no_data.no_direction")
    note = Note("目标没有数值，只判断变化方向。", "The target has no number: only the direction is judged.")
    return Question(wanted=wanted, is_lasting=is_lasting, notes=(note,), is_open_ended=info.is_proxy)


def promise(target: Target) -> str:
    """Return the words of the sentence that are about this target: from its subject to the end of the clause.

    Examples
    --------
    A quote "绿色产业比重显著提升，能耗持续下降。" says 显著提升 of 绿色产业比重, and not 下降.
    """
    _, found, rest = target.quote.partition(target.indicator)
    return target.indicator + (CLAUSE_END.split(rest, maxsplit=1)[0] if found else target.quote)


def _read(reading: Reading, info: IndicatorInfo) -> Question:
    question = _number(reading.comparator, reading.value, reading.unit, info)
    return Question(question.goal, question.value, notes=(Note(reading.note_zh, reading.note_en),))


def _wanted(text: str, info: IndicatorInfo) -> int | None:
    """Return the direction that the words want; a proxy is only ever wanted to get better."""
    better = {Direction.HIGHER: 1, Direction.LOWER: -1, Direction.NEUTRAL: None}[info.direction]
    if info.is_proxy and better is not None:
        return better
    if any(word in text for word in rules().lower):
        return -1
    return 1 if any(word in text for word in rules().higher) else better
