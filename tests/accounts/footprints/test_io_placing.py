"""Carbon is placed by stated keys, and none of it is lost."""

from __future__ import annotations

import csv
from importlib.resources import files

import numpy as np
import pytest
from io_building import CARBON, TABLE_2007, table_of
from numpy.testing import assert_allclose

from lvxun.accounts.footprints.classification import placings, sectors
from lvxun.accounts.footprints.errors import (
    MembersError,
    NoOutputError,
    UnknownInventorySectorError,
    UnknownSectorError,
)
from lvxun.accounts.footprints.model import LOCAL
from lvxun.accounts.footprints.placing import place
from lvxun.accounts.footprints.reading import read_table


@pytest.fixture(scope="module")
def table():
    return read_table(TABLE_2007)


def test_every_sector_of_the_inventory_that_emits_has_a_place():
    text = files("lvxun").joinpath("rules/accounts/sectors.csv").read_text(encoding="utf-8")
    emitting = {
        row["id"]
        for row in csv.DictReader(text.splitlines())
        if row["group"] not in ("water", "economy") and not row["id"].endswith("_waste")
    }
    assert emitting == {inventory for inventory, _ in placings()}


def test_every_target_and_key_is_a_sector_or_a_category():
    known = {sector.id for sector in sectors()}
    for placing in placings().values():
        assert set(placing.targets) <= (set(LOCAL) if placing.kind == "direct" else known)
        assert set(placing.proxy) <= known | {"output"}


def test_what_goes_in_is_placed_or_left_out(table):
    placed = place(table, CARBON)
    inside = placed.production.sum() + placed.direct.sum() + sum(a.sum() for a in placed.left_out.values())
    assert inside == pytest.approx(sum(CARBON.values()), rel=1e-14)
    assert list(placed.left_out) == ["forest"]


def test_coal_goes_by_the_value_of_coal_bought(table):
    placed = place(table, {"industry/raw_coal": 100.0})
    bought = table.flows[table.ids.index("coal_mining")]
    at, other = table.ids.index("nonmetallic_minerals"), table.ids.index("textiles")
    ratio = placed.production[0, at] / placed.production[0, other]
    assert ratio == pytest.approx(bought[at] / bought[other])
    assert placed.production[0, table.ids.index("electricity_heat")] == 0  # counted as thermal power


def test_a_fuel_s_own_row_goes_before_its_group_and_that_before_the_sector(table):
    refinery = table.ids.index("refining_coking")
    assert place(table, {"industry/refinery_gas": 1.0}).production[0, refinery] == 1
    assert place(table, {"industry/diesel": 1.0}).production[0, refinery] == 0
    assert place(table, {"industry": 1.0}).production.sum() == pytest.approx(1)
    assert place(table, {"cement/clinker": 1.0}).production[0, table.ids.index("nonmetallic_minerals")] == 1


def test_households_burn_directly(table):
    placed = place(table, {"urban_households": 7.0, "households": 10.0})
    assert placed.production.sum() == 0
    assert placed.direct.sum() == pytest.approx(17)
    assert placed.direct[0, LOCAL.index("government")] == 0


def test_members_are_kept_and_numbers_stand_for_all(table):
    placed = place(table, {"power": np.array([1.0, 2.0, 3.0]), "steel": 5.0})
    assert_allclose(placed.production.sum(axis=1), [6, 7, 8])


def test_members_of_two_lengths_are_refused(table):
    with pytest.raises(MembersError, match="2, 3 members"):
        place(table, {"power": np.ones(3), "steel": np.ones(2)})


def test_an_unknown_sector_of_the_inventory_is_refused(table):
    with pytest.raises(UnknownInventorySectorError, match="no place") as caught:
        place(table, {"powr": 1.0})
    assert "power" in caught.value.remedy


def test_carbon_without_output_is_refused():
    table = table_of(np.zeros((2, 2)), local=[1, 0], outside=[0, 0], incoming=[0, 0])
    with pytest.raises(NoOutputError, match="coal_mining"):
        place(table, {"coal_mining": 1.0})


def test_a_target_that_the_table_does_not_have_is_refused():
    table = table_of(np.zeros((2, 2)), local=[1, 1], outside=[0, 0], incoming=[0, 0])
    with pytest.raises(UnknownSectorError, match="metal_smelting"):
        place(table, {"steel": 1.0})
