"""What accounts know better goes into the series, and never back into the accounts."""

from dataclasses import replace

import pandas as pd
import pytest

from lvxun import region
from lvxun.accounts.assembling import basis_of, book_from
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.laying import FILE, SOURCE, laid, layings, without_laid

YEAR = 2021


@pytest.fixture(scope="module")
def liaoning():
    return region.load(region.locate("liaoning"))


@pytest.fixture(scope="module")
def book(liaoning):
    made = book_from(basis_of(liaoning, YEAR))
    return made, evaluate(made)


def test_what_lies_there_is_what_the_accounts_say_today(liaoning, book):
    frame = laid(liaoning, [book]).set_index("indicator")
    rows = liaoning.series[(liaoning.series["source"] == SOURCE) & (liaoning.series["year"] == YEAR)]
    assert len(rows)
    for row in rows.itertuples():
        assert row.file == FILE
        assert row.value == pytest.approx(frame.loc[row.indicator, "value"], rel=1e-4)


def test_a_figure_that_others_published_is_left_alone(liaoning, book):
    published = liaoning.series[
        (liaoning.series["indicator"] == "co2_emissions") & (liaoning.series["year"] == 2019)
    ].iloc[0]
    assert published["source"] == "ceads_provinces"
    assert not any(laid(liaoning, [(replace(book[0], year=2019), book[1])])["indicator"] == "co2_emissions")


def test_an_unverified_figure_gives_way(liaoning, book):
    series = pd.concat([
        without_laid(liaoning).series,
        pd.DataFrame([{
            "indicator": "co2_emissions", "area": liaoning.code, "year": YEAR, "value": 1.0, "unit": "万吨",
            "source": "ceads_provinces", "quality": "unverified", "note": "", "file": "", "row": 2,
        }]),
    ])  # fmt: skip
    assert any(laid(replace(liaoning, series=series), [book])["indicator"] == "co2_emissions")


def test_accounts_are_computed_without_what_was_laid(liaoning):
    assert SOURCE not in set(basis_of(liaoning, YEAR).region.series["source"])


def test_every_row_names_a_series_and_a_total(liaoning, book):
    for one in layings():
        assert one.series in liaoning.catalogue
        assert one.total in book[0].totals
