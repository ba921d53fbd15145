"""What the pages of indicators, series, areas and sources show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from lvxun import accounts
from lvxun.accounts import Explanation, IndicatorInfo, UnknownYearError
from lvxun.attainment.linking import targets_of
from lvxun.plan.model import Plan, Target
from lvxun.region.bodies import responsible
from lvxun.region.gaps import gaps
from lvxun.region.model import Body, Quality, Region, SeriesDefinition, Source
from lvxun.web.insight.areas import Area, areas


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a series as it was written down."""

    series: SeriesDefinition
    area: Area
    year: int
    value: float
    quality: Quality
    source_id: str
    source: Source | None
    note: str
    file: str
    row: int | None


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator or a series by its name, for links."""

    id: str
    label_zh: str
    label_en: str
    is_series: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of one series."""

    series: SeriesDefinition
    cells: list[Cell]

    @property
    def latest(self) -> Cell:
        return max(self.cells, key=lambda cell: cell.year)

    @property
    def years(self) -> str:
        """Return the span of years, such as 2015–2023."""
        first, last = min(c.year for c in self.cells), max(c.year for c in self.cells)
        return str(first) if first == last else f"{first}–{last}"


def explained(region: Region, key: str, year: int | None, area: str | None) -> tuple[Explanation, bool]:
    """Explain a figure; for a year without one the latest, and say so."""
    try:
        return accounts.explain(region, key, year, area), True
    except UnknownYearError:
        return accounts.explain(region, key, None, area), False


def name(region: Region, key: str) -> Named:
    """Return what an indicator or series is called; an unknown key is its own name."""
    thing = accounts.catalogue().get(key) or region.catalogue.get(key)
    if thing is None:
        return Named(key, key, key, True)
    return Named(key, thing.label_zh, thing.label_en, key not in accounts.catalogue())


def served_targets(plan: Plan, key: str) -> tuple[Target, ...]:
    """Return the targets that an indicator or series serves."""
    return targets_of(plan, key, accounts.catalogue())


def indicators_by_theme() -> list[tuple[str, list[IndicatorInfo]]]:
    """Return the indicators, theme by theme, without the steps of a calculation."""
    found: dict[str, list[IndicatorInfo]] = {}
    for info in accounts.catalogue().values():
        if not info.is_step:
            found.setdefault(info.theme, []).append(info)
    return list(found.items())


def cells(region: Region, rows: pd.DataFrame) -> list[Cell]:
    """Return rows of the region's series as pages want them, newest first."""
    named = areas(region)
    return [
        Cell(
            region.catalogue[row["indicator"]],
            named[row["area"]],
            int(row["year"]),
            float(row["value"]),
            Quality(row["quality"]),
            row["source"],
            region.sources.get(row["source"]),
            "" if pd.isna(row["note"]) else str(row["note"]),
            str(row["file"]),
            None if pd.isna(row["row"]) else int(row["row"]),
        )
        for row in rows.sort_values("year", ascending=False).to_dict("records")
    ]


def series_cells(region: Region, key: str, area: str) -> list[Cell]:
    """Return the figures of a series in one area, newest first."""
    frame = region.series
    return cells(region, frame[(frame["indicator"] == key) & (frame["area"] == area)])


def areas_with(region: Region, key: str) -> list[Area]:
    """Return the areas that have figures of a series, the region first."""
    known = set(region.series.loc[region.series["indicator"] == key, "area"])
    return [area for code, area in areas(region).items() if code in known]


def grouped(found: Iterable[Cell]) -> list[Group]:
    """Group figures by series, in the order of the topics."""
    groups: dict[str, Group] = {}
    for cell in found:
        groups.setdefault(cell.series.id, Group(cell.series, [])).cells.append(cell)
    return sorted(groups.values(), key=lambda group: (group.series.topic, group.series.id))


def cells_of_area(region: Region, code: str) -> list[Cell]:
    """Return all figures of an area."""
    return cells(region, region.series[region.series["area"] == code])


def cells_of_source(region: Region, source_id: str) -> list[Cell]:
    """Return all figures that a source gives."""
    return cells(region, region.series[region.series["source"] == source_id])


def source_counts(region: Region) -> dict[str, int]:
    """Return how many figures each source gives."""
    counts = region.series["source"].value_counts()
    return {str(key): int(count) for key, count in counts.items()}


def quality_counts(region: Region) -> list[tuple[str, int]]:
    """Return how many figures of each quality there are, best first."""
    counts = region.series["quality"].value_counts()
    return [(str(quality), int(counts.get(str(quality), 0))) for quality in Quality]


def inputs(
    region: Region, explanation: Explanation
) -> list[tuple[Named, accounts.InputFigure, Source | None]]:
    """Return the figures that an explained value draws on, with their names and sources."""
    found = explanation.figure.inputs if explanation.figure else ()
    return [(name(region, cell.series), cell, region.sources.get(cell.source)) for cell in found]


def publisher(region: Region, key: str) -> Body | None:
    """Return the body of this region that publishes a series."""
    return responsible(tuple(region.bodies.values()), region.catalogue[key].publisher)


def publishers(region: Region, explanation: Explanation) -> list[Body]:
    """Return the bodies that publish what an indicator is made of, each once."""
    ids = dict.fromkeys(one.body for one in explanation.publishers if one.body)
    return [region.bodies[key] for key in ids]


def by_topic(groups: Iterable[Group]) -> list[tuple[str, list[Group]]]:
    """Return groups under the topic of their series."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        found.setdefault(group.series.topic, []).append(group)
    return list(found.items())


@dataclass(frozen=True, slots=True)
class GridRow:
    """A series of the region itself: the quality of its figure in each year, empty where there is none."""

    series: SeriesDefinition
    qualities: list[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """Series × years."""

    years: list[int]
    rows: list[GridRow]


def quality_grid(region: Region) -> Grid:
    """Return where the region has figures and how good they are, so that a gap is seen at a glance."""
    own = region.series.loc[region.series["area"] == region.code, "year"]
    years = sorted({int(year) for year in own})
    found = gaps(region, years[0], years[-1]) if years else gaps(region, region.base_year, region.base_year)
    return Grid(years, [GridRow(one.definition, [str(one.years.get(y, "")) for y in years]) for one in found])
