"""Which reports are due, and how complete and timely a body reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lvxun.oversight.days import add_working_days
from lvxun.oversight.model import IsWorkingDay
from lvxun.oversight.parameters import Rules

QUARTERS = 4
MONTHS = 3


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter that is reported on, and by when."""

    id: str  # 2026Q3
    last_day: date
    due: date


@dataclass(frozen=True, slots=True)
class Delivered:
    """A report: when it came, and whether it was complete (words, progress, evidence)."""

    period: str
    on: date
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """How a body has reported: counts, and the shares that enter its score (None: nothing was due)."""

    due: int
    delivered: int
    complete: int
    on_time: int

    @property
    def completeness(self) -> float | None:
        """Return the share of due reports that came complete, 0 to 1."""
        return self.complete / self.due if self.due else None

    @property
    def timeliness(self) -> float | None:
        """Return the share of due reports that came in time, 0 to 1; one that never came is not in time."""
        return self.on_time / self.due if self.due else None

    def __add__(self, other: Record) -> Record:
        return Record(
            self.due + other.due,
            self.delivered + other.delivered,
            self.complete + other.complete,
            self.on_time + other.on_time,
        )


NOTHING = Record(0, 0, 0, 0)


def quarter(day: date) -> str:
    """Return the id of the quarter of a day.

    >>> quarter(date(2026, 11, 24))
    '2026Q4'
    """
    return f"{day.year}Q{(day.month - 1) // MONTHS + 1}"


def periods(start: date, end: date, rules: Rules, is_working_day: IsWorkingDay) -> list[Period]:
    """Return the quarters that a task from ``start`` to ``end`` reports on, in order."""
    found = []
    year, number = start.year, (start.month - 1) // MONTHS
    while date(year, number * MONTHS + 1, 1) <= end:
        last = _last_day(year, number)
        days = rules.whole("report.days", last)
        found.append(Period(f"{year}Q{number + 1}", last, add_working_days(last, days, is_working_day)))
        year, number = (year, number + 1) if number + 1 < QUARTERS else (year + 1, 0)
    return found


def _last_day(year: int, number: int) -> date:
    first_after = date(year + 1, 1, 1) if number + 1 == QUARTERS else date(year, (number + 1) * MONTHS + 1, 1)
    return first_after - timedelta(days=1)


def record(asked: Sequence[Period], delivered: Iterable[Delivered], day: date) -> Record:
    """Count a task's reports: what was due before ``day``, what came of it, complete and in time.

    A period counts once it has passed its due date, or earlier where its report has come.
    """
    came: dict[str, Delivered] = {}
    for one in delivered:
        kept = came.get(one.period)
        came[one.period] = one if kept is None or one.on < kept.on else kept
    counted = [one for one in asked if one.due < day or one.id in came]
    here = [(one, came[one.id]) for one in counted if one.id in came]
    return Record(
        due=len(counted),
        delivered=len(here),
        complete=sum(got.is_complete for _, got in here),
        on_time=sum(got.on <= one.due for one, got in here),
    )
