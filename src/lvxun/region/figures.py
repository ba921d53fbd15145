"""Rows of text into figures in canonical units, or into errors with row, field and remedy."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lvxun.errors import LvxunError, Where
from lvxun.region.errors import UnitError, field_error
from lvxun.region.model import SERIES_COLUMNS, Quality, SeriesDefinition
from lvxun.region.schemas import faults_of, series_schema
from lvxun.region.units import factor

KEY = ["indicator", "area", "year"]
FRAME_COLUMNS = [*SERIES_COLUMNS, "file", "row"]
SHORTEST_METHOD = 4


@dataclass(frozen=True, slots=True)
class Context:
    """What a row's names are checked against."""

    catalogue: Mapping[str, SeriesDefinition]
    areas: Collection[str]
    sources: Collection[str]


@dataclass(frozen=True, slots=True)
class Checked:
    """Figures without a fault (``FRAME_COLUMNS``), and the faults of the others."""

    frame: pd.DataFrame
    errors: tuple[LvxunError, ...]


def empty_frame() -> pd.DataFrame:
    """Return a frame of figures without rows, with the dtypes of one that has some."""
    columns = {column: pd.Series(dtype="str") for column in FRAME_COLUMNS}
    typed = {"year": "int64", "value": "float64", "row": "int64"}
    return pd.DataFrame(columns).astype(typed)


def check_figures(cells: pd.DataFrame, context: Context) -> Checked:
    """Turn text cells (``FRAME_COLUMNS``) into figures.

    A row with a fault is left out of the frame and is in the errors, each fault once.
    """
    if cells.empty:
        return Checked(empty_frame(), ())
    cells = _narrowed(cells.reset_index(drop=True))
    schema = series_schema(context.catalogue, context.areas, context.sources)
    errors = faults_of(cells, schema)
    sound = _without(cells, errors)
    for stage in (_convert, _bound, _evidence, _unique):
        sound, found = stage(sound, context)
        errors += found
        sound = _without(sound, found)
    return Checked(sound.reset_index(drop=True), tuple(errors))


def _narrowed(cells: pd.DataFrame) -> pd.DataFrame:
    """Full-width digits and letters are what a Chinese keyboard writes: read them as the narrow ones."""
    for column in ("indicator", "area", "year", "value", "source", "quality"):
        wide = ~cells[column].map(str.isascii)
        if wide.any():
            cells[column] = cells[column].mask(wide, cells[column].map(_narrow))
    return cells


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _without(cells: pd.DataFrame, errors: list[LvxunError]) -> pd.DataFrame:
    if not errors:
        return cells
    bad = {(error.where.file, error.where.row) for error in errors}
    keep = [key not in bad for key in zip(cells["file"], cells["row"], strict=True)]
    return cells[keep]


def _convert(cells: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[LvxunError]]:
    """Bring every value into its series' canonical unit."""
    factors: dict[tuple[str, str], float] = {}
    faults: dict[tuple[str, str], UnitError] = {}
    pairs = list(zip(cells["indicator"], cells["unit"], strict=True))
    for series, unit in set(pairs):
        try:
            factors[series, unit] = factor(unit, context.catalogue[series].unit)
        except UnitError as error:
            faults[series, unit] = error
    errors: list[LvxunError] = []
    for pair, file, row in zip(pairs, cells["file"], cells["row"], strict=True):
        if pair in faults:
            fault = faults[pair]
            errors.append(UnitError(fault.what, Where(file, int(row), "unit"), fault.remedy))
    factor_of = np.array([factors.get(pair, np.nan) for pair in pairs], dtype=float)
    numbers = cells["value"].astype("float64").to_numpy()
    converted = cells.assign(
        year=cells["year"].astype("int64"),
        value=np.where(factor_of == 1.0, numbers, _rounded(numbers * factor_of)),
        unit=[context.catalogue[series].unit for series, _ in pairs],
    )
    return converted, errors


def _rounded(values: np.ndarray) -> np.ndarray:
    """Twelve digits: a conversion must not turn 7344.1 into 7344.100000000001."""
    return np.array([float(f"{value:.12g}") for value in values], dtype=float)


def _bound(cells: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[LvxunError]]:
    """A value outside its series' bounds is impossible, whatever its source."""
    low = cells["indicator"].map(lambda s: _or(context.catalogue[s].lower, -np.inf)).to_numpy(dtype=float)
    high = cells["indicator"].map(lambda s: _or(context.catalogue[s].upper, np.inf)).to_numpy(dtype=float)
    values = cells["value"].to_numpy()
    outside = ~np.isfinite(values) | (values < low) | (values > high)
    errors: list[LvxunError] = []
    for row in cells[outside].to_dict("records"):
        definition = context.catalogue[row["indicator"]]
        span = f"{_shown(definition.lower)} to {_shown(definition.upper)} {definition.unit}"
        what = f"{definition.label_en} of {row['value']:g} {definition.unit} is outside {span}"
        remedy = "A share lies between 0 and 100 %: check" if definition.kind == "share" else "Check"
        errors.append(field_error(what, row["file"], row["row"], "value", f"{remedy} value and unit."))
    return cells, errors


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _shown(value: float | None) -> str:
    return "any" if value is None else f"{value:g}"


def _evidence(cells: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[LvxunError]]:
    """An estimate says how it was made; an unverified figure names the publication where it should stand."""
    errors: list[LvxunError] = []
    mute = (cells["quality"] == Quality.ESTIMATE) & (cells["note"].str.len() < SHORTEST_METHOD)
    for row in cells[mute].to_dict("records"):
        remedy = "Say in the note how the figure was estimated, and from what."
        errors.append(field_error("an estimate without a note", row["file"], row["row"], "note", remedy))
    return cells, errors


def _unique(cells: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[LvxunError]]:
    """One figure for each series, area and year: who has two must say which."""
    errors: list[LvxunError] = []
    doubled = cells.duplicated(KEY, keep="first")
    if not doubled.any():
        return cells, errors
    firsts = {(r["indicator"], r["area"], r["year"]): r for r in cells[~doubled].to_dict("records")}
    for row in cells[doubled].to_dict("records"):
        first = firsts[row["indicator"], row["area"], row["year"]]
        same = f"{first['value']:g} there, {row['value']:g} here"
        if first["value"] == row["value"]:
            same = "the same value"
        there = f"{first['file']}, row {first['row']}"
        what = f"{row['indicator']} of {row['area']} for {row['year']} stands already in {there} ({same})"
        errors.append(field_error(what, row["file"], row["row"], "year", "Keep one of the two rows."))
    return cells, errors
