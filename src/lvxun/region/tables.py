"""Files into rows: CSV in the encodings that offices use, TOML, each fault with its place."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from lvxun.errors import LvxunError, Where
from lvxun.region.errors import TableError
from lvxun.region.nearest import nearest

LARGEST_FILE = 64 * 1024 * 1024
LONGEST_FIELD = 100_000


@dataclass(frozen=True, slots=True)
class Table:
    """Text cells as they stand in a file.

    ``cells`` has the wanted columns as strings without surrounding blanks, and ``row``: the heading is row 1.
    """

    name: str
    cells: pd.DataFrame
    errors: tuple[LvxunError, ...]


def decode(data: bytes, name: str) -> str:
    """Return text from UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030.

    Raises
    ------
    TableError
        for a binary file, or an encoding that none of these is.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in data:
        raise TableError(
            "this is a binary file, not text", name, "Save the sheet as CSV (UTF-8) and try again."
        )
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError("the text is neither UTF-8 nor GB18030", name, "Save the file as UTF-8 and try again.")


def read_bytes(path: Path, name: str) -> bytes:
    """Return a file's content; a missing, unreadable or huge file is a ``TableError``."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TableError("the file is larger than 64 MiB", name, "Split it by topic.")
        return path.read_bytes()
    except OSError as error:
        raise TableError(
            f"the file cannot be read ({error.strerror})", name, "Check its name and rights."
        ) from error


def read_toml(path: Path, name: str) -> dict[str, object]:
    """Return a TOML file as a dict; a broken one is a ``TableError`` with the line."""
    text = decode(read_bytes(path, name), name)
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TableError(
            f"not valid TOML: {error}", name, "The file may be cut off, or a quote or bracket is missing."
        ) from error


def read_csv(data: bytes, name: str, columns: Sequence[str]) -> Table:
    """Read a table with these columns in any order.

    A missing or renamed column makes the whole table unreadable; a short or long row is an error of that row.
    """
    records, errors = _records(decode(data, name), name)
    if not records:
        return Table(
            name, _empty(columns), (*errors, TableError("the file is empty", name, _heading(columns)))
        )
    heading = [cell.strip() for cell in records[0][1]]
    errors += heading_faults(heading, columns, name)
    if any(isinstance(error, TableError) for error in errors) and set(columns) - set(heading):
        return Table(name, _empty(columns), tuple(errors))
    rows, row_errors = _rows(records[1:], heading, columns, name)
    return Table(name, rows, (*errors, *row_errors))


def _records(text: str, name: str) -> tuple[list[tuple[int, list[str]]], list[LvxunError]]:
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[tuple[int, list[str]]] = []
    try:
        for number, record in enumerate(reader, start=1):
            if any(cell.strip() for cell in record):
                records.append((number, record))
    except csv.Error as error:
        fault = TableError(
            f"not valid CSV: {error}",
            Where(name, len(records) + 1),
            "The file may be cut off, or a quote is open.",
        )
        return records, [fault]
    return records, []


def heading_faults(heading: Sequence[str], columns: Sequence[str], name: str) -> list[LvxunError]:
    """Return what is wrong with a heading: columns that are missing, doubled, renamed or unknown."""
    faults: list[LvxunError] = []
    strange = [cell for cell in heading if cell not in columns]
    for column in columns:
        if heading.count(column) > 1:
            faults.append(
                TableError(f"column '{column}' stands twice", Where(name, 1, column), "Remove one.")
            )
        if column in heading:
            continue
        renamed = nearest(column, strange, least=55)
        remedy = f"Rename column '{renamed}' to '{column}'." if renamed else _heading(columns)
        faults.append(TableError(f"column '{column}' is missing", Where(name, 1, column), remedy))
    if not faults and any(strange):
        extra = ", ".join(f"'{cell[:40]}'" for cell in strange if cell)
        faults.append(TableError(f"unknown column {extra}", Where(name, 1), _heading(columns)))
    return faults


def _rows(
    records: Sequence[tuple[int, list[str]]], heading: Sequence[str], columns: Sequence[str], name: str
) -> tuple[pd.DataFrame, list[LvxunError]]:
    errors: list[LvxunError] = []
    kept: list[list[str]] = []
    numbers: list[int] = []
    width = len(heading)
    order = [heading.index(column) for column in columns]
    for number, record in records:
        if len(record) != width and (len(record) < width or any(cell.strip() for cell in record[width:])):
            errors.append(
                TableError(
                    f"the row has {len(record)} cells instead of {width}",
                    Where(name, number),
                    "A cell is missing, a comma stands in a cell without quotes, or the file was cut off.",
                )
            )
            continue
        kept.append([record[i].strip() for i in order])
        numbers.append(number)
    frame = pd.DataFrame(kept, columns=list(columns), dtype="str")
    frame["row"] = pd.array(numbers, dtype="int64")
    return frame, errors


def _empty(columns: Sequence[str]) -> pd.DataFrame:
    frame = pd.DataFrame({column: pd.Series(dtype="str") for column in columns})
    frame["row"] = pd.Series(dtype="int64")
    return frame


def _heading(columns: Sequence[str]) -> str:
    return f"The first row must read: {','.join(columns)}."
