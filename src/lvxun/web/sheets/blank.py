"""The empty sheet of a register: typed columns, lists to choose from, help, tables as further sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from lvxun.registers.codes import Codes
from lvxun.registers.model import Field, FieldType, Register
from lvxun.web.sheets.columns import CODE, KEY, STATE, VERSION, Column, main_columns, main_title, table_sheets
from lvxun.web.sheets.layout import HELP_TITLE, LISTS_TITLE
from lvxun.web.sheets.wording import labels_of, words_of
from lvxun.web.sheets.writing import BOLD, WRAPPED, made_cell, new_sheet, new_stamp, stamp_book

LAST_ROW = 100_001  # down to which cells offer their choices
ONE_OF = frozenset({FieldType.CHOICE, FieldType.YES_NO, FieldType.AREA, FieldType.BODY})
LONGEST_PROMPT = 250
HELP_HEADINGS = (
    "列 Column",
    "标识 Id",
    "类型 Type",
    "必填 Required",
    "单位 Unit",
    "可填 Choices",
    "说明",
    "Help",
)
TYPES = {
    FieldType.TEXT: "文本 text",
    FieldType.LONG_TEXT: "多行文本 long text",
    FieldType.NUMBER: "数字 number",
    FieldType.MONEY: "金额 money",
    FieldType.DATE: "日期 date (2026-03-01)",
    FieldType.YES_NO: "是/否 yes/no",
    FieldType.CHOICE: "单选 one choice",
    FieldType.CHOICES: "多选，用；隔开 several, parted by ；",
    FieldType.BODY: "单位 body",
    FieldType.AREA: "地区名称或代码 area, name or code",
    FieldType.HOLDER: "统一社会信用代码 credit code",
    FieldType.INDUSTRY: "行业代码 GB/T 4754 industry code",
    FieldType.WASTE: "危险废物代码 waste code",
    FieldType.POINT: "经度, 纬度 longitude, latitude",
    FieldType.POLYGON: "经度, 纬度; … longitude, latitude; …",
    FieldType.REFERENCE: "编号 code of a record",
    FieldType.SCORE_SHEET: "分数 marks",
    FieldType.COMPUTED: "计算得出，不读取 computed, not read",
}
OURS = {
    CODE: (
        "新记录留空；修改已有记录时填写其编号。",
        "Empty for a new record; the code of the record to be changed.",
    ),
    VERSION: ("由导出填写，请勿改动。", "Filled in by the export: leave it as it is."),
    STATE: ("仅供查看；状态在记录页面上变更。", "Only shown: a record moves on its own page."),
    KEY: (
        "所属记录的编号；新记录填主表中的行号。",
        "The code of the record that the row belongs to; of a new one its row in the main sheet.",
    ),
}


class Lists:
    """The choices of the template, each field's in a column of a hidden sheet."""

    def __init__(self) -> None:
        self._columns: list[list[str]] = []

    def add(self, words: Sequence[str]) -> str:
        """Keep a list; return the reference that a cell's rule names."""
        if words not in self._columns:
            self._columns.append(list(words))
        letter = get_column_letter(self._columns.index(list(words)) + 1)
        return f"={quote_sheetname(LISTS_TITLE)}!${letter}$1:${letter}${len(words)}"

    def write(self, book: Any) -> None:  # noqa: ANN401 - openpyxl has no types
        """Write the hidden sheet."""
        sheet = book.create_sheet(LISTS_TITLE)
        sheet.sheet_state = "hidden"
        deepest = max((len(one) for one in self._columns), default=0)
        for row in range(deepest):
            sheet.append([made_cell(sheet, one[row]) if row < len(one) else None for one in self._columns])


def write_template(register: Register, codes: Codes, lang: str, stream: BinaryIO) -> None:
    """Write the template of a register."""
    book, lists = Workbook(write_only=True), Lists()
    main = [one for one in main_columns(register) if one.is_read and one.key != VERSION]
    tables = table_sheets(register)
    groups = [(main_title(register), main), *((one.title, [*one.columns]) for one in tables)]
    for title, columns in groups:
        _sheet(book, title, [one for one in columns if one.is_read], codes, lang, lists)
    _help(book, groups, codes)
    lists.write(book)
    stamp_book(book, new_stamp("template", register))
    book.save(stream)


def _sheet(  # noqa: PLR0913, PLR0917 - a sheet and what its columns offer
    book: Any,  # noqa: ANN401
    title: str,
    columns: Sequence[Column],
    codes: Codes,
    lang: str,
    lists: Lists,
) -> None:
    sheet = new_sheet(book, title, columns)
    for place, column in enumerate(columns, 1):
        rule = _rule(column, codes, lang, lists)
        if rule is not None:
            letter = get_column_letter(place)
            rule.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.data_validations.append(rule)


def _rule(column: Column, codes: Codes, lang: str, lists: Lists) -> DataValidation | None:
    """Return what Excel checks and offers in a column; the import checks everything again."""
    field = column.field
    if field is None:
        return None
    rule = _check(column, field, codes, lang, lists)
    help_text = field.help.zh if lang.startswith("zh") else field.help.en
    if rule is None and help_text:
        rule = DataValidation(type=None)
    if rule is not None and help_text:
        rule.promptTitle, rule.prompt = field.id[:32], help_text[:LONGEST_PROMPT]
        rule.showInputMessage = True
    return rule


def _check(column: Column, field: Field, codes: Codes, lang: str, lists: Lists) -> DataValidation | None:
    if field.type in ONE_OF:
        known = labels_of(field, codes)
        said = words_of(field, codes, lang)
        words = [said.get(key, key) for key in known]
        # A county that the list does not name may be meant: the list offers, it does not forbid.
        strict = field.type in (FieldType.CHOICE, FieldType.YES_NO)
        return (
            DataValidation("list", lists.add(words), allow_blank=True, showErrorMessage=strict)
            if words
            else None
        )
    if column.item:
        item = next(one for one in field.items if one.id == column.item)
        return DataValidation(
            "decimal", "0", f"{item.full:g}", operator="between", allow_blank=True, showErrorMessage=True
        )
    if field.type == FieldType.DATE:
        return DataValidation("date", "1", operator="greaterThan", allow_blank=True, showErrorMessage=True)
    if field.type in (FieldType.NUMBER, FieldType.MONEY):
        low = -(10**15) if field.minimum is None else field.minimum
        high = 10**15 if field.maximum is None else field.maximum
        return _between(str(low), str(high))
    return None


def _between(low: str, high: str) -> DataValidation:
    return DataValidation("decimal", low, high, operator="between", allow_blank=True, showErrorMessage=True)


def _help(book: Any, groups: Iterable[tuple[str, Sequence[Column]]], codes: Codes) -> None:  # noqa: ANN401
    sheet = book.create_sheet(HELP_TITLE)
    for letter, width in zip("ABCDEFGH", (28, 18, 24, 8, 10, 44, 44, 44), strict=True):
        sheet.column_dimensions[letter].width = width
    for title, columns in groups:
        sheet.append([_bold(sheet, title)])
        sheet.append([_bold(sheet, one) for one in HELP_HEADINGS])
        for column in columns:
            sheet.append([_wrapped(sheet, one) for one in _about(column, codes)])
        sheet.append([])


def _about(column: Column, codes: Codes) -> list[str]:
    field = column.field
    zh, en = OURS.get(column.key, ("", ""))
    if field is None:
        return [_one_line(column), column.key, "", "是" if column.is_required else "", "", "", zh, en]
    known = labels_of(field, codes) if field.type in ONE_OF or field.type == FieldType.CHOICES else {}
    choices = "；".join(f"{label.zh} {label.en}".strip() for label in list(known.values())[:60])
    states = "、".join(field.required_in)
    required = "是 yes" if column.is_required else states
    unit = column.unit.zh if column.unit.zh == column.unit.en else f"{column.unit.zh} {column.unit.en}"
    kind = TYPES.get(field.type, "")
    return [_one_line(column), column.key, kind, required, unit, choices, field.help.zh, field.help.en]


def _one_line(column: Column) -> str:
    return f"{column.label.zh} {column.label.en}".strip()


def _bold(sheet: Any, text: str) -> Any:  # noqa: ANN401
    cell = WriteOnlyCell(sheet, text)
    cell.font = BOLD
    return cell


def _wrapped(sheet: Any, text: str) -> Any:  # noqa: ANN401
    made = made_cell(sheet, text)
    cell = made if isinstance(made, Cell) else WriteOnlyCell(sheet, made)
    cell.alignment = WRAPPED
    return cell
