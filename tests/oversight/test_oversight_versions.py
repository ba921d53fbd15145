"""Measures over versions of a plan, values made comparable, deadlines as a calendar."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from lvxun.oversight.calendar_text import Entry, calendar
from lvxun.oversight.normalising import Per, per
from lvxun.oversight.versions import Fate, Succession, check, heirs


def messages(*rows, old=("a", "b"), new=("x", "y")):
    return [fault.message for fault in check(old, new, rows)]


def test_every_old_measure_has_one_fate():
    assert not messages(Succession("a", ("x",), Fate.KEPT), Succession("b", (), Fate.DROPPED))
    assert "not said" in messages(Succession("a", ("x",), Fate.KEPT))[0]
    assert any("two fates" in said for said in messages(*[Succession("a", ("x",), Fate.KEPT)] * 2))


def test_a_merger_needs_two_and_a_split_gives_two():
    merged = [Succession(key, ("x",), Fate.MERGED) for key in ("a", "b")]
    assert not messages(*merged)
    assert messages(merged[0], Succession("b", ("y",), Fate.KEPT))
    assert messages(Succession("a", ("x",), Fate.SPLIT), Succession("b", (), Fate.DROPPED))


def test_a_measure_is_followed_over_versions_and_never_in_circles():
    rows = [Succession("a", ("b",), Fate.KEPT), Succession("b", ("c", "d"), Fate.SPLIT)]
    assert heirs("a", rows) == ("c", "d")
    assert heirs("a", [Succession("a", ("b",), Fate.KEPT), Succession("b", ("a",), Fate.KEPT)]) == ()


@given(st.floats(-1e9, 1e9), st.sampled_from([Per.HEAD, Per.GDP, Per.AREA]), st.floats(0.1, 1e6))
def test_twice_the_base_is_half_the_value(value, by, base):
    once, twice = per(value, by, base), per(value, by, 2 * base)
    assert once is not None
    assert abs(once - 2 * twice) <= 1e-9 * max(1.0, abs(once))


def test_what_is_not_known_stays_not_known():
    assert per(None, Per.HEAD, 3.0) is None
    assert per(1.0, Per.HEAD, 0.0) is None
    assert per(5.0, Per.NOTHING, None) == 5.0


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_title_survives_the_calendar(title, text):
    clean = "".join(sign for sign in title if sign.isprintable())
    entry = Entry("1@x", date(2026, 12, 31), clean, text, "https://x/1", datetime(2026, 1, 1, tzinfo=UTC))
    read = Calendar.from_ical(calendar("任务", [entry], 7))
    events = [part for part in read.walk() if part.name == "VEVENT"]
    assert len(events) == 1
    assert str(events[0]["summary"]) == clean
    assert events[0]["dtstart"].dt == date(2026, 12, 31)
