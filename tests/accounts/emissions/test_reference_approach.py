"""The sectoral and the reference approach, and that their difference is explained to the last tonne."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.emissions.carbon_build import basis_with, book_of, values_of
from lvxun.accounts.emissions.assembling import carbon_account

CELLS = (
    ("production", "raw_coal"), ("inflow", "raw_coal"), ("outflow", "other_washed_coal"),
    ("thermal_power", "raw_coal"), ("coal_washing", "raw_coal"), ("coal_washing", "cleaned_coal"),
    ("coking", "cleaned_coal"), ("coking", "coke"), ("industry", "coke"), ("gas_works", "coke"),
    ("import", "crude_oil"), ("refining", "crude_oil"), ("refining", "diesel"), ("losses", "crude_oil"),
    ("transport", "diesel"), ("bunkers_abroad", "fuel_oil"), ("bunkers_here", "fuel_oil"),
    ("industry", "naphtha"), ("feedstock", "naphtha"), ("stock_change", "gasoline"),
)  # fmt: skip


@pytest.mark.parametrize("year", [2007, 2014, 2019])
def test_approaches_are_within_five_per_cent(year):
    values = values_of(year)
    apart = values.of("carbon/difference") / values.of("carbon/sectoral_co2")
    assert abs(apart) < 0.05


@pytest.mark.parametrize("year", [2007, 2014, 2019])
def test_every_check_of_the_year_holds(year):
    assert [check.name for check in book_of(year).checks if not check.is_ok] == []


def test_reference_of_2007_stands_on_consumption_and_says_so():
    check = next(check for check in book_of(2007).checks if check.name == "carbon_two_approaches")
    assert "消费量合计" in check.note_zh
    assert values_of(2007).of("carbon/difference/statistical") == pytest.approx(0.0, abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(-1000, 1000, allow_nan=False), min_size=len(CELLS), max_size=len(CELLS)))
def test_items_add_up_to_the_difference_for_any_balance(amounts):
    account = carbon_account(basis_with(dict(zip(CELLS, amounts, strict=True))))
    check = next(check for check in account.checks if check.name == "carbon_difference_explained")
    assert abs(check.residual) < 1e-6
