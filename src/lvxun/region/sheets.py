"""A CSV or Excel file as sheets of text cells, whatever office made it."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lvxun.errors import Where
from lvxun.region.errors import SheetError, TableError
from lvxun.region.loader import cell_text
from lvxun.region.tables import LARGEST_FILE, LONGEST_FIELD, decode

ZIP_MAGIC, OLD_EXCEL_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LARGEST_UNPACKED = 256 * 1024 * 1024
MOST_ROWS = 200_000
BROKEN_WORKBOOK = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of text cells; ``rows[0]`` is row 1. ``name`` is the file's, with the sheet's in brackets."""

    name: str
    title: str
    rows: tuple[tuple[str, ...], ...]


def read_sheets(data: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a file by its content, not by its ending.

    Raises
    ------
    SheetError
        for an empty, broken, encrypted or foreign file.
    """
    if not data.strip():
        raise SheetError(
            "the file is empty", name, "Fill in the template: lvxun region template figures.xlsx."
        )
    if len(data) > LARGEST_FILE:
        raise SheetError("the file is larger than 64 MiB", name, "Split it by topic.")
    if data.startswith(OLD_EXCEL_MAGIC):
        raise SheetError(
            "this is an old .xls file, or one with a password", name, "Save it as .xlsx without a password."
        )
    if data.startswith(ZIP_MAGIC):
        return _workbook(data, name)
    return [_csv(data, name)]


def _csv(data: bytes, name: str) -> Sheet:
    try:
        text = decode(data, name)
        csv.field_size_limit(LONGEST_FIELD)
        rows = [
            tuple(cell.strip() for cell in row)
            for row in csv.reader(io.StringIO(text, newline=""), _dialect(text))
        ]
    except TableError as error:
        raise SheetError(error.what, error.where, error.remedy) from error
    except csv.Error as error:
        raise SheetError(
            f"not valid CSV: {error}", name, "A quote is open, or the file was cut off."
        ) from error
    return Sheet(name, "", _not_too_many(rows, name))


def _dialect(text: str) -> type[csv.Dialect]:
    heading = text.split("\n", 1)[0]

    class Found(csv.excel):
        delimiter = max(",\t;", key=heading.count)
        strict = True

    return Found


def _workbook(data: bytes, name: str) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise SheetError("the workbook unpacks to more than 256 MiB", name, "Split it by topic.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            return [
                _sheet(name, sheet.title, sheet.iter_rows(max_row=MOST_ROWS + 1)) for sheet in book.worksheets
            ]
        finally:
            book.close()
    except BROKEN_WORKBOOK as error:
        raise SheetError(
            f"the workbook cannot be read ({type(error).__name__})",
            Where(name),
            "It may be cut off or of another kind: open it in Excel or WPS and save it as .xlsx again.",
        ) from error


def _sheet(name: str, title: str, rows: Iterable[Iterable[object]]) -> Sheet:
    texts = [tuple(_cell(cell) for cell in row) for row in rows]
    while texts and not any(texts[-1]):
        texts.pop()
    return Sheet(f"{name}[{title}]", title, _not_too_many(texts, name))


def _not_too_many(rows: Sequence[tuple[str, ...]], name: str) -> tuple[tuple[str, ...], ...]:
    """Refuse what we would have to cut off: a row that nobody counted would be lost without a word."""
    if len(rows) > MOST_ROWS:
        raise SheetError(f"more than {MOST_ROWS} rows", name, "Split it by topic or by years.")
    return tuple(rows)


def _cell(cell: object) -> str:
    """Return a cell as it is shown: a number formatted as a percentage keeps its sign."""
    value = getattr(cell, "value", None)
    number_format = getattr(cell, "number_format", "") or ""
    if isinstance(value, int | float) and not isinstance(value, bool) and number_format.endswith("%"):
        return f"{value * 100:.12g}%"
    return cell_text(value)
