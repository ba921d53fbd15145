"""Figures that cannot all be true are named, and one of them is left out by rule, never averaged."""

import pytest

from accounts.balances.made_reconstruction import LAST, balance_of_cells, factor_book
from accounts.build import region_of
from lvxun.accounts.balances.reconstruct import reconstruct
from lvxun.accounts.balances.reconstruction_errors import ContradictionError
from lvxun.region.model import Quality

FACTORS = factor_book()
KNOWN = {2014: balance_of_cells()}
THREE = {
    "electricity_consumption": {2015: 2000},
    "electricity_residential": {2015: 1500},
    "electricity_tertiary": {2015: 700},
}


def test_parts_beyond_the_total():
    """1500 + 700 亿kWh of parts against a total of 2000: 200 too much."""
    region = region_of(THREE, quality={("electricity_tertiary", 2015): Quality.PRESS})
    (found,) = reconstruct(region, 2015, KNOWN, FACTORS).contradictions
    assert set(found.figures) == set(THREE)
    assert found.left_out == "electricity_tertiary"
    assert (found.gap, found.unit) == (pytest.approx(200.0), "亿千瓦时")


def test_the_others_are_kept_exactly():
    region = region_of(THREE, quality={("electricity_tertiary", 2015): Quality.PRESS})
    balance = reconstruct(region, 2015, KNOWN, FACTORS)
    homes = balance.cells[balance.cells["flow"].isin(["urban_households", "rural_households"])]
    assert homes[homes["fuel"] == "electricity"]["value"].sum() == pytest.approx(1500 * 1.229, rel=1e-9)


def test_equal_standing_lets_the_user_decide():
    with pytest.raises(ContradictionError) as caught:
        reconstruct(region_of(THREE), 2015, KNOWN, FACTORS)
    assert caught.value.where.file == "accounts/published_choices.toml"
    assert caught.value.where.field == "leave_out"
    assert "electricity_tertiary" in caught.value.what
    assert "[[choice]]" in caught.value.remedy


def test_a_choice_settles_it():
    choices = {"electricity_consumption": "the parts come from one table"}
    (found,) = reconstruct(region_of(THREE), 2015, KNOWN, FACTORS, choices).contradictions
    assert found.left_out == "electricity_consumption"
    assert found.gap == pytest.approx(200.0)


def test_coal_output_against_coal_supply():
    """A supply below the output (4000 × 0.7143) holds while coal may leave, and not where none does."""
    figures = {"raw_coal_output": {2015: 4000}, "energy_supply_coal": {2015: 2000}}
    assert reconstruct(region_of(figures), 2015, KNOWN, FACTORS).contradictions == ()
    closed = {key: value for key, value in LAST.items() if key != ("outflow", "coal")}
    region = region_of(figures, quality={("energy_supply_coal", 2015): Quality.LITERATURE})
    (found,) = reconstruct(region, 2015, {2014: balance_of_cells(closed)}, FACTORS).contradictions
    assert found.left_out == "energy_supply_coal"
    assert found.gap == pytest.approx(4000 * 0.7143 - 2000)


def test_two_electricity_figures():
    """Net import twice: from its own figure and as the rest of a closed electricity balance."""
    figures = {
        "generation_thermal": {2015: 1300},
        "generation_primary": {2015: 250},
        "electricity_consumption": {2015: 2000},
        "net_electricity_import": {2015: 480},
    }
    region = region_of(figures, quality={("net_electricity_import", 2015): Quality.PRESS})
    (found,) = reconstruct(region, 2015, KNOWN, FACTORS).contradictions
    assert found.left_out == "net_electricity_import"
    assert found.gap == pytest.approx(30.0)


def test_the_smallest_set_leaves_bystanders_out():
    figures = THREE | {"raw_coal_output": {2015: 3000}, "natural_gas_output": {2015: 9}}
    region = region_of(figures, quality={("electricity_tertiary", 2015): Quality.PRESS})
    (found,) = reconstruct(region, 2015, KNOWN, FACTORS).contradictions
    assert set(found.figures) == set(THREE)


def test_a_soft_figure_is_no_contradiction():
    region = region_of(THREE, quality={("electricity_tertiary", 2015): Quality.ESTIMATE})
    assert reconstruct(region, 2015, KNOWN, FACTORS).contradictions == ()
