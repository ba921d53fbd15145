"""What the border adjustment costs: by hand first, then its corners."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from io_building import CARBON, TABLE_2007

from lvxun.accounts.footprints.cbam import Export, by_good_and_year, exposure, table_ceiling
from lvxun.accounts.footprints.cbam_rules import cbam_rules, rules_of
from lvxun.accounts.footprints.errors import CbamError
from lvxun.accounts.footprints.placing import place
from lvxun.accounts.footprints.reading import read_table
from lvxun.accounts.footprints.technology import technology
from lvxun.region.model import Quality

RULES = cbam_rules()
STEEL = Export("hot_rolled_flat", "bf_bof", 2026, Decimal(1000), "DE")


def cost(one: Export) -> Decimal:
    return exposure([one], RULES)[0].cost


def test_hot_rolled_steel_by_default_in_2026():
    # rules_finance.md: 3.51 - 1.370 x 0.975 = 2.174 t; x 75.36 = 163.85 EUR/t (there 3.19 x 1.1 is rounded)
    row = exposure([replace(STEEL, quantity=Decimal(1))], RULES)[0]
    assert row.embedded == Decimal("3.509")
    assert row.free == Decimal("1.33575")
    assert row.certificates == Decimal("2.173250")
    assert row.cost == Decimal("163.78")
    rounded = exposure([replace(STEEL, quantity=Decimal(1), embedded=Decimal("3.51"))], RULES)[0]
    assert rounded.cost == Decimal("163.85")


def test_free_allocation_ends_in_2034():
    row = exposure([replace(STEEL, year=2034, embedded=Decimal("2.0"))], RULES)[0]
    assert row.free == 0
    assert row.cost == Decimal("200000.00")  # 1,000 t x 2.0 x 100 EUR


def test_cost_rises_every_year_for_the_same_steel():
    costs = [cost(replace(STEEL, year=year, embedded=Decimal(2))) for year in range(2026, 2035)]
    assert costs == sorted(costs)
    assert len(costs) == 9


def test_a_price_paid_at_home_is_taken_off():
    free_of = replace(STEEL, embedded=Decimal(2))
    paid = replace(free_of, home_price=Decimal(10), home_share=Decimal("0.5"))
    assert cost(free_of) - cost(paid) == Decimal("10000.00")  # 1,000 t x 2.0 x 10 x 0.5


def test_a_higher_price_at_home_leaves_nothing_and_gives_nothing_back():
    row = exposure([replace(STEEL, home_price=Decimal(500), home_share=Decimal(1))], RULES)[0]
    assert row.cost == 0
    assert row.paid_at_home == row.gross


def test_cleaner_than_the_benchmark_costs_nothing():
    assert cost(replace(STEEL, embedded=Decimal("0.9"))) == 0


def test_another_destination_costs_nothing():
    row = exposure([replace(STEEL, destination="KR")], RULES)[0]
    assert (row.applies, row.cost) == (False, 0)


def test_below_fifty_tonnes_is_marked_not_left_out():
    row = exposure([replace(STEEL, quantity=Decimal(50))], RULES)[0]
    assert row.below_threshold
    assert row.cost > 0


def test_the_markup_of_fertilisers_is_their_own():
    assert RULES.markup("fertilisers", 2030).value == Decimal("0.01")
    assert [RULES.markup("iron_steel", year).value for year in (2026, 2027, 2028, 2034)] == [
        Decimal("0.1"), Decimal("0.2"), Decimal("0.3"), Decimal("0.3"),
    ]  # fmt: skip


def test_what_is_from_memory_is_marked():
    row = exposure([STEEL], RULES)[0]
    assert row.quality is Quality.UNVERIFIED
    assert any("2003/87/EC" in note for note in row.notes)


def test_sums_by_good_and_year():
    rows = exposure([STEEL, STEEL, replace(STEEL, year=2027)], RULES)
    sums = by_good_and_year(rows)
    assert sums["hot_rolled_flat", 2026] == 2 * rows[0].cost
    assert sum(sums.values()) == sum(row.cost for row in rows)


def test_another_price_path_is_another_file():
    text = files("lvxun").joinpath("rules/accounts/cbam.toml").read_text(encoding="utf-8")
    dearer = rules_of(tomllib.loads(text.replace('eur = "75.36"', 'eur = "150.72"')))
    assert exposure([STEEL], dearer)[0].gross == 2 * exposure([STEEL], RULES)[0].gross


@pytest.mark.parametrize(
    ("change", "field", "remedy"),
    [
        ({"good": "steel"}, "good", "hot_rolled_flat"),
        ({"year": 2025}, "year", "2026 to 2034"),
        ({"route": "magic"}, "route", "bf_bof"),
        ({"good": "coated"}, "embedded", "t CO2e per unit"),
    ],
)
def test_what_the_rules_do_not_know_is_refused(change, field, remedy):
    with pytest.raises(CbamError) as caught:
        exposure([replace(STEEL, **change)], RULES)
    assert caught.value.where.field == field
    assert remedy in caught.value.remedy


@given(st.decimals(0, 8, places=3), st.decimals(0, 10**6, places=1), st.sampled_from(RULES.years))
def test_cost_is_never_negative_and_never_beyond_all_emissions(embedded, quantity, year):
    row = exposure([replace(STEEL, embedded=embedded, quantity=quantity, year=year)], RULES)[0]
    assert 0 <= row.cost <= (embedded * quantity * row.price).quantize(Decimal("0.01")) + Decimal("0.01")


def test_the_ceiling_of_2007_by_hand():
    table = read_table(TABLE_2007)
    found, placed = technology(table), place(table, CARBON)
    rows = {(row.good, row.year): row for row in table_ceiling(found, placed, RULES)}
    row, at = rows["metal_smelting", 2034], table.ids.index("metal_smelting")
    tonnes = 1e4 * placed.production[0, at] / table.output[at] * 4_750_666.62  # exports of 2007, 10^4 CNY
    assert float(row.cost) == pytest.approx(tonnes * 100, rel=1e-9)
    assert float(rows["metal_smelting", 2026].certificates) == pytest.approx(tonnes * 0.025, rel=1e-6)
    assert row.basis == "table"


def test_half_to_the_union_is_half_the_ceiling():
    table = read_table(TABLE_2007)
    found, placed = technology(table), place(table, CARBON)
    whole = table_ceiling(found, placed, RULES, years=[2030])
    half = table_ceiling(found, placed, RULES, years=[2030], eu_share=Decimal("0.5"))
    for one, other in zip(whole, half, strict=True):
        assert abs(one.cost - 2 * other.cost) <= Decimal("0.02")


def test_power_bought_counts_where_the_regulation_counts_it():
    table = read_table(TABLE_2007)
    found = technology(table)
    power = place(table, {"power": 9500.0})
    rows = {row.good: row for row in table_ceiling(found, power, RULES, years=[2030])}
    assert rows["nonmetallic_minerals"].embedded > 0  # cement: direct and indirect
    assert rows["metal_smelting"].embedded == 0  # steel: direct only
