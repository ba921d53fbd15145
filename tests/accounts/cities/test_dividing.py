"""Cities add up to the province exactly; what rests on what is said for every cell."""

from fractions import Fraction

import pytest
from city_books import CITIES, ZONE, book_with, figures_for, region_with
from hypothesis import given, settings
from hypothesis import strategies as st

from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.model import Notation, Origin
from lvxun.accounts.cities.dividing import divide
from lvxun.accounts.cities.errors import OtherYearError

STEEL = ("carbon/steel/CO2", "steel", 120.0, "万吨")
HOMES = ("carbon/urban_households/CO2", "urban_households", 30.0000001, "万吨")
WATER = ("water/water_industry/use", "water_industry", 9.0, "亿立方米", "activity/water_industry")
PEOPLE = figures_for("population", (500, 300, 200))
GDP = figures_for("gdp", (40, 30, 30))


def test_a_line_goes_by_the_first_proxy_that_every_city_has():
    capacity = figures_for("crude_steel_capacity", (0, 75, 25), year=2022)
    books = divide(book_with(STEEL), region_with(GDP | capacity), 2020)
    cells = [books.of(city, STEEL[0]) for city in CITIES]
    assert [cell.value for cell in cells] == [0.0, 90.0, 30.0]
    assert {cell.proxy for cell in cells} == {"crude_steel_capacity"}
    assert cells[1].proxy_year == 2022 and cells[1].is_other_year
    assert cells[1].inputs == ("carbon/steel/CO2", "activity/crude_steel_capacity/2022/990200")


def test_a_fuel_may_have_a_proxy_of_its_own():
    coke = ("energy/industry/coke", "industry", 10.0, "万吨标准煤")
    coal = ("energy/industry/coal", "industry", 10.0, "万吨标准煤")
    capacity = figures_for("crude_steel_capacity", (0, 75, 25))
    books = divide(book_with(coke, coal), region_with(GDP | capacity), 2020)
    assert [books.of(city, coke[0]).value for city in CITIES] == [0.0, 7.5, 2.5]
    assert [books.of(city, coal[0]).value for city in CITIES] == [4.0, 3.0, 3.0]


def test_a_series_that_a_city_lacks_is_passed_over():
    partly = {("gdp_secondary", CITIES[0], 2020): 5.0}
    books = divide(book_with(STEEL), region_with(GDP | partly), 2020)
    cell = books.of(CITIES[0], STEEL[0])
    assert (cell.proxy, cell.is_other_year, cell.origin) == ("gdp", False, Origin.RECONSTRUCTED)


@settings(deadline=None, max_examples=50)
@given(
    st.floats(-1e5, 1e5, allow_subnormal=False),
    st.tuples(*[st.sampled_from([0.0, 1e-9, 1.0, 3.3, 1e6])] * 3).filter(any),
)
def test_cities_add_up_to_the_province_s_smallest_unit(value, people):
    book = book_with(("carbon/urban_households/CO2", "urban_households", value, "万吨"))
    books = divide(book, region_with(figures_for("population", people)), 2020)
    assert sum(cell.count for cell in books.cells) == round(value * 10_000_000)
    assert books.province == {"carbon/urban_households/CO2": round(value * 10_000_000)}


def test_totals_of_the_cities_add_up_with_weights_and_nesting():
    totals = [
        ("carbon/sub", "万吨", [(STEEL[0], 0.1), (HOMES[0], 28.3)]),
        ("carbon/all", "万吨", [("carbon/sub", 1.0), (STEEL[0], -1.0)]),
    ]
    book = book_with(STEEL, HOMES, totals=totals)
    books = divide(book, region_with(PEOPLE | GDP), 2020)
    of_cities = sum(books.total(city, "carbon/all").exact for city in CITIES)
    weights = {STEEL[0]: Fraction(0.1) - 1, HOMES[0]: Fraction(28.3)}
    assert of_cities == sum(
        Fraction(books.province[name], 10_000_000) * weight for name, weight in weights.items()
    )
    assert float(of_cities) == pytest.approx(evaluate(book).of("carbon/all"), abs=1e-6)


def test_a_zone_without_figures_is_included_elsewhere_and_says_where():
    books = divide(book_with(HOMES), region_with(PEOPLE), 2020)
    cell = books.of(ZONE, HOMES[0])
    assert cell.notation is Notation.INCLUDED_ELSEWHERE
    assert cell.count == 0 and cell.reason_en


def test_a_zone_with_a_figure_has_a_share_of_its_own():
    zone = {("population", ZONE, 2020): 1000.0}
    books = divide(book_with(HOMES), region_with(PEOPLE | zone), 2020)
    assert books.of(ZONE, HOMES[0]).share == pytest.approx(0.5)


def test_a_city_s_own_figure_is_kept_and_the_rest_is_divided():
    own = {("water_industry", CITIES[0], 2020): 5.0}
    books = divide(book_with(WATER), region_with(GDP | own), 2020)
    first, second, third = (books.of(city, WATER[0]) for city in CITIES)
    assert (first.value, first.origin, first.proxy) == (5.0, Origin.PUBLISHED, "")
    assert first.inputs == ("activity/water_industry/990100",)
    assert (second.value, third.value) == (2.0, 2.0)


def test_own_figures_that_cannot_be_true_are_not_kept():
    own = figures_for("water_industry", (5, 5, 5))
    books = divide(book_with(WATER), region_with(GDP | own, areas=CITIES), 2020)
    assert books.of(CITIES[0], WATER[0]).value == pytest.approx(3.6)


def test_figures_of_another_method_stand_beside():
    ceads = {("co2_emissions", CITIES[0], 2020): 999.0}
    totals = [("carbon/territorial_co2", "万吨", [(STEEL[0],)])]
    books = divide(book_with(STEEL, totals=totals), region_with(GDP | ceads), 2020)
    assert [(one.area, one.value) for one in books.beside] == [(CITIES[0], 999.0)]
    assert books.total(CITIES[0], "carbon/territorial_co2").value == 48.0


def test_what_no_proxy_divides_is_left_out_and_spoils_its_total_openly():
    forest = ("carbon/forest/CO2", "forest", -10.0, "万吨")
    totals = [("carbon/net_total", "万吨", [(STEEL[0],), (forest[0],)])]
    books = divide(book_with(STEEL, forest, totals=totals), region_with(GDP), 2020)
    assert [one.line for one in books.left_out] == [forest[0]]
    total = books.total(CITIES[0], "carbon/net_total")
    assert total.notation is Notation.NOT_ESTIMATED and forest[0] in total.reason_en


def test_a_notation_key_of_the_province_is_that_of_its_cities():
    books = divide(
        book_with(("waste/medical_waste/used", "medical_waste", None, "万吨")), region_with({}), 2020
    )
    assert {cell.notation for cell in books.cells} == {Notation.NOT_ESTIMATED}
    assert books.province == {}


def test_the_supply_side_of_energy_is_not_divided_and_the_total_comes_from_use():
    lines = [
        ("energy/inflow/coal", "economy", 12.0, "万吨标准煤"),
        ("energy/industry/coal", "industry", 8.0, "万吨标准煤"),
        ("energy/losses/coal", "losses", 2.0, "万吨标准煤"),
    ]
    totals = [
        ("energy/final", "万吨标准煤", [("energy/industry/coal",)]),
        ("energy/losses", "万吨标准煤", [("energy/losses/coal",)]),
        ("energy/total_calorific", "万吨标准煤", [("energy/inflow/coal",)]),
    ]
    books = divide(book_with(*lines, totals=totals), region_with(GDP), 2020)
    assert [one.line for one in books.left_out] == ["energy/inflow/coal"]
    assert books.total(CITIES[0], "energy/total_calorific").value == 4.0


def test_scope_two_is_what_is_used_times_the_factor():
    # 1.229 万吨标准煤 of electricity is 10^8 kWh; at 0.5 kg CO2/kWh that is 5 万吨.
    used = ("energy/industry/electricity", "industry", 1.229, "万吨标准煤")
    factor = {("grid_emission_factor", "990000", 2021): 0.5}
    books = divide(book_with(used), region_with(GDP | factor), 2020)
    assert [books.total(city, "carbon/scope_2").value for city in CITIES] == [2.0, 1.5, 1.5]
    assert books.total(CITIES[0], "carbon/scope_2").other_year_share == 1.0


def test_the_factor_of_the_book_goes_before_one_of_another_year():
    used = ("energy/industry/electricity", "industry", 1.229, "万吨标准煤")
    bought = ("carbon/import", "imported_electricity", 1.0, "万吨", "factor/grid/grid_co2/990000")
    factor = {("grid_emission_factor", "990000", 2021): 0.5}
    books = divide(book_with(used, bought), region_with(GDP | factor), 2020)
    assert [books.total(city, "carbon/scope_2").value for city in CITIES] == [4.0, 3.0, 3.0]
    assert books.total(CITIES[0], "carbon/scope_2").other_year_share == 0.0


def test_without_a_factor_scope_two_is_not_estimated():
    used = ("energy/industry/electricity", "industry", 1.229, "万吨标准煤")
    total = divide(book_with(used), region_with(GDP), 2020).total(CITIES[0], "carbon/scope_2")
    assert total.notation is Notation.NOT_ESTIMATED and "grid_emission_factor" in total.reason_en


def test_ratios_say_the_year_of_their_divisor():
    totals = [("carbon/territorial_co2", "万吨", [(HOMES[0],)])]
    people = figures_for("population", (500, 300, 200), year=2018)
    books = divide(book_with(HOMES, totals=totals), region_with(people), 2020)
    per_head = next(one for one in books.ratios if one.area == CITIES[0])
    assert (per_head.unit, per_head.year, per_head.is_other_year) == ("吨/人", 2018, True)
    assert per_head.value == pytest.approx(0.03)


def test_how_much_of_a_total_rests_on_proxies_is_said():
    own = {("water_industry", CITIES[0], 2020): 5.0}
    totals = [("water/total_use", "亿立方米", [(WATER[0],)])]
    books = divide(book_with(WATER, totals=totals), region_with(GDP | own), 2020)
    assert books.total(CITIES[0], "water/total_use").proxy_share == 0.0
    assert books.total(CITIES[1], "water/total_use").proxy_share == 1.0
    assert books.total(CITIES[1], "water/total_use").weakest == "gdp"


def test_a_region_without_areas_below_it_has_nothing_and_says_why():
    books = divide(book_with(STEEL), region_with({}, areas=()), 2020)
    assert books.cells == () and "no areas" in books.reason_en


def test_a_book_of_another_year_is_refused():
    with pytest.raises(OtherYearError) as refusal:
        divide(book_with(STEEL), region_with({}), 2021)
    assert refusal.value.where.field == "year" and "2021" in refusal.value.remedy
