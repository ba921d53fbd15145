"""Days, working days, months and years, by the official calendar.

Rest days and weekends that are worked come from ``chinesecalendar``, which keeps the yearly notices of the
State Council's General Office. Past its last year only weekends are known: ``estimated`` says so. How time is
counted, with examples: ``docs/registers-clock.md``.
"""

from __future__ import annotations

import calendar as civil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta, timezone
from functools import cache

import chinese_calendar  # type: ignore[import-untyped]

from lvxun.registers.errors import CalendarError
from lvxun.registers.model import LimitUnit

CHINA = timezone(timedelta(hours=8), "UTC+8")  # no daylight saving
WORKING_DAYS_A_WEEK = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of one province.

    ``further``: days that the library does not know (yet), each with whether it is worked: a notice that came
    out since, a province's own holiday. ``further_until``: the last year for which ``further`` is complete.
    ``rolls``: a limit that ends on a rest day ends on the next working day (民法典 art. 203).
    """

    province: str = ""
    further: Mapping[date, bool] = field(default_factory=dict, hash=False)
    further_until: int = 0
    rolls: bool = True

    @property
    def known_until(self) -> int:
        """The last year whose rest days are known."""
        return max(_known_years()[1], self.further_until)

    def estimated(self, day: date) -> bool:
        """Say whether only weekends are known about the year of ``day``."""
        return not _known_years()[0] <= day.year <= self.known_until

    def is_working_day(self, day: date) -> bool:
        """Say whether offices work on ``day``."""
        if day in self.further:
            return self.further[day]
        return _exceptions().get(day, day.weekday() < WORKING_DAYS_A_WEEK)

    def next_working_day(self, day: date) -> date:
        """Return ``day``, or the first working day after it."""
        while not self.is_working_day(day):
            day = self._moved(day, 1)
        return day

    def add(self, day: date, amount: int, unit: LimitUnit) -> date:
        """Return the last day of a time of ``amount`` units that begins with an event on ``day``.

        The day of the event does not count. A negative amount counts back. Months and years end on the day of
        the same number, or on the month's last (31 January and 1 month: 28 February). A rest day stays: what
        must be done by then is told by ``deadline``.
        """
        if unit == LimitUnit.WORKING_DAYS:
            return self._add_working_days(day, amount)
        if unit == LimitUnit.DAYS:
            return self._moved(day, amount)
        return _add_months(day, amount * (12 if unit == LimitUnit.YEARS else 1))

    def deadline(self, day: date, amount: int, unit: LimitUnit) -> date:
        """Return the last day on which something may be done: as ``add``, but not on a rest day.

        A limit that counts back stays where it is: moved on, it would leave less time than the rule asks for.
        """
        last = self.add(day, amount, unit)
        return self.next_working_day(last) if self.rolls and amount >= 0 else last

    def working_days_between(self, first: date, last: date) -> int:
        """Count working days after ``first`` up to ``last``; going back those before ``first``, negative."""
        step = 1 if last >= first else -1
        span = range(step, (last - first).days + step, step)
        return step * sum(self.is_working_day(first + timedelta(days=days)) for days in span)

    def _add_working_days(self, day: date, amount: int) -> date:
        step = 1 if amount > 0 else -1
        left = abs(amount)
        while left:
            day = self._moved(day, step)
            left -= self.is_working_day(day)
        return day

    @staticmethod
    def _moved(day: date, days: int) -> date:
        try:
            return day + timedelta(days=days)
        except OverflowError:
            raise _beyond(day, f"{days} days") from None


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise _beyond(day, f"{months} months")
    return date(year, month + 1, min(day.day, civil.monthrange(year, month + 1)[1]))


def _beyond(day: date, time: str) -> CalendarError:
    return CalendarError(
        f"{day} and {time} is a day that no calendar has.",
        None,
        "Check the limit and the date it counts from.",
    )


@cache
def _exceptions() -> Mapping[date, bool]:
    """Days on which offices do not do what the weekday says: rest on a weekday, work at a weekend."""
    rest = {day: False for day in chinese_calendar.holidays if day.weekday() < WORKING_DAYS_A_WEEK}
    work = {day: True for day in chinese_calendar.workdays if day.weekday() >= WORKING_DAYS_A_WEEK}
    return rest | work


@cache
def _known_years() -> tuple[int, int]:
    """Return the first and the last year that the library covers."""
    return min(chinese_calendar.holidays).year, max(chinese_calendar.holidays).year
