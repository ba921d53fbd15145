"""An import into a region's folder: all or nothing, or the good rows; no file is left half-written."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from lvxun.region.errors import RegionFaultsError, SheetError
from lvxun.region.importing import ImportResult
from lvxun.region.loader import load, series_files
from lvxun.region.model import SERIES_COLUMNS, Source
from lvxun.region.tables import decode, read_bytes

IMPORTED = "imported.csv"
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import has done: figures added, replaced, left as they were; files written."""

    added: int
    replaced: int
    unchanged: int
    held_back: int
    files: tuple[str, ...]
    version: str


def apply_import(result: ImportResult, folder: Path, only_good: bool = False) -> Applied:
    """Write the kept figures of an import into a region's folder.

    A figure that the region has is replaced where it stands; a new one goes to ``series/imported.csv``.
    Either every file is replaced, or none is.

    Raises
    ------
    SheetError
        if rows are held back and ``only_good`` is not set, or nothing is kept, or the result would not load.
    """
    if not result.is_clean and not only_good:
        raise SheetError(
            f"{len(result.held_back)} of {result.rows_in} rows are held back, so nothing was imported",
            result.name,
            "Correct them, or let the good rows in and keep the others in a table (--apply good).",
        )
    if result.kept.empty:
        raise SheetError(
            "no row can be kept, so nothing was imported", result.name, "Correct the rows held back."
        )
    texts = _new_texts(result, folder)
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    try:
        _replace(texts)
        region = load(folder)
    except (RegionFaultsError, OSError) as error:
        _restore(before)
        raise SheetError(
            f"nothing was imported: {getattr(error, 'what', error)}", result.name, "See `lvxun region check`."
        ) from error
    return Applied(
        added=result.count("new"),
        replaced=result.count("changed"),
        unchanged=result.count("same"),
        held_back=len(result.held_back),
        files=tuple(sorted(path.relative_to(folder).as_posix() for path in texts)),
        version=region.version,
    )


def _new_texts(result: ImportResult, folder: Path) -> dict[Path, str]:
    waiting: dict[Key, list[str]] = {}
    for row in result.kept.to_dict("records"):
        cells = [str(row[column]) for column in SERIES_COLUMNS]
        cells[SERIES_COLUMNS.index("value")] = f"{row['value']:.12g}"
        waiting[cells[0], cells[1], cells[2]] = cells
    texts: dict[Path, str] = {}
    for path in series_files(folder):
        replaced = _replaced(path, waiting)
        if replaced is not None:
            texts[path] = replaced
    if waiting:
        path = folder / "series" / IMPORTED
        texts[path] = _appended(texts.get(path), path, list(waiting.values()))
    if result.new_sources:
        path = folder / "sources.toml"
        texts[path] = _with_sources(path, result.new_sources)
    return texts


def _records(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(decode(read_bytes(path, path.name), path.name), newline="")))


def _replaced(path: Path, waiting: dict[Key, list[str]]) -> str | None:
    """Put waiting figures in the place of those that they replace; return the file's text if any was."""
    records = _records(path)
    if not records:
        return None
    heading = [cell.strip() for cell in records[0]]
    order = [heading.index(column) for column in SERIES_COLUMNS]
    hits = 0
    for record in records[1:]:
        if len(record) < len(heading):
            continue
        key = (record[order[0]].strip(), record[order[1]].strip(), record[order[2]].strip())
        cells = waiting.pop(key, None)
        if cells is not None:
            hits += 1
            for position, cell in zip(order, cells, strict=True):
                record[position] = cell
    return _text(records) if hits else None


def _appended(text: str | None, path: Path, rows: list[list[str]]) -> str:
    if text is not None:
        records = list(csv.reader(io.StringIO(text, newline="")))
    else:
        records = _records(path) if path.exists() else [list(SERIES_COLUMNS)]
    heading = [cell.strip() for cell in records[0]]
    ordered = [[cells[SERIES_COLUMNS.index(column)] for column in heading] for cells in rows]
    return _text([*records, *ordered])


def _text(records: list[list[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(records)
    return stream.getvalue()


def _with_sources(path: Path, sources: Mapping[str, Source]) -> str:
    before = decode(read_bytes(path, path.name), path.name) if path.exists() else ""
    tables: dict[str, dict[str, str | int]] = {}
    for key, source in sources.items():
        fields = {
            "title": source.title,
            "publisher": source.publisher,
            "year": source.year,
            "number": source.number,
            "url": source.url,
            "licence": source.licence,
            "note": source.note,
        }
        tables[key] = {name: value for name, value in fields.items() if value}
    return f"{before.rstrip()}\n\n{tomli_w.dumps(tables)}".lstrip()


def _replace(texts: Mapping[Path, str]) -> None:
    """Write every file beside its place first, so that a full disk spoils none."""
    beside = {path: path.with_name(f".{path.name}.part") for path in texts}
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path].write_text(text, encoding="utf-8", newline="")
        for path, part in beside.items():
            part.replace(path)
    finally:
        for part in beside.values():
            part.unlink(missing_ok=True)


def _restore(before: Mapping[Path, bytes | None]) -> None:
    for path, data in before.items():
        if data is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(data)
