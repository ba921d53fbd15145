"""Liaoning's balances close per fuel, and say by how much they do not."""

import pytest

from accounts.balances.liaoning_energy import liaoning, liaoning_balances
from lvxun.accounts.balances.closing import closing_checks, closures


@pytest.mark.parametrize("year", [2007, 2014])
def test_each_fuel_closes_to_a_thousandth(year):
    """2014's blast-furnace and converter gas does not: its source shows 2.714 x 10^4 tce that nobody uses."""
    open_fuels = {check.name for check in closing_checks(liaoning_balances()[year]) if not check.is_ok}
    assert open_fuels == ({"balance/other_gas"} if year == 2014 else set())


def test_the_recovered_gas_of_2014_shows_its_residual():
    residuals = {closure.fuel: closure for closure in closures(liaoning_balances()[2014])}
    assert residuals["other_gas"].residual == pytest.approx(2.71402, abs=1e-4)
    assert residuals["other_gas"].percent == pytest.approx(0.241, abs=1e-3)
    assert all(one.percent < 1e-3 for fuel, one in residuals.items() if fuel != "other_gas")


def test_2007_says_that_its_supply_is_not_whole():
    balance = liaoning_balances()[2007]
    raw_coal = next(check for check in closing_checks(balance) if check.name == "balance/raw_coal")
    assert not balance.supply_is_whole
    assert "1002.44 万吨" in raw_coal.note_en
    assert "1002.44万吨" in raw_coal.note_zh


def test_consumption_is_final_use_losses_and_inputs():
    """China Energy Statistical Yearbook 2008, table 6-6, line 33: raw coal 13339.14, electricity 1359.51."""
    cells = liaoning_balances()[2007].cells.set_index(["fuel", "flow"])["value"]
    for fuel, printed in (("raw_coal", 13339.14), ("electricity", 1359.51), ("crude_oil", 5893.46)):
        flows = liaoning_balances()[2007].flows
        used = sum(
            max(0.0, -value) if flows[flow].part == "transformation" else value
            for flow, value in cells[fuel].items()
            if flows[flow].part in ("transformation", "loss", "final")
        )
        assert used == pytest.approx(printed, abs=0.005)


def test_every_cell_names_a_source_that_the_province_has():
    for balance in liaoning_balances().values():
        assert set(balance.cells["source"]) <= set(liaoning().sources)
