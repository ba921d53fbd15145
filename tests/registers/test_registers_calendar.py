"""Days and working days: the official calendar, month ends, and what only weekends are known of."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.registers.calendar import Calendar
from lvxun.registers.errors import CalendarError
from lvxun.registers.model import LimitUnit

CALENDAR = Calendar()
DAYS, WORKING_DAYS = LimitUnit.DAYS, LimitUnit.WORKING_DAYS
MONTHS, YEARS = LimitUnit.MONTHS, LimitUnit.YEARS
days = st.dates(date(2003, 1, 1), date(2040, 12, 31))


def on(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize("day", ["2026-02-16", "2026-02-23", "2026-10-01", "2026-02-22"])
def test_holidays_of_the_notice_for_2026_are_rest_days(day):
    assert not CALENDAR.is_working_day(on(day))


@pytest.mark.parametrize("day", ["2026-02-14", "2026-02-28", "2026-02-24", "2026-02-13"])
def test_adjusted_weekends_of_2026_are_worked(day):
    assert CALENDAR.is_working_day(on(day))


@pytest.mark.parametrize(
    ("start", "amount", "unit", "last"),
    [
        ("2026-02-05", 20, WORKING_DAYS, "2026-03-11"),  # over Spring Festival: counted by hand
        ("2026-02-05", 7, WORKING_DAYS, "2026-02-14"),  # a Saturday that is worked
        ("2026-02-13", 2, WORKING_DAYS, "2026-02-24"),
        ("2026-01-31", 1, MONTHS, "2026-02-28"),
        ("2024-01-31", 1, MONTHS, "2024-02-29"),
        ("2024-02-29", 1, YEARS, "2025-02-28"),
        ("2026-12-15", 2, MONTHS, "2027-02-15"),
        ("2026-03-31", -1, MONTHS, "2026-02-28"),
        ("2026-03-15", -60, DAYS, "2026-01-14"),
        ("2026-02-24", -1, WORKING_DAYS, "2026-02-14"),
        ("2026-02-21", 0, WORKING_DAYS, "2026-02-21"),
    ],
)
def test_time_is_added(start, amount, unit, last):
    assert CALENDAR.add(on(start), amount, unit) == on(last)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "last"),
    [
        ("2026-02-05", 15, DAYS, "2026-02-24"),  # 20 February is in the holiday
        ("2026-02-05", 30, DAYS, "2026-03-09"),  # 7 March is a Saturday
        ("2026-02-05", 9, DAYS, "2026-02-14"),  # a Saturday that is worked: no reason to move
        ("2025-11-01", 3, MONTHS, "2026-02-02"),
        ("2026-03-22", -15, DAYS, "2026-03-07"),  # counts back: stays, or it would leave less time
        ("2026-02-21", 0, DAYS, "2026-02-24"),
    ],
)
def test_deadline_does_not_fall_on_a_rest_day(start, amount, unit, last):
    assert CALENDAR.deadline(on(start), amount, unit) == on(last)


def test_rolling_can_be_left_out():
    assert Calendar(rolls=False).deadline(on("2026-02-05"), 30, DAYS) == on("2026-03-07")


def test_years_past_the_notices_are_estimated():
    assert CALENDAR.known_until >= 2026
    assert not CALENDAR.estimated(on("2026-12-31"))
    assert CALENDAR.estimated(date(CALENDAR.known_until + 1, 1, 1))
    assert CALENDAR.estimated(date(1999, 5, 5))


def test_a_notice_that_came_out_since_is_believed():
    year = CALENDAR.known_until + 1
    monday = next(date(year, 5, n) for n in range(1, 8) if date(year, 5, n).weekday() == 0)
    later = Calendar(further={monday: False, monday - timedelta(days=1): True}, further_until=year)
    assert not later.is_working_day(monday)
    assert later.is_working_day(monday - timedelta(days=1))
    assert later.add(monday - timedelta(days=2), 2, WORKING_DAYS) == monday + timedelta(days=1)
    assert not later.estimated(monday)
    assert CALENDAR.is_working_day(monday)


def test_a_day_that_no_calendar_has_is_refused():
    with pytest.raises(CalendarError, match="no calendar has") as refusal:
        CALENDAR.add(date(9999, 1, 1), 12, MONTHS)
    assert refusal.value.remedy
    with pytest.raises(CalendarError):
        CALENDAR.add(date(9999, 12, 30), 40, DAYS)


@given(days, st.integers(-300, 300))
def test_counting_undoes_adding(day, amount):
    last = CALENDAR.add(day, amount, WORKING_DAYS)
    assert CALENDAR.working_days_between(day, last) == amount
    assert (CALENDAR.add(day, amount, DAYS) - day).days == amount


@given(days, st.integers(-200, 200), st.sampled_from(list(LimitUnit)))
def test_more_time_never_ends_earlier(day, amount, unit):
    amount = amount // 4 if unit == YEARS else amount
    assert CALENDAR.add(day, amount, unit) < CALENDAR.add(day, amount + 1, unit)
    assert CALENDAR.add(day, amount, unit) <= CALENDAR.add(day + timedelta(days=1), amount, unit)


@given(days, st.integers(0, 200), st.sampled_from(list(LimitUnit)))
def test_deadline_is_a_working_day_not_before_the_last_day(day, amount, unit):
    last = CALENDAR.deadline(day, amount // 10, unit)
    assert CALENDAR.is_working_day(last)
    assert last >= CALENDAR.add(day, amount // 10, unit)
    assert CALENDAR.working_days_between(CALENDAR.add(day, amount // 10, unit), last) <= 1


PAGE = Path(__file__).parents[2] / "docs" / "registers-clock.md"
ROW = re.compile(r"^\| (\d{4}-\d\d-\d\d) \| (-?\d+) (\w+) \| (\d{4}-\d\d-\d\d) \|", re.MULTILINE)


def test_the_page_on_the_clock_tells_what_the_calendar_does():
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert len(rows) >= 8
    for start, amount, unit, last in rows:
        assert CALENDAR.deadline(on(start), int(amount), LimitUnit(unit)) == on(last), (start, amount, unit)
