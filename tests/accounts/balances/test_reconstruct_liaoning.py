"""Liaoning 2015-2024 from the balance of 2014, and 2014 from that of 2007 as a test of the widths."""

from functools import cache

import numpy as np
import pytest

from accounts.balances.made_reconstruction import residuals
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


def test_backtest_of_2014_from_2007():
    """With no driver known back to 2007, two thirds of the large cells lie within their widths (docs)."""
    region, known, factors = liaoning()
    balance = attempt(region, 2014, {2007: known[2007]}, factors).balance
    last = structure(known[2014], factors)
    truth = dict(zip(last.cells, last.values, strict=True))
    large = [
        low <= truth[flow, fuel] <= high
        for flow, fuel, low, high in balance.cells[["flow", "fuel", "low", "high"]].itertuples(index=False)
        if abs(truth.get((flow, fuel), 0.0)) > 50
    ]
    assert len(large) > 50
    assert 0.6 < np.mean(large) < 1.0
