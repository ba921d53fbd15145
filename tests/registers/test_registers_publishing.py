"""The public sees published states after the delay, public fields only, and nothing by default."""

from datetime import UTC, date, datetime

import pytest
from small_register import LABELS, small

from lvxun.registers.calendar import Calendar
from lvxun.registers.model import Passage, Snapshot
from lvxun.registers.publishing import public_fields, public_since, published
from lvxun.registers.reading import build

CALENDAR = Calendar()


def register(**publication):
    data = small()
    data["publication"] = {"states": ["ordered", "closed"], **publication}
    table = next(one for one in data["field"] if one["id"] == "parts")
    table["public"] = table["columns"][1]["public"] = True
    return build(data, "kilns")


def record(*passages):
    at = [Passage(state, datetime(2026, month, day, 3, tzinfo=UTC)) for state, month, day in passages]
    return Snapshot(
        register="kilns",
        code="K2026-210100-0001",
        state=passages[-1][0],
        values={
            "name": "某某窑厂",
            "burnt": 5,
            "holder": "91210100MA0000000X",
            "parts": [{"what": "停电", "cost": "100.00"}, {"what": "停水"}],
        },
        opened=date(2026, 1, 5),
        area="210100",
        passages=tuple(at),
    )


def seen(definition, snapshot, today):
    return published(definition, snapshot, today, CALENDAR)


def test_an_unpublished_state_is_not_seen():
    assert seen(register(), record(("found", 1, 5)), date(2027, 1, 1)) is None


def test_only_public_fields_and_columns_are_seen():
    found = seen(register(), record(("found", 1, 5), ("ordered", 2, 2)), date(2026, 2, 2))
    assert found == {
        "code": "K2026-210100-0001",
        "state": "ordered",
        "title": "某某窑厂",
        "since": "2026-02-02",
        "values": {"name": "某某窑厂", "parts": [{"what": "停电"}, {"what": "停水"}]},
    }


@pytest.mark.parametrize(("today", "is_seen"), [(date(2026, 2, 8), False), (date(2026, 2, 9), True)])
def test_the_delay_has_to_pass(today, is_seen):
    delayed = register(after={"amount": 7, "unit": "days"})
    assert (seen(delayed, record(("found", 1, 5), ("ordered", 2, 2)), today) is not None) is is_seen


def test_the_delay_runs_from_the_first_published_state_in_a_row():
    delayed = register(after={"amount": 7, "unit": "days"})
    moved_on = record(("found", 1, 5), ("ordered", 2, 2), ("closed", 6, 1))
    assert public_since(delayed, moved_on, CALENDAR) == date(2026, 2, 9)
    hidden_between = record(("ordered", 2, 2), ("found", 3, 1), ("closed", 6, 1))
    assert public_since(delayed, hidden_between, CALENDAR) == date(2026, 6, 8)


def test_a_delay_may_be_a_parameter_of_the_province():
    delayed = register(after={"parameter": "days", "unit": "days"})
    snapshot = record(("found", 1, 5), ("ordered", 2, 2))
    assert public_since(delayed, snapshot, CALENDAR) == date(2026, 3, 4)


def test_working_days_of_a_delay_leave_out_spring_festival():
    delayed = register(after={"amount": 7, "unit": "working_days"})
    snapshot = record(("found", 1, 5), ("ordered", 2, 10))
    assert public_since(delayed, snapshot, CALENDAR) == CALENDAR.add(
        date(2026, 2, 10), 7, delayed.publication.after.unit
    )
    assert public_since(delayed, snapshot, CALENDAR) > date(2026, 2, 23)


def test_a_register_without_publication_shows_nothing():
    data = small()
    del data["publication"]
    data["field"][0].pop("public")
    hidden = build(data, "kilns")
    assert seen(hidden, record(("found", 1, 5), ("closed", 2, 2)), date(2030, 1, 1)) is None


def test_an_attachment_is_never_a_public_field():
    data = small()
    data["field"].append({"id": "photo", "type": "file", **LABELS})
    assert "photo" not in {one.id for one in public_fields(build(data, "kilns"))}
