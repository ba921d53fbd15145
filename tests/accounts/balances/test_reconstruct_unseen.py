"""Whatever a province publishes: a balance that closes, or a reason, or a fault by name; never NaN."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.balances.liaoning_energy import liaoning, liaoning_balances
from accounts.balances.made_reconstruction import LAST, balance_of_cells, cells_of, factor_book, residuals
from accounts.build import region_of
from lvxun.accounts.balances.reconstruct import attempt, reconstruct
from lvxun.accounts.balances.reconstruction_errors import ContradictionError, ReconstructionError, RuleError
from lvxun.accounts.factors.reading import factors_of
from lvxun.region.model import Quality

FACTORS = factor_book()
NAMES = (
    "raw_coal_output", "natural_gas_output", "coal_consumption", "natural_gas_consumption",
    "electricity_consumption", "generation_thermal", "generation_primary", "net_electricity_import",
    "electricity_residential", "energy_supply", "energy_supply_coal", "energy_consumption",
    "coal_energy_share", "nonfossil_energy_share", "energy_intensity_change", "gdp_real_growth", "population",
    "crude_steel_output",
)  # fmt: skip
QUALITIES = (Quality.OFFICIAL, Quality.PRESS, Quality.ESTIMATE, Quality.UNVERIFIED)


def sound(balance):
    cells = balance.cells
    numbers = cells[["value", "low", "high"]].to_numpy(dtype=float)
    assert np.isfinite(numbers).all()
    assert (cells["low"] <= cells["value"]).all()
    assert (cells["value"] <= cells["high"]).all()
    assert np.isfinite(balance.joint.covariance).all()
    size = max(1.0, float(cells["value"].abs().max()))
    assert max(map(abs, residuals(balance).values()), default=0.0) < 1e-7 * size


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from((1990, 2013, 2014, 2015, 2024, 2030)),
    st.dictionaries(
        st.sampled_from(NAMES),
        st.tuples(
            st.one_of(st.just(0.0), st.floats(-50, 50), st.floats(0, 30000), st.floats(-1e7, 1e7)),
            st.sampled_from(QUALITIES),
        ),
        max_size=8,
    ),
    st.sets(st.sampled_from(("coal", "natural_gas", "heat", "electricity")), max_size=3),
)
def test_any_figures_make_a_balance_or_a_named_fault(year, figures, absent):
    cells = {key: value for key, value in LAST.items() if key[1] not in absent}
    region = region_of(
        {name: {year: value, year - 1: abs(value) + 1.0} for name, (value, _) in figures.items()},
        quality={(name, at): quality for name, (_, quality) in figures.items() for at in (year, year - 1)},
    )
    try:
        made = attempt(region, year, {2014: balance_of_cells(cells)}, FACTORS)
    except ReconstructionError as error:
        assert error.what and error.remedy
        return
    except ContradictionError as error:
        assert str(year) in error.what
        assert error.remedy
        return
    sound(made.balance)
    left_out = {one.left_out for one in made.balance.contradictions}
    for kept in made.kept:
        if kept.figure.is_exact and kept.figure.kind == "equal" and kept.figure.id not in left_out:
            size = abs(kept.published) + float(np.abs(cells_values(made.balance)).max()) / kept.figure.factor
            assert abs(kept.difference) <= 1e-8 * size


def cells_values(balance):
    return balance.cells["value"].to_numpy(dtype=float)


def test_a_closed_industry():
    """Output of nothing is a figure: published, zero, without a width."""
    figures = {
        "raw_coal_output": {2015: 0},
        "generation_thermal": {2015: 0},
        "crude_steel_output": {2014: 5, 2015: 0},
    }
    balance = reconstruct(region_of(figures), 2015, {2014: balance_of_cells()}, FACTORS)
    sound(balance)
    cell = balance.cells.set_index(["flow", "fuel"]).loc[("production", "coal")]
    assert cell["origin"] == "published"
    assert [cell["value"], cell["low"], cell["high"]] == pytest.approx([0.0, 0.0, 0.0], abs=1e-12)
    assert cells_of(balance)["thermal_power", "electricity"] == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("name", ["raw_coal_output", "natural_gas_output", "generation_primary"])
def test_a_negative_output_is_left_out_by_name(name):
    (found,) = reconstruct(
        region_of({name: {2015: -5}}), 2015, {2014: balance_of_cells()}, FACTORS
    ).contradictions
    assert (found.left_out, found.figures) == (name, (name,))
    assert found.gap == pytest.approx(5.0)


@pytest.mark.parametrize("year", [1990, 2007, 2014, 2030])
def test_years_far_away_and_years_that_have_a_balance(year):
    sound(reconstruct(liaoning(), year, liaoning_balances(), factors_of(liaoning())))


@pytest.mark.parametrize("year", [2000, 2012, 2022])
def test_one_balance_in_physical_units_alone(year):
    """The balance of 2007 is in tonnes, cubic metres and kilowatt-hours."""
    sound(reconstruct(liaoning(), year, {2007: liaoning_balances()[2007]}, factors_of(liaoning())))


def test_an_empty_balance_is_a_reason():
    made = attempt(region_of({}), 2015, {2014: balance_of_cells({})}, FACTORS)
    assert made.balance is None
    assert "empty" in made.reason_en
    assert made.reason_zh


def test_a_fuel_with_one_cell():
    sound(reconstruct(region_of({}), 2015, {2014: balance_of_cells({("production", "coal"): 5.0})}, FACTORS))


def test_a_unit_outside_the_form_is_refused():
    balance = balance_of_cells()
    balance.cells.loc[0, "unit"] = "吨"
    with pytest.raises(RuleError, match="吨"):
        reconstruct(region_of({}), 2015, {2014: balance}, FACTORS)


def test_a_fuel_without_a_coefficient_is_refused():
    balance = balance_of_cells({("production", "crude_oil"): 5.0})
    balance.cells.loc[0, "unit"] = "万吨"
    with pytest.raises(RuleError, match="crude_oil"):
        reconstruct(region_of({}), 2015, {2014: balance}, FACTORS)
