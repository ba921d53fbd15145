"""What moved the CO2 of a province: effects add up to the change, exactly, and by sector too."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lvxun.accounts.assembling import basis_of, book_from
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.lineage import lines_of
from lvxun.accounts.book.model import Notation
from lvxun.accounts.change.drivers import EFFECTS, PRODUCTS, Driving, decomposition
from lvxun.accounts.change.driving import driving_of, years_with_drivers
from lvxun.accounts.change.errors import NoDrivingError, NothingInCommonError
from lvxun.region.loader import load, locate

YEARS = (2015, 2019, 2022)
PRODUCTS_OF = {"gdp_primary": 10.0, "gdp_secondary": 40.0, "gdp_tertiary": 50.0}


@pytest.fixture(scope="module")
def region():
    return load(locate("liaoning"))


@pytest.fixture(scope="module")
def sides(region):
    books = {year: book_from(basis_of(region, year)) for year in (2014, *YEARS)}
    return {
        year: (
            book,
            evaluate(book),
            Driving(1000.0, 4000.0, {}) if year == 2014 else driving_of(region, book),
        )
        for year, book in books.items()
    }


@pytest.mark.parametrize(("first", "second"), [*pairwise(YEARS), (2015, 2022), (2014, 2019), (2019, 2014)])
def test_effects_add_up_to_the_change(sides, first, second):
    found = decomposition(sides[first], sides[second])
    assert math.fsum(found.effects.values()) == pytest.approx(found.change, rel=1e-12, abs=1e-9)
    assert set(found.effects) <= set(EFFECTS)
    for year, amount in ((first, found.before), (second, found.after)):
        assert amount == pytest.approx(sides[year][1].of("carbon/territorial_co2"), rel=1e-12)


@pytest.mark.parametrize(("first", "second"), [*pairwise(YEARS), (2014, 2019)])
def test_the_effects_of_all_sectors_are_those_of_the_province(sides, first, second):
    found = decomposition(sides[first], sides[second])
    for effect, amount in found.effects.items():
        parts = math.fsum(row.get(effect, 0.0) for row in found.by_sector.values())
        assert parts == pytest.approx(amount, abs=1e-7), effect


@pytest.mark.parametrize(("first", "second"), [*pairwise(YEARS), (2014, 2019)])
def test_the_effects_of_a_sector_add_up_to_its_change(sides, first, second):
    found = decomposition(sides[first], sides[second])
    for sector, row in found.by_sector.items():
        change = sum(
            sign * (values.of(line.id) or 0.0)
            for sign, (book, values, _) in ((1.0, sides[second]), (-1.0, sides[first]))
            for line in lines_of(book, "carbon/territorial_co2")
            if line.sector == sector
        )
        assert math.fsum(row.values()) == pytest.approx(change, abs=1e-7), sector


def test_growth_of_the_economy_raises_emissions_and_its_efficiency_lowers_them(sides):
    effects = decomposition(sides[2015], sides[2022]).effects
    assert effects["activity"] > 0 > effects["intensity"]


def test_structure_is_there_where_the_products_of_both_years_are_known(sides):
    assert decomposition(sides[2019], sides[2022]).has_structure
    assert not decomposition(sides[2015], sides[2019]).has_structure


def test_a_process_known_in_one_year_only_is_coverage_and_no_change(sides):
    lone = "carbon/magnesia"
    book, values, driving = sides[2019]
    known = [line for line in book.lines.values() if line.id.startswith(lone) and values.of(line.id)]
    assert known, "the test needs a process that is known in 2019"
    hidden = {
        line.id: replace(line, inputs=(), divisors=(), notation=Notation.NOT_ESTIMATED) for line in known
    }
    without = replace(book, lines={**book.lines, **hidden})
    found = decomposition((without, evaluate(without), driving), sides[2019])
    assert found.effects["coverage"] == pytest.approx(sum(values.of(line.id) for line in known))
    assert found.effects["coverage"] == pytest.approx(found.change)


def test_nothing_moves_between_a_year_and_itself(sides):
    found = decomposition(sides[2019], sides[2019])
    assert found.change == 0
    assert all(amount == 0 for amount in found.effects.values())


@settings(max_examples=15, deadline=None)
@given(gdp=st.floats(1, 1e5), people=st.floats(1, 1e5), primary=st.floats(0.1, 1e4))
def test_it_adds_up_whatever_the_economy_was(sides, gdp, people, primary):
    book, values, _ = sides[2019]
    other = Driving(gdp, people, {**PRODUCTS_OF, "gdp_primary": primary})
    found = decomposition((book, values, other), sides[2022])
    assert math.fsum(found.effects.values()) == pytest.approx(found.change, rel=1e-9, abs=1e-6)


def test_a_year_without_real_product_is_refused_with_the_years_that_have_one(region, sides):
    with pytest.raises(NoDrivingError) as refused:
        driving_of(region, sides[2014][0])
    assert "real_gdp" in refused.value.message and "2014" in refused.value.message
    assert "2015" in refused.value.message and "2022" in refused.value.message


def test_the_years_with_drivers_have_them(region, sides):
    years = years_with_drivers(region)
    assert set(YEARS) <= set(years) and 2014 not in years
    driving = driving_of(region, sides[2022][0])
    assert driving.real_gdp > 20_000 and driving.population > 4_000
    assert set(driving.products) == set(PRODUCTS)


def test_a_year_without_fuels_cannot_be_decomposed(region, sides):
    bare = book_from(basis_of(region, 1950))
    with pytest.raises(NothingInCommonError, match="CO2 from fuels"):
        decomposition((bare, evaluate(bare), sides[2019][2]), sides[2019])
