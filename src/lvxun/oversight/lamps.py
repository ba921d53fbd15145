"""The lamp of a task, from its milestones, its dates and the indicators that it is tied to.

The branches are tried from top to bottom; the first that holds decides. What each says and which colour it
has stands in ``rules/oversight.toml``, where a province can read and change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from lvxun.oversight.days import working_days_after
from lvxun.oversight.model import Colour, IsWorkingDay, Reading, Task, Verdict
from lvxun.oversight.parameters import Rules

PERCENT = 100.0
ALMOST = 1e-9  # sums of weights are not exact
Found = tuple[str, dict[str, str | int | float]]


def progress(task: Task) -> float:
    """Return the share of a task that is done, 0 to 1, by its milestones' weights."""
    if task.done_on is not None:
        return 1.0
    total = sum(one.weight for one in task.milestones)
    done = sum(one.weight for one in task.milestones if one.done_on is not None)
    return done / total if total > 0 else 0.0


def planned(task: Task, day: date) -> float:
    """Return the share that should be done on ``day``, 0 to 1.

    Between two milestones it rises in a straight line from the one's date to the other's; a task without
    milestones rises from its start to its due date.
    """
    if day >= task.due:
        return 1.0
    total = sum(one.weight for one in task.milestones)
    steps = (
        sorted((one.due, one.weight / total) for one in task.milestones) if total > 0 else [(task.due, 1.0)]
    )
    since, reached = task.start, 0.0
    for due, weight in steps:
        if day >= due:
            since, reached = max(since, due), reached + weight
            continue
        length = (due - since).days
        return reached + (weight * max(0, (day - since).days) / length if length > 0 else 0.0)
    return min(1.0, reached)


def lamp(task: Task, day: date, rules: Rules, is_working_day: IsWorkingDay) -> Verdict:
    """Return the lamp of a task on ``day`` and the rule that decided.

    Raises
    ------
    OversightError
        where a parameter is not in force on ``day``.
    """
    rule, facts = next(_branches(task, day, rules, is_working_day))
    return Verdict(rules.lamps[rule].colour, rule, facts)


def worst(colours: Iterable[Colour]) -> Colour:
    """Return the most urgent of some colours; grey where there is none."""
    order = list(Colour)
    return min(colours, key=order.index, default=Colour.GREY)


def sentence(verdict: Verdict, rules: Rules, language: str) -> str:
    """Say why a lamp has its colour; ``language`` is zh or en."""
    words = rules.lamps[verdict.rule].text
    return (words.en if language.startswith("en") else words.zh).format(**verdict.facts)


def _branches(task: Task, day: date, rules: Rules, is_working_day: IsWorkingDay) -> Iterator[Found]:
    if task.is_dropped:
        yield "dropped", {}
    if task.done_on is not None:
        yield from _after_the_end(task, day, rules)
    if day > task.due:
        yield "overdue", {"days": (day - task.due).days}
    yield from _late_milestones(task, day, rules, is_working_day)
    yield from _readings(task, day, rules)
    yield from _soon(task, day, rules)
    if not task.has_begun:
        yield "not_begun", {}
    yield "on_schedule", {"done": _percent(progress(task)), "planned": _percent(planned(task, day))}


def _after_the_end(task: Task, day: date, rules: Rules) -> Iterator[Found]:
    slack = rules.number("lamp.fall_back", day)
    for one in task.readings:
        mark = one.best if one.goal is None else one.goal
        if one.value is None or mark is None or _reaches(one, mark, 0.0):
            continue
        far = not _reaches(one, mark, slack)
        yield "done.fell_far" if far else "done.fell", {"value": one.value, "goal": mark}
    assert task.done_on is not None
    late = (task.done_on - task.due).days
    yield ("done.late", {"days": late}) if late > 0 else ("done", {})


def _late_milestones(task: Task, day: date, rules: Rules, is_working_day: IsWorkingDay) -> Iterator[Found]:
    late = [one.due for one in task.milestones if one.done_on is None and one.due < day]
    if not late:
        return
    days = working_days_after(min(late), day, is_working_day)
    is_long = days > rules.number("lamp.milestone_red", day)
    yield "milestone.long" if is_long else "milestone.late", {"days": days}


def _readings(task: Task, day: date, rules: Rules) -> Iterator[Found]:
    slack = rules.number("lamp.fall_back", day)
    for one in task.readings:
        if one.value is not None and one.best is not None and not _reaches(one, one.best, slack):
            yield "fell_back", {"value": one.value, "best": one.best}
        if one.is_off_path:
            yield "off_path", {}


def _soon(task: Task, day: date, rules: Rules) -> Iterator[Found]:
    left = (task.due - day).days
    if left > rules.number("lamp.warn", day):
        return
    done, due = progress(task), planned(task, day)
    if done < due - ALMOST:
        yield "soon", {"days": left, "done": _percent(done), "planned": _percent(due)}


def _reaches(one: Reading, mark: float, slack: float) -> bool:
    """Say whether a value is at least as good as ``mark``, less ``slack`` per cent of it."""
    assert one.value is not None
    room = abs(mark) * (slack / PERCENT + ALMOST)
    return one.value >= mark - room if one.higher_is_better else one.value <= mark + room


def _percent(share: float) -> int:
    return round(PERCENT * share)
