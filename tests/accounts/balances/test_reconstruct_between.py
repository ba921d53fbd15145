"""A year between two balances starts from both, mixed linearly in time."""

import numpy as np
import pytest

from accounts.balances.made_reconstruction import LAST, balance_of_cells, cells_of, factor_book, residuals
from accounts.build import region_of
from lvxun.accounts.balances.blending import neighbours
from lvxun.accounts.balances.reconstruct import reconstruct

FACTORS = factor_book()
DOUBLE = {key: 2 * value for key, value in LAST.items()}
KNOWN = {2008: balance_of_cells(year=2008), 2014: balance_of_cells(DOUBLE, year=2014)}


def years(known, year):
    return [(balance.year, weight) for balance, weight in neighbours(known, year)]


def test_weights_are_linear_in_time():
    assert years(KNOWN, 2010) == [(2008, pytest.approx(2 / 3)), (2014, pytest.approx(1 / 3))]
    assert years(KNOWN, 2013) == [(2014, pytest.approx(5 / 6)), (2008, pytest.approx(1 / 6))]


def test_beyond_all_balances_the_nearest_counts_alone():
    assert years(KNOWN, 2016) == [(2014, 1.0)]
    assert years(KNOWN, 2001) == [(2008, 1.0)]
    assert years(KNOWN, 2014) == [(2014, 1.0)]


@pytest.mark.parametrize(("year", "share"), [(2009, 1 / 6), (2011, 0.5), (2013, 5 / 6)])
def test_cells_lie_on_the_line_between(year, share):
    cells = cells_of(reconstruct(region_of({}), year, KNOWN, FACTORS))
    for key, value in LAST.items():
        assert cells[key] == pytest.approx(value * (1 + share), rel=1e-6)


def test_what_the_balances_disagree_on_is_wide():
    """Half way, w1 w2 (m1 - m2)² alone gives a standard deviation of half the distance."""

    def half(known):
        cells = reconstruct(region_of({}), 2011, known, FACTORS).cells
        row = cells[(cells["flow"] == "industry") & (cells["fuel"] == "coal")].iloc[0]
        return (row["high"] - row["low"]) / 2

    alike = {2008: balance_of_cells(year=2008), 2014: balance_of_cells(year=2014)}
    grown = dict(LAST) | {("industry", "coal"): 2700.0, ("inflow", "coal"): 6000.0}
    assert half({**alike, 2014: balance_of_cells(grown, year=2014)}) > half(alike)


def test_kinds_become_the_total_that_the_other_balance_has():
    kinds = {key: value for key, value in LAST.items() if key[1] != "coal"}
    for (flow, fuel), value in LAST.items():
        if fuel == "coal":
            kinds |= {(flow, "raw_coal"): 0.75 * value, (flow, "cleaned_coal"): 0.25 * value}
    known = {2008: balance_of_cells(kinds, year=2008), 2014: balance_of_cells(year=2014)}
    cells = cells_of(reconstruct(region_of({}), 2010, known, FACTORS))
    assert set(cells) == set(LAST)
    assert cells["industry", "coal"] == pytest.approx(LAST["industry", "coal"], rel=1e-6)


def test_a_cell_of_one_balance_alone_comes_in_by_and_by():
    new = dict(LAST) | {("import", "lng"): 600.0, ("industry", "lng"): 600.0}
    known = {2008: balance_of_cells(year=2008), 2014: balance_of_cells(new, year=2014)}
    cells = cells_of(reconstruct(region_of({}), 2010, known, FACTORS))
    assert cells["import", "lng"] == pytest.approx(200.0)


def test_a_cell_of_both_signs_is_free():
    """An outflow that is a gain in one copy: neither sign may be forced on the year between."""
    turned = dict(LAST) | {("outflow", "electricity"): 100.0, ("inflow", "electricity"): 500.0}
    known = {2008: balance_of_cells(year=2008), 2014: balance_of_cells(turned, year=2014)}
    balance = reconstruct(region_of({}), 2011, known, FACTORS)
    assert max(map(abs, residuals(balance).values())) < 1e-8
    row = balance.cells[(balance.cells["flow"] == "outflow") & (balance.cells["fuel"] == "electricity")].iloc[
        0
    ]
    assert row["low"] < 0.0 < row["high"]


def test_widths_are_largest_in_the_middle():
    alike = {2008: balance_of_cells(year=2008), 2014: balance_of_cells(year=2014)}
    widths = [
        float(
            np.median((made := reconstruct(region_of({}), year, alike, FACTORS).cells)["high"] - made["low"])
        )
        for year in range(2009, 2014)
    ]
    assert widths[0] < widths[1] < widths[2] > widths[3] > widths[4]


def test_the_method_names_both():
    balance = reconstruct(region_of({}), 2010, KNOWN, FACTORS)
    assert "2008 (weight 0.67) and 2014 (weight 0.33)" in balance.method_en
    assert "2008年（权重0.67）、2014年（权重0.33）" in balance.method_zh
