"""The invented province: its balance closes exactly, and nothing in it passes for a measured figure."""

import pytest

from lvxun import region
from lvxun.accounts.balances.closing import closing_checks
from lvxun.accounts.balances.reading import balances


@pytest.fixture(scope="module")
def synthetic():
    return region.load("synthetic")


def test_every_figure_says_that_it_is_invented(synthetic):
    assert set(synthetic.series["source"]) == {"invented"}
    cells = balances(synthetic)[2020].cells
    assert set(cells["source"]) == {"invented"}
    assert set(cells["quality"]) == {"estimate"}
    assert cells["note"].str.contains("invented").all()


def test_its_energy_balance_closes_to_the_last_digit(synthetic):
    checks = closing_checks(balances(synthetic)[2020])
    assert len(checks) == 11
    assert [check.name for check in checks if abs(check.residual) > 1e-9] == []


def test_its_balance_and_its_series_are_of_one_economy(synthetic):
    cells = balances(synthetic)[2020].cells.set_index(["flow", "fuel"])["value"]
    power = [value for (flow, fuel), value in cells.items() if fuel == "electricity" and flow != "feedstock"]
    supply = sum(power[:4])
    assert supply == pytest.approx(region.figure(synthetic, "electricity_consumption", 2020).value)
    assert cells["thermal_power", "electricity"] == region.figure(synthetic, "generation_thermal", 2020).value
