"""Figures from a CSV or Excel sheet: a dry run that says what would be kept, held back and changed.

Nothing is written here. ``applying.apply_import`` writes what a person has decided to let in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from lvxun.errors import LvxunError
from lvxun.region.documents import SOURCE_COLUMNS, sources_of
from lvxun.region.errors import SheetError
from lvxun.region.figures import FRAME_COLUMNS, KEY, Context, check_figures, empty_frame
from lvxun.region.headings import Layout, layout_of
from lvxun.region.loader import overlay
from lvxun.region.model import QUALITY_WORDS, SERIES_COLUMNS, Quality, Region, Source
from lvxun.region.sanity import Finding, inspect
from lvxun.region.sanity.panel import arrange
from lvxun.region.sheets import Sheet, read_sheets

HELD_COLUMNS = [*SERIES_COLUMNS, "file", "row", "error", "remedy"]
CHANGE_COLUMNS = [*KEY, "status", "old", "new", "unit", "file", "row"]
SOURCES_SHEET = re.compile(r"来源|sources?", re.IGNORECASE)
CHOICE = "｜"  # what a drop-down cell shows: id｜label
GUARDED = re.compile(r"'[=+\-@\t]")
QUALITIES = {zh: str(quality) for quality, (zh, _) in QUALITY_WORDS.items()} | {"媒体": str(Quality.PRESS)}
SAME_WITHIN = 1e-9


@dataclass(frozen=True)
class ImportResult:
    """What an import would do. ``rows_in == len(kept) + len(held_back)``, always.

    Attributes
    ----------
    rows_in
        figures in the sheet: rows of a tidy sheet, filled year cells of a wide one.
    kept
        ``FRAME_COLUMNS`` in canonical units; ``file`` and ``row`` are the place in the sheet.
    held_back
        the other figures as they were written (``SERIES_COLUMNS``, ``file``, ``row``) with ``error`` and
        ``remedy``: correct them and import this very table again.
    changes
        for each kept figure ``status`` (new, changed, same) with the ``old`` and ``new`` value.
    new_sources
        publications that the workbook's sources sheet adds to the region's.
    findings
        what the sanity check has to say about kept figures; they are not held back for it.
    """

    name: str
    rows_in: int
    kept: pd.DataFrame
    held_back: pd.DataFrame
    changes: pd.DataFrame
    new_sources: Mapping[str, Source]
    findings: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        return self.held_back.empty

    def count(self, status: str) -> int:
        """Return how many kept figures are ``new``, ``changed`` or the ``same``."""
        return int((self.changes["status"] == status).sum())


class _Names(NamedTuple):
    """Ids by Chinese name, where the name belongs to one thing only."""

    areas: Mapping[str, str]
    series: Mapping[str, str]


class _Line(NamedTuple):
    """One figure as it was written."""

    cells: dict[str, str]
    file: str
    row: int


def read_sheet(data: bytes, name: str, region: Region) -> ImportResult:
    """Read figures from the bytes of a CSV (UTF-8 or GB18030) or .xlsx file against a region.

    Raises
    ------
    SheetError
        if the file, or the columns of a sheet, cannot be understood: then no row is read at all.
    RegionFaultsError
        the same with several faults.
    """
    sheets = read_sheets(data, name)
    new_sources = _new_sources(sheets, region)
    layouts = [(sheet, layout) for sheet in sheets if (layout := layout_of(sheet)) is not None]
    names = _names(region)
    lines = [line for sheet, layout in layouts for line in _lines(sheet, layout, names)]
    if not layouts:
        raise SheetError(
            "no sheet has the columns of figures",
            name,
            "Fill in the template: lvxun region template figures.xlsx.",
        )
    if not lines:
        raise SheetError(
            "there is no figure under the headings", layouts[0][0].name, "Fill in at least one row."
        )
    return _result(name, lines, region, new_sources)


def _result(
    name: str, lines: Sequence[_Line], region: Region, new_sources: Mapping[str, Source]
) -> ImportResult:
    known = {**region.sources, **new_sources}
    context = Context(region.catalogue, list(region.areas.index), known)
    rows = [
        [*(line.cells[column] for column in SERIES_COLUMNS), name, serial]
        for serial, line in enumerate(lines)
    ]
    cells = pd.DataFrame(rows, columns=FRAME_COLUMNS).astype({"row": "int64"})
    checked = check_figures(cells, context)
    kept_serials = set(checked.frame["row"])
    kept = checked.frame.loc[:, FRAME_COLUMNS].copy()
    kept["file"] = [lines[serial].file for serial in checked.frame["row"]]
    kept["row"] = [lines[serial].row for serial in checked.frame["row"]]
    held = _held_back(lines, kept_serials, checked.errors)
    used = {key: source for key, source in new_sources.items() if key in set(kept["source"])}
    changes = _changes(kept, region)
    return ImportResult(
        name=name,
        rows_in=len(lines),
        kept=kept if len(kept) else empty_frame().loc[:, FRAME_COLUMNS],
        held_back=held,
        changes=changes,
        new_sources=used,
        findings=tuple(_odd(kept, list(changes["status"]), region, used)),
    )


def _lines(sheet: Sheet, layout: Layout, names: _Names) -> Iterator[_Line]:
    for number, row in enumerate(sheet.rows[layout.first :], start=layout.first + 1):
        cells = {
            column: _unguarded(row[position]) if position < len(row) else ""
            for column, position in layout.columns.items()
        }
        if not layout.years:
            if any(cells.values()):
                yield _Line(_understood(cells, names), sheet.name, number)
            continue
        for year, position in layout.years.items():
            value = row[position].strip() if position < len(row) else ""
            if value:
                whole = {**cells, "year": str(year), "value": value}
                yield _Line(_understood(whole, names), sheet.name, number)


def _unguarded(cell: str) -> str:
    """Take off the quote that our own exports set before a cell that a spreadsheet would run as a formula."""
    return cell[1:].strip() if GUARDED.match(cell) else cell.strip()


def _understood(cells: dict[str, str], names: _Names) -> dict[str, str]:
    """Accept labels for ids, and the percent sign in a value for that in the unit."""
    found = {column: cells.get(column, "") for column in SERIES_COLUMNS}
    for column in ("indicator", "area", "quality", "source"):
        found[column] = found[column].split(CHOICE)[0].strip()
    found["area"] = names.areas.get(found["area"], found["area"])
    found["indicator"] = names.series.get(found["indicator"], found["indicator"])
    found["quality"] = QUALITIES.get(found["quality"], found["quality"])
    if found["value"].endswith("%") and found["unit"] in ("", "%"):
        found["value"], found["unit"] = found["value"].removesuffix("%").strip(), "%"
    found["year"] = re.sub(r"^((?:19|20)\d{2})年$", r"\1", found["year"])
    return found


def _names(region: Region) -> _Names:
    """An empty area is the region itself; a Chinese name is as good as a code."""
    areas = _unambiguous((label, str(code)) for code, label in region.areas["label_zh"].items())
    series = _unambiguous((definition.label_zh, key) for key, definition in region.catalogue.items())
    return _Names({**areas, "": region.code}, series)


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    known = list(pairs)
    counted = Counter(label for label, _ in known)
    return {label: key for label, key in known if counted[label] == 1}


def _held_back(lines: Sequence[_Line], kept: set[int], errors: Sequence[LvxunError]) -> pd.DataFrame:
    told: dict[int, list[LvxunError]] = {}
    for error in errors:
        told.setdefault(error.where.row or 0, []).append(error)
    rows = []
    for serial, line in enumerate(lines):
        if serial in kept:
            continue
        faults = [_placed(error, lines) for error in told.get(serial, [])]
        what = "; ".join(f"{fault.where.field}: {fault.what}" for fault in faults)
        remedy = " ".join(dict.fromkeys(fault.remedy for fault in faults))
        rows.append([*(line.cells[column] for column in SERIES_COLUMNS), line.file, line.row, what, remedy])
    return pd.DataFrame(rows, columns=HELD_COLUMNS).astype({"row": "int64"})


SERIAL_PLACE = re.compile(r"stands already in .*?, row (\d+)")


def _placed(error: LvxunError, lines: Sequence[_Line]) -> LvxunError:
    """Name the sheet's row where a message speaks of another figure of the same sheet."""
    found = SERIAL_PLACE.search(error.what)
    if found is None:
        return error
    first = lines[int(found.group(1))]
    there = f"stands already in {first.file}, row {first.row}"
    what = error.what[: found.start()] + there + error.what[found.end() :]
    return type(error)(what, error.where, error.remedy)


def _changes(kept: pd.DataFrame, region: Region) -> pd.DataFrame:
    known = {(row["indicator"], row["area"], row["year"]): row for row in region.series.to_dict("records")}
    rows = []
    for row in kept.to_dict("records"):
        old = known.get((row["indicator"], row["area"], row["year"]))
        status = "new" if old is None else ("same" if _is_same(old, row) else "changed")
        rows.append(
            [
                row["indicator"], row["area"], row["year"], status, old["value"] if old else float("nan"),
                row["value"], row["unit"], row["file"], row["row"],
            ]
        )  # fmt: skip
    return pd.DataFrame(rows, columns=CHANGE_COLUMNS)


def _is_same(old: Mapping[object, object], new: Mapping[object, object]) -> bool:
    before, after = float(str(old["value"])), float(str(new["value"]))
    close = abs(before - after) <= SAME_WITHIN * max(abs(before), abs(after))
    return close and all(old[column] == new[column] for column in ("source", "quality", "note"))


def _odd(
    kept: pd.DataFrame, statuses: Sequence[str], region: Region, new_sources: Mapping[str, Source]
) -> Iterator[Finding]:
    """Return what the sanity check says about the kept figures that are new or changed."""
    if kept.empty:
        return
    differs = kept[[status != "same" for status in statuses]]
    places = {(row["file"], row["row"]) for row in differs.to_dict("records")}
    laid = overlay(region, kept, new_sources)
    panel = arrange(laid.series, laid.catalogue, laid.code, laid.areas, laid.sources)
    for finding in inspect(panel):
        related = {(where.file, where.row) for where in finding.related}
        if (finding.file, finding.row) in places or related & places:
            yield finding


def _new_sources(sheets: Sequence[Sheet], region: Region) -> dict[str, Source]:
    """Read the sources sheet of a workbook; rows whose id the region has already are left alone."""
    found: dict[str, Source] = {}
    for sheet in sheets:
        if not SOURCES_SHEET.search(sheet.title):
            continue
        heads = [n for n, row in enumerate(sheet.rows) if "id" in row and "title" in row]
        if not heads:
            continue
        heading = sheet.rows[heads[0]]
        entries = []
        for number, row in enumerate(sheet.rows[heads[0] + 1 :], start=heads[0] + 2):
            entry = {
                name: _unguarded(row[i])
                for i, name in enumerate(heading)
                if name in SOURCE_COLUMNS and i < len(row)
            }
            if any(entry.values()):
                entries.append((entry, number))
        sources, errors = sources_of(entries, sheet.name)
        if errors:
            raise SheetError(errors[0].what, errors[0].where, errors[0].remedy)
        found |= {key: source for key, source in sources.items() if key not in region.sources}
    return found
