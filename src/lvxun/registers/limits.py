"""When a time limit ends: from when it runs, how long, and what does not count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lvxun.registers.calendar import CHINA, Calendar
from lvxun.registers.conditions import holds
from lvxun.registers.errors import CalendarError
from lvxun.registers.model import Limit, LimitUnit, Register, Snapshot

BY_DAY = frozenset({LimitUnit.DAYS, LimitUnit.WORKING_DAYS})


@dataclass(frozen=True, slots=True)
class Span:
    """One running limit: from ``start`` to ``end``; while the clock stands, ``end`` is None.

    ``left``: what is left of it while the clock stands, in ``unit`` (days for months and years).
    ``estimated``: a rest day that is not published yet may still move the end.
    """

    start: date
    end: date | None
    left: int | None
    unit: LimitUnit
    estimated: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """Days that do not count: those after ``begin`` up to ``end``; None: the clock still stands."""

    begin: date
    end: date | None


def day_of(at: datetime) -> date:
    """Return the day, in China, of a moment; one without a time zone is a mistake of the caller."""
    if at.tzinfo is None:
        raise CalendarError(f"{at} has no time zone.", remedy="Give the moment with its time zone.")
    return at.astimezone(CHINA).date()


def iso_date(value: object) -> date | None:
    """Return a stored date, None where there is none or it cannot be read."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def limit_that_counts(limits: Sequence[Limit], values: Mapping[str, object], state: str) -> Limit | None:
    """Return the first limit whose condition holds."""
    return next((one for one in limits if holds(one.when, values, state)), None)


def amount_of(register: Register, limit: Limit, day: date) -> int | None:
    """Return how long the limit is for one that starts to run on ``day``; None where no value is in force."""
    if not limit.parameter:
        return limit.amount
    parameter = register.parameter(limit.parameter)
    value = parameter.on(day) if parameter else None
    return int(value) if isinstance(value, int | float) else None


def entered(register: Register, snapshot: Snapshot, state: str) -> date | None:
    """Return when the last stay in ``state`` began.

    A step back to the same state, and time in states that stop the clock, do not begin a new stay.
    """
    passages = snapshot.passages
    if not passages:
        return snapshot.opened if state == snapshot.state else None
    at = next((i for i in range(len(passages) - 1, -1, -1) if passages[i].state == state), None)
    if at is None:
        return None
    earlier = at - 1
    while earlier >= 0 and (passages[earlier].state == state or _stops(register, passages[earlier].state)):
        if passages[earlier].state == state:
            at = earlier
        earlier -= 1
    return day_of(passages[at].at)


def start_of(register: Register, snapshot: Snapshot, limit: Limit) -> date | None:
    """Return the day of the event from which the limit runs, None where it has not happened."""
    origin, _, name = limit.counted_from.partition(":")
    if origin == "field":
        return iso_date(snapshot.values.get(name))
    return entered(register, snapshot, name or snapshot.state)


def span(  # noqa: PLR0913 - a limit of a record, by a calendar
    register: Register,
    snapshot: Snapshot,
    limit: Limit,
    calendar: Calendar,
    *,
    further: int = 0,
    rolls: bool = True,
) -> Span | None:
    """Return from when to when ``limit`` runs, None where it does not.

    Parameters
    ----------
    further
        units added by an extension (days where the limit is in months or years).
    rolls
        whether an end on a rest day moves to the next working day: not where nobody has to act.
    """
    start = start_of(register, snapshot, limit)
    amount = amount_of(register, limit, start) if start else None
    if start is None or amount is None:
        return None
    moves = rolls and calendar.rolls and amount >= 0
    stops = _stops_since(register, snapshot, start, limit) if amount >= 0 else []
    if limit.unit in BY_DAY:
        end, left = _by_day(calendar, start, amount + further, limit.unit, stops)
    else:
        last = calendar.add(start, amount, limit.unit) + timedelta(days=further)
        end, left = _by_month(calendar, last, stops)
    if end is not None and moves:
        end = calendar.next_working_day(end)
    estimated = end is not None and (calendar.estimated(end) or calendar.estimated(start))
    return Span(start, end, left, limit.unit, estimated)


def _stops(register: Register, state: str) -> bool:
    return any(one.stops_clock for one in register.states if one.id == state)


def _stops_since(register: Register, snapshot: Snapshot, start: date, limit: Limit) -> list[Stop]:
    """Return when the clock stood; time in the state from whose entry the limit runs does count."""
    counted = _counted_state(snapshot, limit)
    ends: list[date | None] = [day_of(one.at) for one in snapshot.passages[1:]]
    found = []
    for passage, end in zip(snapshot.passages, [*ends, None], strict=False):
        if passage.state == counted or not _stops(register, passage.state):
            continue
        if end is None or end > start:
            found.append(Stop(max(day_of(passage.at), start), end))
    return found


def _counted_state(snapshot: Snapshot, limit: Limit) -> str:
    origin, _, name = limit.counted_from.partition(":")
    return "" if origin == "field" else name or snapshot.state


def _by_day(
    calendar: Calendar, start: date, amount: int, unit: LimitUnit, stops: list[Stop]
) -> tuple[date | None, int | None]:
    for stop in stops:
        if stop.begin > calendar.next_working_day(calendar.add(start, amount, unit)):
            break  # it had ended before: a later stop does not bring it back
        amount = max(amount - _days(calendar, start, stop.begin, unit), 0)
        if stop.end is None:
            return None, amount
        start = stop.end
    return calendar.add(start, amount, unit), None


def _days(calendar: Calendar, first: date, last: date, unit: LimitUnit) -> int:
    if unit == LimitUnit.WORKING_DAYS:
        return calendar.working_days_between(first, last)
    return (last - first).days


def _by_month(calendar: Calendar, last: date, stops: list[Stop]) -> tuple[date | None, int | None]:
    for stop in stops:
        if stop.begin > calendar.next_working_day(last):
            break
        if stop.end is None:
            return None, max((last - stop.begin).days, 0)
        last += stop.end - stop.begin
    return last, None
