"""Sheets as rows of cells: Excel and CSV, one row at a time, in memory that does not grow with them."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900
from openpyxl.utils.exceptions import InvalidFileException

from lvxun.errors import Where
from lvxun.web.sheets.errors import SheetError
from lvxun.web.sheets.inspecting import SAVE_AGAIN, Inspection, inspect
from lvxun.web.sheets.sheet_xml import BrokenSheetError, Look, sheet_rows

MOST_COLUMNS = 500  # of a CSV file
FIRST_OWN = 164  # number of the first format that a workbook defines itself
LONGEST_FIELD = 1_000_000  # signs of one CSV cell: a quote that nobody closed
HEAD = 64 * 1024
DELIMITERS = ",;\t，"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BROKEN = (ParseError, InvalidFileException, KeyError, ValueError, TypeError, IndexError, OSError, EOFError)
Cells = Sequence[object]


@dataclass(slots=True)
class Book:
    """A file opened for reading: its sheets by name; ``epoch`` is None for CSV, which has text alone."""

    name: str
    titles: list[str]
    epoch: datetime | None = None
    merged: dict[str, list[str]] = field(default_factory=dict)
    has_external: bool = False
    _sheets: Any = None

    def rows(self, title: str) -> Iterator[tuple[int, Cells]]:
        """Yield the rows of a sheet with their numbers as Excel shows them; empty ones are left out.

        Raises
        ------
        SheetError
            where the file turns out to be damaged, with the row.
        """
        yield from self._sheets(title)


@contextmanager
def opened(path: Path, name: str) -> Iterator[Book]:
    """Open a sheet for reading; nothing of it is computed, fetched or run.

    Raises
    ------
    SheetError
        if it is neither Excel nor CSV that can be read.
    """
    with path.open("rb") as stream:
        head = stream.read(8)
    if head.startswith(b"PK\x03\x04"):
        with _workbook(path, name) as book:
            yield book
        return
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        what = "This is an old Excel file (.xls), or one with a password."
        raise SheetError(what, name, "Save it as .xlsx without a password.")
    if b"\x00" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SheetError("The file is neither Excel nor CSV.", name, SAVE_AGAIN)
    yield _csv(path, name)


@contextmanager
def _workbook(path: Path, name: str) -> Iterator[Book]:
    seen = inspect(path, name)
    with path.open(
        "rb"
    ) as stream:  # by its stream: openpyxl goes by the extension, which a kept file has not
        try:
            book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        except BROKEN:
            raise SheetError("The file is no Excel workbook that can be opened.", name, SAVE_AGAIN) from None
        yield _book(name, book, seen)


def _book(name: str, book: Any, seen: Inspection) -> Book:  # noqa: ANN401 - openpyxl has no types
    sheets = {sheet.title: sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")}
    parts = {title: str(sheet._worksheet_path).lstrip("/") for title, sheet in sheets.items()}
    epoch = book.epoch or CALENDAR_WINDOWS_1900
    # openpyxl has understood styles and shared texts; the rows themselves are read faster here.
    shared: list[str] = next((sheet._shared_strings for sheet in sheets.values()), [])
    days, lengths = frozenset(book._date_formats), frozenset(book._timedelta_formats)
    look = Look(list(shared), days, lengths, _percents(book), epoch)

    def rows(title: str) -> Iterator[tuple[int, Cells]]:
        return _excel_rows(name, sheets[title], look)

    merged = {title: seen.merged.get(part, []) for title, part in parts.items()}
    return Book(name, list(sheets), epoch, merged, seen.external, rows)


def _percents(book: Any) -> frozenset[int]:  # noqa: ANN401
    """Return the cell styles of a workbook that show a number as a percentage."""
    own = {FIRST_OWN + place for place, one in enumerate(book._number_formats) if "%" in one}
    formats = {9, 10} | own  # two of Excel's own, then those of the workbook
    return frozenset(place for place, style in enumerate(book._cell_styles) if style.numFmtId in formats)


def _excel_rows(name: str, sheet: Any, look: Look) -> Iterator[tuple[int, Cells]]:  # noqa: ANN401
    number = 0
    try:
        with sheet._get_source() as stream:
            for number, cells in sheet_rows(stream, look):
                if cells:
                    yield number, cells
    except (*BROKEN, BrokenSheetError, ExpatError) as error:
        what = f"The sheet “{sheet.title}” is damaged."
        raise SheetError(what, Where(name, number + 1), SAVE_AGAIN) from error


def _csv(path: Path, name: str) -> Book:
    encoding = _encoding(path, name)
    delimiter = _delimiter(path, encoding)

    def rows(_title: str) -> Iterator[tuple[int, Cells]]:
        csv.field_size_limit(LONGEST_FIELD)
        number = 0
        with path.open(encoding=encoding, newline="") as lines:
            try:
                for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), 1):
                    if any(cell.strip() for cell in cells):
                        yield number, cells[:MOST_COLUMNS]
            except csv.Error as error:
                what = f"The file is no CSV from row {number + 1} on ({error})."
                raise SheetError(
                    what, Where(name, number + 1), "Look for a quote that is not closed."
                ) from None
            except UnicodeDecodeError:
                what = f"The signs of row {number + 1} are not {encoding}."
                raise SheetError(what, Where(name, number + 1), "Save it as CSV (UTF-8).") from None

    return Book(name, [name], _sheets=rows)


def _encoding(path: Path, name: str) -> str:
    """Return UTF-8, UTF-16 or what Chinese Windows writes: the first that the whole file is."""
    with path.open("rb") as stream:
        head = stream.read(4)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    return next((one for one in ("utf-8", "gb18030") if _decodes(path, one)), "") or _refuse_signs(name)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(HEAD):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_signs(name: str) -> str:
    raise SheetError("The signs of the file are neither UTF-8 nor GB18030.", name, "Save it as CSV (UTF-8).")


def _delimiter(path: Path, encoding: str) -> str:
    """Return the sign that parts the first line's cells most often, outside quotes."""
    with path.open(encoding=encoding, newline="") as lines:
        first = lines.readline(HEAD)
    outside = "".join(first.split('"')[::2])
    best = max(DELIMITERS, key=outside.count)
    return best if outside.count(best) else ","
