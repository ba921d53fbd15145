"""What is due next on a record, and what the calendar brings by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from lvxun.registers.calendar import Calendar
from lvxun.registers.limits import Span, limit_that_counts
from lvxun.registers.model import Register, Snapshot, Transition
from lvxun.registers.steps import held_back, silence_of, span_of, state_of, transitions_from


@dataclass(frozen=True, slots=True)
class Due:
    """What is due next: the step with the earliest end of its limit.

    ``date`` is None while the clock stands; then ``left`` units (working days, or days) are left.
    ``stopped``: the present state stops the clock, even where it has a limit of its own.
    ``silence``: the state that comes by itself after that day.
    """

    date: date | None
    transition: str
    stopped: bool
    estimated: bool
    left: int | None = None
    silence: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """What the calendar brings by itself: ``state``, because the limit of ``transition`` ended on ``due``."""

    transition: str
    state: str
    due: date


class _Running(NamedTuple):
    transition: Transition
    span: Span


def due(register: Register, snapshot: Snapshot, calendar: Calendar) -> Due | None:
    """Return what is due next, None where no limit runs; a right that lapses is not due.

    While the clock stands and the present state has no limit of its own, that is the step whose limit is
    waiting.
    """
    state = state_of(register, snapshot.state)
    stopped = state is not None and state.stops_clock
    running = [one for one in _running(register, snapshot, calendar) if not _lapses(one, snapshot)]
    if not running and stopped:
        running = _waiting(register, snapshot, calendar)
    if not running:
        return None
    transition, first = min(running, key=lambda one: one.span.end or date.max)
    silence = silence_of(transition, snapshot.values, snapshot.state) if first.end else ""
    return Due(first.end, transition.id, stopped, first.estimated, first.left, silence)


def silent(register: Register, snapshot: Snapshot, today: date, calendar: Calendar) -> Silence | None:
    """Return what has come by itself by ``today``: the first limit that has passed and speaks by silence.

    The last day still belongs to whoever may act: silence speaks from the next day on.
    """
    found = [
        Silence(one.transition.id, state, one.span.end)
        for one in _running(register, snapshot, calendar)
        if one.span.end is not None
        and one.span.end < today
        and (state := silence_of(one.transition, snapshot.values, snapshot.state))
    ]
    return min(found, key=lambda one: one.due, default=None)


def _lapses(running: _Running, snapshot: Snapshot) -> bool:
    limit = limit_that_counts(running.transition.limits, snapshot.values, snapshot.state)
    return limit is not None and limit.lapses and not limit.silence


def _running(register: Register, snapshot: Snapshot, calendar: Calendar) -> list[_Running]:
    """Return the limits that run now, of steps whose condition can be met."""
    return [
        _Running(transition, found)
        for transition in transitions_from(register, snapshot)
        if not held_back(register, transition, snapshot)
        and (found := span_of(register, snapshot, transition, calendar)) is not None
    ]


def _waiting(register: Register, snapshot: Snapshot, calendar: Calendar) -> list[_Running]:
    """Return the limits of the state that the record was in before the clock was stopped."""
    before = list(snapshot.passages)
    while before and (state := state_of(register, before[-1].state)) is not None and state.stops_clock:
        before.pop()
    if not before:
        return []
    as_was = replace(snapshot, state=before[-1].state)
    return [one for one in _running(register, as_was, calendar) if one.span.end is None]
