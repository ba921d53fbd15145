"""The energy account: totals both ways, mix, non-fossil share, intensity, dual control, comparison."""

from dataclasses import replace

import numpy as np
import pytest

from accounts.balances.liaoning_energy import account_for, basis_for, book_from, values_for
from lvxun.accounts.balances.reading import balances
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.model import Notation
from lvxun.accounts.energy_account import energy_account
from lvxun.accounts.energy_account.control import control_rules
from lvxun.accounts.energy_account.totals import mix_rules
from lvxun.accounts.methods import methods

YEARS = (2007, 2014)


def of(year, ident):
    return values_for(year).of(f"energy/{ident}")


def gaps(year):
    return {gap.topic for gap in account_for(year).gaps}


@pytest.mark.parametrize("year", YEARS)
def test_every_cell_of_the_balance_has_its_line(year):
    account, cells = account_for(year), basis_for(year).balance.cells
    for flow, fuel in zip(cells["flow"], cells["fuel"], strict=True):
        assert account.lines[f"energy/{flow}/{fuel}"].unit == "万吨标准煤"
    assert not [line for line in account.lines.values() if line.notation is Notation.NOT_ESTIMATED]


def test_a_line_is_amount_times_coefficient():
    """Raw coal to power in 2007: 4869.32 x 10^4 t at 0.7143 kgce/kg (GB/T 2589-2008)."""
    assert of(2007, "thermal_power/raw_coal") == pytest.approx(-4869.32 * 0.7143)


@pytest.mark.parametrize("year", YEARS)
def test_supply_is_used_or_lost_or_left(year):
    used = of(year, "final") + of(year, "losses") + of(year, "transformation_loss")
    assert of(year, "supply") - used == pytest.approx(2.714 if year == 2014 else 0.0, abs=1e-3)


@pytest.mark.parametrize("year", YEARS)
def test_final_use_by_sector_adds_up(year):
    parts = [
        of(year, ident.removeprefix("energy/")) for ident in account_for(year).totals if "/final/" in ident
    ]
    assert sum(parts) == pytest.approx(of(year, "final"))


def test_the_supply_of_2014_is_as_its_source_adds_it_up():
    """Row 1 of the table, without LNG and other coking products, and all oil at 1.43: 21416.7 x 10^4 tce."""
    check = next(check for check in account_for(2014).checks if check.name == "energy/energy_supply")
    assert check.is_ok
    assert check.residual == pytest.approx(337.7, abs=0.1)


@pytest.mark.parametrize("year", YEARS)
def test_equivalent_value_only_moves_the_supply_of_electricity(year):
    lines = account_for(year).lines
    supply = [ident for ident in lines if ident.startswith("energy/equivalent/")]
    assert supply
    moved = sum(values_for(year).of(ident) for ident in supply) - sum(
        values_for(year).of(ident.replace("equivalent/", "")) for ident in supply
    )
    assert of(year, "total_equivalent") - of(year, "total_calorific") == pytest.approx(moved)


def test_the_equivalent_total_of_2014():
    """Net inflow and primary electricity 687.7 x 10^8 kWh at 0.319 instead of 0.1229 kgce/kWh."""
    kilowatt_hours = 845.20788 / 1.229
    expected = of(2014, "total_calorific") + kilowatt_hours * (3.19 - 1.229)
    assert of(2014, "total_equivalent") == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("year", YEARS)
def test_recovered_energy_is_not_counted_twice(year):
    assert of(year, "supply") - of(year, "recovered") == pytest.approx(of(year, "total_calorific"))


@pytest.mark.parametrize("year", YEARS)
def test_no_total_adds_both_values_of_one_cell(year):
    account = account_for(year)
    for total in account.totals.values():
        names = {part.of for part in total.parts}
        assert not any(name.replace("equivalent/", "") in names for name in names if "/equivalent/" in name)


@pytest.mark.parametrize("year", YEARS)
def test_the_mix_makes_a_hundred(year):
    assert sum(of(year, f"mix/{group}") for group in mix_rules()["group"]) == pytest.approx(100.0)


def test_non_fossil_energy_of_2020_by_generation():
    """Hydro 33.0, nuclear 327.0, wind and solar 244.9 x 10^8 kWh at 0.3055 kgce/kWh."""
    expected = (33.0 + 327.0 + 244.9) * 3.055
    assert of(2020, "nonfossil") == pytest.approx(expected)
    assert of(2020, "nonfossil_share") == pytest.approx(100 * expected / 24849.5)
    assert "nonfossil_inflow" in gaps(2020)


def test_the_published_non_fossil_share_is_held_against_ours():
    check = next(check for check in account_for(2020).checks if check.name == "energy/nonfossil_share")
    assert check.residual == pytest.approx(7.4366 - 8.6, abs=1e-3)
    assert "biomass" in check.note_en


def test_without_a_balance_the_series_still_say_what_they_can():
    assert of(2016, "total_equivalent") == 20847.1
    assert "energy_balance" in gaps(2016)
    assert "energy/total_calorific" not in account_for(2016).totals


def test_intensity_is_at_constant_prices():
    """2022: GDP of 2020 chained with 6.0 and 2.2 per cent."""
    assert of(2022, "intensity") == pytest.approx(24707.3 / (25839.0 * 1.06 * 1.022))


def test_intensity_before_the_base_year_is_chained_backwards():
    chain = 1.042 * 1.056 * 1.056 * 1.008  # growth of 2017 to 2020
    assert of(2016, "intensity") == pytest.approx(20847.1 / (25839.0 / chain))


def test_intensity_in_the_base_year_needs_no_chain():
    assert of(2020, "intensity") == pytest.approx(24849.5 / 25839.0)


def test_a_broken_chain_is_a_gap():
    assert "gdp_real_growth" in gaps(2014)
    assert "energy/intensity" not in account_for(2014).totals


def test_before_the_later_rules_gross_and_net_are_one():
    assert of(2020, "dual_control_total") == of(2020, "control_gross_total")


def test_a_deduction_that_is_not_known_is_a_gap_and_no_zero():
    assert "dual_control/feedstock" in gaps(2022)
    assert "energy/dual_control_total" not in account_for(2022).totals
    assert of(2022, "control_gross_total") == 24707.3


def test_the_later_rules_leave_out_feedstock_and_new_renewables():
    """The balance of 2014 put into 2022: feedstock 825.2, renewables (331.3+37.8)-(282.3+36.5) x 10^8 kWh."""
    moved = replace(basis_for(2022), balance=replace(basis_for(2014).balance, year=2022))
    values = evaluate(book_from(energy_account(moved), 2022))
    feedstock = values.of("energy/feedstock")
    renewables = (331.3 + 37.8 - 282.3 - 36.5) * 3.015
    assert values.of("energy/control_deduction/new_renewables") == pytest.approx(renewables)
    assert values.of("energy/dual_control_total") == pytest.approx(24707.3 - feedstock - renewables)
    assert values.of("energy/dual_control_intensity") < values.of("energy/intensity")


def test_rules_of_dual_control_have_number_document_and_time():
    assert {rule.deduction for rule in control_rules()} == {"feedstock", "new_renewables", "nonfossil"}
    assert all(rule.number.startswith("发改") and rule.document for rule in control_rules())
    assert [rule.id for rule in control_rules() if rule.holds_in(2024)] == ["feedstock", "nonfossil"]


def test_every_method_is_described():
    used = {line.method for year in (*YEARS, 2020, 2022) for line in account_for(year).lines.values()}
    assert used <= set(methods())


def test_the_account_takes_draws_of_its_entries():
    account = account_for(2022)
    book = book_from(account, 2022)
    ident = "activity/energy_consumption"
    drawn = evaluate(book, {ident: np.array([24000.0, 25000.0])})
    assert drawn.array("energy/total_equivalent").tolist() == [24000.0, 25000.0]


def test_an_area_without_anything_has_gaps_only():
    account = account_for(1999)
    assert not account.lines
    assert {"energy_balance", "energy_consumption"} <= {gap.topic for gap in account.gaps}


def test_only_files_named_by_year_are_balances(tmp_path):
    region = replace(basis_for(2007).region, path=tmp_path)
    (tmp_path / "accounts").mkdir()
    (tmp_path / "accounts" / "energy_balance_draft.csv").write_text("x", encoding="utf-8")
    assert balances(region) == {}


def test_a_difference_from_a_published_total_names_what_it_consists_of():
    check = next(check for check in account_for(2014).checks if check.name == "energy/energy_supply")
    assert "liquefied natural gas 371.5" in check.note_en
    assert "液化天然气371.5" in check.note_zh
