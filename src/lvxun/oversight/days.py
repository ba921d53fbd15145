"""Counting days. The day of the event does not count; rest days are told by the caller's calendar."""

from __future__ import annotations

from datetime import date, timedelta

from lvxun.oversight.errors import OversightError
from lvxun.oversight.model import IsWorkingDay

LONGEST_REST = 60  # days in a row; more than that is a calendar that knows no working day


def add_working_days(day: date, amount: int, is_working_day: IsWorkingDay) -> date:
    """Return the day on which a limit of ``amount`` working days ends that begins with an event on ``day``.

    ``amount`` 0 gives ``day`` itself, a negative one counts back.

    Raises
    ------
    OversightError
        where the calendar names no working day for two months, or the count leaves the calendar.

    Examples
    --------
    >>> add_working_days(date(2026, 3, 6), 2, lambda day: day.weekday() < 5)  # from a Friday
    datetime.date(2026, 3, 10)
    """
    step = timedelta(days=1 if amount >= 0 else -1)
    left, rest = abs(amount), 0
    while left:
        try:
            day += step
        except OverflowError:
            raise OversightError("The limit ends beyond the calendar.") from None
        if is_working_day(day):
            left, rest = left - 1, 0
        else:
            rest += 1
        if rest > LONGEST_REST:
            raise OversightError("The calendar names no working day.", remedy="Give one that does.")
    return day


def end_of_limit(day: date, days: int, is_working_day: IsWorkingDay) -> date:
    """Return the last day of a limit of calendar ``days`` from an event on ``day``.

    One that would end on a rest day ends on the next working day (Civil Code, art. 203).
    """
    end = day + timedelta(days=days)
    return end if is_working_day(end) else add_working_days(end, 1, is_working_day)


def working_days_after(due: date, day: date, is_working_day: IsWorkingDay) -> int:
    """Return how many working days ``day`` lies after ``due``; 0 where it does not."""
    days = range(1, max(0, (day - due).days) + 1)
    return sum(is_working_day(due + timedelta(days=number)) for number in days)
