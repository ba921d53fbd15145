"""What is known about a place: an immutable ``Region`` of frames and metadata, in canonical units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pandas as pd

SERIES_COLUMNS = ("indicator", "area", "year", "value", "unit", "source", "quality", "note")


class Quality(StrEnum):
    """How far a figure may be trusted, best first."""

    OFFICIAL = "official"
    PRESS = "press"
    LITERATURE = "literature"
    ESTIMATE = "estimate"
    UNVERIFIED = "unverified"

    @property
    def rank(self) -> int:
        return list(Quality).index(self)


QUALITY_WORDS = {
    Quality.OFFICIAL: ("官方", "official"),
    Quality.PRESS: ("媒体报道", "press"),
    Quality.LITERATURE: ("文献", "literature"),
    Quality.ESTIMATE: ("估算", "estimate"),
    Quality.UNVERIFIED: ("待核实", "unverified"),
}


@dataclass(frozen=True, slots=True)
class SeriesDefinition:
    """One row of ``rules/series.csv``: what a series means in every province.

    The last five are for a series that a register yields: ``register`` is its id, ``direction`` which way is
    better (higher, lower or nothing), ``measures`` the reference plan's numbers.
    """

    id: str
    label_zh: str
    label_en: str
    unit: str
    kind: str  # stock, flow, share, rate, index, intensity
    lower: float | None
    upper: float | None
    additive: bool  # the areas below a province add up to it
    publisher: str  # function of the body that publishes it, see Body.function
    topic: str
    note: str
    register: str = ""
    direction: str = ""
    measures: tuple[int, ...] = ()
    description_zh: str = ""
    description_en: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    title: str
    publisher: str
    year: int | None = None
    number: str | None = None
    url: str | None = None
    licence: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that the plan or a source names.

    ``function`` is the same key in every province (``statistics``).
    """

    id: str
    label_zh: str
    label_en: str
    short_zh: str
    kind: str  # department, party, court, city, zone, enterprise, bank, national
    function: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name that a plan may call it by."""
        return (self.label_zh, self.short_zh, *self.aliases, self.label_en)


@dataclass(frozen=True, slots=True)
class DataRequest:
    """What is not known, addressed to the body that would know it.

    ``topic`` is a series id of ``rules/series.csv``, or an indicator id, or a target id.
    """

    id: str
    topic: str
    body: str
    years: str
    reason_zh: str
    reason_en: str


@dataclass(frozen=True)
class Region:
    """A province (or any area with a plan).

    Attributes
    ----------
    areas
        index ``code``; columns ``label_zh, label_en, kind, parent, lon, lat``;
        the first row is the region itself.
    series
        tidy: ``indicator, area, year, value, unit, source, quality, note`` in canonical units, plus
        ``file, row`` (where the figure was written). One row for each (indicator, area, year).
    version
        short hash over every file and overlay row that went in.
    """

    id: str
    code: str
    label_zh: str
    label_en: str
    path: Path
    base_year: int
    areas: pd.DataFrame
    series: pd.DataFrame
    catalogue: Mapping[str, SeriesDefinition]
    sources: Mapping[str, Source]
    bodies: Mapping[str, Body]
    requests: tuple[DataRequest, ...]
    version: str
