"""Applying an import: all or nothing, or the good rows; never half."""

import pytest

from lvxun import region
from lvxun.region.applying import apply_import
from lvxun.region.errors import SheetError
from lvxun.region.importing import read_sheet

HEADING = "indicator,area,year,value,unit,source,quality,note\n"
NEW = "ethylene_output,990000,2024,80,万吨,invented,official,\n"
CHANGED = "gdp,990000,2020,1.4,万亿元,invented,official,修订\n"
BAD = "gdp,990000,20215,1,亿元,invented,official,\n"


def read(package, *rows):
    return read_sheet((HEADING + "".join(rows)).encode(), "f.csv", package.load())


def snapshot(package):
    return {path: path.read_bytes() for path in package.folder.rglob("*") if path.is_file()}


def test_new_figures_get_a_file_and_changed_ones_stay_in_their_place(package):
    done = apply_import(read(package, NEW, CHANGED), package.folder)
    after = package.load()
    assert region.figure(after, "ethylene_output", 2024).file == "series/imported.csv"
    assert region.figure(after, "gdp", 2020)[["value", "file"]].tolist() == [14000.0, "series/economy.csv"]
    assert (done.added, done.replaced, done.files) == (1, 1, ("series/economy.csv", "series/imported.csv"))


def test_a_second_import_adds_to_the_first(package):
    apply_import(read(package, NEW), package.folder)
    apply_import(read(package, NEW.replace("2024", "2023")), package.folder)
    assert region.values(package.load(), "ethylene_output").year.tolist() == [2023, 2024]


def test_all_or_nothing_writes_nothing_while_a_row_is_held_back(package):
    before = snapshot(package)
    with pytest.raises(SheetError) as caught:
        apply_import(read(package, NEW, BAD), package.folder)
    assert "1 of 2 rows" in caught.value.what
    assert "--apply good" in caught.value.remedy
    assert snapshot(package) == before


def test_good_rows_go_in_without_the_others(package):
    done = apply_import(read(package, NEW, BAD), package.folder, only_good=True)
    assert (done.added, done.held_back) == (1, 1)
    assert region.figure(package.load(), "ethylene_output", 2024).value == 80


def test_nothing_is_written_where_nothing_can_be_kept(package):
    before = snapshot(package)
    with pytest.raises(SheetError):
        apply_import(read(package, BAD), package.folder, only_good=True)
    assert snapshot(package) == before


def test_a_package_that_broke_in_the_meantime_is_left_as_it_was(package):
    result = read(package, NEW)
    package.replace("series/water.csv", ",2015,", ",20155,")
    before = snapshot(package)
    with pytest.raises(SheetError) as caught:
        apply_import(result, package.folder)
    assert "nothing was imported" in caught.value.what
    assert snapshot(package) == before


def test_no_partial_file_is_left_behind(package):
    apply_import(read(package, NEW, CHANGED), package.folder)
    assert not [path for path in package.folder.rglob("*") if path.name.startswith(".")]
