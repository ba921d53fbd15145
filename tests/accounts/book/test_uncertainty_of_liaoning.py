"""The two ways agree on Liaoning's own accounts, published (2014) and reconstructed (2019)."""

import time
from functools import cache

import pytest

from lvxun.accounts.assembling import book_of
from lvxun.accounts.book.uncertainty import analytic, monte_carlo
from lvxun.region.loader import load

# Derived amounts of these accounts are cut at zero: see docs/accounts-uncertainty.md.
CUT = ("circularity", "air")


@cache
def liaoning(year):
    return book_of(load("liaoning"), year)


def uncertain_totals(book, propagated):
    found = [
        ident
        for ident, band in propagated.bands.items()
        if ident in book.totals and band.std > 1e-6 * abs(band.mean) + 1e-3
    ]
    return found if book.year == 2014 else [ident for ident in found if book.totals[ident].account not in CUT]


@pytest.mark.parametrize("year", [2014, 2019])
def test_draws_and_propagation_agree_within_two_percent(year):
    book = liaoning(year)
    ensemble, propagated = monte_carlo(book, 20_000), analytic(book)
    totals = uncertain_totals(book, propagated)
    assert len(totals) > 50
    for ident in totals:
        assert ensemble.bands[ident].std == pytest.approx(propagated.std(ident), rel=0.02), ident


@pytest.mark.parametrize("year", [2014, 2019])
def test_a_thousand_members_take_less_than_two_seconds(year):
    book = liaoning(year)
    start = time.perf_counter()
    ensemble = monte_carlo(book, 1000)
    assert time.perf_counter() - start < 2.0
    assert len(ensemble.array("carbon/territorial_co2")) == 1000


def test_every_member_of_a_reconstructed_year_closes():
    book = liaoning(2019)
    assert book.joints
    closing = monte_carlo(book, 200).array("carbon/difference/statistical")
    assert abs(closing).max() < 1e-6


@pytest.mark.parametrize(
    "total", ["carbon/territorial_co2", "carbon/gross_total", "carbon/ch4", "carbon/n2o"]
)
def test_the_largest_contributors_are_named(total):
    found = analytic(liaoning(2014)).contributors(total, largest=5)
    assert len(found) == 5
    assert found[0].share >= found[-1].share > 0
    assert all(one.entry in liaoning(2014).entries for one in found)


def test_the_ensemble_lies_around_the_account():
    book = liaoning(2014)
    bands, propagated = monte_carlo(book).bands, analytic(book).bands
    for total in ("carbon/territorial_co2", "carbon/ch4", "carbon/n2o", "energy/total_calorific"):
        assert bands[total].mean == pytest.approx(propagated[total].mean, rel=0.01)
        assert bands[total].low < propagated[total].mean < bands[total].high
