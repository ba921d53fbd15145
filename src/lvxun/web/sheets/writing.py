"""Records as a sheet: Excel or CSV, one record at a time, in memory that does not grow with their number."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from lvxun.registers.codes import Codes
from lvxun.registers.model import FieldType, Register
from lvxun.web.registers.models import Record
from lvxun.web.served import region_id
from lvxun.web.sheets.cells import escaped, guarded, is_active, shown
from lvxun.web.sheets.columns import (
    CODE,
    KEY,
    STATE,
    VERSION,
    Column,
    TableSheet,
    main_columns,
    main_title,
    table_sheets,
)
from lvxun.web.sheets.stamps import STAMP_TITLE, Stamp
from lvxun.web.sheets.wording import words_of

MOST_IN_EXCEL = 200_000  # records; more go into CSV
BOLD = Font(bold=True)
HEADING_FILL = PatternFill("solid", fgColor="E4EFE8")
SHOWN_FILL = PatternFill("solid", fgColor="EEEEEE")
WRAPPED = Alignment(wrap_text=True, vertical="top")
AS_DATE, AS_TEXT = "yyyy-mm-dd", "@"
NUMBERS = frozenset({FieldType.NUMBER, FieldType.MONEY, FieldType.COMPUTED})
BOM = "\ufeff"


@dataclass(slots=True)
class Wording:
    """The words of a register's ids in one language, each field's worked out once."""

    register: Register
    codes: Codes
    lang: str
    _words: dict[str, dict[str, str]] = field(default_factory=dict)
    _states: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        zh = self.lang.startswith("zh")
        self._states = {one.id: one.label.zh if zh else one.label.en for one in self.register.states}

    def cell(self, column: Column, record: Record) -> object:
        """Return what a record's cell holds."""
        if column.key == CODE:
            return record.code
        if column.key == VERSION:
            return record.version
        if column.key == STATE:
            return self._states.get(record.state, record.state)
        value = record.values.get(column.field_id)
        if column.item:
            return value.get(column.item) if isinstance(value, dict) else None
        return self.value(column, value)

    def value(self, column: Column, value: object) -> object:
        """Return a value as its cell holds it."""
        declared = column.field
        if declared is None or value is None:
            return value
        known = f"{column.key} {declared.type}"
        if known not in self._words:
            self._words[known] = words_of(declared, self.codes, self.lang)
        return shown(declared, value, self._words[known])


def write_csv(records: Iterable[Record], wording: Wording) -> Iterator[str]:
    """Yield the lines of a CSV file (UTF-8 with a mark, as Excel wants it); texts are guarded."""
    columns = main_columns(wording.register)
    line = io.StringIO(newline="")
    out = csv.writer(line)
    line.write(BOM)
    out.writerow([column.key if column.needs_id else column.label_of(wording.lang) for column in columns])
    yield _taken(line)
    for record in records:
        out.writerow([_plain(wording.cell(column, record)) for column in columns])
        yield _taken(line)


def _taken(line: io.StringIO) -> str:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text


def _plain(value: object) -> object:
    if isinstance(value, str):
        return guarded(value)
    return value.isoformat() if isinstance(value, date) else value


def write_workbook(records: Iterable[Record], wording: Wording, stream: BinaryIO) -> None:
    """Write records into an Excel workbook: main sheet, a sheet for each table, a hidden stamp."""
    register = wording.register
    book = Workbook(write_only=True)
    columns = main_columns(register)
    main = new_sheet(book, main_title(register), columns)
    tables = [(one, new_sheet(book, one.title, one.columns)) for one in table_sheets(register)]
    for record in records:
        main.append([made_cell(main, wording.cell(column, record)) for column in columns])
        for table, sheet in tables:
            for row in _table_rows(table, record, wording):
                sheet.append([made_cell(sheet, value) for value in row])
    stamp_book(book, new_stamp("export", register))
    book.save(stream)


def _table_rows(table: TableSheet, record: Record, wording: Wording) -> Iterator[list[object]]:
    rows = record.values.get(table.field.id)
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            yield [
                record.code if column.key == KEY else wording.value(column, row.get(column.key))
                for column in table.columns
            ]


def new_sheet(book: Any, title: str, columns: Iterable[Column]) -> Any:  # noqa: ANN401 - openpyxl has no types
    """Begin a sheet with its headings; columns are as wide and of the format that their values need."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for place, column in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = 14 if column.key.startswith("@") else 22
        dimension.number_format = number_format(column)
    sheet.append([_heading(sheet, column) for column in columns])
    return sheet


def number_format(column: Column) -> str:
    """Return the format of a column's cells: text stays text, so that no nought is lost."""
    kind = column.field.type if column.field else None
    if column.item or kind in NUMBERS or column.key == VERSION:
        return "General"
    return AS_DATE if kind == FieldType.DATE else AS_TEXT


def _heading(sheet: Any, column: Column) -> Any:  # noqa: ANN401
    cell = WriteOnlyCell(sheet, column.heading)
    cell.font, cell.alignment = BOLD, WRAPPED
    cell.fill = HEADING_FILL if column.is_read else SHOWN_FILL
    return cell


def made_cell(sheet: Any, value: object) -> object:  # noqa: ANN401
    """Return a cell in which Excel computes nothing: a text that would be a formula is marked as text."""
    if isinstance(value, str):
        if not is_active(value) and "_x" not in value:
            return value
        cell = WriteOnlyCell(sheet, "")
        cell.value = None
        cell._value, cell.data_type = escaped(value), "s"  # the setter would make a formula of it
        cell.quotePrefix = True
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = AS_DATE
        return cell
    return value if isinstance(value, int | float | Decimal) or value is None else str(value)


def new_stamp(kind: str, register: Register) -> Stamp:
    """Return the stamp of a sheet that is made now."""
    return Stamp(kind, region_id(), register.id, timezone.now().isoformat(timespec="seconds"))


def stamp_book(book: Any, stamp: Stamp) -> None:  # noqa: ANN401
    """Put the hidden stamp into a workbook."""
    sheet = book.create_sheet(STAMP_TITLE)
    sheet.sheet_state = "veryHidden"
    sheet.append([stamp.text()])
