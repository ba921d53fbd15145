"""The cells that a figure says it draws on are exactly those that move it."""

import numpy as np
import pytest

from accounts.build import region_of
from lvxun.accounts import Branch, Kind, catalogue, compute
from lvxun.accounts.graph import run, series_needed
from lvxun.accounts.lineage import trace
from lvxun.region.catalogue import catalogue as national_series

YEARS, BASE, LATEST = range(2018, 2023), 2020, 2022


def full_region():
    """Return a region in which every series is known in every year, no two values alike."""
    random = np.random.default_rng(7)
    return region_of(
        {name: {year: random.uniform(2, 8) for year in YEARS} for name in series_needed(catalogue())}, BASE
    )


@pytest.fixture(scope="module")
def region():
    return full_region()


@pytest.fixture(scope="module")
def before(region):
    return compute(region)


@pytest.fixture(scope="module")
def movers(before):
    """Return for each indicator the cells that move it in ``LATEST``: one member of an ensemble a cell."""
    cells = list(before.sheet.cells)
    names = series_needed(catalogue())
    series = {name: np.repeat(before.sheet.array(name), len(cells), axis=0) for name in names}
    for member, (name, year) in enumerate(cells):
        series[name][member, before.sheet.years.index(year)] *= 1.25
    at = before.sheet.years.index(LATEST)
    after = run(tuple(catalogue()), series, before.sheet.base_position)
    still = {key: np.isclose(after[key][:, at], before.values[key][0, at]) for key in catalogue()}
    return {key: {cells[member] for member in np.flatnonzero(~still[key])} for key in catalogue()}


@pytest.mark.parametrize("key", sorted(set(catalogue()) - {"appliance_dismantling_gap"}))
def test_a_figure_names_exactly_the_cells_that_move_it(key, before, movers):
    named = {(cell.series, cell.year) for cell in before.figure(key, LATEST).inputs}
    cancels = {("gdp", BASE)} if catalogue()[key].kind is Kind.CHANGE else set()
    assert named - cancels == movers[key]


def test_a_year_before_the_base_year_draws_on_the_years_between(before):
    used = {(c.series, c.year) for c in before.figure("real_gdp", 2018).inputs}
    assert used == {("gdp", 2020), ("gdp_real_growth", 2019), ("gdp_real_growth", 2020)}


def test_a_choice_names_the_alternative_it_took():
    region = region_of(
        {
            "capacity_wind": {2020: 900, 2021: 1000},
            "capacity_solar": {2020: 400},
            "capacity_wind_solar": {2021: 1500},
        }
    )
    result = compute(region, ["wind_solar_capacity"])
    parts, total = (result.figure("wind_solar_capacity", year) for year in (2020, 2021))
    assert parts.branches == (Branch("wind_solar_capacity", "wind_solar_capacity_from_parts", 2020),)
    assert {cell.series for cell in parts.inputs} == {"capacity_wind", "capacity_solar"}
    assert total.branches == (Branch("wind_solar_capacity", "capacity_wind_solar", 2021),)
    assert [cell.value for cell in total.inputs] == [1500]


def test_quality_is_the_worst_of_what_was_used_and_of_nothing_else():
    region = region_of(
        {"gdp": {2022: 100, 2023: 110}, "rd_expenditure": {2022: 2, 2023: 3}},
        quality={("rd_expenditure", 2022): "estimate", ("gdp", 2023): "press"},
        source={("rd_expenditure", 2022): "model"},
    )
    result = compute(region, ["rd_intensity"])
    assert result.figure("rd_intensity", 2022).quality == "estimate"
    assert result.figure("rd_intensity", 2022).sources == ("model", "yearbook")
    assert result.figure("rd_intensity", 2023).quality == "press"
    assert result.figure("rd_intensity", 2023).sources == ("yearbook",)


def test_years_left_out_of_a_lower_bound_are_not_among_its_cells():
    region = region_of({"livable_villages_built": {2020: 700, 2022: 1000, 2023: 1064}})
    figure = compute(region).figure("liveable_villages", 2023)
    assert figure.value == 2064
    assert [cell.year for cell in figure.inputs] == [2022, 2023]
    assert figure.branches[0].taken == "liveable_villages_at_least"


def test_a_figure_points_to_file_and_row():
    region = region_of({"pm25": {2022: 34, 2023: 32}})
    (cell,) = compute(region).figure("pm25_concentration", 2023).inputs
    assert (cell.file, cell.row, cell.source, cell.unit) == ("series/air.csv", 3, "yearbook", "微克/立方米")


def test_an_unknown_value_has_no_trace():
    result = compute(region_of({"gdp": {2020: 100, 2021: 110}}))
    assert trace("real_gdp", 2021, result.sheet, result.everything).steps == ()


def test_every_series_traces_to_itself(before):
    for name in series_needed(catalogue()):
        assert [(c.series, c.year) for c in before.figure(name, LATEST).inputs] == [(name, LATEST)]
        assert before.figure(name, LATEST).unit == national_series()[name].unit
