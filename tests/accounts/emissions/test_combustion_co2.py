"""CO2 of fuel: examples 3 to 6 of the guideline's own figures, and that no carbon is counted twice."""

from dataclasses import replace

import pytest

from accounts.emissions.carbon_build import (
    amount,
    balance_of,
    basis_of,
    book_of,
    factors,
    product,
    values_with,
)
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.model import Notation
from lvxun.accounts.emissions.assembling import carbon_account
from lvxun.accounts.emissions.combustion import CO2_PER_C, fuel_factors
from lvxun.accounts.emissions.errors import UntreatedFlowError
from lvxun.accounts.factors.in_force import entry

# (set, fuel, year, tonnes or 10^4 m3, tCO2, tolerance)
EXAMPLES = (
    # GB/T 32151.22-2024, annex C, natural gas: 389.31 × 15.3 / 1000 × 0.99 × 44/12
    ("enterprise_2024", "natural_gas", 2024, 1.0, 21.621888, 1e-5),
    # the same, bituminous coal: published 1.741750 t/t
    ("enterprise_2024", "bituminous_coal", 2024, 10_000.0, 17_417.50, 0.01),
    # guidelines of 24 sectors, 2013 to 2015: the choice of the table is worth 19 %
    ("enterprise_2013", "bituminous_coal", 2021, 10_000.0, 20_715.09, 0.5),
    # provincial guideline, 20908 kJ/kg, 26.37 tC/TJ, 0.94: published 1.9003
    ("guideline", "raw_coal", 2014, 1.0, 1.9003, 5e-5),
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_fuel_gives_the_published_example(example):
    set_, fuel, year, burnt, co2, near = example
    three = [
        entry(factors(), set_, parameter, fuel, year)
        for parameter in ("net_calorific_value", "carbon_content", "oxidation")
    ]
    assert product(amount(burnt), three, CO2_PER_C / 1000) == pytest.approx(co2, abs=near)


def test_physical_cell_is_heat_times_carbon():
    """10^4 t of raw coal burnt for power: 1.9003 × 10^4 t."""
    found = values_with({("thermal_power", "raw_coal"): -1.0}).of("carbon/power/CO2/thermal_power/raw_coal")
    assert found == pytest.approx(1.9003, abs=5e-5)


def test_cell_in_coal_equivalent_is_already_heat():
    """10^4 tce × 29.307 GJ/tce × 26.37 tC/TJ × 0.94 × 44/12."""
    found = values_with({("industry", "coal"): 1.0}, "万吨标准煤").of("carbon/industry/CO2/industry/coal")
    assert found == pytest.approx(29.307 * 26.37 * 0.94 * 44 / 12 / 1000)


def test_standard_coal_has_no_spread():
    heat, _, _ = fuel_factors(basis_of(2014), "coal", "万吨标准煤")
    assert (heat.spread.low, heat.spread.high) == (0.0, 0.0)


def test_coal_into_coking_is_not_counted_but_the_coke_is():
    values = values_with(
        {("coking", "cleaned_coal"): -10.0, ("coking", "coke"): 7.0, ("industry", "coke"): 7.0}
    )
    coke = values.of("carbon/industry/CO2/industry/coke")
    assert values.of("carbon/sectoral_co2") == pytest.approx(coke)


def test_blast_furnace_gas_is_included_with_coke():
    line = book_of(2014).lines["carbon/power/CO2/thermal_power/other_gas"]
    assert line.notation is Notation.INCLUDED_ELSEWHERE
    assert "焦炭" in line.reason_zh


def test_bunkers_abroad_are_taken_out_of_transport():
    values = values_with({("bunkers_abroad", "fuel_oil"): 2.0, ("transport", "fuel_oil"): 5.0})
    all_of_it = values.of("carbon/transport/CO2/transport/fuel_oil")
    assert values.of("carbon/sectoral_co2") == pytest.approx(all_of_it * 3 / 5)
    assert values.of("carbon/bunkers") == pytest.approx(all_of_it * 2 / 5)


def test_feedstock_takes_out_the_share_that_is_stored():
    """IPCC 1996: 80 % of the carbon of naphtha stays in products."""
    values = values_with({("industry", "naphtha"): 10.0, ("feedstock", "naphtha"): 10.0})
    burnt = values.of("carbon/industry/CO2/industry/naphtha")
    assert values.of("carbon/sectoral_co2") == pytest.approx(0.2 * burnt)


def test_flow_without_a_rule_is_refused():
    balance = balance_of({("industri", "coke"): 1.0})
    flow = replace(balance.flows["industry"], id="industri")
    balance = replace(balance, flows={**balance.flows, "industri": flow})
    with pytest.raises(UntreatedFlowError) as caught:
        carbon_account(Basis(basis_of(2014).region, 2021, factors(), balance))
    assert "industri" in str(caught.value)
    assert caught.value.where.file == "rules/accounts/combustion.csv"


def test_year_without_a_balance_says_so_and_has_no_total():
    account = carbon_account(Basis(basis_of(2014).region, 2005, factors(), None))
    assert account.lines["carbon/industry/CO2/fuel"].notation is Notation.NOT_ESTIMATED
    assert "carbon/territorial_co2" not in account.totals
    assert "energy_balance" in [gap.topic for gap in account.gaps]
