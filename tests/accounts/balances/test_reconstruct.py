"""A reconstructed balance closes, keeps each published figure, and says how wide each cell is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.balances.made_reconstruction import LAST, balance_of_cells, cells_of, factor_book, residuals
from accounts.build import region_of
from lvxun.accounts.balances.reconstruct import attempt, reconstruct
from lvxun.region.model import Quality

FACTORS = factor_book()
KNOWN = {2014: balance_of_cells()}


def row(balance, flow, fuel):
    cells = balance.cells
    return cells[(cells["flow"] == flow) & (cells["fuel"] == fuel)].iloc[0]


def test_nothing_published_gives_the_last_structure():
    balance = reconstruct(region_of({}), 2015, KNOWN, FACTORS)
    assert cells_of(balance) == pytest.approx(LAST)


def test_every_fuel_closes():
    region = region_of({"raw_coal_output": {2016: 3000}, "electricity_consumption": {2016: 2300}})
    assert max(map(abs, residuals(reconstruct(region, 2016, KNOWN, FACTORS)).values())) < 1e-8


def test_a_published_cell_is_kept_and_called_published():
    balance = reconstruct(region_of({"raw_coal_output": {2016: 3600}}), 2016, KNOWN, FACTORS)
    cell = row(balance, "production", "coal")
    assert cell["value"] == pytest.approx(3600 * 0.7143, rel=1e-12)  # GB/T 2589-2020: 0.7143 kgce/kg
    assert (cell["origin"], cell["low"], cell["high"]) == ("published", cell["value"], cell["value"])
    assert (cell["source"], cell["quality"]) == ("yearbook", "official")


def test_a_sum_is_kept_over_its_cells():
    """Whole-society consumption is final use and grid losses; 亿kWh × 0.1229 kgce × 10 = 10^4 tce."""
    region = region_of({"electricity_consumption": {2016: 2300}})
    cells = cells_of(reconstruct(region, 2016, KNOWN, FACTORS))
    used = sum(
        value
        for (flow, fuel), value in cells.items()
        if fuel == "electricity" and value > 0 and flow not in ("production", "inflow", "thermal_power")
    )
    assert used == pytest.approx(2300 * 1.229, rel=1e-12)


def test_what_identities_fix_is_derived():
    """With thermal and primary generation and consumption known, net import is their difference."""
    last = {
        ("production", "electricity"): 300.0,
        ("inflow", "electricity"): 600.0,
        ("thermal_power", "electricity"): 1600.0,
        ("industry", "electricity"): 2500.0,
    }
    region = region_of(
        {
            "generation_thermal": {2015: 1300},
            "generation_primary": {2015: 250},
            "electricity_consumption": {2015: 2000},
        }
    )
    balance = reconstruct(region, 2015, {2014: balance_of_cells(last)}, FACTORS)
    assert row(balance, "inflow", "electricity")["origin"] == "derived"
    assert row(balance, "inflow", "electricity")["value"] == pytest.approx((2000 - 1550) * 1.229)


def test_what_is_open_has_a_width_that_grows():
    def width(year):
        cell = row(reconstruct(region_of({}), year, KNOWN, FACTORS), "industry", "coal")
        assert cell["origin"] == "reconstructed"
        return cell["high"] - cell["value"]

    assert width(2018) == pytest.approx(2 * width(2015))


def test_an_estimate_pulls_and_is_not_kept():
    region = region_of(
        {"raw_coal_output": {2016: 9000}}, quality={("raw_coal_output", 2016): Quality.UNVERIFIED}
    )
    made = attempt(region, 2016, KNOWN, FACTORS)
    assert 3000 < row(made.balance, "production", "coal")["value"] < 9000 * 0.7143
    assert not made.kept[0].figure.is_exact


def test_the_equivalent_value_counts_electricity_at_the_year_s_rate():
    region = region_of({"energy_consumption": {2015: 11000}})
    cells = cells_of(reconstruct(region, 2015, KNOWN, FACTORS))
    supply = {key: v for key, v in cells.items() if key[0] in ("production", "inflow", "outflow")}
    total = sum(v * (0.3 / 0.1229 if fuel == "electricity" else 1.0) for (_, fuel), v in supply.items())
    assert total == pytest.approx(11000, rel=1e-12)


def test_signs_hold_where_a_figure_pushes_hard():
    region = region_of({"raw_coal_output": {2015: 15000}, "generation_thermal": {2015: 1300}})
    cells = cells_of(reconstruct(region, 2015, KNOWN, FACTORS))
    for key, value in LAST.items():
        assert value * cells[key] >= 0.0


def test_feedstock_stays_within_industry():
    cells = dict(LAST) | {("industry", "natural_gas"): 55.0, ("urban_households", "natural_gas"): 545.0}
    region = region_of({"natural_gas_consumption": {2015: 30}})
    made = cells_of(reconstruct(region, 2015, {2014: balance_of_cells(cells)}, FACTORS))
    assert made["feedstock", "natural_gas"] <= made["industry", "natural_gas"] + 1e-9


def test_a_driver_moves_its_flows():
    region = region_of({"population": {2014: 4000, 2015: 4400}})
    cells = cells_of(reconstruct(region, 2015, KNOWN, FACTORS))
    assert cells["rural_households", "coal"] > LAST["rural_households", "coal"]
    assert cells["agriculture", "electricity"] == pytest.approx(LAST["agriculture", "electricity"], rel=0.001)


def test_a_missing_driver_is_said_and_widens():
    with_driver = region_of({"population": {2014: 4000, 2015: 4000}})
    known = row(reconstruct(with_driver, 2015, KNOWN, FACTORS), "rural_households", "coal")
    balance = reconstruct(region_of({}), 2015, KNOWN, FACTORS)
    unknown = row(balance, "rural_households", "coal")
    assert "population" in balance.method_en
    assert unknown["high"] - unknown["low"] > known["high"] - known["low"]


def test_a_near_year_stands_in_by_name():
    region = region_of({"population": {2014: 4000, 2016: 4400}})
    cell = row(reconstruct(region, 2017, KNOWN, FACTORS), "rural_households", "coal")
    assert cell["note"] == "population 2016"


def test_what_is_not_published_is_a_gap():
    made = attempt(region_of({}), 2015, KNOWN, FACTORS)
    assert {"raw_coal_output", "energy_consumption"} <= {gap.topic for gap in made.gaps}


def test_without_any_balance_there_is_a_reason_and_no_crash():
    made = attempt(region_of({}), 2015, {}, FACTORS)
    assert made.balance is None
    assert "no energy balance" in made.reason_en
    assert reconstruct(region_of({}), 2015, {}, FACTORS) is None


def test_the_joint_agrees_with_the_widths():
    balance = reconstruct(region_of({"raw_coal_output": {2016: 3600}}), 2016, KNOWN, FACTORS)
    at = balance.joint.ids.index("activity/balance/industry/coal")
    half = 1.959964 * np.sqrt(balance.joint.covariance[at, at])
    cell = row(balance, "industry", "coal")
    assert cell["high"] - cell["value"] == pytest.approx(half, rel=0.01)  # other cells' signs narrow it a bit


def test_draws_of_the_joint_close():
    """A fuel's balance has no variance of its own: what one cell takes another gives."""
    balance = reconstruct(region_of({}), 2016, KNOWN, FACTORS)
    weight = [
        0.0 if not name.endswith("/heat") else -1.0 if "supply" not in name else 1.0
        for name in balance.joint.ids
    ]
    assert np.array(weight) @ balance.joint.covariance @ np.array(weight) == pytest.approx(0.0, abs=1e-6)


moves = st.lists(st.floats(-1.0, 1.0), min_size=len(LAST), max_size=len(LAST))


def closed(shifts):
    """Return a true balance: the last one moved by up to 10 %, closed by what comes in or by heat made."""
    cells = {key: value * (1 + 0.1 * shift) for (key, value), shift in zip(LAST.items(), shifts, strict=True)}
    cells["feedstock", "natural_gas"] = 50.0
    left = residuals(balance_of_cells(cells))
    for fuel, residual in left.items():
        cells["heat_supply" if fuel == "heat" else "inflow", fuel] -= residual
    return cells


@settings(max_examples=40, deadline=None)
@given(moves)
def test_functionals_of_a_true_balance_are_kept(shifts):
    """Whatever a true balance publishes, the reconstruction has it to 1e-9, closes and keeps the signs."""
    truth = closed(shifts)
    used = sum(
        v
        for (f, fuel), v in truth.items()
        if fuel == "electricity"
        and f in ("losses", "agriculture", "industry", "commerce", "urban_households", "rural_households")
    )
    region = region_of({
        "raw_coal_output": {2015: truth["production", "coal"] / 0.7143},
        "generation_thermal": {2015: truth["thermal_power", "electricity"] / 1.229},
        "electricity_consumption": {2015: used / 1.229},
        "natural_gas_output": {2015: truth["production", "natural_gas"] / 12.15},
        "energy_supply_coal": {2015: sum(v for (f, c), v in truth.items() if c == "coal" and f in
                                         ("production", "inflow", "outflow"))},
    })  # fmt: skip
    made = attempt(region, 2015, KNOWN, FACTORS)
    assert made.balance.contradictions == ()
    for kept in made.kept:
        assert kept.balance == pytest.approx(kept.published, rel=1e-9)
    assert max(map(abs, residuals(made.balance).values())) < 1e-7
    inside = [
        low - 1e-6 <= truth[flow, fuel] <= high + 1e-6
        for flow, fuel, low, high in made.balance.cells[["flow", "fuel", "low", "high"]].itertuples(
            index=False
        )
    ]
    assert np.mean(inside) > 0.7
