"""Rice, animals and soils. Numbers in brackets are examples of facts/coefficients_summary.md."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.emissions.other_gases_build import account_of, basis_of, book_of, known_lines, values_of
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.evaluating import compiled
from lvxun.accounts.book.model import Notation
from lvxun.accounts.emissions.farming import farming, rice
from lvxun.accounts.emissions.livestock import herds, manure_methane_by_system

HEADS = st.floats(0, 5000)
HERDS = ("cattle_stock", "sheep_stock", "goat_stock", "pig_stock", "poultry_stock", "horse_stock")


def test_rice_of_the_northeast():
    """Example 14: 520,000 ha × 168.0 kg/ha = 87,360 t (guideline 2011, as recalled)."""
    assert known_lines(rice, {"rice_area": 520.0}) == {"carbon/rice/CH4/single_rice": pytest.approx(8.7360)}


def test_the_range_of_the_rice_factor_is_that_of_its_source():
    """Example 14: 58,552 to 119,756 t, here about the middle."""
    entry = account_of(rice, {"rice_area": 520.0}).entries["factor/farming/rice_ch4/single_northeast"]
    assert 520 * entry.spread.low * 1e-4 == pytest.approx(5.8552, rel=0.04)
    assert 520 * entry.spread.high * 1e-4 == pytest.approx(11.9756, rel=0.04)


def test_manure_of_dairy_cows_in_the_northeast():
    """Example 15: 1,000 cows give 2.23 t CH4 and 1.096 t N2O (GB/T 32151.22-2024, tables C.7 and C.10)."""
    lines = known_lines(farming, {"cattle_stock": 0.1, "dairy_cattle_stock": 0.1})
    assert lines["carbon/manure/CH4/dairy_cattle"] == pytest.approx(2.23e-4)
    assert lines["carbon/manure/N2O/dairy_cattle"] == pytest.approx(1.096e-4)
    in_ar6 = lines["carbon/manure/CH4/dairy_cattle"] * 27.9 + lines["carbon/manure/N2O/dairy_cattle"] * 273
    assert in_ar6 * 1e4 == pytest.approx(361.4, abs=0.1)


def test_manure_by_management_system():
    """Example 16: 3.5 × 365 × 0.24 × 0.67 × 2 % = 4.108 kg a cow (GB/T 32151.22-2024, tables C.4 to C.6)."""
    basis, draft = basis_of({"dairy_cattle_stock": 1.0}, 2024), Draft("carbon", "210000")
    cows = next(herd for herd in herds(basis) if herd.id == "dairy_cattle")
    line = manure_methane_by_system(draft, basis, cows, "solid_storage", "at_most_10c")
    assert compiled(book_of(draft.sealed())).evaluate().of(line) == pytest.approx(4.108e-3, rel=1e-3)


def test_direct_nitrous_oxide_of_fertiliser():
    """Example 17: 1,000 t of nitrogen × 0.0114 × 44/28 = 17.914 t."""
    lines = known_lines(farming, {"fertiliser_nitrogen": 0.1})
    assert lines["carbon/soils/N2O/fertiliser"] == pytest.approx(17.914e-4, rel=1e-4)


def test_indirect_nitrous_oxide_of_fertiliser():
    """By hand: 1 × 10 % × 0.01 × 44/28 by deposition, 1 × 20 % × 0.0075 × 44/28 by leaching."""
    lines = known_lines(farming, {"fertiliser_nitrogen": 1.0})
    assert lines["carbon/soils/N2O/deposition_fertiliser"] == pytest.approx(0.1 * 0.01 * 44 / 28)
    assert lines["carbon/soils/N2O/leaching_fertiliser"] == pytest.approx(0.2 * 0.0075 * 44 / 28)


def test_nitrogen_of_manure_loses_what_escapes_before_it_reaches_the_field():
    """By hand: 1,000 × 10^4 pigs × 16 kg = 16 × 10^4 t; 80 % applied; × 0.0114 × 44/28."""
    lines = known_lines(farming, {"pig_stock": 1000.0})
    assert lines["carbon/soils/N2O/manure"] == pytest.approx(16 * 0.8 * 0.0114 * 44 / 28)
    assert lines["carbon/soils/N2O/deposition_manure"] == pytest.approx(16 * 0.2 * 0.01 * 44 / 28)


def test_digestion_lies_between_farms_and_households():
    """52.9 and 67.9 kg a head (guideline 2011, as recalled); how many stand on farms is not known."""
    line = known_lines(farming, {"cattle_stock": 100.0})["carbon/enteric/CH4/other_cattle"]
    assert 100 * 52.9e-3 < line < 100 * 67.9e-3


def test_cattle_count_as_other_cattle_while_dairy_cows_are_not_known_apart():
    account = account_of(farming, {"cattle_stock": 100.0})
    line = account.lines["carbon/enteric/CH4/dairy_cattle"]
    assert line.notation is Notation.INCLUDED_ELSEWHERE
    assert "other cattle" in line.reason_en
    assert "dairy_cattle_stock" in {gap.topic for gap in account.gaps}


def test_dairy_cows_are_taken_out_of_cattle_where_they_are_known():
    values = values_of(farming, {"cattle_stock": 100.0, "dairy_cattle_stock": 30.0})
    assert values.array("activity/derived/other_cattle")[0] == pytest.approx(70.0)


def test_what_is_not_known_is_a_key_with_its_reason_and_a_gap_for_who_would_know():
    account = account_of(farming, {})
    line = account.lines["carbon/rice/CH4/single_rice"]
    assert (line.notation, line.inputs) == (Notation.NOT_ESTIMATED, ())
    assert line.reason_zh == "缺：水稻播种面积"
    gap = next(gap for gap in account.gaps if gap.topic == "rice_area")
    assert gap.function == "statistics"


def test_a_province_that_no_list_of_regions_has_gets_no_factor_of_another():
    account = account_of(rice, {"rice_area": 1.0}, code="990000")
    assert account.lines["carbon/rice/CH4/single_rice"].notation is Notation.NOT_ESTIMATED


def test_another_province_takes_the_factors_of_its_own_region():
    """Jiangsu: 215.5 kg/ha of single rice in the East."""
    assert known_lines(rice, {"rice_area": 1.0}, code="320000") == {
        "carbon/rice/CH4/single_rice": pytest.approx(215.5e-4)
    }


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from(HERDS), HEADS))
def test_emissions_are_never_negative(figures):
    assert all(value >= 0 for value in known_lines(farming, figures).values())


@settings(max_examples=20, deadline=None)
@given(HEADS, HEADS)
def test_two_herds_emit_what_they_emit_apart(one, other):
    both, first, second = (
        known_lines(farming, {"pig_stock": heads, "sheep_stock": heads})
        for heads in (one + other, one, other)
    )
    for ident, value in both.items():
        assert value == pytest.approx(first[ident] + second[ident], abs=1e-9)
