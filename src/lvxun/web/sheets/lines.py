"""A sheet's rows as values for the engine: cells by field, tables joined, what Excel spoilt told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lvxun.registers.errors import FieldError
from lvxun.web.sheets.cells import STAYS, Origin, taken
from lvxun.web.sheets.columns import CODE, KEY, STATE, VERSION, Column
from lvxun.web.sheets.layout import Layout, Placed
from lvxun.web.sheets.reading import Book, Cells
from lvxun.web.sheets.staging import Staged
from lvxun.web.whole_numbers import whole_number


@dataclass(slots=True)
class Line:
    """One row of the main sheet: what it says, before anything of it is judged."""

    row: int
    code: str = ""
    version: int | None = None
    state: str = ""
    values: dict[str, object] = field(default_factory=dict)
    faults: list[FieldError] = field(default_factory=list)


class Lines:
    """Reads the lines of a file in order; tables are laid aside first."""

    def __init__(self, book: Book, layout: Layout, origin: Origin) -> None:
        self._book, self._layout, self._origin = book, layout, origin
        self._staged = Staged()
        self.stray: list[tuple[str, int, str]] = []  # rows of tables that belong nowhere, the first of them
        self.stray_count = 0
        self.without_heading: dict[
            int, int
        ] = {}  # place of a column without heading -> first row with a value
        self._entered = [
            (place, column)
            for place, column in layout.main.columns.items()
            if column.is_read and not column.key.startswith("@")
        ]
        by_key = {column.key: place for place, column in layout.main.columns.items()}
        self._code, self._version, self._state = (by_key.get(key) for key in (CODE, VERSION, STATE))
        self._is_export = layout.stamp is not None and layout.stamp.kind == "export"

    def __iter__(self) -> Iterator[Line]:
        try:
            for _table, placed in self._layout.tables:
                self._lay(placed)
            self._staged.ready()
            main = self._layout.main
            for number, cells in self._book.rows(main.title):
                if number > main.heading_row:
                    self._note_bare(main, number, cells)
                    yield self._line(number, cells)
            for sheet, row, key in self._staged.unused():
                self.stray_count += 1
                if self.stray_count <= FEW:
                    self.stray.append((sheet, row, key))
        finally:
            self._staged.close()

    def _note_bare(self, main: Placed, number: int, cells: Cells) -> None:
        beyond = range(main.width, len(cells)) if len(cells) > main.width else ()
        for place in (*main.bare, *beyond):
            if place < len(cells) and cells[place] not in (None, "") and place not in self.without_heading:
                self.without_heading[place] = number

    def _lay(self, placed: Placed) -> None:
        key_place = next(place for place, one in placed.columns.items() if one.key == KEY)
        key_column = placed.columns[key_place]
        columns = [(place, one) for place, one in placed.columns.items() if one.is_read and one.key != KEY]
        for number, cells in self._book.rows(placed.title):
            if number > placed.heading_row:
                key = cells[key_place] if key_place < len(cells) else None
                named = "" if key is None else str(taken(key_column, key, self._origin)).strip()
                found = {one.key: cells[place] for place, one in columns if place < len(cells)}
                self._staged.lay(placed.title, named, number, found)

    def _line(self, number: int, cells: Cells) -> Line:
        line, width, origin = Line(number), len(cells), self._origin
        values = line.values
        for place, column in self._entered:
            cell = cells[place] if place < width else None
            if cell is None or cell == "":
                value: object = None
            else:
                try:
                    value = taken(column, cell, origin)
                except FieldError as fault:
                    line.faults.append(FieldError(fault.what, column.key, fault.remedy, fault.kind))
                    continue
                if value is STAYS:
                    continue
            if column.item:
                sheet = values.setdefault(column.field_id, {})
                assert isinstance(sheet, dict)
                sheet[column.item] = value
            else:
                values[column.key] = value
        self._own(line, cells)
        self._join(line)
        return line

    def _own(self, line: Line, cells: Cells) -> None:
        """Read code, version and state."""
        line.code = self._said(line, cells, self._code)
        line.state = self._said(line, cells, self._state)
        version = self._said(line, cells, self._version)
        if version:
            line.version = whole_number(version)
            if line.version is None:
                what, remedy = f"“{version[:20]}” is no version.", "Leave the column as it was exported."
                line.faults.append(FieldError(what, VERSION, remedy))

    def _said(self, line: Line, cells: Cells, place: int | None) -> str:
        if place is None or place >= len(cells) or cells[place] is None:
            return ""
        column: Column = self._layout.main.columns[place]
        try:
            return str(taken(column, cells[place], self._origin)).strip()
        except FieldError as fault:
            line.faults.append(FieldError(fault.what, column.key, fault.remedy, fault.kind))
            return ""

    def _join(self, line: Line) -> None:
        for table, _placed in self._layout.tables:
            if self._staged.is_empty and not self._is_export:
                continue
            found = self._staged.of(table.title, line.code) if line.code else []
            found = found or self._staged.of(table.title, str(line.row))
            if not found and not (self._is_export and line.code):
                continue
            line.values[table.field.id] = [self._table_row(line, table.field.id, *one) for one in found]

    def _table_row(self, line: Line, table: str, row: int, cells: dict[str, object]) -> dict[str, object]:
        columns = {
            column.key: column
            for known, placed in self._layout.tables
            if known.field.id == table
            for column in placed.columns.values()
        }
        values: dict[str, object] = {}
        for key, cell in cells.items():
            try:
                value = None if cell is None or cell == "" else taken(columns[key], cell, self._origin)
            except FieldError as fault:
                line.faults.append(FieldError(fault.what, f"{table}[{row}].{key}", fault.remedy, fault.kind))
                continue
            if value is not STAYS and value is not None:
                values[key] = value
        return values


FEW = 20
