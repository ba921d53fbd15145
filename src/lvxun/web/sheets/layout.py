"""Which sheet of a file is read, where its headings are, and which column is which."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from openpyxl.utils import get_column_letter

from lvxun.errors import LvxunError, Where
from lvxun.registers.model import Register
from lvxun.web.sheets.columns import (
    CODE,
    KEY,
    LEFT_OUT,
    VERSION,
    Column,
    Headings,
    TableSheet,
    main_columns,
    table_sheets,
)
from lvxun.web.sheets.errors import SheetError, SheetFaultsError
from lvxun.web.sheets.reading import Book, Cells
from lvxun.web.sheets.stamps import STAMP_TITLE, Stamp, read_stamp

HEAD_ROWS = 20  # among the first rows the headings are looked for
HELP_TITLE, LISTS_TITLE = "说明 Help", "列表 Lists"  # sheets of the template that hold no records
HELPING = frozenset({HELP_TITLE, LISTS_TITLE})
FEWEST = 2  # headings that a heading row has at least


@dataclass(frozen=True, slots=True)
class Unknown:
    """A heading that nobody knows, where it stands, and what it may mean."""

    heading: str
    letter: str
    near: str


@dataclass(slots=True)
class Placed:
    """One sheet with its columns by place; the rows below ``heading_row`` are values."""

    title: str
    heading_row: int
    columns: dict[int, Column]
    width: int = 0  # cells of the heading row
    bare: tuple[int, ...] = ()  # places within it that have no heading
    unknown: list[Unknown] = field(default_factory=list)

    def has(self, key: str) -> bool:
        return any(one.key == key for one in self.columns.values())


@dataclass(slots=True)
class Layout:
    """A file as it is read: the main sheet, the tables', the stamp of an export, and what was noticed."""

    main: Placed
    tables: list[tuple[TableSheet, Placed]]
    stamp: Stamp | None
    findings: list[tuple[str, str]]


def lay_out(book: Book, register: Register, chosen: Mapping[str, str]) -> Layout:
    """Return how a file is read; ``chosen`` says by heading what people decided about unknown ones.

    Raises
    ------
    SheetFaultsError
        with every fault of the file's form: no headings, one column twice, another unit, a foreign stamp.
    """
    stamp = read_stamp(book)
    faults: list[LvxunError] = []
    if stamp is not None and stamp.register != register.id:
        what = f"The sheet is of the register “{stamp.register}”."
        faults.append(SheetError(what, book.name, f"Bring it in there, not into “{register.id}”."))
    main = _main(book, register, chosen, faults)
    tables = list(_tables(book, register, main, faults)) if main else []
    if main is None or faults:
        raise SheetFaultsError("The sheet cannot be brought in as it is.", faults)
    return Layout(main, tables, stamp, list(_findings(book, main, tables)))


def _main(
    book: Book, register: Register, chosen: Mapping[str, str], faults: list[LvxunError]
) -> Placed | None:
    columns = main_columns(register)
    own_titles = {one.title for one in table_sheets(register)}
    candidates = [one for one in book.titles if one not in own_titles and one != STAMP_TITLE]
    found = [(title, *_heading_row(book, title, Headings(columns), chosen)) for title in candidates]
    best = max(found, key=lambda one: one[3], default=None)
    if best is None or best[3] < FEWEST:
        what = "No row among the first twenty has the headings of this register."
        faults.append(SheetError(what, book.name, "Take the template, or put the headings above the values."))
        return None
    title, row, cells, _count = best
    return _placed(book, title, row, cells, columns, chosen, faults)


def _heading_row(
    book: Book, title: str, headings: Headings, chosen: Mapping[str, str]
) -> tuple[int, Cells, int]:
    """Return the row that has most known headings, its cells, and how many they are."""
    best: tuple[int, Cells, int] = (0, (), 0)
    for number, cells in islice(book.rows(title), HEAD_ROWS):
        if number > HEAD_ROWS:
            break
        texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
        count = sum(headings.find(text) is not None or chosen.get(text, "") != "" for text in texts)
        if count > best[2]:
            best = (number, cells, count)
    return best


def _placed(  # noqa: PLR0913, PLR0917 - one sheet of one file, and what is known of it
    book: Book,
    title: str,
    row: int,
    cells: Cells,
    columns: Sequence[Column],
    chosen: Mapping[str, str],
    faults: list[LvxunError],
) -> Placed:
    headings, by_key = Headings(columns), {one.key: one for one in columns}
    bare = tuple(place for place, cell in enumerate(cells) if cell is None or not str(cell).strip())
    placed = Placed(title, row, {}, width=len(cells), bare=bare)
    for place, cell in enumerate(cells):
        text = str(cell).strip() if cell is not None else ""
        letter = get_column_letter(place + 1)
        if not text:
            continue
        if text in chosen:
            if chosen[text] != LEFT_OUT and chosen[text] in by_key:
                _put(placed, place, by_key[chosen[text]], book, faults)
            continue
        known = headings.find(text)
        if known is None:
            placed.unknown.append(Unknown(text, letter, _near(text, columns)))
        elif known.wrong_unit:
            what = f"The heading of column {letter} says “{known.wrong_unit}”, the register counts in "
            what += f"“{known.column.unit.zh or known.column.field_id}”."
            remedy = "Convert the values, and write the register's unit."
            faults.append(SheetError(what, Where(book.name, row, known.column.key), remedy))
        else:
            _put(placed, place, known.column, book, faults)
    return placed


def _put(placed: Placed, place: int, column: Column, book: Book, faults: list[LvxunError]) -> None:
    twin = next((other for other, one in placed.columns.items() if one.key == column.key), None)
    if twin is None:
        placed.columns[place] = column
        return
    letters = f"{get_column_letter(twin + 1)} and {get_column_letter(place + 1)}"
    what = f"Columns {letters} are the same: “{column.label.zh}”."
    faults.append(
        SheetError(what, Where(book.name, placed.heading_row, column.key), "Delete one, or rename it.")
    )


def _near(text: str, columns: Sequence[Column]) -> str:
    """Return the key of the column that a heading resembles most, "" where none does."""
    words = {word: one.key for one in columns for word in (one.label.zh, one.label.en, one.key) if word}
    found = difflib.get_close_matches(text.splitlines()[0], list(words), 1, 0.6)
    return words[found[0]] if found else ""


def _tables(
    book: Book, register: Register, main: Placed, faults: list[LvxunError]
) -> Iterator[tuple[TableSheet, Placed]]:
    for table in table_sheets(register):
        if table.title not in book.titles or table.title == main.title:
            continue
        headings = Headings(table.columns)
        row, cells, count = _heading_row(book, table.title, headings, {})
        if not count:
            continue
        placed = _placed(book, table.title, row, cells, table.columns, {}, faults)
        if not placed.has(KEY):
            what = f"The sheet “{table.title}” has no column that names the record."
            remedy = "Give it a column “编号或行号 Code or row”, as in the template."
            faults.append(SheetError(what, Where(book.name, row), remedy))
        for one in placed.unknown:
            what = (
                f"The sheet “{table.title}” has an unknown heading in column {one.letter}: “{one.heading}”."
            )
            faults.append(
                SheetError(what, Where(book.name, row), "Rename it as in the template, or delete it.")
            )
        yield table, placed


def _findings(
    book: Book, main: Placed, tables: Sequence[tuple[TableSheet, Placed]]
) -> Iterator[tuple[str, str]]:
    read = {main.title, STAMP_TITLE, *(one.title for _table, one in tables)}
    others = [title for title in book.titles if title not in read and title not in HELPING]
    if others:
        yield (
            f"Sheets that are not read: {', '.join(others[:5])}.",
            "Bring them in on their own if they matter.",
        )
    if book.has_external:
        yield (
            "The workbook has links to other files; they are not followed.",
            "Write the values themselves where a cell shows none.",
        )
    below = [place for place in book.merged.get(main.title, []) if _bottom(place) > main.heading_row]
    if below:
        yield f"Merged cells: {', '.join(below[:5])}.", "Only their first cell has a value: part them."
    if main.has(CODE) and not main.has(VERSION):
        yield (
            "There is no column “版本 Version”: changes that others made since cannot be told.",
            "Export the list again and edit that sheet.",
        )


def _bottom(place: str) -> int:
    return int("".join(sign for sign in place.rpartition(":")[2] if sign.isdigit()) or 0)
