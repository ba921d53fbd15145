"""First-order decay against its own algebra (IPCC 2006 Vol. 5 ch. 3) and a series worked by hand."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.emissions.other_gases_build import account_of, known_lines, values_of
from lvxun.accounts.book.model import Notation
from lvxun.accounts.emissions.landfill import Decay, landfill

SERIES = "municipal_waste_landfilled"
RATE = st.floats(0.01, 0.5)
TONNES = st.lists(st.floats(0, 1000), min_size=1, max_size=30)
K = 0.05  # bulk waste, dry: waste.csv decay_dry


def decayed(rate, deposits):
    """Return what decays in the year after the last of the deposits, the oldest first."""
    ages = tuple(range(len(deposits), 0, -1))
    return float(Decay(ages)(np.array([rate]), *(np.array([one]) for one in deposits))[0])


def stepped(rate, deposits):
    """Return the same by the recursion of equations 3.4 and 3.5: a stock that loses exp(-k) a year."""
    stock = lost = 0.0
    for deposit in (*deposits, 0.0):
        lost = stock * (1 - math.exp(-rate))
        stock = deposit + stock * math.exp(-rate)
    return lost


def test_a_series_worked_by_hand():
    """100 deposited two years ago, 50 last year, k = 0.1: (100 × 0.904837 + 50) × 0.095163 = 13.3688."""
    assert decayed(0.1, [100.0, 50.0]) == pytest.approx(13.3688, abs=1e-4)


@given(RATE, TONNES)
def test_decay_follows_the_recursion_of_the_guideline(rate, deposits):
    assert decayed(rate, deposits) == pytest.approx(stepped(rate, deposits), rel=1e-9, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.05, 0.5), st.floats(0, 1000))
def test_in_the_end_all_of_a_deposit_decays(rate, deposit):
    later = sum(float(Decay((age,))(np.array([rate]), np.array([deposit]))[0]) for age in range(1, 1000))
    assert later == pytest.approx(deposit, rel=1e-9, abs=1e-9)


@given(RATE, TONNES, st.floats(0, 10))
def test_decay_is_linear_in_the_deposits(rate, deposits, times):
    assert decayed(rate, [times * one for one in deposits]) == pytest.approx(
        times * decayed(rate, deposits), rel=1e-9, abs=1e-6
    )


@given(RATE, TONNES)
def test_no_more_decays_than_was_deposited(rate, deposits):
    assert 0 <= decayed(rate, deposits) <= sum(deposits) * (1 + 1e-12)


def test_methane_of_ten_years_of_deposits():
    """100 × 10^4 t a year for 10 years: Σ = 100 × (1 - exp(-10 k)); × L0 × (1 - OX) by hand."""
    values = values_of(landfill, {SERIES: dict.fromkeys(range(2010, 2020), 100.0)})
    waste = 100 * (1 - math.exp(-10 * K))
    assert values.array("activity/derived/waste_decayed")[0] == pytest.approx(waste)
    doc = values.array("factor/derived/doc")[0]
    expected = waste * 1.0 * doc * 0.5 * 0.5 * 16 / 12 * 0.9
    assert values.of("carbon/landfill/CH4/decay") == pytest.approx(expected)


def test_carbon_of_mixed_waste():
    """By hand: 0.262 × 0.15 + 0.188 × 0.40 + 0.035 × 0.24 + 0.035 × 0.43 = 0.13795 (IPCC table 2.3, 2.4)."""
    values = values_of(landfill, {SERIES: 100.0})
    assert values.array("factor/derived/doc")[0] == pytest.approx(0.13795)


def test_food_waste_alone_by_mass_balance():
    """Example 18 of facts/coefficients_summary.md: 100,000 t × 0.05 × 0.9 = 4,500 t."""
    values = values_of(landfill, {SERIES: 10.0})
    per_doc = values.of("carbon/landfill/CH4/mass_balance") / values.array("factor/derived/doc")[0]
    assert per_doc * 0.15 == pytest.approx(0.45)


def test_few_past_years_are_no_ground_for_decay():
    lines = known_lines(landfill, {SERIES: {2018: 90.0, 2019: 95.0, 2020: 100.0}})
    assert set(lines) == {"carbon/landfill/CH4/mass_balance"}


def test_a_missing_past_year_is_said():
    known = dict.fromkeys([*range(2005, 2014), *range(2015, 2020)], 100.0)
    account = account_of(landfill, {SERIES: known})
    assert "carbon/landfill/CH4/decay" in account.lines
    assert [gap.label_en for gap in account.gaps if gap.topic == SERIES] == [
        "Municipal waste landfilled (2014)"
    ]


def test_recovered_gas_is_taken_off_before_the_cover_oxidises():
    """Equation 3.1: (generated - R) × (1 - OX)."""
    lines = known_lines(landfill, {"landfill_methane_recovered": 2.0})
    assert lines["carbon/landfill/CH4/recovered"] == pytest.approx(-1.8)


def test_nothing_known_is_not_estimated():
    account = account_of(landfill, {})
    assert {line.notation for line in account.lines.values()} == {Notation.NOT_ESTIMATED}
    assert SERIES in {gap.topic for gap in account.gaps}
