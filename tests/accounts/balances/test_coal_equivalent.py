"""Coal equivalent as GB/T 2589 counts it, and electricity by the year's coal consumption."""

from datetime import date

import pytest

from lvxun.accounts.balances.coal_equivalent import by_calorific_value, by_equivalent_value
from lvxun.accounts.book.model import Entry, Role
from lvxun.accounts.factors.errors import FactorNotInForceError
from lvxun.accounts.factors.model import Factor, FactorBook
from lvxun.accounts.factors.reading import national
from lvxun.region.model import Quality

# The example: facts/coefficients_summary.md, worked examples 1 and 2 (GB/T 2589): 10,000 t of raw coal,
# 500,000 m3 of gas at the gas-field coefficient, 2,000 MWh, 30,000 GJ of heat make 9,019.55 tce.
EXAMPLE = (
    ("raw_coal", 1.0, "万吨", 7143.0),
    ("natural_gas", 0.005, "亿立方米", 607.15),
    ("electricity", 0.02, "亿千瓦时", 245.8),
    ("heat", 3.0, "百亿千焦", 1023.6),
)


def cell(value, unit):
    return Entry(
        "activity/balance/industry/x", Role.ACTIVITY, "", "", value, unit, 2021, "s", Quality.OFFICIAL
    )


def with_gas_field():
    """Return the national factors with natural gas at 1.2143 kgce/m3, as the example takes it."""
    key = ("gb2589", "coal_equivalent", "natural_gas")
    gas = Factor(
        *key, "天然气", "Natural gas", 1.2143, None, None, "kgce/m3", date(2000, 1, 1), None, "gbt2589_2020",
        Quality.LITERATURE, "", "", 0,
    )  # fmt: skip
    book = national()
    return FactorBook({**book.factors, key: (gas,)}, book.sources)


@pytest.mark.parametrize(("fuel", "value", "unit", "tonnes"), EXAMPLE)
def test_the_worked_example_by_calorific_value(fuel, value, unit, tonnes):
    product = by_calorific_value(cell(value, unit), fuel, with_gas_field(), 2021)
    assert product.value * 1e4 == pytest.approx(tonnes, rel=1e-9)


def test_the_worked_example_adds_up():
    values = [
        by_calorific_value(cell(v, unit), fuel, with_gas_field(), 2021).value for fuel, v, unit, _ in EXAMPLE
    ]
    assert sum(values) * 1e4 == pytest.approx(9019.55)


def test_the_worked_example_by_equivalent_value():
    """2,000 MWh at the 0.3016 kgce/kWh of 2023 are 603.20 tce."""
    assert by_equivalent_value(cell(0.02, "亿千瓦时"), national(), 2023).value * 1e4 == pytest.approx(603.2)


def test_what_is_counted_in_coal_equivalent_stays():
    assert by_calorific_value(cell(12.3, "万吨标准煤"), "coal", national(), 2014).value == 12.3


def test_electricity_in_coal_equivalent_goes_back_to_kilowatt_hours_first():
    product = by_equivalent_value(cell(0.1229, "万吨标准煤"), national(), 2023)
    assert product.value == pytest.approx(0.3016)
    assert [entry.id for entry in product.divisors] == ["factor/gb2589/coal_equivalent/electricity"]


def test_a_year_without_its_coal_consumption_is_refused():
    with pytest.raises(FactorNotInForceError):
        by_equivalent_value(cell(1.0, "亿千瓦时"), national(), 1999)
