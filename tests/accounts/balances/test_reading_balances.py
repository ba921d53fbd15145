"""A balance is read whole, or refused with every fault named: file, row, field, what would be right."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.balances.balance_rows import changed, closing_balances, row, small_balance, tidy
from lvxun.accounts.balances.closing import closures
from lvxun.accounts.balances.errors import (
    AggregateError,
    DoubleBalanceCellError,
    FaultyBalanceError,
    FormError,
    FuelUnitError,
    MissingRowsError,
    MixedUnitsError,
    NotANumberError,
    NotClosedError,
    ScaleError,
    SignError,
    UnknownFlowError,
    UnknownFuelError,
    WordError,
)
from lvxun.accounts.balances.fuels import flows
from lvxun.accounts.balances.reading import read_balance


def read(rows):
    return read_balance(tidy(rows), "balance.csv", 2019, "210000")


def faults_of(rows):
    with pytest.raises(FaultyBalanceError) as refused:
        read(rows)
    return refused.value.errors


def only_fault(rows, kind):
    faults = faults_of(rows)
    assert [type(fault) for fault in faults] == [kind]
    assert faults[0].where.file == "balance.csv"
    assert faults[0].remedy
    return faults[0]


def test_a_balance_is_read_with_units_sources_and_places():
    balance = read(small_balance())
    first = balance.cells.iloc[0]
    assert (first["flow"], first["fuel"], first["value"], first["unit"]) == (
        "production",
        "raw_coal",
        900,
        "万吨",
    )
    assert (first["source"], first["quality"], first["file"], first["row"]) == (
        "yearbook",
        "official",
        "balance.csv",
        2,
    )
    assert (first["low"], first["high"]) == (855, 945)  # official: 5 %
    assert len(balance.cells) == 26
    assert balance.supply_is_whole


def test_chinese_names_and_other_units_are_understood():
    rows = changed(
        small_balance(),
        "production",
        "raw_coal",
        flow="一次能源生产量",
        fuel="原煤",
        value="0.09",
        unit="亿吨",
    )
    cells = read(rows).cells
    assert cells.loc[(cells["flow"] == "production") & (cells["fuel"] == "raw_coal"), "value"].item() == 900


def test_a_whole_balance_may_be_in_coal_equivalent():
    rows = [{**one, "unit": "Mtce", "value": str(float(one["value"]) / 100)} for one in small_balance()]
    assert set(read(rows).cells["unit"]) == {"万吨标准煤"}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(closing_balances())
def test_what_closes_is_read_back_as_it_was_written(rows):
    balance = read(rows)
    got = {(cell["flow"], cell["fuel"]): cell["value"] for cell in balance.cells.to_dict("records")}
    assert got == {(one["flow"], one["fuel"]): float(one["value"]) for one in rows}
    assert all(abs(closure.residual) < 1e-6 for closure in closures(balance))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(closing_balances(), st.data())
def test_a_perturbed_cell_is_found(rows, data):
    place = data.draw(st.sampled_from([n for n, one in enumerate(rows) if abs(float(one["value"])) >= 1]))
    worse = [dict(one) for one in rows]
    worse[place]["value"] = str(float(rows[place]["value"]) * 1.5)
    try:
        balance = read(worse)
    except FaultyBalanceError as refused:
        assert any(
            worse[place]["fuel"] in error.message or "close" in error.message for error in refused.errors
        )
        return
    found = {closure.fuel: closure.residual for closure in closures(balance)}[rows[place]["fuel"]]
    assert abs(found) == pytest.approx(0.5 * abs(float(rows[place]["value"])))


def test_negative_tonnage_where_the_form_knows_no_sign():
    fault = only_fault(changed(small_balance(), "industry", "raw_coal", value="-250"), SignError)
    assert (fault.where.row, fault.where.field) == (9, "value")
    assert "not negative" in fault.remedy


def test_an_outflow_without_its_minus():
    fault = only_fault(changed(small_balance(), "outflow", "raw_coal", value="100"), SignError)
    assert "minus" in fault.remedy


def test_an_unknown_fuel():
    fault = only_fault([*small_balance(), {**row("inflow", "diesel", 1), "fuel": "deisel"}], UnknownFuelError)
    assert (fault.where.row, fault.where.field) == (28, "fuel")
    assert "Did you mean 'diesel'?" in fault.remedy


def test_an_unknown_flow():
    fault = only_fault(
        [*small_balance(), {**row("inflow", "raw_coal", 1), "flow": "infow"}], UnknownFlowError
    )
    assert "Did you mean 'inflow'?" in fault.remedy


def test_an_unknown_unit():
    fault = only_fault(changed(small_balance(), "industry", "raw_coal", unit="亿立方米"), FuelUnitError)
    assert fault.where.field == "unit"
    assert "万吨" in fault.remedy


def test_physical_and_coal_equivalent_units_mixed_within_a_fuel():
    fault = only_fault(changed(small_balance(), "industry", "raw_coal", unit="万吨标准煤"), MixedUnitsError)
    assert (fault.where.row, fault.where.field) == (9, "unit")
    assert "万吨 and in 万吨标准煤" in fault.what


def test_two_sources_for_one_cell():
    second = {**row("industry", "raw_coal", 251), "source": "paper"}
    fault = only_fault([*small_balance(), second], DoubleBalanceCellError)
    assert fault.where.row == 28
    assert "row 9 (sources: yearbook, paper)" in fault.what


@pytest.mark.parametrize("text", ["", "n/a", "1,23", "nan", "inf", "1_000", "一百"])
def test_a_value_that_is_no_number(text):
    fault = only_fault(changed(small_balance(), "industry", "raw_coal", value=text), NotANumberError)
    assert (fault.where.row, fault.where.field) == (9, "value")


def test_a_quality_that_is_none():
    fault = only_fault(changed(small_balance(), "industry", "raw_coal", quality="offical"), WordError)
    assert "'official'" in fault.remedy


@pytest.mark.parametrize("part", ["supply", "final"])
def test_a_year_with_half_its_rows(part):

    fault = faults_of([one for one in small_balance() if flows()[one["flow"]].part != part])[0]
    assert isinstance(fault, MissingRowsError)
    assert ("supply" if part == "supply" else "final use") in fault.remedy


def test_a_required_line_that_no_fuel_has():
    rows = [one for one in small_balance() if one["flow"] != "rural_households"]
    faults = faults_of(rows)
    assert isinstance(faults[0], MissingRowsError)
    assert "Rural households" in faults[0].remedy


def test_a_fuel_that_has_supply_and_no_use():
    faults = faults_of([*small_balance(), row("production", "diesel", 50)])
    assert [type(fault) for fault in faults] == [MissingRowsError]
    assert faults[0].where.field == "diesel"
    assert "final use" in faults[0].remedy


def test_a_fuel_that_lacks_a_line_others_have():
    rows = [one for one in small_balance() if (one["flow"], one["fuel"]) != ("industry", "electricity")]
    fault = only_fault(rows, NotClosedError)
    assert fault.where.field == "Electricity"
    assert "Industry" in fault.remedy


@pytest.mark.parametrize("times", [1000, 10_000, 1 / 1000, 1 / 10_000])
def test_a_value_that_is_a_thousand_or_ten_thousand_times_off(times):
    fault = only_fault(changed(small_balance(), "industry", "raw_coal", value=str(250 * times)), ScaleError)
    assert (fault.where.row, fault.where.field) == (9, "value")
    assert fault.remedy.startswith("Write 250,")


def test_a_total_that_is_not_the_sum_of_its_parts():
    fault = only_fault([*small_balance(), row("total_final", "raw_coal", 360)], AggregateError)
    assert fault.where.row == 28
    assert "its parts make 350" in fault.what


def test_a_total_that_is_right_is_no_cell():
    rows = [*small_balance(), row("total_final", "raw_coal", 350), row("total_consumption", "raw_coal", 1100)]
    assert len(read(rows).cells) == 26


def test_a_fuel_total_beside_its_kinds_is_a_check():
    total = {**row("industry", "raw_coal", 260), "fuel": "coal"}
    assert isinstance(faults_of([*small_balance(), total])[0], AggregateError)


def test_a_large_statistical_difference_must_be_declared():
    rows = changed(small_balance(), "production", "raw_coal", value="1300")
    assert isinstance(faults_of(rows)[0], NotClosedError)
    declared = [*rows, row("statistical_difference", "raw_coal", 400)]
    assert {one.fuel: one.residual for one in closures(read(declared))}["raw_coal"] == 400


def test_every_fault_is_said_at_once():
    rows = changed(small_balance(), "industry", "raw_coal", value="-1")
    rows = changed(rows, "transport", "raw_coal", unit="parsec")
    rows = changed(rows, "commerce", "raw_coal", fuel="phlogiston")
    assert {type(fault) for fault in faults_of(rows)} == {SignError, FuelUnitError, UnknownFuelError}


def test_a_sheet_without_the_columns():
    with pytest.raises(FormError) as refused:
        read_balance("flow,fuel,value\nproduction,coal,1\n", "balance.csv", 2019)
    assert (refused.value.where.row, refused.value.where.field) == (1, "unit")


def test_a_file_is_read_from_disk(tmp_path: Path):
    path = tmp_path / "energy_balance_2019.csv"
    path.write_text(tidy(small_balance()), encoding="utf-8")
    assert len(read_balance(path, path.name, 2019).cells) == 26


def test_a_coal_total_in_tonnes_without_its_kinds():
    rows = [{**one, "fuel": "coal"} if one["fuel"] == "raw_coal" else one for one in small_balance()]
    faults = faults_of([{**one, "unit": "万吨"} if one["fuel"] == "coal" else one for one in rows])
    assert {type(fault) for fault in faults} == {FuelUnitError}
    assert "without its kinds" in faults[0].what
