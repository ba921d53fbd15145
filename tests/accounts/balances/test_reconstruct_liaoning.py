"""Liaoning 2015-2024 from the balance of 2014, and 2014 from that of 2007 as a test of the widths."""

from functools import cache

import numpy as np
import pytest

from accounts.balances.made_reconstruction import cells_of, residuals
from lvxun.accounts.balances.prior import structure
from lvxun.accounts.balances.reading import balances
from lvxun.accounts.balances.reconstruct import attempt
from lvxun.accounts.factors.reading import factors_of
from lvxun.region.loader import load, locate

YEARS = range(2015, 2025)


@cache
def liaoning():
    region = load(locate("liaoning"))
    return region, balances(region), factors_of(region)


@cache
def made(year):
    region, known, factors = liaoning()
    return attempt(region, year, known, factors)


@pytest.mark.parametrize("year", YEARS)
def test_every_fuel_closes(year):
    assert max(map(abs, residuals(made(year).balance).values())) < 1e-6


@pytest.mark.parametrize("year", YEARS)
def test_every_published_figure_is_kept(year):
    """To 1e-9, but for the estimates, which only pull, and the lower bounds."""
    exact = [kept for kept in made(year).kept if kept.figure.is_exact]
    assert len(exact) >= 4
    for kept in exact:
        if kept.figure.kind == "equal":
            assert kept.balance == pytest.approx(kept.published, rel=1e-9)
        else:
            assert kept.balance >= kept.published * (1 - 1e-9)


def test_no_published_figure_contradicts_another():
    assert all(made(year).balance.contradictions == () for year in YEARS)


def test_missing_totals_are_said():
    assert "energy_consumption" in {gap.topic for gap in made(2024).gaps}
    assert "energy_consumption" not in {gap.topic for gap in made(2019).gaps}


def test_widths_bound_the_values():
    cells = made(2019).balance.cells
    assert (cells["low"] <= cells["value"]).all()
    assert (cells["value"] <= cells["high"]).all()


@pytest.mark.parametrize(("year", "start"), [(2014, 2007), (2007, 2014)])
def test_backtest_of_a_known_year(year, start):
    """About 95 % lie within the stated intervals: in-sample for 2014, from which the widths were inflated."""
    region, known, factors = liaoning()
    balance = attempt(region, year, {start: known[start]}, factors).balance
    last = structure(known[year], factors)
    truth = dict(zip(last.cells, last.values, strict=True))
    cells = balance.cells[["flow", "fuel", "low", "high"]].itertuples(index=False)
    inside = {
        (flow, fuel): low <= truth[flow, fuel] <= high
        for flow, fuel, low, high in cells
        if (flow, fuel) in truth
    }
    large = [is_in for cell, is_in in inside.items() if abs(truth[cell]) > 50]
    assert len(large) > 50
    assert np.mean(list(inside.values())) >= 0.93
    assert np.mean(large) >= 0.89


@pytest.mark.parametrize("year", [2011, 2013])
def test_oil_and_gas_between_the_balances(year):
    """Supply of oil and of gas, published and not among the rules, lie within what both neighbours make."""
    region, known, factors = liaoning()
    balance = attempt(region, year, known, factors).balance
    own = region.series[region.series["area"] == region.code].set_index(["indicator", "year"])["value"]
    values = {f"activity/balance/{f}/{c}": v for (f, c), v in cells_of(balance).items()}
    for series, group in (("energy_supply_oil", "oil"), ("energy_supply_gas", "gas")):
        row = np.array([
            float(balance.flows[flow].part == "supply" and balance.fuels[fuel].group == group)
            for flow, fuel in (name.split("/")[2:] for name in balance.joint.ids)
        ])  # fmt: skip
        made = row @ np.array([values[name] for name in balance.joint.ids])
        half = 1.96 * np.sqrt(row @ balance.joint.covariance @ row)
        assert abs(made - own[series, year]) < half
        assert half < made
