"""Figures arranged for checking: a track is one series of one area through the years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lvxun.errors import Where
from lvxun.region.model import SeriesDefinition, Source
from lvxun.region.sanity.finding import Finding, Severity
from lvxun.region.sanity.rules import usual_change

# A break that the keeper has told of; "revised series" alone does not say that this year is not comparable.
TOLD_BREAK = re.compile(
    r"普查修订|普查后|经济普查|人口普查|口径(变化|调整|不同|有别)|不可比|断点|不可直接比较"
    r"|census|break|not comparable|not on one basis|another basis",
    re.IGNORECASE,
)

TOLD_PRELIMINARY = re.compile(r"初步核算|快报|修订前|preliminary|before (the )?revision", re.IGNORECASE)

Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Point:
    """One figure in its canonical unit, with its place."""

    series: str
    area: str
    year: int
    value: float
    source: str
    quality: str
    note: str
    file: str
    row: int

    @property
    def key(self) -> Key:
        return (self.series, self.area, self.year)

    @property
    def where(self) -> Where:
        return Where(self.file, self.row, "value")

    @property
    def is_preliminary(self) -> bool:
        return TOLD_PRELIMINARY.search(self.note) is not None


@dataclass(frozen=True)
class Track:
    """One series of one area, oldest figure first."""

    definition: SeriesDefinition
    area: str
    points: tuple[Point, ...]
    area_kind: str = "province"

    @property
    def usual_change(self) -> float:
        return usual_change(self.definition, self.area_kind)

    @property
    def years(self) -> np.ndarray:
        return np.array([point.year for point in self.points], dtype=float)

    @property
    def values(self) -> np.ndarray:
        return np.array([point.value for point in self.points], dtype=float)

    @property
    def told_breaks(self) -> frozenset[int]:
        """Return the years whose note tells of a break; a note that most years carry is about the series."""
        told = [point.year for point in self.points if TOLD_BREAK.search(point.note)]
        return frozenset(told) if len(told) * 2 <= len(self.points) else frozenset()


@dataclass(frozen=True)
class Panel:
    """Every figure of a region that could be read."""

    code: str
    areas: pd.DataFrame
    sources: Mapping[str, Source]
    tracks: Mapping[tuple[str, str], Track]

    def track(self, series: str, area: str | None = None) -> Track | None:
        return self.tracks.get((series, area or self.code))

    def at(self, series: str, year: int, area: str | None = None) -> Point | None:
        track = self.track(series, area)
        return next((point for point in track.points if point.year == year), None) if track else None

    def near(self, series: str, year: int, area: str, within: int) -> Point | None:
        """Return the figure of that year, or of the nearest within so many years."""
        track = self.track(series, area)
        near = [p for p in track.points if abs(p.year - year) <= within] if track else []
        return min(near, key=lambda point: abs(point.year - year), default=None)

    def points(self) -> Iterator[Point]:
        for track in self.tracks.values():
            yield from track.points


def arrange(
    figures: pd.DataFrame,
    catalogue: Mapping[str, SeriesDefinition],
    code: str,
    areas: pd.DataFrame,
    sources: Mapping[str, Source],
) -> Panel:
    """Arrange a frame of figures (``FRAME_COLUMNS``, canonical units) into tracks."""
    columns = ["indicator", "area", "year", "value", "source", "quality", "note", "file", "row"]
    gathered: dict[tuple[str, str], list[Point]] = {}
    for cells in zip(*(figures[column].tolist() for column in columns), strict=True):
        point = Point(*cells)
        gathered.setdefault((point.series, point.area), []).append(point)
    kinds = areas["kind"].to_dict() if len(areas) else {}
    tracks = {
        (series, area): Track(
            catalogue[series],
            area,
            tuple(sorted(points, key=lambda point: point.year)),
            str(kinds.get(area, "province")),
        )
        for (series, area), points in gathered.items()
    }
    return Panel(code, areas, sources, tracks)


@dataclass(frozen=True, slots=True)
class Words:
    """What is odd about a figure, and what would put it right."""

    what: str
    remedy: str


def finding_at(
    point: Point,
    check: str,
    words: Words,
    others: Sequence[Point] = (),
    severity: Severity = Severity.WARNING,
) -> Finding:
    """Return a finding on one figure; ``others`` take part in it."""
    beside = [other for other in others if other.key != point.key]
    same = {other.year for other in beside if (other.series, other.area) == (point.series, point.area)}
    return Finding(
        check=check,
        severity=severity,
        what=words.what,
        remedy=words.remedy,
        file=point.file,
        row=point.row,
        field="value",
        series=point.series,
        area=point.area,
        years=tuple(sorted({point.year, *same})) if check == "swapped_years" else (point.year,),
        related=tuple(other.where for other in beside),
    )
