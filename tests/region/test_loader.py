"""A package is loaded whole in canonical units, or refused with every fault at its place."""

import time

import pandas as pd
import pytest

from lvxun import region
from lvxun.errors import Where
from lvxun.region.model import SERIES_COLUMNS

ROW = "ethylene_output,990000,2020,{},万吨,invented,official,"


def test_a_region_has_a_row_for_each_series_area_and_year(synthetic):
    assert list(synthetic.series.columns) == [*SERIES_COLUMNS, "file", "row"]
    assert not synthetic.series.duplicated(["indicator", "area", "year"]).any()


def test_each_figure_keeps_its_file_and_row(synthetic):
    found = region.figure(synthetic, "gdp", 2015)
    assert (found.file, found.row) == ("series/economy.csv", 3)


def test_the_region_itself_is_the_first_area(synthetic):
    assert synthetic.areas.index[0] == synthetic.code
    assert list(synthetic.areas.columns) == ["label_zh", "label_en", "kind", "parent", "lon", "lat"]


def test_a_thousand_rows_load_in_well_under_half_a_second(package):
    years = range(1960, 2015)
    series = [key for key, definition in region.catalogue().items() if definition.unit == "万吨"][:15]
    areas = ["990000", "990100", "990200", "990300"]
    rows = [f"{s},{a},{y},1,万吨,invented,official," for s in series for a in areas for y in years]
    package.add(*rows)
    package.load()
    start = time.process_time()
    assert len(package.load().series) > 3000
    assert time.process_time() - start < 1.0  # 0.2 s on the two-core machine of the benchmark, and slack


def test_the_version_changes_with_every_byte_and_with_nothing_else(package):
    before = package.load().version
    assert package.load().version == before
    package.replace("series/water.csv", "invented for tests", "invented for test")
    assert package.load().version != before


@pytest.mark.parametrize(
    ("written", "unit", "value"),
    [("1", "亿吨", 10000.0), ("5000", "千吨", 500.0), ("２０", "万吨", 20.0), ("1e2", "万t", 100.0)],
)
def test_values_are_brought_into_the_canonical_unit(package, written, unit, value):
    package.add(f"ethylene_output,990000,2020,{written},{unit},invented,official,")
    found = region.figure(package.load(), "ethylene_output", 2020)
    assert (found.value, region.catalogue()["ethylene_output"].unit) == (value, "万吨")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_files_may_be_in_the_encodings_of_offices(package, encoding):
    text = package.text("series/water.csv").replace("invented for tests", "用于测试")
    package.write("series/water.csv", text, encoding)
    assert "用于测试" in region.figure(package.load(), "water_use", 2020).note


@pytest.mark.parametrize(
    ("row", "field", "what", "remedy"),
    [
        ("gpd,990000,2020,1,亿元,invented,official,", "indicator", "'gpd' is unknown", "Did you mean 'gdp'?"),
        ("gdp,110000,2020,1,亿元,invented,official,", "area", "not an area", "region.toml"),
        ("gdp,990000,20215,1,亿元,invented,official,", "year", "'20215'", "four digits"),
        ("gdp,990000,2020.5,1,亿元,invented,official,", "year", "'2020.5'", "four digits"),
        ("gdp,990000,1848,1,亿元,invented,official,", "year", "1949 to 2100", "four digits"),
        ("gdp,990000,,1,亿元,invented,official,", "year", "is missing", "without a year"),
        ('gdp,990000,2030,"1,234",亿元,invented,official,', "value", "not a number", "1234.5"),
        ("gdp,990000,2030,NaN,亿元,invented,official,", "value", "not a number", "1234.5"),
        ("gdp,990000,2030,inf,亿元,invented,official,", "value", "not a number", "1234.5"),
        ("gdp,990000,2030,1_000,亿元,invented,official,", "value", "not a number", "1234.5"),
        ("gdp,990000,2030,=1+1,亿元,invented,official,", "value", "not a number", "1234.5"),
        ("gdp,990000,2030,,亿元,invented,official,", "value", "is missing", "Leave the whole row"),
        ("gdp,990000,2030,-5,亿元,invented,official,", "value", "outside 0", "Check value and unit"),
        ("urbanisation_rate,990000,2030,130,%,invented,official,", "value", "0 to 100 %", "0 and 100 %"),
        ("gdp,990000,2030,1,万吨,invented,official,", "unit", "does not", "亿元"),
        ("energy_consumption,990000,2030,1,万吨,invented,official,", "unit", "does not", "coal equivalent"),
        ("gdp,990000,2030,1,亿圆,invented,official,", "unit", "is unknown", "亿元"),
        ("gdp,990000,2030,1,,invented,official,", "unit", "is missing", "Write the unit"),
        ("gdp,990000,2030,1,亿元,,official,", "source", "is missing", "sources.toml"),
        ("gdp,990000,2030,1,亿元,invneted,official,", "source", "not in sources.toml", "'invented'"),
        ("gdp,990000,2030,1,亿元,invented,oficial,", "quality", "is unknown", "'official'"),
        ("gdp,990000,2030,1,亿元,invented,estimate,", "note", "without a note", "how the figure"),
        ("gdp,990000,2030,1,亿元,invented,official,\x07\x1b[31m", "note", "control characters", "Remove"),
    ],
)  # fmt: skip
def test_a_faulty_row_is_told_with_file_row_field_and_remedy(package, row, field, what, remedy):
    package.add(row)
    error = package.error()
    assert error.where == Where("series/more.csv", 2, field)
    assert what in error.what
    assert remedy in error.remedy


def test_a_duplicate_names_both_rows(package):
    package.add(ROW.format(1), ROW.format(2))
    error = package.error()
    assert error.where == Where("series/more.csv", 3, "year")
    assert "series/more.csv, row 2" in error.what
    assert "1 there, 2 here" in error.what


def test_all_faults_are_told_at_once(package):
    package.add(ROW.format("x"), "gdp,1,20215,1,亿元,nowhere,good,")
    assert {(e.where.row, e.where.field) for e in package.errors()} == {
        (2, "value"), (3, "area"), (3, "year"), (3, "source"), (3, "quality"),
    }  # fmt: skip


def test_a_renamed_column_is_told_with_its_likely_name(package):
    package.replace("series/water.csv", "quality,note", "qualty,note")
    error = package.error()
    assert error.where == Where("series/water.csv", 1, "quality")
    assert error.remedy == "Rename column 'qualty' to 'quality'."


def test_a_missing_column_says_what_the_heading_must_be(package):
    lines = package.text("series/water.csv").splitlines()
    package.write("series/water.csv", "\n".join(line.rsplit(",", 1)[0] for line in lines))
    error = package.error()
    assert error.where == Where("series/water.csv", 1, "note")
    assert "indicator,area,year,value,unit,source,quality,note" in error.remedy


def test_a_cut_off_csv_is_told_with_its_row(package):
    text = package.text("series/water.csv")
    package.write("series/water.csv", text[: text.rindex(",estimate")])
    error = package.error()
    assert (error.where.file, error.where.row) == ("series/water.csv", len(text.splitlines()))
    assert "cut off" in error.remedy


@pytest.mark.parametrize("data", [b"\x00\x01\x02PK", b"\xff\xff\xff\x80\x80", b""])
def test_a_table_that_is_no_text_is_refused(package, data):
    (package.folder / "series/water.csv").write_bytes(data)
    assert package.errors()[0].where.file == "series/water.csv"


@pytest.mark.parametrize("name", ["region.toml", "sources.toml", "bodies.toml", "requests.toml"])
def test_a_cut_off_toml_is_told_with_its_name(package, name):
    package.write(name, package.text(name)[:-30] + '\n[["')
    error = package.errors()[0]
    assert error.where.file == name
    assert "not valid TOML" in error.what
    assert "cut off" in error.remedy


def test_a_folder_without_region_toml_is_refused(package):
    (package.folder / "region.toml").unlink()
    assert any(e.where.file == "region.toml" and "missing" in e.what for e in package.errors())


def test_a_request_to_a_body_that_is_not_there_is_told(package):
    package.replace("requests.toml", 'body = "statistics"', 'body = "statistic"')
    error = package.error()
    assert error.where == Where("requests.toml", 1, "body")
    assert "'statistics'" in error.remedy


def test_latitude_and_longitude_in_the_wrong_order_are_told(package):
    package.replace("region.toml", "lon = 109.5\nlat = 36.3", "lon = 36.3\nlat = 109.5")
    assert {error.where.field for error in package.errors()} == {"lon", "lat"}


def test_a_source_that_names_no_publication_is_refused(package):
    package.write("sources.toml", '[invented]\ntitle = "memory"\npublisher = "x"\n')
    assert any(e.where.field == "title" and "names no publication" in e.what for e in package.errors())


def test_a_region_is_found_by_name_path_and_in_the_folder_of_ones_own(package, monkeypatch):
    monkeypatch.setenv("LVXUN_REGIONS", str(package.folder.parent))
    assert region.locate("province") == package.folder
    assert region.locate(package.folder) == package.folder
    assert region.locate(package.folder / "region.toml") == package.folder
    assert region.locate("synthetic").name == "synthetic"


@pytest.mark.parametrize("name", ["liaonin", "../../nowhere", "", "a\x00b"])
def test_an_unknown_region_is_told_with_those_that_are_known(name):
    with pytest.raises(region.RegionNotFoundError) as caught:
        region.locate(name or "nowhere")
    assert "liaoning" in caught.value.remedy


def frame(**cells):
    row = {"indicator": "gdp", "area": "990000", "year": 2020, "value": 1.5, "unit": "万亿元"}
    return pd.DataFrame([row | {"source": "web", "quality": "official", "note": ""} | cells])


WEB = region.Source("web", "Approved in the web", "Lvxun")


def test_an_overlay_replaces_and_adds_under_another_version(synthetic):
    laid = region.overlay(synthetic, pd.concat([frame(), frame(year=2030)]), {"web": WEB})
    assert region.figure(laid, "gdp", 2020).value == 15000.0
    assert region.figure(laid, "gdp", 2030).source == "web"
    assert len(laid.series) == len(synthetic.series) + 1
    assert laid.version != synthetic.version


def test_an_overlay_leaves_the_region_below_as_it_was(synthetic):
    before = region.figure(synthetic, "gdp", 2020).value
    region.overlay(synthetic, frame(), [WEB])
    assert region.figure(synthetic, "gdp", 2020).value == before


def test_the_same_overlay_has_the_same_version(synthetic):
    versions = {region.overlay(synthetic, frame(), {"web": WEB}).version for _ in range(2)}
    assert len(versions) == 1


def test_an_overlay_with_a_fault_is_refused_whole(synthetic):
    with pytest.raises(region.RegionFaultsError) as caught:
        region.overlay(synthetic, pd.concat([frame(), frame(year=1066)]), {"web": WEB})
    assert caught.value.errors[0].where == Where("overlay", 3, "year")


@pytest.mark.parametrize(
    "text", ["", "area = 3", "[[area]]", "id = [", "\x00", "code = 5\nbase_year = 'x'\naccepted = [1]"]
)
def test_a_broken_region_toml_is_told_once_and_not_for_every_figure(package, text):
    package.write("region.toml", text)
    files = {error.where.file for error in package.errors()}
    assert files == {"region.toml"} or text.startswith("code")


@pytest.mark.parametrize("name", ["sources.toml", "bodies.toml", "requests.toml"])
@pytest.mark.parametrize(
    "text", ["body = [1, 2]", "a = 3", "request = {}", "source = [[]]", "[b]\ntitle = [1]"]
)
def test_a_file_of_another_shape_never_does_worse_than_an_error(package, name, text):
    package.write(name, text)
    assert all(isinstance(finding, region.Finding) for finding in package.check())


def test_a_code_that_no_area_has_is_told(package):
    package.replace("region.toml", 'code = "990000"', 'code = "99000"')
    (error,) = [e for e in package.errors() if e.where.file == "region.toml"]
    assert error.where.field == "code"
    assert 'code = "990000"' in error.remedy


def test_an_area_in_one_that_is_not_there_is_told(package):
    package.replace("region.toml", 'parent = "990000"', 'parent = "880000"')
    (error,) = package.errors()
    assert (error.where.file, error.where.field) == ("region.toml", "parent")
    assert "'880000'" in error.what
