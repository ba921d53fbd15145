"""Named computations and checks, each against its published table or a hand calculation."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.registers.checks import CHECKS, COMPUTATIONS, NAMES
from lvxun.registers.codes import Codes
from lvxun.registers.errors import FieldError
from registers.register_builder import FIRM

DAY = date(2026, 3, 20)


def compute(name: str, *inputs: object, codes: Codes | None = None) -> object:
    return COMPUTATIONS[name].apply(inputs, codes or Codes(), DAY)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_function_says_where_it_comes_from(name):
    function = COMPUTATIONS[name].function if name in COMPUTATIONS else CHECKS[name]
    assert function.__doc__


@pytest.mark.parametrize("name", sorted(COMPUTATIONS))
def test_nothing_comes_of_nothing(name):
    assert compute(name) is None
    assert compute(name, *[None] * len(COMPUTATIONS[name].inputs)) is None


CLEAR, LIGHT, HEAVY = (40, 4.0, 120, 2.0), (20, 1.0, 0, 10), (8, 0.1, -250, 18)


def water(*samples: tuple[str, tuple[float, float, float, float]], depth: float = 80) -> object:
    rows = [(point, depth, *values) for point, values in samples]
    return compute("black_odorous_class", *(list(column) for column in zip(*rows, strict=True)))


@pytest.mark.parametrize(
    ("samples", "grade"),
    [
        ([("1", CLEAR), ("2", CLEAR), ("3", CLEAR)], "none"),
        ([("1", LIGHT), ("2", CLEAR), ("3", CLEAR)], "light"),
        ([("1", HEAVY), ("2", HEAVY), ("3", HEAVY)], "heavy"),
        ([("1", HEAVY), ("2", HEAVY), ("3", LIGHT), ("4", LIGHT)], "light"),  # half of the points only
        ([("1", HEAVY), ("2", HEAVY), ("3", HEAVY), ("4", LIGHT), ("5", CLEAR)], "heavy"),  # three of five
        ([("1", HEAVY), ("1", CLEAR), ("1", CLEAR)], "heavy"),  # all four heavy in a third of the samples
        ([("1", (8, 4.0, 120, 2.0)), ("1", CLEAR)], "none"),  # one indicator, in half of them
        ([("1", (8, 4.0, 120, 2.0)), ("1", (8, 4.0, 120, 2.0)), ("1", CLEAR)], "heavy"),  # one, in two thirds
        ([("1", (25, 2.0, 50, 8.0))], "light"),  # at the bounds
        ([("1", (10, 0.2, -200, 15))], "light"),
        ([("1", (25.1, 2.1, 51, 7.9))], "none"),
    ],
)
def test_black_and_odorous_waters_by_the_guide_of_2015(samples, grade):
    assert water(*samples) == grade


def test_in_shallow_water_the_bounds_follow_the_depth():
    clear_but_low = (7.9, 4.0, 120, 2.0)
    assert water(("1", clear_but_low), depth=20) == "heavy"  # under 40 % of 20 cm
    assert water(("1", (8.1, 4.0, 120, 2.0)), depth=20) == "light"
    assert water(("1", (20, 4.0, 120, 2.0)), depth=20) == "none"  # seen to the bottom


MARKS = {
    "base": 400,
    "safety": 70,
    "health": 60,
    "convenience": 60,
    "resources": 120,
    "environment": 65,
    "innovation": 10,
}


@pytest.mark.parametrize(
    ("marks", "fitted", "better", "stars"),
    [
        ({}, True, 12, 2),  # Q = 785 / 10
        ({}, True, 9.9, 1),  # the envelope is not 10 % better
        ({}, True, 4, 0),
        ({}, False, 12, 0),
        ({"innovation": 80}, True, 20, 3),
        ({"innovation": 80, "health": 29}, True, 20, 0),  # under 30 % of its category
        ({"base": 399}, True, 20, 0),  # a control item is not met
        ({"safety": 30, "health": 30, "convenience": 30, "resources": 60, "environment": 30}, True, 20, 0),
    ],
)
def test_stars_of_a_green_building(marks, fitted, better, stars):
    assert compute("green_building_stars", {**MARKS, **marks}, fitted, better) == stars


@pytest.mark.parametrize(("pue", "grade"), [(1.2, 1), (1.2001, 2), (1.3, 2), (1.5, 3), (1.51, 0)])
def test_efficiency_grade_of_a_data_centre(pue, grade):
    assert compute("pue_grade", pue) == grade


@pytest.mark.parametrize(
    ("marks", "level"), [(100, "green"), (90, "green"), (89.9, "blue"), (60, "yellow"), (0, "red")]
)
def test_level_of_credit(marks, level):
    assert compute("credit_grade", marks) == level


@pytest.mark.parametrize(
    ("lent", "investment", "benefit", "share"),
    [("30", "100.00", 500, 150), ("200", "100", 500, 500), ("30", "0.00", 5, None)],
)
def test_a_loan_claims_its_share_of_the_benefit(lent, investment, benefit, share):
    assert compute("green_credit_benefit", lent, investment, benefit) == share


@pytest.mark.parametrize(
    ("served", "deferred", "paid", "added"),
    [
        ("2026-01-05", None, "2026-01-20", "0.00"),  # the fifteenth day
        ("2026-01-05", None, "2026-01-21", "3000.00"),
        ("2026-02-05", None, "2026-02-24", "0.00"),  # the fifteenth day lies in the Spring Festival
        ("2026-02-05", None, "2026-02-25", "3000.00"),
        ("2026-01-05", "2026-03-18", None, "6000.00"),  # not paid: as of 20 March
        ("2025-01-06", None, None, "100000.00"),  # never more than the fine
    ],
)
def test_a_fine_paid_late_costs_three_percent_a_day(served, deferred, paid, added):
    assert compute("late_payment_surcharge", "100000.00", served, deferred, paid) == added


def square(lon: float, lat: float, side: float) -> list[list[float]]:
    return [[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side]]


def test_area_agrees_with_the_ellipsoid():
    """At 40 to 41 degrees a degree is 111.04 km north and 84.75 km east in the middle (GRS 80 tables)."""
    assert compute("polygon_area_ha", square(123, 40, 1)) == pytest.approx(111.04 * 84.75 * 100, rel=1e-3)


@given(st.floats(74, 134), st.floats(4, 52), st.floats(0.001, 1))
def test_area_is_the_sum_of_its_halves(lon, lat, side):
    whole = compute("polygon_area_ha", square(lon, lat, side))
    parts = [[lon, lat], [lon + side / 2, lat], [lon + side / 2, lat + side], [lon, lat + side]]
    assert compute("polygon_area_ha", parts) * 2 == pytest.approx(whole, abs=0.001, rel=1e-6)


def ring(lon: float, lat: float, side: float):
    corners = [tuple(one) for one in square(lon, lat, side)]
    return ((*corners, corners[0]),)


LINES = Codes(
    control_lines={
        "farmland": (ring(123.2, 41, 0.1),),
        "red_line": (ring(124, 41, 0.1), ring(123.05, 41.05, 0.1)),
    }
)


def test_control_lines_that_a_site_overlaps_are_named():
    assert compute("control_line_hits", square(123, 41, 0.1), codes=LINES) == ["red_line"]
    assert compute("control_line_hits", square(123.15, 41, 0.1), codes=LINES) == ["farmland"]
    assert compute("control_line_hits", square(123.1, 41, 0.1), codes=LINES) == [
        "red_line"
    ]  # beside the farmland
    assert compute("control_line_hits", square(122, 41, 0.1), codes=LINES) == []


def test_without_lines_on_file_no_hit_is_not_known():
    assert compute("control_line_hits", square(123, 41, 0.1)) is None


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        ("permit_number", f"{FIRM}001P", f"{FIRM}1P"),
        ("permit_number", f"{FIRM}001P", f"{FIRM[:-1]}0001P"),
        ("project_code", "2603-210112-04-02-123456", "2613-210112-04-02-123456"),
        ("web_address", "https://sthj.ln.gov.cn/a", "ftp://x.cn"),
        ("web_address", "http://ln.gov.cn", "https://ln.gov.cn/a b"),
    ],
)
def test_checks_of_one_value(check, good, bad):
    CHECKS[check](good, {})
    with pytest.raises(FieldError) as refusal:
        CHECKS[check](bad, {})
    assert refusal.value.remedy


def test_a_permit_number_is_its_holder_s():
    with pytest.raises(FieldError, match="another firm"):
        CHECKS["permit_number"](f"{FIRM}001P", {"holder": "91130200699229617X"})
