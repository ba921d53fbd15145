"""Excel files for statisticians: a template to fill in, and the rows that an import held back."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lvxun.region.catalogue import rules_table
from lvxun.region.documents import SOURCE_COLUMNS
from lvxun.region.headings import LABELS
from lvxun.region.importing import CHOICE, HELD_COLUMNS, ImportResult
from lvxun.region.model import QUALITY_WORDS, SERIES_COLUMNS, Region, SeriesDefinition
from lvxun.region.schemas import FIRST_YEAR, LAST_YEAR

DATA_SHEET, SOURCES_SHEET, LISTS_SHEET, HELP_SHEET = "数据 data", "来源 sources", "选项 lists", "说明 help"
ROWS_TO_FILL = 2000
WIDTHS = {
    "indicator": 42,
    "area": 20,
    "year": 8,
    "value": 14,
    "unit": 14,
    "source": 22,
    "quality": 20,
    "note": 48,
}
HELD_LABELS = {"file": "文件", "row": "行号", "error": "问题", "remedy": "改法"}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def template(region: Region, topics: Sequence[str] = ()) -> bytes:
    """Return an Excel file that can be filled in and imported, for all topics or some.

    The data sheet has Chinese headings with English beneath and drop-downs for series, area, unit, source
    and quality; a sheet takes new publications; a sheet says how.
    """
    book = Workbook()
    data = book.active
    data.title = DATA_SHEET
    chosen = [d for d in region.catalogue.values() if not topics or d.topic in topics]
    _heading(data, list(SERIES_COLUMNS), [LABELS[column] for column in SERIES_COLUMNS])
    for number, column in enumerate(SERIES_COLUMNS, 1):
        data.column_dimensions[get_column_letter(number)].width = WIDTHS[column]
    _sources(book.create_sheet(SOURCES_SHEET), region)
    counts = _lists(book.create_sheet(LISTS_SHEET), chosen, region)
    _validations(data, counts)
    _help(book.create_sheet(HELP_SHEET))
    return _bytes(book)


def topics_of(region: Region) -> list[str]:
    """Return the topics that a template can be made for."""
    return list(dict.fromkeys(definition.topic for definition in region.catalogue.values()))


def _heading(sheet: Worksheet, english: Sequence[str], chinese: Sequence[str]) -> None:
    fill = PatternFill("solid", fgColor="DCEBE6")
    for row, labels, bold in ((1, chinese, True), (2, english, False)):
        for column, label in enumerate(labels, 1):
            cell = sheet.cell(row, column, label)
            cell.font, cell.fill = Font(bold=bold, size=11 if bold else 9), fill
    sheet.freeze_panes = "A3"


def _sources(sheet: Worksheet, region: Region) -> None:
    chinese = ("编号", "标题", "发布单位", "年份", "文号", "网址", "许可", "备注")
    _heading(sheet, SOURCE_COLUMNS, chinese)
    for source in region.sources.values():
        fields = (
            source.id,
            source.title,
            source.publisher,
            source.year,
            source.number,
            source.url,
            source.licence,
        )
        sheet.append([_safe(field) for field in (*fields, source.note)])
    for number, width in enumerate((22, 60, 28, 8, 22, 40, 14, 40), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _lists(sheet: Worksheet, chosen: Sequence[SeriesDefinition], region: Region) -> dict[str, int]:
    columns: dict[str, list[str]] = {
        "indicator": [f"{d.id}{CHOICE}{d.label_zh}" for d in chosen],
        "area": [f"{code}{CHOICE}{label}" for code, label in region.areas["label_zh"].items()],
        "unit": list(dict.fromkeys(d.unit for d in chosen)),
        "source": list(region.sources),
        "quality": [f"{quality}{CHOICE}{zh}" for quality, (zh, _) in QUALITY_WORDS.items()],
    }
    for number, (name, choices) in enumerate(columns.items(), 1):
        sheet.cell(1, number, f"{LABELS[name]} {name} (list)")
        sheet.column_dimensions[get_column_letter(number)].width = 36
        for row, choice in enumerate(choices, 2):
            sheet.cell(row, number, _safe(choice))
    for row, definition in enumerate(chosen, 2):
        sheet.cell(row, 7, definition.id)
        sheet.cell(row, 8, definition.unit)
        sheet.cell(row, 9, definition.label_en)
    return {name: len(choices) for name, choices in columns.items()}


def _validations(sheet: Worksheet, counts: dict[str, int]) -> None:
    """Drop-downs that warn but do not forbid: a convertible unit or a new source is fine."""
    for number, (name, count) in enumerate(counts.items(), 1):
        letter = get_column_letter(number)
        formula = f"'{LISTS_SHEET}'!${letter}$2:${letter}${max(count + 1, 2)}"
        strict = name in ("indicator", "area", "quality")
        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=strict)
        target = get_column_letter(SERIES_COLUMNS.index(name) + 1)
        rule.add(f"{target}3:{target}{ROWS_TO_FILL}")
        sheet.add_data_validation(rule)
    year = get_column_letter(SERIES_COLUMNS.index("year") + 1)
    first, last = str(FIRST_YEAR), str(LAST_YEAR)
    rule = DataValidation(
        type="whole", operator="between", formula1=first, formula2=last, showErrorMessage=True
    )
    rule.error, rule.errorTitle = "年份写四位数字，如2021 / four digits", "年份 year"
    rule.add(f"{year}3:{year}{ROWS_TO_FILL}")
    sheet.add_data_validation(rule)


def _help(sheet: Worksheet) -> None:
    for number, line in enumerate(rules_table("sheet_help.csv", ("label_zh", "label_en")), 1):
        sheet.cell(number, 1, line["label_zh"]).font = Font(bold=number == 1, size=12)
        sheet.cell(number, 2, line["label_en"]).font = Font(bold=number == 1, size=11)
        for column in (1, 2):
            sheet.cell(number, column).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 64
    sheet.column_dimensions["B"].width = 72


def _safe(cell: object) -> object:
    """Set a quote before text that a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def _bytes(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def held_back_csv(result: ImportResult) -> bytes:
    """Return the rows held back as CSV (UTF-8 with BOM, as Excel likes it), to be corrected and imported."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HELD_COLUMNS)
    for row in result.held_back.to_dict("records"):
        writer.writerow([_safe(row[column]) for column in HELD_COLUMNS])
    return stream.getvalue().encode("utf-8-sig")


def held_back_xlsx(result: ImportResult) -> bytes:
    """Return the rows held back as an Excel file, to be corrected and imported again."""
    book = Workbook()
    sheet = book.active
    sheet.title = "待改 held back"
    chinese = [(LABELS | HELD_LABELS)[column] for column in HELD_COLUMNS]
    _heading(sheet, HELD_COLUMNS, chinese)
    for row in result.held_back.to_dict("records"):
        sheet.append([_safe(row[column]) for column in HELD_COLUMNS])
    for number, column in enumerate(HELD_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(column, 40)
    return _bytes(book)
