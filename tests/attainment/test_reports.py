"""The same assessment as JSON, as a workbook, as a brief."""

import json
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from accounts.build import region_of
from attainment.build import plan_of, target_of
from lvxun.attainment import Language, assess, brief, to_dict, workbook

FIELDS = {
    *("id", "measure", "indicator", "comparator", "value", "unit", "year"),
    *("latest", "status", "bodies", "request", "quote"),
}
EVIL = '=HYPERLINK("http://x","y")'


@pytest.fixture
def region():
    return region_of(
        {"capacity_wind_solar": {2020: 1381, 2024: 2968.94}},
        quality={("capacity_wind_solar", 2024): "literature"},
    )


@pytest.fixture
def assessment(region):
    wind = target_of(
        "风电光伏装机", "at_least", 3000, unit="万千瓦", year=2025, indicator_id="wind_solar_capacity",
        aspirational=True, quote="风电光伏装机力争达到3000万千瓦以上",
    )  # fmt: skip
    forest = target_of(
        "森林覆盖率", "equal", 42.5, id="t2", unit="%", year=2025, indicator_id="forest_cover", quote=EVIL
    )
    return assess(plan_of(wind, forest), region)


def sheet(assessment, region, number, language=Language.ZH):
    book = openpyxl.load_workbook(BytesIO(workbook(assessment, region, language)))
    return book.worksheets[number]


def text_of(content):
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


class TestJson:
    def test_every_promised_field_is_there(self, assessment, region):
        data = to_dict(assessment, region)
        assert data["region"] == "somewhere"
        assert data["year"] == 2024
        assert all(set(target) >= FIELDS for target in data["targets"])

    def test_a_known_target_has_its_figure_and_no_request(self, assessment, region):
        wind = to_dict(assessment, region)["targets"][0]
        assert {k: wind["latest"][k] for k in ("value", "year", "quality")} == {
            "value": 2968.94,
            "year": 2024,
            "quality": "literature",
        }
        assert wind["latest"]["source"] == "《yearbook》（某省统计局，2024）"
        assert wind["request"] is None
        assert wind["bodies"][0] == {"name": "省能源局", "role": "lead"}

    def test_an_unknown_target_has_a_request_and_no_figure(self, assessment, region):
        forest = to_dict(assessment, region)["targets"][1]
        assert forest["latest"] is None
        assert forest["status"] == "no_data"
        assert forest["request"]["body_zh"] == "某省林业和草原局"

    def test_it_is_strict_json(self, assessment, region):
        assert json.loads(json.dumps(to_dict(assessment, region), allow_nan=False))["summary"]["no_data"] == 1

    def test_a_range_is_a_pair(self, region):
        target = target_of(comparator="range", value=[30, 40], unit="GW", indicator_id="wind_solar_capacity")
        (row,) = to_dict(assess(plan_of(target), region), region)["targets"]
        assert row["value"] == [30, 40]
        assert row["goal"] == {"value": [3000, 4000], "unit": "万千瓦"}


class TestWorkbook:
    def test_it_has_four_sheets_in_the_readers_language(self, assessment, region):
        for language, names in (
            (Language.ZH, ["概况", "目标", "数据", "数据需求"]),
            (Language.EN, ["Summary", "Targets", "Figures", "Requests"]),
        ):
            content = BytesIO(workbook(assessment, region, language))
            assert openpyxl.load_workbook(content).sheetnames == names

    def test_numbers_are_numbers(self, assessment, region):
        row = [cell.value for cell in sheet(assessment, region, 1)[2]]
        assert row[4:8] == [3000, "万千瓦", 2968.94, 2024]

    def test_an_english_reader_gets_gigawatts(self, assessment, region):
        row = [cell.value for cell in sheet(assessment, region, 1, Language.EN)[2]]
        assert row[4:7] == [30, "GW", pytest.approx(29.6894)]

    def test_text_that_looks_like_a_formula_stays_text(self, assessment, region):
        cell = sheet(assessment, region, 1)[3][-1]
        assert cell.value == EVIL
        assert cell.data_type == "s"
        assert cell.quotePrefix

    def test_characters_that_excel_forbids_are_dropped(self, region):
        target = target_of(quote="甲\x00\x0b乙", indicator_id="forest_cover")
        assert sheet(assess(plan_of(target), region), region, 1)[2][-1].value == "甲乙"

    def test_every_figure_has_its_source(self, assessment, region):
        rows = list(sheet(assessment, region, 2).iter_rows(min_row=2, values_only=True))
        assert [row[2:4] for row in rows] == [(2020, 1381), (2024, 2968.94)]
        assert all("yearbook" in row[-1] for row in rows)

    def test_requests_name_the_body(self, assessment, region):
        (row,) = sheet(assessment, region, 3).iter_rows(min_row=2, values_only=True)
        assert row[:3] == ("t2", "森林覆盖率", "某省林业和草原局")

    @pytest.mark.parametrize("number", range(4))
    def test_heads_stay_in_view_and_pages_fit(self, assessment, region, number):
        page = sheet(assessment, region, number)
        assert page.freeze_panes == "A2"
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.fitToWidth == 1
        assert page.column_dimensions["A"].width > 6


class TestBrief:
    def test_it_says_what_is_known_in_chinese(self, assessment, region):
        text = text_of(brief(assessment, region))
        assert "方案共提出2项目标：进度正常1项，缺少数据1项。" in text
        assert "2025年力争不低于3,000 万千瓦" in text
        assert "2024年为2,969 万千瓦（数据质量：文献）" in text
        assert "省能源局（牵头）、省统计局" in text
        assert "《yearbook》（某省统计局，2024）" in text
        assert "风电光伏装机力争达到3000万千瓦以上" in text

    def test_it_says_the_same_in_english(self, assessment, region):
        text = text_of(brief(assessment, region, Language.EN))
        assert "The plan has 2 targets. On track: 1; No data: 1." in text
        assert "aiming for at least 30 GW by 2025" in text
        assert "29.69 GW in 2024 (quality: literature)" in text
        assert "Energy Bureau (lead); Statistics Bureau" in text

    def test_it_asks_for_what_is_missing(self, assessment, region):
        text = text_of(brief(assessment, region))
        assert "需要提供的数据" in text
        assert "某省林业和草原局" in text

    def test_fonts_are_set_for_chinese(self, assessment, region):
        document = docx.Document(BytesIO(brief(assessment, region)))
        fonts = {
            name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
            for name in ("Normal", "Heading 1")
        }
        assert fonts == {"Normal": "仿宋", "Heading 1": "黑体"}

    def test_pages_are_numbered(self, assessment, region):
        document = docx.Document(BytesIO(brief(assessment, region)))
        assert "PAGE" in document.sections[0].footer.paragraphs[0]._p.xml

    def test_the_head_of_a_table_repeats(self, assessment, region):
        document = docx.Document(BytesIO(brief(assessment, region)))
        assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)

    def test_forbidden_characters_do_not_break_it(self, region):
        target = target_of(quote="甲\x00\x0b乙", indicator_id="forest_cover")
        assert "甲乙" in text_of(brief(assess(plan_of(target), region), region))

    @pytest.mark.parametrize("language", Language)
    def test_an_empty_plan_is_still_a_document(self, region, language):
        empty = assess(plan_of(), region)
        assert text_of(brief(empty, region, language))
        assert workbook(empty, region, language)

    def test_steps_of_a_share_are_percentage_points(self):
        region = region_of({"forest_coverage": {2020: 40, 2022: 40.6}})
        target = target_of("森林覆盖率", "at_least", 42.5, unit="%", year=2025, indicator_id="forest_cover")
        text = text_of(brief(assess(plan_of(target), region), region))
        assert "年均变化0.3 个百分点，到2025年需年均变化0.6333 个百分点" in text
