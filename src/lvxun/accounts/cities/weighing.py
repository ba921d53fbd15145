"""Which series divides a sector, in which year, and what weight each area has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from lvxun.accounts.cities.model import Proxy, Setting
from lvxun.region.model import Region

LOOSE_KINDS = ("zone",)  # an area that may lack figures: its statistics are those of the cities it lies in


@dataclass(frozen=True, slots=True)
class Weights:
    """A series of a year as weights: ``by_area`` has the areas that have a figure."""

    series: str
    year: int
    by_area: Mapping[str, float]


def children_of(region: Region) -> tuple[str, ...]:
    """Return the codes of the areas right below the region itself, in its order."""
    return tuple(region.areas.index[region.areas["parent"] == region.code])


def figures_of(region: Region, series: str, areas: Sequence[str]) -> dict[int, dict[str, float]]:
    """Return a series of these areas as ``{year: {area: value}}``."""
    frame: pd.DataFrame = region.series
    rows = frame[(frame["indicator"] == series) & frame["area"].isin(areas)]
    found: dict[int, dict[str, float]] = {}
    for area, year, value in zip(rows["area"], rows["year"], rows["value"], strict=True):
        found.setdefault(int(year), {})[str(area)] = float(value)
    return found


def weights_for(setting: Setting, proxy: Proxy) -> Weights | None:
    """Return the weights of a sector: of the best series that is whole in a year within reach.

    The year itself comes first, then the nearest one, the later of two equally near. ``None`` where no series
    is whole in any year, or all of it is zero.
    """
    areas, year, region = setting.areas, setting.year, setting.region
    needed = {area for area in areas if region.areas.loc[area, "kind"] not in LOOSE_KINDS} or set(areas)
    for series in proxy.series:
        figures = figures_of(region, series, areas)
        whole = [
            other
            for other, by_area in figures.items()
            if abs(other - year) <= setting.rules.reach and needed <= by_area.keys() and any(by_area.values())
        ]
        if whole:
            best = min(whole, key=lambda other: (abs(other - year), -other))
            return Weights(series, best, figures[best])
    return None
