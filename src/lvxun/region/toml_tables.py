"""TOML tables into text cells that know their line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from lvxun.errors import LvxunError, Where
from lvxun.region.errors import TableError, field_error
from lvxun.region.schemas import TableSchema, faults_of
from lvxun.region.tables import read_toml


def content_of(
    folder: Path, name: str, errors: list[LvxunError], required: bool = False
) -> dict[str, object]:
    """Return a file's content; what is wrong with it goes into ``errors``."""
    path = folder / name
    if not path.exists():
        if required:
            errors.append(
                TableError(
                    "the file is missing",
                    name,
                    "A region needs it: see docs/region.md, or `lvxun region new`.",
                )
            )
        return {}
    try:
        content = read_toml(path, name)
    except TableError as error:
        errors.append(error)
        return {}
    if required and not content:
        errors.append(TableError("the file is empty", name, "Write id, code, label_zh, label_en, base_year."))
    return content


def table_lines(path: Path, table: str) -> list[int]:
    """Return the line of each ``[[table]]``, so that an error can name it."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return []
    head = re.compile(rf"\s*\[\[\s*{table}\s*\]\]")
    return [number for number, line in enumerate(text.splitlines(), 1) if head.match(line)]


def key_lines(path: Path, keys: Sequence[str]) -> list[int]:
    """Return the line on which each ``[key]`` stands."""
    try:
        written = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return list(range(1, len(keys) + 1))
    heads = {
        line.strip().strip("[]").strip().strip("\"'"): n
        for n, line in enumerate(written, 1)
        if line[:1] == "["
    }
    return [heads.get(key, number) for number, key in enumerate(keys, 1)]


def cells_of(
    entries: Sequence[object], columns: Sequence[str], file: str, lines: Sequence[int]
) -> tuple[pd.DataFrame, list[LvxunError]]:
    """Return TOML tables as text cells with ``file`` and ``row`` (the line on which each begins)."""
    errors: list[LvxunError] = []
    rows = []
    for number, entry in enumerate(entries):
        line = lines[number] if number < len(lines) else number + 1
        if not isinstance(entry, Mapping):
            errors.append(
                TableError("this is not a table", Where(file, line), "Write [[…]] with one field a line.")
            )
            continue
        rows.append([_text(entry.get(column)) for column in columns] + [file, line])
    frame = pd.DataFrame(rows, columns=[*columns, "file", "row"])
    return frame.astype(dict.fromkeys([*columns, "file"], "str") | {"row": "int64"}), errors


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def sound_rows(cells: pd.DataFrame, schema: TableSchema, key: str, errors: list[LvxunError]) -> pd.DataFrame:
    """Return the rows without a fault; a key that stands twice is one."""
    faults = faults_of(cells, schema) if len(cells) else []
    doubled = cells[key].duplicated() & (cells[key] != "")
    for row in cells[doubled].to_dict("records"):
        first = cells.loc[cells[key] == row[key], "row"].iloc[0]
        what = f"'{row[key]}' stands twice, first on line {first}"
        faults.append(field_error(what, row["file"], row["row"], key, "Keep one of the two."))
    errors += faults
    bad = {error.where.row for error in faults}
    return cells[~cells["row"].isin(list(bad))]


def entries_of(
    content: Mapping[str, object], table: str, file: str, errors: list[LvxunError]
) -> Sequence[object]:
    """Return the list of tables of that name, empty where it is none."""
    entries = content.get(table, [])
    if isinstance(entries, list):
        return entries
    errors.append(
        TableError(f"{table} is not a list of tables", Where(file, None, table), f"Write [[{table}]].")
    )
    return []
