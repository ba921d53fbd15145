"""A step as somebody tries to take it, and what of time and condition stands against it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from lvxun.registers.actor import SYSTEM, ActingAs
from lvxun.registers.calendar import Calendar
from lvxun.registers.conditions import STATE, meets
from lvxun.registers.dueness import silent
from lvxun.registers.errors import TransitionRefusedError
from lvxun.registers.limits import day_of
from lvxun.registers.model import Register, Snapshot, Transition
from lvxun.registers.steps import comes_with, has_lapsed, span_of, state_of

if TYPE_CHECKING:
    from lvxun.registers.codes import Codes


@dataclass(frozen=True, slots=True)
class Attempt:
    """A step as somebody tries to take it: on what, in which capacity, when, and with what."""

    register: Register
    snapshot: Snapshot
    transition: Transition
    acting: ActingAs
    now: datetime
    values: Mapping[str, object]
    proofs: Collection[str]
    why: str
    calendar: Calendar
    codes: Codes


def refuse_out_of_time(attempt: Attempt) -> None:
    """Refuse a step before the record's last one, or one that the calendar has forestalled or not reached."""
    register, snapshot, today = attempt.register, attempt.snapshot, day_of(attempt.now)
    if snapshot.passages and attempt.now < snapshot.passages[-1].at:
        raise TransitionRefusedError(
            f"The record's last step was later, at {snapshot.passages[-1].at:%Y-%m-%d %H:%M}.",
            "Take the step at the time at which it is really taken.",
            "time",
        )
    if attempt.acting == SYSTEM:
        running = span_of(register, snapshot, attempt.transition, attempt.calendar)
        if running is not None and (running.end is None or today <= running.end):
            raise TransitionRefusedError(
                f"The limit of “{attempt.transition.label.zh}” has not passed yet.",
                f"It runs until {running.end}." if running.end else "Its clock stands.",
                "time",
            )
        return
    if has_lapsed(register, snapshot, attempt.transition, attempt.calendar, today):
        raise TransitionRefusedError(
            f"The time for “{attempt.transition.label.zh}” is over.", "It is a right that has lapsed.", "late"
        )
    spoken = silent(register, snapshot, today, attempt.calendar)
    if spoken is not None:
        state = state_of(register, spoken.state)
        label = state.label.zh if state else spoken.state
        raise TransitionRefusedError(
            f"A limit ended on {spoken.due}: the record is “{label}” since.",
            "Let the calendar move the record first (it does so every day).",
            "silence",
        )


def refuse_condition(attempt: Attempt, values: Mapping[str, object], *, whole: bool = False) -> None:
    """Refuse a step whose condition does not hold; what comes with the step is looked at when ``whole``."""
    for key, wanted in attempt.transition.when.items():
        value = attempt.snapshot.state if key == STATE else values.get(key)
        needed = attempt.transition.needs if value is None else ()
        is_open = comes_with(attempt.register, key, [*attempt.values, *needed])
        if meets(wanted, value) or (is_open and not whole):
            continue
        field = attempt.register.field(key)
        label = field.label.zh if field else key
        raise TransitionRefusedError(
            f"“{attempt.transition.label.zh}” is not for this record: “{label}” stands against it.",
            "Take another step, or correct the value.",
            "when",
        )
