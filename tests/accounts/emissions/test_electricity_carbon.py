"""Electricity and heat across the border: examples 7 and 8, dated factors, and that they stay outside."""

import pytest

from accounts.emissions.carbon_build import (
    amount,
    basis_of,
    book_of,
    factors,
    product,
    values_of,
    values_with,
)
from lvxun.accounts.book.lineage import lines_of
from lvxun.accounts.factors.in_force import entry


@pytest.mark.parametrize(("year", "tonnes"), [(2021, 58_760.0), (2022, 56_260.0)])
def test_electricity_bought_in_liaoning(year, tonnes):
    """100 GWh × the province's factor of the year (announcements of MEE and NBS)."""
    grid = entry(factors(), "grid", "grid_co2", "210000", year)
    assert product(amount(100e6, "kWh"), [grid], 1e-3) == pytest.approx(tonnes)


def test_heat_bought():
    """100,000 GJ × 0.11 (guidelines of 24 sectors)."""
    heat = entry(factors(), "grid", "heat_co2", "heat", 2021)
    assert product(amount(1e5, "GJ"), [heat]) == pytest.approx(11_000.0)


def test_exchange_takes_the_province_factor_both_ways():
    """(10 - 4) × 10^8 kWh × 0.5876 kg/kWh = 35.256 × 10^4 t."""
    cells = {("inflow", "electricity"): 10.0, ("outflow", "electricity"): -4.0}
    assert values_with(cells, "亿千瓦时").of("carbon/electricity_indirect") == pytest.approx(35.256)


def test_coal_equivalent_exchange_is_turned_into_kilowatt_hours():
    found = values_with({("inflow", "electricity"): 0.1229 * 10}, "万吨标准煤")
    assert found.of("carbon/electricity_indirect") == pytest.approx(10 * 0.5876)


def test_no_factor_is_stretched_to_a_year_without_one():
    assert values_of(2007).of("carbon/electricity_indirect") is None
    assert "grid_co2" in [gap.topic for gap in book_of(2007).gaps]
    assert "carbon/dual_control_total" not in book_of(2007).totals


def test_indirect_emissions_are_no_part_of_the_territory():
    sectors = {line.sector for line in lines_of(book_of(2014), "carbon/gross_total")}
    assert not sectors & {"imported_electricity", "exported_electricity", "supply", "transformed"}


def test_dual_control_adds_the_net_exchange():
    values = values_of(2014)
    total = values.of("carbon/territorial_co2") + values.of("carbon/electricity_indirect")
    assert values.of("carbon/dual_control_total") == pytest.approx(total)
    assert basis_of(2014).gwp == "AR5"
