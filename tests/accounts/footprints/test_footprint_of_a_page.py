"""What the page of the footprint follows through the table: every line of the inventory, by its fuel."""

from __future__ import annotations

import pytest
from io_building import LIAONING

from lvxun.region.loader import load
from lvxun.web.accounts.footprint_pages import Footprints, NoFootprint, footprint_of
from lvxun.web.accounts.held import Choice, held


@pytest.fixture(scope="module")
def region():
    return load(LIAONING)


def test_coke_is_followed_to_smelting_and_refinery_gas_to_refining(region):
    found = footprint_of(held(region, Choice(2014)))
    assert isinstance(found, Footprints)
    emitted = {row.id: row.emitted.value for row in found.result.products}
    assert emitted["metal_smelting"] > 2 * emitted["nonmetallic_minerals"]
    assert emitted["refining_coking"] > 0


def test_a_year_without_a_balance_has_no_footprint_of_the_rest(region):
    found = footprint_of(held(region, Choice(2010)))
    assert isinstance(found, NoFootprint)
    assert "2010" in found.error.what
    assert "balance" in found.error.remedy
