"""A folder into an immutable ``Region``; approved rows on top of one."""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from lvxun.errors import LvxunError
from lvxun.region.catalogue import catalogue
from lvxun.region.documents import Documents, read_documents
from lvxun.region.errors import RegionFaultsError, RegionNotFoundError, TableError
from lvxun.region.figures import FRAME_COLUMNS, KEY, Context, check_figures, empty_frame
from lvxun.region.model import SERIES_COLUMNS, Region, SeriesDefinition, Source
from lvxun.region.nearest import did_you_mean
from lvxun.region.tables import read_bytes, read_csv

HASHED = ("region.toml", "plan.toml", "plan.txt", "sources.toml", "bodies.toml", "requests.toml")
VERSION_LENGTH = 12
ACCOUNTING = ("factors", "balances", "accounts")  # national tables that the accounts stand on
OVERLAY_FILE = "overlay"


@dataclass(frozen=True, slots=True)
class Draft:
    """A package as far as it can be read: what ``load`` refuses and ``check`` explains."""

    path: Path
    documents: Documents
    figures: pd.DataFrame
    errors: tuple[LvxunError, ...]


def region_folders() -> list[Path]:
    """Return where named regions are looked for: ``LVXUN_REGIONS`` (or ./regions), then built in."""
    own = os.environ.get("LVXUN_REGIONS", "regions")
    return [*(Path(part) for part in own.split(os.pathsep) if part), Path(str(files("lvxun") / "provinces"))]


def known_regions() -> dict[str, Path]:
    """Return every region that can be loaded by name; one's own hides a built-in one of the same name."""
    found: dict[str, Path] = {}
    for folder in region_folders():
        children = sorted(folder.iterdir()) if folder.is_dir() else []
        for child in children:
            if not child.name.startswith(".") and (child / "region.toml").is_file():
                found.setdefault(child.name, child)
    return found


def locate(name_or_path: str | Path) -> Path:
    """Return the folder of a region: a name under ``LVXUN_REGIONS``, a built-in province, or a path.

    Raises
    ------
    RegionNotFoundError
        if there is none, with the nearest known name.
    """
    text = str(name_or_path)
    known = known_regions()
    if text in known:
        return known[text]
    path = Path(text)
    if "\x00" not in text and path.is_dir():
        return path
    if "\x00" not in text and path.is_file():
        where = path.parent if path.name == "region.toml" else None
        if where is not None:
            return where
        raise RegionNotFoundError(f"'{text}' is a file", remedy="Give the folder that holds region.toml.")
    raise RegionNotFoundError(
        f"there is no region '{text[:80]}'",
        remedy=f"{did_you_mean(text[:80], known)}Known are {', '.join(known) or 'none'}; a folder's path "
        "works too, and `lvxun region new` makes another province.",
    )


def read_draft(path: str | Path) -> Draft:
    """Read a package as far as it goes; never raises for what the files say.

    Raises
    ------
    RegionNotFoundError
        if there is no such folder.
    """
    folder = locate(path)
    documents = read_documents(folder)
    cells, errors = _cells(folder)
    checked = check_figures(cells, _context(documents, cells))
    every = (*documents.errors, *errors, *checked.errors)
    return Draft(folder, documents, checked.frame, every)


def _context(documents: Documents, cells: pd.DataFrame) -> Context:
    """What a broken file would have named is not told again for each row that relies on it."""
    broken = {error.where.file for error in documents.errors if isinstance(error, TableError)}
    nameless = "region.toml" in broken or not documents.code
    areas = set(cells["area"]) if nameless else documents.written["area"]
    sources = set(cells["source"]) if "sources.toml" in broken else documents.written["source"]
    return Context(catalogue(), areas, sources)


def load(path: str | Path) -> Region:
    """Load a region package into canonical units.

    Raises
    ------
    RegionNotFoundError
        if there is no such folder.
    RegionFaultsError
        with everything that is wrong in the package's files.
    """
    draft = read_draft(path)
    if draft.errors:
        raise RegionFaultsError(f"The region package {draft.path} cannot be loaded", draft.errors)
    documents = draft.documents
    return Region(
        id=documents.id,
        code=documents.code,
        label_zh=documents.label_zh,
        label_en=documents.label_en,
        path=draft.path,
        base_year=documents.base_year,
        areas=documents.areas,
        series=ordered(draft.figures),
        catalogue=catalogue(),
        sources=MappingProxyType(documents.sources),
        bodies=MappingProxyType(documents.bodies),
        requests=documents.requests,
        version=package_version(draft.path),
    )


def series_files(folder: Path) -> list[Path]:
    """Return the package's tables of figures in a stable order."""
    return sorted(path for path in (folder / "series").glob("*.csv") if not path.name.startswith("."))


def _cells(folder: Path) -> tuple[pd.DataFrame, list[LvxunError]]:
    parts: list[pd.DataFrame] = []
    errors: list[LvxunError] = []
    for path in series_files(folder):
        name = f"series/{path.name}"
        try:
            table = read_csv(read_bytes(path, name), name, SERIES_COLUMNS)
        except TableError as error:
            errors.append(error)
            continue
        errors += table.errors
        parts.append(table.cells.assign(file=name))
    filled = [part for part in parts if len(part)]
    if not filled:
        return empty_frame().loc[:, FRAME_COLUMNS], errors
    return pd.concat(filled, ignore_index=True), errors


def ordered(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures in the order of series, area and year, with the columns that a region promises."""
    return figures.loc[:, FRAME_COLUMNS].sort_values(KEY, kind="stable", ignore_index=True)


def package_version(folder: Path) -> str:
    """Return a short hash over every file of the package and the national tables it is read with."""
    digest = hashlib.sha256()
    paths = [folder / name for name in HASHED] + series_files(folder) + _files_below(folder / "accounts")
    for path in paths:
        if path.is_file():
            digest.update(
                path.relative_to(folder).as_posix().encode() + b"\x00" + path.read_bytes() + b"\x00"
            )
    rules = Path(str(files("lvxun").joinpath("rules")))
    national = [rules / name for name in ("series.csv", "units.toml")]
    for path in national + [file for name in ACCOUNTING for file in _files_below(rules / name)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:VERSION_LENGTH]


def _files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def overlay(
    region: Region,
    frame: pd.DataFrame,
    sources: Mapping[str, Source] | Sequence[Source],
    definitions: Mapping[str, SeriesDefinition] | None = None,
) -> Region:
    """Return a new region with approved rows on top, in canonical units and under another version.

    Parameters
    ----------
    frame
        columns ``SERIES_COLUMNS``, in any unit that converts; ``file`` and ``row`` where they are known.
        A row for a (series, area, year) that the region has replaces the region's figure.
    sources
        the sources that the rows name and the region does not have.
    definitions
        series that the rows name and ``rules/series.csv`` does not have: what the registers yield.

    Raises
    ------
    RegionFaultsError
        if any row cannot stand: then nothing is laid over.
    """
    catalogued = {**region.catalogue, **(definitions or {})}
    more = sources if isinstance(sources, Mapping) else {source.id: source for source in sources}
    known = {**region.sources, **more}
    checked = check_figures(as_cells(frame), Context(catalogued, list(region.areas.index), known))
    if checked.errors:
        raise RegionFaultsError("The approved rows cannot be laid over the region", checked.errors)
    on_top = checked.frame.loc[:, FRAME_COLUMNS]
    replaced = pd.MultiIndex.from_frame(region.series[KEY]).isin(pd.MultiIndex.from_frame(on_top[KEY]))
    parts = [part for part in (region.series[~replaced], on_top) if len(part)]
    series = ordered(pd.concat(parts, ignore_index=True)) if parts else region.series
    return replace(
        region,
        series=series,
        catalogue=MappingProxyType(catalogued),
        sources=MappingProxyType(known),
        version=_overlaid_version(region, on_top, more),
    )


def as_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of figures as text cells, ``file`` and ``row`` filled in where they are missing."""
    cells = frame.reset_index(drop=True)
    if "file" not in cells:
        cells = cells.assign(file=OVERLAY_FILE)
    if "row" not in cells:
        cells = cells.assign(row=range(2, len(cells) + 2))
    texts = {
        column: cells[column].map(cell_text).astype("str") for column in SERIES_COLUMNS if column in cells
    }
    missing = {column: "" for column in SERIES_COLUMNS if column not in cells}
    return cells.assign(**texts, **missing).loc[:, FRAME_COLUMNS].astype({"row": "int64"})


def cell_text(value: object) -> str:
    """Return a cell as the text a person would have written: 2021.0 is 2021, an empty cell nothing."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))
    return str(value).strip()


def _overlaid_version(region: Region, on_top: pd.DataFrame, sources: Mapping[str, Source]) -> str:
    digest = hashlib.sha256(region.version.encode())
    digest.update(ordered(on_top).to_csv(index=False).encode() if len(on_top) else b"")
    for key in sorted(sources):
        digest.update(repr(sources[key]).encode())
    return digest.hexdigest()[:VERSION_LENGTH]
