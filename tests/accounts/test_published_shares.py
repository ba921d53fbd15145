"""Shares that are published as well as computed: which one is taken, and what is said of it."""

import pytest

from accounts.build import region_of
from lvxun.accounts import Branch, compute

CAPACITY = {
    "capacity_hydro": {2024: 400},
    "capacity_nuclear": {2024: 700},
    "capacity_wind": {2024: 1700},
    "capacity_solar": {2024: 1200},
    "capacity_biomass": {2024: 200},
    "capacity_total": {2024: 8000},
    "nonfossil_capacity_share_published": {2024: 50.5, 2025: 54.8},
}
GENERATION = {
    "generation_total": {2022: 2000},
    "generation_thermal": {2022: 1250},
    "nonfossil_generation_share_published": {2022: 40.0, 2025: 51.3},
}
EMERGING = {
    "strategic_emerging_value_added": {2022: 2212.2, 2023: 2400},
    "gdp": {2022: 29822.0, 2023: 32000},
    "strategic_emerging_share_published": {2022: 7.7},
}


def taken(figure, choice):
    return next(branch.taken for branch in figure.branches if branch.choice == choice)


@pytest.mark.parametrize(
    ("series", "key", "year", "value"),
    [
        (CAPACITY, "nonfossil_capacity_share", 2024, 52.5),  # 400 + 700 + 1700 + 1200 + 200 of 8000
        (GENERATION, "nonfossil_generation_share", 2022, 37.5),  # 2000 - 1250 of 2000
        (EMERGING, "strategic_emerging_share", 2023, 7.5),  # 2400 of 32000
    ],
)
def test_the_computed_share_by_hand(series, key, year, value):
    figure = compute(region_of(series), [key]).figure(key, year)
    assert figure.value == pytest.approx(value)
    assert taken(figure, key) == f"{key}_computed"
    assert f"{key}_published" not in {cell.series for cell in figure.inputs}


@pytest.mark.parametrize(
    ("series", "key", "year", "value"),
    [
        (CAPACITY, "nonfossil_capacity_share", 2025, 54.8),
        (GENERATION, "nonfossil_generation_share", 2025, 51.3),
        (EMERGING, "strategic_emerging_share", 2022, 7.7),  # 7.4 % of the GDP revised since
    ],
)
def test_the_published_share_is_its_own_only_cell(series, key, year, value):
    figure = compute(region_of(series), [key]).figure(key, year)
    assert figure.value == value
    assert figure.branches == (Branch(key, f"{key}_published", year),)
    assert [(cell.series, cell.year) for cell in figure.inputs] == [(f"{key}_published", year)]


def test_a_published_share_keeps_its_own_quality():
    quality = {
        ("nonfossil_generation_share_published", 2025): "press",
        ("generation_total", 2022): "estimate",
    }
    result = compute(region_of(GENERATION, quality=quality), ["nonfossil_generation_share"])
    assert result.figure("nonfossil_generation_share", 2025).quality == "press"
    assert result.figure("nonfossil_generation_share", 2022).quality == "estimate"


def test_the_reported_share_stays_beside_the_computed_one():
    result = compute(region_of(CAPACITY))
    assert result.figure("nonfossil_capacity_share_reported", 2024).value == 50.5
    assert result.figure("nonfossil_capacity_share", 2024).value == pytest.approx(52.5)
