"""An assessment as an Excel workbook: summary, targets, figures with their sources, requests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lvxun.accounts.display import in_english, number_text
from lvxun.attainment.model import Assessment, Status, TargetStatus
from lvxun.attainment.plain_text import plain
from lvxun.attainment.words import (
    Language,
    body_label,
    body_names,
    label,
    quality_word,
    rule_words,
    say,
    source_titles,
    status_word,
    target_text,
)
from lvxun.region.model import Region

CellValue = str | int | float | None
Heading = tuple[str, str, int]  # Chinese, English, width in characters

LONGEST_TEXT = 32_000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
HEAD_FILL = PatternFill("solid", fgColor="DDE8E1")
A4 = 9

TARGETS: tuple[Heading, ...] = (
    ("编号", "id", 8),
    ("措施", "measure", 7),
    ("指标", "indicator", 34),
    ("目标", "target", 26),
    ("目标值", "goal", 12),
    ("单位", "unit", 14),
    ("最新值", "latest", 12),
    ("年份", "year", 7),
    ("数据质量", "quality", 10),
    ("状态", "status", 10),
    ("判断依据", "reason", 36),
    ("距目标", "to go", 12),
    ("已有年均变化", "pace done", 13),
    ("所需年均变化", "pace needed", 13),
    ("责任单位", "bodies", 36),
    ("说明", "notes", 40),
    ("方案原文", "sentence of the plan", 60),
)
FIGURES: tuple[Heading, ...] = (
    ("目标编号", "target", 9),
    ("指标", "indicator", 34),
    ("年份", "year", 7),
    ("数值", "value", 14),
    ("单位", "unit", 14),
    ("数据质量", "quality", 10),
    ("来源", "sources", 80),
)
REQUESTS: tuple[Heading, ...] = (
    ("目标编号", "target", 9),
    ("所需数据", "topic", 30),
    ("提供单位", "body", 34),
    ("年份", "years", 14),
    ("理由", "reason", 80),
)
SUMMARY: tuple[Heading, ...] = (("项目", "item", 24), ("内容", "value", 60))


def workbook(assessment: Assessment, region: Region, language: Language = Language.ZH) -> bytes:
    """Return an assessment as the content of an ``.xlsx`` file.

    Numbers are numbers. Text is never a formula, whatever it begins with.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, ("概况", "Summary"), SUMMARY, _summary_rows(assessment, region, language), language)
    _sheet(
        book,
        ("目标", "Targets"),
        TARGETS,
        (_target_row(row, region, language) for row in assessment.rows),
        language,
    )
    _sheet(book, ("数据", "Figures"), FIGURES, _figure_rows(assessment, region, language), language)
    _sheet(book, ("数据需求", "Requests"), REQUESTS, _request_rows(assessment, region, language), language)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _summary_rows(
    assessment: Assessment, region: Region, language: Language
) -> Iterable[tuple[CellValue, ...]]:
    yield say(("地区", "region"), language), say((region.label_zh, region.label_en), language)
    yield say(("方案", "plan"), language), assessment.plan_title
    yield say(("采用数据截至年份", "figures up to"), language), assessment.year
    yield say(("数据版本", "version of the figures"), language), assessment.region_version
    yield say(("目标总数", "targets"), language), len(assessment.rows)
    for status in Status:
        yield status_word(status, language), assessment.count(status)


def _target_row(row: TargetStatus, region: Region, language: Language) -> tuple[CellValue, ...]:
    latest, scale = row.latest, _Scale(row.unit, language)
    return (
        row.target.id,
        row.target.measure,
        label(row, language),
        target_text(row, language),
        scale.goal(row.value),
        scale.name,
        scale(latest.value) if latest else None,
        latest.year if latest else None,
        quality_word(latest.quality, language) if latest else None,
        status_word(row.status, language),
        rule_words(row, language),
        scale(row.distance),
        scale(row.pace_done),
        scale(row.pace_needed),
        body_names(region, row.bodies, language),
        " ".join(say((note.zh, note.en), language) for note in row.notes),
        row.target.quote,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Values of one unit as a reader of ``language`` expects them."""

    unit: str | None
    language: Language

    @property
    def name(self) -> str | None:
        is_english = self.language is Language.EN and self.unit is not None
        return in_english(0.0, self.unit or "")[1] if is_english else self.unit

    def __call__(self, value: float | None) -> float | None:
        if value is None or self.unit is None or self.language is Language.ZH:
            return value
        return in_english(value, self.unit)[0]

    def goal(self, value: float | tuple[float, float] | None) -> CellValue:
        if isinstance(value, tuple):
            return "–".join(number_text(self(end) or 0.0) for end in value)
        return self(value)


def _figure_rows(
    assessment: Assessment, region: Region, language: Language
) -> Iterable[tuple[CellValue, ...]]:
    for row in assessment.rows:
        for figure in row.history:
            yield (
                row.target.id,
                label(row, language),
                figure.year,
                _Scale(figure.unit, language)(figure.value),
                _Scale(figure.unit, language).name,
                quality_word(figure.quality, language),
                source_titles(region, figure.sources, language),
            )


def _request_rows(
    assessment: Assessment, region: Region, language: Language
) -> Iterable[tuple[CellValue, ...]]:
    for row in assessment.rows:
        if row.request is None:
            continue
        request = row.request
        series = region.catalogue.get(request.topic)
        topic = say((series.label_zh, series.label_en), language) if series else label(row, language)
        reason = say((request.reason_zh, request.reason_en), language)
        yield row.target.id, topic, body_label(region, request.body, language), request.years, reason


def _sheet(
    book: Workbook,
    title: tuple[str, str],
    headings: Sequence[Heading],
    rows: Iterable[Sequence[CellValue]],
    language: Language,
) -> None:
    sheet = book.create_sheet(say(title, language))
    for column, (zh, en, width) in enumerate(headings, start=1):
        head = sheet.cell(1, column, say((zh, en), language))
        head.font, head.fill = Font(bold=True), HEAD_FILL
        head.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            _fill(sheet.cell(number, column), value)
    _set_up_print(sheet, len(headings))


def _fill(cell: Cell, value: CellValue) -> None:
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, float):
            cell.number_format = "#,##0.00##"
        return
    cell.value = plain(value)[:LONGEST_TEXT]
    cell.data_type = "s"  # openpyxl would take a leading "=" for a formula
    cell.quotePrefix = value.startswith(FORMULA_STARTS)


def _set_up_print(sheet: Worksheet, columns: int) -> None:
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{sheet.max_row}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P / &N"
