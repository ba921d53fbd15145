"""Processes: examples 9 to 13 of the guidelines, and that process CO2 is counted once."""

import pytest

from accounts.emissions.carbon_build import amount, book_of, factors, product, values_of
from accounts.emissions.other_gases_build import known_lines
from lvxun.accounts.book.model import Notation
from lvxun.accounts.emissions.combustion import CO2_PER_C
from lvxun.accounts.emissions.processes import processes
from lvxun.accounts.factors.in_force import entry


def coefficient(parameter, item, year=2021):
    return entry(factors(), "process", parameter, item, year)


# (activity t, parameter, item, further constant, tonnes of gas)
EXAMPLES = (
    # desulphurisation: 1,000 t × 0.90 × 1.00 × 0.44
    (1_000.0, "process_co2", "limestone_desulphurisation", 0.90, 396.0),
    # clinker by default, 1 Mt × 0.538
    (1e6, "process_co2", "cement_clinker", 1.0, 538_000.0),
    # 100,000 t of caustic magnesia with 94.5 % MgO × 44.010/40.304; the factor is rounded
    (1e5, "process_co2", "magnesium_oxide", 0.945, 103_189.0),
    # aluminium: 0.42 × (1 - 0.02 - 0.004) × 44/12
    (1.0, "process_co2", "prebaked_anode", 1.0, 1.50304),
)


@pytest.mark.parametrize(("activity", "parameter", "item", "constant", "tonnes"), EXAMPLES)
def test_process_gives_the_example_of_the_guideline(activity, parameter, item, constant, tonnes):
    found = product(amount(activity), [coefficient(parameter, item)], constant)
    assert found == pytest.approx(tonnes, rel=2e-4)


def test_clinker_by_its_oxides():
    """1 Mt of clinker with 65 % CaO and 1.5 % MgO: 527,214 t; the default would give 538,000."""
    known = {"clinker_output": 100.0, "clinker_cao": 65.0, "clinker_mgo": 1.5}
    found = known_lines(processes, known)["carbon/cement/CO2/clinker"]
    assert found == pytest.approx(52.7214, abs=1e-4)
    assert known_lines(processes, {"clinker_output": 100.0})["carbon/cement/CO2/clinker"] == pytest.approx(
        53.8
    )


def test_coal_equivalent_of_a_firm():
    """GB/T 2589, calorific: 7143.00 + 245.80 + 1023.60 tce; the gas of the example has another factor."""
    amounts = {"raw_coal": 10_000.0, "electricity": 2_000.0, "heat": 30_000.0}
    total = sum(
        product(amount(one), [entry(factors(), "gb2589", "coal_equivalent", item, 2023)])
        for item, one in amounts.items()
    )
    assert total == pytest.approx(7_143.00 + 245.80 + 1_023.60)


def test_coal_equivalent_of_electricity_by_equivalent_value():
    """2,000 MWh × 0.3016 = 603.20 tce (2023)."""
    equivalent = entry(factors(), "equivalent", "electricity_equivalent", "electricity", 2023)
    assert product(amount(2_000.0, "MWh"), [equivalent]) == pytest.approx(603.20)


def test_steelmaking_is_pig_iron_less_steel():
    """1 Mt of pig iron into 0.95 Mt of steel: 141,694.67 t."""
    iron = product(amount(1e6), [coefficient("carbon_fraction", "pig_iron")], CO2_PER_C)
    steel = product(amount(0.95e6), [coefficient("carbon_fraction", "steel")], -CO2_PER_C)
    assert iron + steel == pytest.approx(141_694.67, abs=0.01)


def test_fluorocarbons_of_aluminium_by_ar5():
    """0.0888 × 6630 + 0.0114 × 11100 = 715.28 kgCO2e/t."""
    gas = {"CF4": "cf4", "C2F6": "c2f6"}
    total = sum(
        product(
            amount(1.0),
            [
                coefficient(parameter, "aluminium_pfpb"),
                entry(factors(), "gwp", "gwp100", f"AR5/{name}", 2021),
            ],
        )
        for name, parameter in gas.items()
    )
    assert total == pytest.approx(715.28, abs=0.01)


def test_steel_of_the_year_is_iron_less_steel():
    """2019: (6855.61 × 0.041 - 7361.91 × 0.00248) × 44/12."""
    assert values_of(2019).of("carbon/sector/steel/CO2") == pytest.approx(
        (6855.61 * 0.041 - 7361.91 * 0.00248) * 44 / 12
    )


def test_no_process_has_the_factor_that_contains_iron_making():
    assert not any("bof_steel" in ident for ident in book_of(2019).entries)


def test_ore_stands_for_every_grade_of_magnesia():
    lines = book_of(2019).lines
    assert lines["carbon/magnesia/CO2/magnesite"].notation is None
    assert lines["carbon/magnesia/CO2/caustic_magnesia"].notation is Notation.INCLUDED_ELSEWHERE
    assert "carbon/memo/magnesia/CO2/caustic_magnesia" in lines


def test_fused_magnesia_from_caustic_carries_no_new_carbonate():
    line = book_of(2019).lines["carbon/magnesia/CO2/fused_from_caustic"]
    assert line.notation is Notation.NOT_APPLICABLE


def test_process_without_activity_is_not_estimated_and_asked_for():
    book = book_of(2014)
    assert book.lines["carbon/lime/CO2/lime"].notation is Notation.NOT_ESTIMATED
    assert "lime_output" in [gap.topic for gap in book.gaps]


def test_feedstock_processes_are_included_in_industry():
    assert book_of(2014).lines["carbon/ethylene/CO2/ethylene"].notation is Notation.INCLUDED_ELSEWHERE
