"""Wastewater and incineration. Numbers in brackets are examples of facts/coefficients_summary.md."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.emissions.other_gases_build import account_of, known_lines
from lvxun.accounts.book.model import Notation
from lvxun.accounts.emissions.waste_gases import (
    domestic_wastewater,
    incineration,
    industrial_wastewater,
    waste_gases,
)
from lvxun.accounts.factors.in_force import in_force
from lvxun.accounts.factors.reading import national

FIGURES = (
    "municipal_waste_incinerated", "hazardous_waste_incinerated", "domestic_wastewater_cod", "population",
    "industrial_wastewater_cod_removed", "municipal_waste_landfilled",
)  # fmt: skip


@pytest.mark.parametrize(("year", "per_tonne"), [(2020, 0.27170), (2025, 0.557333)])
def test_municipal_waste_burned(year, per_tonne):
    """Example 19: 0.20 × 0.39 × 0.95 × 44/12 (2011); 0.40 × 0.40 × 0.95 × 44/12 (2025, published)."""
    lines = known_lines(incineration, {"municipal_waste_incinerated": 1.0}, year)
    assert lines["carbon/incineration/CO2/municipal"] == pytest.approx(per_tonne, abs=1e-6)


def test_hazardous_waste_burned_by_the_edition_of_2025():
    """Published: 0.50 × 0.90 × 0.995 × 44/12 = 1.641750 t CO2 a tonne."""
    lines = known_lines(incineration, {"hazardous_waste_incinerated": 1.0}, 2025)
    assert lines["carbon/incineration/CO2/hazardous"] == pytest.approx(1.641750)


def test_nitrous_oxide_of_incineration():
    """50 g a tonne (IPCC 2006 Vol. 5 table 5.6): 10^6 t give 50 t."""
    lines = known_lines(incineration, {"municipal_waste_incinerated": 100.0})
    assert lines["carbon/incineration/N2O/municipal"] == pytest.approx(0.005)


def test_methane_of_domestic_wastewater():
    """By hand: COD × 0.46 × 0.6 × 0.165 (guideline 2011, as recalled)."""
    lines = known_lines(domestic_wastewater, {"domestic_wastewater_cod": 100.0})
    assert lines["carbon/wastewater/CH4/domestic"] == pytest.approx(100 * 0.46 * 0.6 * 0.165)


def test_a_septic_tank():
    """Example 20: 1 m³ at 200 mg BOD × 0.6 × 0.3 × 28 / 10^6 = 0.001008 t CO2e."""
    potential = in_force(national(), "waste", "wastewater_bo", "domestic", 2025).value
    correction = in_force(national(), "waste", "wastewater_mcf", "septic_tank", 2025).value
    assert 200 * potential * correction * 28 / 1e6 == pytest.approx(0.001008)


def test_nitrous_oxide_of_what_people_eat():
    """By hand: 10^7 people × 23.7 kg × 0.16 × 1.5 × 1.25 × 0.005 × 44/28 = 558.6 t."""
    lines = known_lines(domestic_wastewater, {"population": 1000.0})
    expected = 1e7 * 23.7 * 0.16 * 1.5 * 1.25 * 0.005 * 44 / 28 / 1e7
    assert lines["carbon/wastewater/N2O/domestic"] == pytest.approx(expected)


def test_methane_of_industrial_wastewater():
    """By hand: 10 × 0.25 × 0.1."""
    lines = known_lines(industrial_wastewater, {"industrial_wastewater_cod_removed": 10.0})
    assert lines["carbon/wastewater/CH4/industrial_removed"] == pytest.approx(0.25)


def test_capacity_is_no_ground_for_an_amount_burned():
    account = account_of(waste_gases, {"waste_incineration_capacity": 11000.0})
    assert account.lines["carbon/incineration/CO2/municipal"].notation is Notation.NOT_ESTIMATED
    assert "municipal_waste_incinerated" in {gap.topic for gap in account.gaps}


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from(FIGURES), st.floats(0, 1e4)))
def test_gases_of_waste_are_never_negative(figures):
    assert all(value >= 0 for value in known_lines(waste_gases, figures).values())
