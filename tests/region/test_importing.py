"""An import is a dry run: rows in = rows kept + rows held back, each with what would put it right."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lvxun import region
from lvxun.errors import Where
from lvxun.region.errors import RegionError, SheetError
from lvxun.region.importing import read_sheet
from lvxun.region.model import SERIES_COLUMNS
from lvxun.region.template import held_back_csv, held_back_xlsx, template

HEADING = ",".join(SERIES_COLUMNS)
GOOD = "gdp,990000,2025,2,万亿元,invented,official,"


def sheet(*rows, heading=HEADING, encoding="utf-8"):
    return "\n".join([heading, *rows]).encode(encoding)


def workbook(*rows, title="Sheet"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_good_row_is_kept_in_canonical_units_with_its_place(synthetic):
    result = read_sheet(sheet(GOOD), "f.csv", synthetic)
    kept = result.kept.iloc[0]
    assert (kept.value, kept.unit, kept.file, kept.row) == (20000.0, "亿元", "f.csv", 2)
    assert result.is_clean


@pytest.mark.parametrize("word", ["press", "press｜媒体报道", "媒体报道", "媒体"])
def test_a_quality_may_be_written_as_pages_and_sheets_name_it(word, synthetic):
    result = read_sheet(sheet(GOOD.replace("official", word)), "f.csv", synthetic)
    assert list(result.kept["quality"]) == ["press"]


def test_a_faulty_row_is_held_back_as_written_with_what_and_remedy(synthetic):
    result = read_sheet(sheet(GOOD, "gpd,990000,2025,1,亿元,invented,official,"), "f.csv", synthetic)
    held = result.held_back.iloc[0]
    assert (held.indicator, held.file, held.row) == ("gpd", "f.csv", 3)
    assert "unknown" in held.error
    assert "'gdp'" in held.remedy


def test_every_fault_of_a_row_is_told(synthetic):
    result = read_sheet(sheet("gdp,990000,20215,x,亿元,nowhere,official,"), "f.csv", synthetic)
    assert all(field in result.held_back.iloc[0].error for field in ("year:", "value:", "source:"))


def test_a_duplicate_within_the_sheet_names_the_first_row(synthetic):
    result = read_sheet(sheet(GOOD, GOOD), "f.csv", synthetic)
    assert (len(result.kept), len(result.held_back)) == (1, 1)
    assert "f.csv, row 2" in result.held_back.iloc[0].error


def test_changes_tell_new_changed_and_same(synthetic):
    same = region.figure(synthetic, "gdp", 2020)
    rows = [
        GOOD,
        f"gdp,990000,2020,{same.value},亿元,invented,estimate,{same.note}",
        "gdp,990000,2021,13000,亿元,invented,official,",
    ]
    result = read_sheet(sheet(*rows), "f.csv", synthetic)
    assert [result.count(status) for status in ("new", "changed", "same")] == [1, 1, 1]


def test_the_sanity_check_speaks_of_imported_figures_but_holds_none_back(synthetic):
    result = read_sheet(
        sheet("energy_consumption,990000,2025,73000000,万吨标准煤,invented,official,"), "f.csv", synthetic
    )
    assert result.is_clean
    assert [finding.check for finding in result.findings][:1] == ["unit_slip"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_the_encodings_of_offices(synthetic, encoding):
    heading = "指标,地区,年份,数值,单位,来源,质量,备注"
    data = sheet(
        "地区生产总值（现价）,甲市（虚构）,2025年,9000,亿元,invented,官方,初步",
        heading=heading,
        encoding=encoding,
    )
    kept = read_sheet(data, "f.csv", synthetic).kept.iloc[0]
    assert (kept.indicator, kept.area, kept.year, kept.quality) == ("gdp", "990100", 2025, "official")


def test_a_wide_sheet_has_a_figure_in_each_filled_year_cell(synthetic):
    heading = "指标,单位,来源,质量,2024年,2025,2026"
    result = read_sheet(
        sheet("ethylene_output,万吨,invented,official,100,,约90", heading=heading), "f.csv", synthetic
    )
    assert result.rows_in == 2
    assert result.kept.year.tolist() == [2024]
    assert result.held_back.year.tolist() == ["2026"]


def test_an_excel_with_percentages_is_read_as_it_is_shown(synthetic):
    book = Workbook()
    book.active.append(list(SERIES_COLUMNS))
    book.active.append(["urbanisation_rate", "990000", 2025, 0.685, "%", "invented", "official", None])
    book.active["D2"].number_format = "0.0%"
    stream = io.BytesIO()
    book.save(stream)
    assert read_sheet(stream.getvalue(), "f.xlsx", synthetic).kept.iloc[0].value == 68.5


@pytest.mark.parametrize(
    ("renamed", "column"),
    [
        ("qualty", "quality"),
        ("数值（万吨）", "value"),
        ("valeu", "value"),
        ("资料来源", "source"),
        ("计量", "unit"),
    ],
)
def test_a_renamed_column_is_told_with_its_likely_name_and_nothing_is_read(synthetic, renamed, column):
    heading = [renamed if name == column else name for name in SERIES_COLUMNS]
    data = workbook(heading, ["gdp", "990000", 2025, 1, "亿元", "invented", "official", ""])
    with pytest.raises(RegionError) as caught:
        read_sheet(data, "f.xlsx", synthetic)
    assert caught.value.where == Where("f.xlsx[Sheet]", 1, column)
    assert f"Rename '{renamed}'" in caught.value.remedy


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (HEADING.encode(), "no figure"),
        (b"a,b,c\n1,2,3", "no sheet has the columns"),
        (b"\x00\x01\x02", "binary"),
        (b"\xd0\xcf\x11\xe0rest", "old .xls"),
        (b"PK\x03\x04broken", "cannot be read"),
        (workbook(["gdp"])[:2000], "cannot be read"),
        ((HEADING + '\n"open quote,1').encode(), "not valid CSV"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(synthetic, data, says):
    with pytest.raises(SheetError) as caught:
        read_sheet(data, "f.any", synthetic)
    assert says in caught.value.what
    assert caught.value.remedy


cell = st.one_of(
    st.sampled_from(
        ["gdp", "990000", "2025", "1", "亿元", "invented", "official", "", "NaN", "万吨", "=1+1", "'"]
    ),
    st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=12),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.lists(cell, min_size=8, max_size=8), min_size=1, max_size=8))
def test_rows_in_are_rows_kept_plus_rows_held_back_always(synthetic, rows):
    stream = io.StringIO()
    csv.writer(stream).writerows([SERIES_COLUMNS, *rows])
    try:
        result = read_sheet(stream.getvalue().encode(), "f.csv", synthetic)
    except SheetError:
        return
    assert result.rows_in == len(result.kept) + len(result.held_back)
    assert (result.held_back.error != "").all()
    assert (result.held_back.remedy != "").all()


@pytest.mark.parametrize("export", [held_back_csv, held_back_xlsx])
def test_a_held_back_table_can_be_corrected_and_imported_again(synthetic, export):
    held = read_sheet(sheet(GOOD.replace("2025", "20255")), "f.csv", synthetic)
    again = read_sheet(export(held), "held", synthetic)
    assert (len(again.kept), len(again.held_back)) == (0, 1)
    assert again.held_back.iloc[0].year == "20255"


@pytest.mark.parametrize("note", ["=HYPERLINK(0)", "+1", "-1", "@SUM(A1)"])
def test_an_export_does_not_run_as_a_formula_and_comes_back_as_it_was(synthetic, note):
    held = read_sheet(sheet(f"gdp,990000,x,1,亿元,invented,official,{note}"), "f.csv", synthetic)
    text = held_back_csv(held).decode("utf-8-sig")
    assert f",'{note}," in text
    cells = load_workbook(io.BytesIO(held_back_xlsx(held))).active
    assert not [c for row in cells.iter_rows() for c in row if c.data_type == "f"]
    assert read_sheet(text.encode(), "held.csv", synthetic).held_back.iloc[0].note == note


def test_a_template_is_filled_in_and_read_back(synthetic):
    book = load_workbook(io.BytesIO(template(synthetic)))
    data = book["数据 data"]
    row = [
        "ethylene_output｜乙烯产量",
        "990000｜示例省",
        2024,
        80,
        "万吨",
        "yearbook",
        "official｜官方",
        None,
    ]
    for column, value in enumerate(row, 1):
        data.cell(3, column, value)
    book["来源 sources"].append(["yearbook", "统计年鉴", "省统计局", 2025])
    stream = io.BytesIO()
    book.save(stream)
    result = read_sheet(stream.getvalue(), "filled.xlsx", synthetic)
    assert result.held_back.error.tolist() == []
    assert result.new_sources["yearbook"].title == "统计年鉴"


def test_a_template_has_chinese_headings_with_english_beneath(synthetic):
    data = load_workbook(io.BytesIO(template(synthetic, ["water"])))["数据 data"]
    assert [cell.value for cell in data[1]] == [
        "指标",
        "地区",
        "年份",
        "数值",
        "单位",
        "来源",
        "质量",
        "备注",
    ]
    assert [cell.value for cell in data[2]] == list(SERIES_COLUMNS)


def test_a_template_of_one_topic_offers_only_its_series(synthetic):
    lists = load_workbook(io.BytesIO(template(synthetic, ["water"])))["选项 lists"]
    offered = {cell.value.split("｜")[0] for cell in lists["A"][1:] if cell.value}
    assert offered == {key for key, d in region.catalogue().items() if d.topic == "water"}


def test_an_empty_template_has_no_figure(synthetic):
    with pytest.raises(SheetError) as caught:
        read_sheet(template(synthetic), "template.xlsx", synthetic)
    assert "no figure" in caught.value.what


def test_a_sheet_too_long_is_refused_instead_of_cut_off(synthetic, monkeypatch):
    monkeypatch.setattr("lvxun.region.sheets.MOST_ROWS", 3)
    with pytest.raises(SheetError, match="more than 3 rows") as caught:
        read_sheet(sheet(GOOD, GOOD, GOOD), "f.csv", synthetic)
    assert caught.value.where == Where("f.csv")
    assert "Split" in caught.value.remedy


def test_the_sanity_check_is_silent_on_figures_that_are_the_same(synthetic):
    known = synthetic.series.iloc[0]
    row = ",".join(str(known[column]) for column in SERIES_COLUMNS)
    result = read_sheet(sheet(row), "f.csv", synthetic)
    assert result.count("same") == 1
    assert result.findings == ()
