"""The ladder of escalation: reminder 提醒, letter 督办函, interview 约谈, made public.

A task climbs while its lamp is red and nobody has put it right; each step has its limit in working days. The
first step goes out by itself, the others are drafted for an office to sign. A lamp that is no longer red ends
the ladder; the next red begins at the bottom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lvxun.oversight.days import add_working_days
from lvxun.oversight.errors import ActRefusedError
from lvxun.oversight.model import IsWorkingDay
from lvxun.oversight.parameters import Rules, Step


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken in the present climb, and when an answer came (None: not yet)."""

    step: str
    on: date
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """The step that comes next and the first day on which it may be taken."""

    step: Step
    earliest: date
    counted_from: date
    working_days: int


def next_step(
    red_since: date | None, taken: Sequence[Taken], rules: Rules, is_working_day: IsWorkingDay, day: date
) -> Next | None:
    """Return the step after those taken, or None: the lamp is not red, or the ladder is at its end.

    The first step is counted from the day the lamp turned red, each further one from the day on which the
    step before was answered, or taken where no answer came.

    Raises
    ------
    ActRefusedError
        if the steps taken are not the ladder's first ones in order.
    """
    names = [one.id for one in rules.ladder]
    if [one.step for one in taken] != names[: len(taken)]:
        raise ActRefusedError(
            "The steps taken are not those of the ladder, one after the other.",
            remedy=f"The order is {', '.join(names)}.",
        )
    if red_since is None or len(taken) == len(names):
        return None
    step = rules.ladder[len(taken)]
    since = (taken[-1].answered_on or taken[-1].on) if taken else red_since
    days = rules.whole(f"ladder.{step.id}", day)
    return Next(step, add_working_days(since, days, is_working_day), since, days)


def answer_due(step: str, on: date, rules: Rules, is_working_day: IsWorkingDay) -> date:
    """Return by when a step taken on ``on`` is to be answered."""
    return add_working_days(on, rules.whole(f"answer.{step}", on), is_working_day)


def check_step(step: str, day: date, expected: Next | None) -> None:
    """Refuse a step that is not the next one, or comes too early.

    Raises
    ------
    ActRefusedError
        with what would be right.
    """
    if expected is None:
        raise ActRefusedError("No step is due here: the lamp is not red, or every step was taken.")
    if step != expected.step.id:
        raise ActRefusedError(f"The next step is '{expected.step.id}', not '{step}'.")
    if day < expected.earliest:
        raise ActRefusedError(
            f"This step may be taken from {expected.earliest} on.",
            remedy=f"{expected.working_days} working days are counted from {expected.counted_from}.",
        )
