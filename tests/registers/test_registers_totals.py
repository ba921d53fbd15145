"""What a register yields in figures: by year, by area, over many records at once."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lvxun.registers.conditions import holds
from lvxun.registers.model import Between, Choice, RegisterIndicator
from lvxun.registers.totals import COLUMNS, Records, fields_asked, indicator_values, records_frame
from registers.register_builder import GOOD, field, label, register, snapshot

AREAS = ("210000", "210100", "210200")
TODAY = date(2026, 11, 24)


def indicator(kind: str, **more: object) -> RegisterIndicator:
    return RegisterIndicator(id="x", label=label("x"), unit="", kind=kind, **more)  # type: ignore[arg-type]


def held(one: RegisterIndicator):
    return register(
        indicators=(one,),
        fields=(
            *register().fields,
            field("tonnes", "number"),
            field("cost", "money", unit="CNY"),
            field("done", "yes_no"),
            field("ways", "choices", choices=(Choice("a", label("a")), Choice("b", label("b")))),
        ),
    )


def figures(one: RegisterIndicator, records, years=(2025, 2026), areas=AREAS, today=TODAY) -> dict:
    """Return (value, count, of, missing) by (area, year)."""
    frame = indicator_values(held(one), records, years, areas, today=today)
    assert list(frame.columns) == list(COLUMNS)
    rows = frame.itertuples(index=False, name=None)
    return {(area, year): (value, count, of, missing) for _, area, year, value, count, of, missing in rows}


def record(*passages: str, area: str = "210100", **values: object):
    return snapshot(*passages, values={**GOOD, "area": area, **values})


RECORDS = [
    record("2025-02-01 asked", "2025-03-03 issued", tonnes=10, cost="0.10", done=True, ways=["a"]),
    record("2025-05-01 asked", "2026-01-10 issued", tonnes=2.5, cost="0.20", done=False, ways=["a", "b"]),
    record("2026-04-01 asked", area="210200", cost="0.30"),
    record("2025-12-31 asked", "2026-02-01 refused", area="210102", tonnes=1),
]
ISSUED = {"state": ("issued",)}


def test_records_are_counted_as_they_stood_at_the_year_s_end():
    found = figures(indicator("count", where=ISSUED), RECORDS)
    assert found[("210000", 2025)][0] == 1
    assert found[("210000", 2026)][:2] == (2, 2)
    assert found[("210200", 2026)][0] == 0


def test_a_share_has_numerator_and_denominator():
    found = figures(indicator("share", where=ISSUED, of={"state": ("issued", "refused")}), RECORDS)
    assert found[("210100", 2026)] == (pytest.approx(200 / 3), 2, 3, 0)
    assert found[("210000", 2025)][:3] == (100, 1, 1)


def test_a_share_over_nothing_is_not_known():
    value, count, of, _ = figures(indicator("share", where=ISSUED, of={"state": ("refused",)}), RECORDS)[
        ("210200", 2026)
    ]
    assert math.isnan(value)
    assert (count, of) == (0, 0)


def test_an_empty_register_knows_nothing():
    for kind in ("count", "sum", "mean", "share", "days"):
        one = indicator(kind, value="tonnes", between=("asked", "issued"))
        assert all(math.isnan(value) for value, *_ in figures(one, []).values())
    assert math.isnan(figures(indicator("count"), RECORDS, years=(2024,))[("210000", 2024)][0])


def test_sums_say_how_many_values_are_missing():
    found = figures(indicator("sum", value="tonnes"), RECORDS)
    assert found[("210000", 2026)] == (13.5, 3, 4, 1)
    assert math.isnan(found[("210200", 2026)][0])  # the only record there has no value
    assert (
        figures(indicator("sum", value="tonnes", where={"done": (True,)}), RECORDS)[("210200", 2026)][0] == 0
    )


def test_money_is_summed_to_the_cent():
    assert figures(indicator("sum", value="cost"), RECORDS)[("210000", 2026)][0] == 0.6


def test_a_mean_is_over_the_known_ones():
    assert figures(indicator("mean", value="tonnes"), RECORDS)[("210100", 2026)] == (4.5, 3, 3, 0)


def test_what_entered_a_state_in_the_year():
    found = figures(indicator("count", at="entered:issued"), RECORDS)
    assert [found[("210000", year)][0] for year in (2025, 2026)] == [1, 1]
    assert figures(indicator("count", at="entered:refused"), RECORDS)[("210100", 2026)][0] == 1


def test_days_between_two_states():
    found = figures(indicator("days", between=("asked", "issued"), at="entered:issued"), RECORDS)
    assert found[("210000", 2025)][:2] == (30, 1)
    assert found[("210000", 2026)][:2] == (254, 1)


def test_days_begin_with_the_round_that_ended():
    detour = record("2026-01-01 asked", "2026-01-05 accepted", "2026-01-08 asked", "2026-01-11 issued")
    assert figures(indicator("days", between=("asked", "issued")), [detour])[("210100", 2026)][0] == 10
    again = record("2026-01-01 asked", "2026-01-11 issued", "2026-06-01 asked", "2026-06-04 issued")
    assert figures(indicator("days", between=("asked", "issued")), [again])[("210100", 2026)][0] == 3


def test_a_running_year_is_counted_as_of_today_and_a_coming_one_not_at_all():
    found = figures(indicator("count", where=ISSUED), RECORDS, years=(2026, 2027), today=date(2026, 1, 9))
    assert found[("210000", 2026)][0] == 1
    assert ("210000", 2027) not in found


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"done": (True,)}, 1),
        ({"done": (1,)}, 0),
        ({"ways": ("b",)}, 1),
        ({"ways": ("a",)}, 2),
        ({"tonnes": Between(low=2.5)}, 2),
        ({"cost": Between(high=0.2)}, 2),
        ({"tonnes": (10, 1)}, 2),
        ({"tonnes": Between(), "state": ("refused",)}, 1),
    ],
)
def test_conditions_on_values(where, count):
    assert figures(indicator("count", where=where), RECORDS)[("210000", 2026)][0] == count


def test_frames_may_come_ready_made():
    one = indicator("sum", value="tonnes", where=ISSUED)
    frames = records_frame(held(one), RECORDS)
    assert fields_asked(held(one)) == ("tonnes",)
    assert isinstance(frames, Records)
    assert figures(one, frames) == figures(one, RECORDS)


days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
states = st.sampled_from(["asked", "accepted", "issued", "refused"])
areas = st.sampled_from(["210100", "210102", "210200", "21SF00"])


@st.composite
def some_record(draw):
    begin = draw(days)
    course = [f"{begin} asked"]
    for name in draw(st.lists(states, max_size=4)):
        begin += timedelta(days=draw(st.integers(0, 200)))
        course.append(f"{begin} {name}")
    values = {"tonnes": draw(st.none() | st.integers(0, 50)), "done": draw(st.none() | st.booleans())}
    money = draw(st.none() | st.decimals(0, 10**9, places=2))
    cost = None if money is None else f"{money:.2f}"
    known = {key: one for key, one in {**values, "cost": cost}.items() if one is not None}
    return record(*course, area=draw(areas), **known)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(some_record(), max_size=12),
    st.sampled_from([ISSUED, {"done": (True,)}, {"tonnes": Between(10, 30)}, {}]),
)
def test_frames_agree_with_one_record_after_another(records, where):
    end = date(2025, 12, 31)
    as_was = [replace(one, passages=tuple(p for p in one.passages if p.at.date() <= end)) for one in records]
    there = [replace(one, state=one.passages[-1].state) for one in as_was if one.passages]
    met = [one for one in there if holds(where, one.values, one.state)]
    count = figures(indicator("count", where=where), records, years=(2025,))[("210000", 2025)]
    assert count[1] == len(met)
    total = figures(indicator("sum", where=where, value="cost"), records, years=(2025,))[("210000", 2025)]
    costs = [Decimal(str(one.values["cost"])) for one in met if "cost" in one.values]
    assert total[1:] == (len(costs), len(met), len(met) - len(costs))
    if costs:
        assert total[0] == float(sum(costs))
    parts = [
        figures(indicator("count", where=where), records, (2025,), (one,))[(one, 2025)][1]
        for one in ("210100", "210200", "21SF00")
    ]
    assert sum(parts) == len(met)
