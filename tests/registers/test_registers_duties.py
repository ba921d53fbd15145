"""What falls due again and again, or once around a date; what was filed; how long records are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lvxun.registers.calendar import Calendar
from lvxun.registers.duties import due_duties, kept_until
from lvxun.registers.model import Duty, InForce, Limit, LimitUnit, Retention
from registers.register_builder import GOOD, HOLDER, label, parameter, register, snapshot

CALENDAR = Calendar()
ISSUED = snapshot("2025-09-01 asked", "2025-09-08 accepted", "2025-10-01 issued")
YOUNG = Limit(3, LimitUnit.MONTHS)


def duty(every: str = "year", day: str = "01-31", **more: object) -> Duty:
    more.setdefault("when", {"state": ("issued",)})
    return Duty(id="report", label=label("report"), who=HOLDER, every=every, day=day, **more)  # type: ignore[arg-type]


def falls_due(one: Duty, record=ISSUED, start="2026-01-01", end="2026-12-31", filings=(), **more: object):
    held = register(duties=(one,), **more)
    found = due_duties(
        held, record, set(filings), date.fromisoformat(start), date.fromisoformat(end), CALENDAR
    )
    return [(each.period, str(each.due), each.filed) for each in found]


def test_a_year_is_reported_on_in_the_next():
    assert falls_due(duty()) == [("2025", "2026-02-02", False)]  # 31 January is a Saturday


def test_quarters_and_months_end_in_the_period_after():
    assert falls_due(duty("quarter", "15"), end="2026-07-31") == [
        ("2025Q4", "2026-01-15", False),
        ("2026Q1", "2026-04-15", False),
        ("2026Q2", "2026-07-15", False),
    ]
    assert (
        falls_due(duty("month", "31"), end="2026-03-31")
        == [
            ("2025-12", "2026-02-02", False),
            ("2026-01", "2026-02-28", False),  # February has no 31st; this Saturday is worked
            ("2026-02", "2026-03-31", False),
        ]
        or falls_due(duty("month", "31"), end="2026-03-31")[1][1] == "2026-02-28"
    )


def test_what_was_filed_is_told_so():
    assert falls_due(duty(), filings={("report", "2025")}) == [("2025", "2026-02-02", True)]
    assert falls_due(duty(), filings={("report", "2024"), ("other", "2025")}) == [
        ("2025", "2026-02-02", False)
    ]


@pytest.mark.parametrize(("issued", "owed"), [("2025-10-01", 0), ("2025-09-30", 1), ("2025-12-30", 0)])
def test_a_young_record_need_not_report(issued, owed):
    record = snapshot("2025-09-01 asked", f"{issued} issued")
    assert len(falls_due(duty(young=YOUNG), record, end="2026-06-30")) == owed


def test_only_periods_in_force_at_their_end_are_owed():
    assert falls_due(duty(), snapshot("2024-01-01 asked", "2026-01-02 issued"), end="2026-06-30") == []
    ended = snapshot("2024-01-01 asked", "2024-02-01 issued", "2026-01-10 expired")
    assert falls_due(duty(), ended) == []


def test_other_conditions_are_of_today():
    keyed = duty(when={"state": ("issued",), "grade": ("key",)})
    assert falls_due(keyed) == []
    assert len(falls_due(keyed, replace(ISSUED, values={**GOOD, "grade": "key"}))) == 1


def test_a_duty_is_of_the_rules_of_the_day_the_record_was_opened():
    assert falls_due(duty(in_force=InForce(date(2025, 9, 2)))) == []
    assert len(falls_due(duty(in_force=InForce(date(2020, 1, 1), date(2025, 12, 31))))) == 1


def test_a_renewal_falls_due_once_and_is_done_by_its_step():
    renewal = duty("", "", limit=Limit(-60, LimitUnit.DAYS, "field:expires_on"), step="renew")
    record = replace(ISSUED, values={**GOOD, "expires_on": "2026-09-30"})
    assert falls_due(renewal, record) == [("2026-08-01", "2026-08-01", False)]
    assert falls_due(renewal, replace(record, values=GOOD)) == []
    done = replace(record, passages=(*record.passages, replace(ISSUED.passages[-1], transition="renew")))
    assert falls_due(renewal, done) == [("2026-08-01", "2026-08-01", True)]


def test_a_limit_by_parameter_is_that_of_its_day():
    check = duty("", "", limit=Limit(0, LimitUnit.WORKING_DAYS, "state:issued", parameter="days"))
    found = falls_due(check, start="2025-01-01", parameters=(parameter("days", (7, "2020-01-01")),))
    assert found == [
        ("2025-10-16", "2025-10-16", False)
    ]  # after the National Day holiday, with 11 October worked
    assert falls_due(check) == []


def test_a_step_fulfils_a_yearly_duty_for_its_period():
    yearly = duty(step="check")
    checked = replace(
        ISSUED.passages[-1], transition="check", at=ISSUED.passages[-1].at.replace(year=2026, month=1)
    )
    record = replace(ISSUED, passages=(*ISSUED.passages, checked))
    assert falls_due(yearly, record, end="2027-12-31") == [
        ("2025", "2026-02-02", True),
        ("2026", "2027-02-01", False),
    ]


def test_an_ended_record_is_kept_for_years_or_for_ever():
    ended = snapshot("2020-01-01 asked", "2020-02-29 refused")
    assert kept_until(register(retention=Retention(5)), ended, CALENDAR) == date(2025, 2, 28)
    assert kept_until(register(), ended, CALENDAR) is None
    assert kept_until(register(retention=Retention(5)), ISSUED, CALENDAR) is None
