"""The footprints of a year, from the region's table and an inventory."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from io_building import CARBON, LIAONING

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.model import Origin
from lvxun.accounts.factors.model import FactorBook
from lvxun.accounts.footprints.assembling import footprint, table_for
from lvxun.accounts.footprints.errors import MissingTotalError
from lvxun.accounts.footprints.model import CATEGORIES
from lvxun.region.loader import load
from lvxun.region.model import Quality


@pytest.fixture(scope="module")
def region():
    return load(LIAONING)


def basis(region, year) -> Basis:
    return Basis(region, year, FactorBook({}, {}), None)


@pytest.fixture(scope="module")
def of_2007(region):
    return footprint(basis(region, 2007), CARBON)


def test_every_check_holds_in_every_year(region):
    for year in (2007, 2014, 2019, 2023, 2024):
        assert all(check.is_ok for check in footprint(basis(region, year), CARBON).checks), year


def test_production_is_the_inventory_without_its_sinks(of_2007):
    assert of_2007.production.value == pytest.approx(sum(v for k, v in CARBON.items() if k != "forest"))
    assert [row.inventory for row in of_2007.left_out] == ["forest"]


def test_rows_add_up_to_the_heads(of_2007):
    made = sum(row.production.value + row.direct.value for row in of_2007.categories)
    used = sum(row.consumption.value for row in of_2007.categories if row.consumption)
    sent = sum(row.embodied.value * (1 if row.leaves else -1) for row in of_2007.trade)
    assert made == pytest.approx(of_2007.production.value, rel=1e-12)
    assert used == pytest.approx(of_2007.consumption.value, rel=1e-12)
    assert sent == pytest.approx(of_2007.net_sent.value, rel=1e-12)
    products = sum(row.footprint.value for row in of_2007.products)
    assert products == pytest.approx(sum(row.production.value for row in of_2007.categories), rel=1e-12)


def test_all_rows_are_there_in_both_languages(of_2007):
    assert [row.id for row in of_2007.categories] == list(CATEGORIES)
    assert len(of_2007.products) == 42
    assert all(
        row.label_zh and row.label_en for row in (*of_2007.categories, *of_2007.products, *of_2007.trade)
    )
    assert all(one.zh and one.en for one in of_2007.weaknesses)


def test_a_year_with_its_own_table_is_published(of_2007):
    assert (of_2007.table_year, of_2007.table_origin) == (2007, Origin.PUBLISHED)
    assert of_2007.sources == ("io_table_2007",)
    assert of_2007.quality is Quality.ESTIMATE  # the placing is by a proxy


def test_a_later_year_says_what_its_table_is(region):
    one = footprint(basis(region, 2023), CARBON)
    assert (one.table_year, one.table_origin) == (2007, Origin.RECONSTRUCTED)
    assert "nbs_gdp_revised" in one.sources
    assert any("every cell is reconstructed" in weakness.en for weakness in one.weaknesses)


def test_a_later_table_meets_the_published_value_added(region):
    table = table_for(basis(region, 2023)).table
    assert table.value_added.sum() == pytest.approx((2642.2 + 11104.8 + 17642.9) * 1e4, rel=1e-13)


def test_members_give_bounds(region):
    draws = np.random.default_rng(3)
    carbon = {key: value * draws.lognormal(0, 0.1, 500) for key, value in CARBON.items()}
    one = footprint(basis(region, 2007), carbon)
    assert one.members == 500
    assert one.consumption.low < one.consumption.value < one.consumption.high or one.consumption.low > 0
    assert all(row.multiplier.low <= row.multiplier.high for row in one.products)
    assert all(check.is_ok for check in one.checks)


def test_paths_are_named_and_shared_out(of_2007):
    first = of_2007.paths[0]
    assert first.sectors[0] == "construction"
    assert first.share == pytest.approx(first.value / of_2007.production.value)
    assert len(first.labels_zh) == len(first.sectors)


def test_a_year_without_gdp_is_refused(region):
    bare = replace(region, series=region.series[region.series["indicator"] != "gdp"])
    with pytest.raises(MissingTotalError, match="2014"):
        footprint(basis(bare, 2014), CARBON)
