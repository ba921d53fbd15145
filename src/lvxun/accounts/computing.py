"""Indicators of a region: values, and for each value exactly the cells that it draws on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from lvxun.accounts.errors import UnknownIndicatorError
from lvxun.accounts.graph import catalogue, run, series_needed, upstream
from lvxun.accounts.lineage import trace
from lvxun.accounts.model import Figure
from lvxun.accounts.operations import Array
from lvxun.accounts.sheet import Sheet, lay_out
from lvxun.region.model import Quality, Region


@dataclass(frozen=True)
class Result:
    """What was computed.

    Attributes
    ----------
    years
        the years asked for; every array is ``(member, year)`` along them, one member.
    values
        by indicator id, NaN where not known.
    everything
        the same for every series and every step on the way, along all years of ``sheet``.
    """

    sheet: Sheet
    ids: tuple[str, ...]
    years: tuple[int, ...]
    values: Mapping[str, Array]
    everything: Mapping[str, Array]

    @property
    def base_year(self) -> int:
        return self.sheet.base_year

    @property
    def area(self) -> str:
        return self.sheet.area

    def figure(self, key: str, year: int) -> Figure | None:
        """Return the value of an indicator or series in a year with its evidence, ``None`` where unknown.

        Raises
        ------
        UnknownIndicatorError
            for an id that was not computed and is no series.
        """
        if key not in self.everything:
            raise UnknownIndicatorError(key, self.everything)
        if year not in self.sheet.years:
            return None
        value = float(self.everything[key][0, self.sheet.years.index(year)])
        if np.isnan(value):
            return None
        traced = trace(key, year, self.sheet, self.everything)
        worst = max((cell.quality for cell in traced.inputs), key=lambda q: q.rank, default=Quality.OFFICIAL)
        info = catalogue().get(key)
        return Figure(
            indicator=key,
            value=value,
            year=year,
            unit=info.unit if info else self.sheet.region.catalogue[key].unit,
            quality=worst,
            sources=tuple(dict.fromkeys(cell.source for cell in traced.inputs)),
            inputs=traced.inputs,
            branches=traced.branches,
        )

    def figures(self, key: str) -> tuple[Figure, ...]:
        """Return all known figures of an indicator or series over the years asked for, oldest first."""
        return tuple(figure for year in self.years if (figure := self.figure(key, year)) is not None)

    def latest(self, key: str) -> Figure | None:
        """Return the newest known figure within the years asked for."""
        found = (figure for year in reversed(self.years) if (figure := self.figure(key, year)) is not None)
        return next(found, None)


def compute(
    region: Region,
    ids: Iterable[str] | None = None,
    years: Sequence[int] | None = None,
    area: str | None = None,
    base_year: int | None = None,
) -> Result:
    """Compute indicators of a region.

    Parameters
    ----------
    ids
        indicator ids; all where ``None``. A series id is allowed too: its figures come back as they are.
    years
        where ``None``, all years for which the area has any figure, and the base year.
    area
        GB/T 2260 code; the region itself where ``None``.
    base_year
        the year of constant prices and of changes; the region's where ``None``.

    Raises
    ------
    UnknownIndicatorError, UnknownAreaError
    """
    wanted = tuple(catalogue()) if ids is None else tuple(dict.fromkeys(ids))
    for key in wanted:
        if key not in catalogue() and key not in region.catalogue:
            raise UnknownIndicatorError(key, chain(catalogue(), region.catalogue))
    sheet = lay_out(region, area, region.base_year if base_year is None else base_year, years or ())
    values = _run(sheet, [key for key in wanted if key in catalogue()])
    chosen = tuple(years) if years is not None else sheet.years
    columns = [sheet.years.index(year) for year in chosen]
    return Result(sheet, wanted, chosen, {key: values[key][:, columns] for key in wanted}, values)


def _run(sheet: Sheet, indicators: Sequence[str]) -> dict[str, Array]:
    needed = dict.fromkeys(name for key in indicators for name in (*upstream(key), key))
    nodes = [name for name in needed if name in catalogue()]
    series = {name: sheet.array(name) for name in sheet.region.catalogue}
    inputs = {name: series[name] if name in series else sheet.array(name) for name in series_needed(nodes)}
    return {**series, **inputs, **run(nodes, inputs, sheet.base_position)}
