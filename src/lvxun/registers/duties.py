"""What falls due on a record again and again, or once around one of its dates; and how long it is kept."""

from __future__ import annotations

import calendar as civil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lvxun.registers.calendar import Calendar
from lvxun.registers.conditions import STATE, holds
from lvxun.registers.limits import amount_of, day_of, span
from lvxun.registers.model import Between, Duty, LimitUnit, Register, Snapshot
from lvxun.registers.steps import state_of

MONTHS = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class DueDuty:
    """A duty as it falls due by ``due``, for ``period``: 2025, 2025Q4, 2025-12, or that day itself.

    ``estimated``: a rest day that is not published yet may still move ``due``.
    """

    duty: Duty
    period: str
    due: date
    filed: bool
    estimated: bool


@dataclass(frozen=True, slots=True)
class Period:
    """A year, quarter or month that is reported on."""

    name: str
    first: date
    last: date


def due_duties(  # noqa: PLR0913, PLR0917 - a record and what was filed, between two days
    register: Register,
    snapshot: Snapshot,
    filings: Collection[tuple[str, str]],
    start: date,
    end: date,
    calendar: Calendar,
) -> list[DueDuty]:
    """Return what falls due from ``start`` to ``end``, both included, in order of time.

    A record that has ended owes nothing more. A period is owed where the record stood in one of the duty's
    states at the period's end, and had done so for as long as ``young`` asks.

    Parameters
    ----------
    filings
        what was filed: (id of the duty, period).
    """
    state = state_of(register, snapshot.state)
    if state is not None and state.kind == "end":
        return []
    found = [
        one
        for duty in register.duties
        if duty.in_force is None or duty.in_force.on(snapshot.opened)
        for one in _of_duty(register, snapshot, duty, filings, calendar, (start, end))
    ]
    return sorted(found, key=lambda one: (one.due, one.duty.id))


def kept_until(register: Register, snapshot: Snapshot, calendar: Calendar) -> date | None:
    """Return the day until which an ended record is kept; None for ever, or while it is not ended."""
    state = state_of(register, snapshot.state)
    years = register.retention.years
    if years is None or state is None or state.kind != "end" or not snapshot.passages:
        return None
    return calendar.add(day_of(snapshot.passages[-1].at), years, LimitUnit.YEARS)


def _of_duty(  # noqa: PLR0913, PLR0917 - one duty of due_duties
    register: Register,
    snapshot: Snapshot,
    duty: Duty,
    filings: Collection[tuple[str, str]],
    calendar: Calendar,
    between: tuple[date, date],
) -> Iterator[DueDuty]:
    made = _periodic if duty.every else _once
    for period, due in made(register, snapshot, duty, calendar, between):
        if not between[0] <= due <= between[1]:
            continue
        filed = (duty.id, period.name) in filings or _stepped(snapshot, duty, period)
        yield DueDuty(duty, period.name, due, filed, calendar.estimated(due))


def _periodic(
    register: Register, snapshot: Snapshot, duty: Duty, calendar: Calendar, between: tuple[date, date]
) -> Iterator[tuple[Period, date]]:
    rest = {key: wanted for key, wanted in duty.when.items() if key != STATE}
    if not holds(rest, snapshot.values, snapshot.state):
        return
    for period in _periods(duty.every, between[0] - timedelta(days=2 * 366), between[1]):
        since = _in_state_since(snapshot, duty, period.last)
        if since is None or _is_young(register, duty, since, period.last, calendar):
            continue
        due = _day_after(duty, period)
        yield period, calendar.next_working_day(due) if calendar.rolls else due


def _once(
    register: Register, snapshot: Snapshot, duty: Duty, calendar: Calendar, between: tuple[date, date]
) -> Iterator[tuple[Period, date]]:
    if duty.limit is None or not holds(duty.when, snapshot.values, snapshot.state):
        return
    running = span(register, snapshot, duty.limit, calendar)
    if running is None or running.end is None:
        return
    since = _in_state_since(snapshot, duty, date.max) or snapshot.opened
    if not _is_young(register, duty, since, running.end, calendar):
        yield Period(running.end.isoformat(), since, date.max), running.end


def _periods(every: str, first: date, last: date) -> Iterator[Period]:
    """Return the periods that end from ``first`` to ``last``."""
    months = MONTHS[every]
    year, number = first.year, 0
    while True:
        begin = date(year, number * months + 1, 1)
        end_month = number * months + months
        finish = date(year, end_month, civil.monthrange(year, end_month)[1])
        if finish > last:
            return
        if finish >= first:
            yield Period(_name(every, begin), begin, finish)
        number += 1
        if number == 12 // months:
            year, number = year + 1, 0


def _name(every: str, begin: date) -> str:
    if every == "year":
        return str(begin.year)
    if every == "quarter":
        return f"{begin.year}Q{(begin.month + 2) // 3}"
    return f"{begin.year}-{begin.month:02d}"


def _day_after(duty: Duty, period: Period) -> date:
    """Return the day of the period after ``period`` on which the duty falls due."""
    following = period.last + timedelta(days=1)
    month, day = (int(one) for one in f"{following.month}-{duty.day}".split("-")[-2:])
    return date(following.year, month, min(day, civil.monthrange(following.year, month)[1]))


def _in_state_since(snapshot: Snapshot, duty: Duty, day: date) -> date | None:
    """Return since when, on ``day``, the record stood in the duty's states; None where it did not."""
    wanted = duty.when.get(STATE)
    if wanted is None or isinstance(wanted, Between):
        return snapshot.opened if snapshot.opened <= day else None
    since = None
    for passage in snapshot.passages:
        if day_of(passage.at) > day:
            break
        if passage.state not in wanted:
            since = None
        elif since is None:
            since = day_of(passage.at)
    return since


def _is_young(register: Register, duty: Duty, since: date, day: date, calendar: Calendar) -> bool:
    """Say whether the record has been in force for less than the duty asks, on ``day``."""
    if duty.young is None:
        return False
    amount = amount_of(register, duty.young, since)
    return amount is not None and calendar.add(since, amount, duty.young.unit) > day


def _stepped(snapshot: Snapshot, duty: Duty, period: Period) -> bool:
    """Say whether the step that fulfils the duty was taken: after its period, before the next one ends."""
    if not duty.step:
        return False
    taken = [day_of(one.at) for one in snapshot.passages if one.transition == duty.step]
    if not duty.every:
        return any(day >= period.first for day in taken)
    length = period.last - period.first
    return any(period.last < day <= period.last + length for day in taken)
