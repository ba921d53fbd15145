"""The published table comes in whole; what is wrong with one is named with its place."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from io_building import LIAONING, TABLE_2007, copied_table, spoil

from lvxun.accounts.footprints.errors import (
    DoubleRowError,
    MixedUnitError,
    NegativeCellError,
    NotANumberError,
    OffBalanceError,
    SectorMissingError,
    TableFaultsError,
    TableMissingError,
    UnknownSectorError,
)
from lvxun.accounts.footprints.reading import latest_table, read_table
from lvxun.region.loader import load


@pytest.fixture(scope="module")
def table():
    return read_table(TABLE_2007)


def faults_of(folder):
    with pytest.raises(TableFaultsError) as caught:
        read_table(folder)
    return caught.value.errors


def fault_of(folder, kind):
    return next(error for error in faults_of(folder) if isinstance(error, kind))


def test_the_totals_are_the_published_ones(table):
    # io_structure.md: output 31080.2, value added 11193.6, error -179.2 (10^8 CNY)
    assert table.output.sum() / 1e4 == pytest.approx(31080.2, abs=0.05)
    assert table.value_added.sum() / 1e4 == pytest.approx(11193.6, abs=0.05)
    assert table.error.sum() / 1e4 == pytest.approx(-179.2, abs=0.05)


def test_both_identities_hold_and_the_rounding_is_told(table):
    assert np.abs(table.row_residuals).max() < 1e-6
    assert np.abs(table.column_residuals).max() < 1e-6
    assert 0 < table.residual <= 0.5


def test_the_region_finds_its_table():
    assert latest_table(load(LIAONING), 2023).year == 2007


def test_a_region_without_a_table_is_told_where_to_put_one(tmp_path):
    with pytest.raises(TableMissingError, match="io_<year>"):
        latest_table(replace(load(LIAONING), path=tmp_path), 2023)


def test_a_missing_sector_is_refused(tmp_path):
    folder = copied_table(tmp_path)
    lines = (folder / "final.csv").read_text(encoding="utf-8").splitlines()
    (folder / "final.csv").write_text("\n".join(lines[:-1]), encoding="utf-8")
    fault = fault_of(folder, SectorMissingError)
    assert "public_administration" in fault.what
    assert fault.where.file == "io_2007/final.csv"


def test_an_unknown_sector_is_refused_with_the_one_that_was_meant(tmp_path):
    folder = copied_table(tmp_path)
    spoil(folder, "final.csv", "\ncoal_mining,", "\ncoal_minning,")
    fault = fault_of(folder, UnknownSectorError)
    assert (fault.where.row, fault.where.field) == (3, "sector")
    assert "coal_mining" in fault.remedy


def test_a_row_that_stands_twice_is_refused(tmp_path):
    folder = copied_table(tmp_path)
    text = (folder / "flows.csv").read_text(encoding="utf-8")
    (folder / "flows.csv").write_text(text + text.splitlines()[1] + "\n", encoding="utf-8")
    assert fault_of(folder, DoubleRowError).where.row == 44


def test_another_unit_in_one_row_is_refused(tmp_path):
    folder = copied_table(tmp_path)
    spoil(folder, "flows.csv", "metal_ores,万元", "metal_ores,亿元")
    fault = fault_of(folder, MixedUnitError)
    assert (fault.where.row, fault.where.field) == (5, "unit")
    assert "万元" in fault.remedy


def test_a_negative_flow_is_refused(tmp_path):
    folder = copied_table(tmp_path)
    spoil(folder, "flows.csv", "agriculture,万元,4000101.39", "agriculture,万元,-4000101.39")
    fault = fault_of(folder, NegativeCellError)
    assert (fault.where.row, fault.where.field) == (2, "agriculture")


def test_a_negative_import_is_refused_and_a_negative_surplus_is_not(tmp_path, table):
    assert table.value_added.min() < 0
    folder = copied_table(tmp_path)
    spoil(folder, "final.csv", ",531574.14,", ",-531574.14,")
    assert fault_of(folder, NegativeCellError).where.field == "import"


def test_what_is_no_number_is_refused(tmp_path):
    folder = copied_table(tmp_path)
    spoil(folder, "value_added.csv", "11000000.00", "n/a")
    fault = fault_of(folder, NotANumberError)
    assert (fault.where.file, fault.where.row) == ("io_2007/value_added.csv", 2)


@pytest.mark.parametrize("written", ["nan", "inf"])
def test_no_finite_number_is_no_number(tmp_path, written):
    folder = copied_table(tmp_path)
    spoil(folder, "value_added.csv", "11000000.00", written)
    assert fault_of(folder, NotANumberError).where.field == "agriculture"


def test_a_shifted_cell_puts_row_and_column_off_balance(tmp_path):
    folder = copied_table(tmp_path)
    spoil(folder, "flows.csv", "agriculture,万元,4000101.39", "agriculture,万元,4000111.39")
    row, column = (error for error in faults_of(folder) if isinstance(error, OffBalanceError))
    assert (row.where.row, row.where.field, column.where.field) == (2, "agriculture", "agriculture")
    assert "10.06" in row.what  # ten of the slip, 0.06 of rounding


def test_a_missing_head_is_refused(tmp_path):
    folder = copied_table(tmp_path)
    spoil(folder, "table.toml", 'unit = "万元"', "")
    assert faults_of(folder)[0].where.field == "unit"


def test_all_faults_come_at_once(tmp_path):
    folder = copied_table(tmp_path)
    spoil(folder, "flows.csv", "metal_ores,万元", "metal_ores,亿元")
    spoil(folder, "value_added.csv", "11000000.00", "n/a")
    assert len(faults_of(folder)) == 2
