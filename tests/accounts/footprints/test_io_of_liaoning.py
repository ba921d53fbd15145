"""Liaoning's carbon account followed through its table."""

from __future__ import annotations

import pytest
from io_building import LIAONING

from lvxun.accounts.balances.reading import balances
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.emissions.assembling import book_of_account, carbon_account
from lvxun.accounts.factors.reading import factors_of
from lvxun.accounts.footprints.assembling import footprint
from lvxun.accounts.footprints.inventory import GROSS, carbon_of
from lvxun.region.loader import load


@pytest.fixture(scope="module", params=[2007, 2014])
def year(request):
    region = load(LIAONING)
    basis = Basis(region, request.param, factors_of(region), balances(region)[request.param])
    book = book_of_account(carbon_account(basis), basis)
    values = evaluate(book)
    return values, footprint(basis, carbon_of(book, values))


def test_production_based_carbon_is_the_gross_total_of_the_account(year):
    values, found = year
    assert found.production.value == pytest.approx(values.of(GROSS), rel=1e-12)


def test_every_check_holds(year):
    assert all(check.is_ok for check in year[1].checks)


def test_building_carries_the_largest_footprint_of_investment(year):
    found = {row.id: row.footprint.value for row in year[1].products}
    assert found["construction"] > found["machinery"] > found["textiles"]


def test_no_sector_emits_more_per_money_than_power(year):
    products = {row.id: row.intensity.value for row in year[1].products}
    assert max(products, key=products.__getitem__) in ("electricity_heat", "coal_mining")
