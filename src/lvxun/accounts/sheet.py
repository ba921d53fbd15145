"""A region's series laid out for the graph: arrays on one axis of years, and the cell behind each value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lvxun.accounts.errors import UnknownAreaError
from lvxun.accounts.model import InputFigure
from lvxun.accounts.operations import Array
from lvxun.region.model import Quality, Region


@dataclass(frozen=True)
class Sheet:
    """Series of one area.

    ``years`` runs without a gap from the first to the last year known or asked for, base year included.
    ``cells`` holds the figure behind each value that is known, by series and year.
    """

    region: Region
    area: str
    base_year: int
    years: tuple[int, ...]
    cells: Mapping[tuple[str, int], InputFigure]

    @property
    def base_position(self) -> int:
        return self.years.index(self.base_year)

    def array(self, series: str) -> Array:
        """Return a series as an array ``(1, year)``, NaN where it is not known."""
        values = [cell.value if (cell := self.cells.get((series, year))) else np.nan for year in self.years]
        return np.array([values], dtype=np.float64)


def lay_out(region: Region, area: str | None, base_year: int, years: Iterable[int]) -> Sheet:
    """Return the series of one area (the region itself where ``area`` is ``None``).

    Raises
    ------
    UnknownAreaError
        for a code that the region does not have.
    """
    code = area or region.code
    if code != region.code and code not in region.areas.index:
        raise UnknownAreaError(code, map(str, region.areas.index))
    frame = region.series[region.series["area"].astype(str) == code]
    cells = {(cell.series, cell.year): cell for cell in _cells(frame)}
    span = {year for _, year in cells} | {base_year} | set(years)
    return Sheet(region, code, base_year, tuple(range(min(span), max(span) + 1)), cells)


def _cells(frame: pd.DataFrame) -> Iterable[InputFigure]:
    wanted = ("indicator", "year", "value", "unit", "source", "quality", "note", "file", "row")
    columns = [frame[name].tolist() if name in frame else [None] * len(frame) for name in wanted]
    for series, year, value, unit, source, quality, note, file, row in zip(*columns, strict=True):
        if not np.isfinite(value):
            continue
        yield InputFigure(
            series=series,
            year=int(year),
            value=float(value),
            unit=unit,
            source=source,
            quality=Quality(quality),
            note=_text(note),
            file=_text(file),
            row=None if row is None or pd.isna(row) else int(row),
        )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
