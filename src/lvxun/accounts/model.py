"""What the accounts say: about an indicator, about a figure, about the way to a figure."""

from __future__ import annotations

from dataclasses import dataclass

from lvxun.accounts.tags import Direction, Kind, Reach
from lvxun.region.model import DataRequest, Quality


@dataclass(frozen=True, slots=True)
class IndicatorInfo:
    """What an indicator is, the same in every province.

    ``formula`` is algebra over ids, ``formula_zh`` and ``formula_en`` the same with labels.
    ``inputs`` are the direct inputs, ``series`` all series below; ``reach`` says of which years an input is
    used. ``measures`` are numbers of Liaoning's plan of 2021. ``theme`` is the module that defines it.
    """

    id: str
    label_zh: str
    label_en: str
    unit: str
    kind: Kind
    direction: Direction
    description_zh: str
    description_en: str
    formula: str
    formula_zh: str
    formula_en: str
    source: str
    measures: tuple[int, ...]
    aliases: tuple[str, ...]
    inputs: tuple[str, ...]
    series: tuple[str, ...]
    dependants: tuple[str, ...]
    reach: dict[str, Reach]
    is_choice: bool
    is_step: bool
    is_proxy: bool
    is_lower_bound: bool
    theme: str

    @property
    def labels(self) -> tuple[str, ...]:
        """Every name that a plan may use for it."""
        return (self.label_zh, *self.aliases)


@dataclass(frozen=True, slots=True)
class InputFigure:
    """One cell of a region's series, with where it was written."""

    series: str
    year: int
    value: float
    unit: str
    source: str
    quality: Quality
    note: str
    file: str
    row: int | None


@dataclass(frozen=True, slots=True)
class Branch:
    """Which alternative a choice took in a year."""

    choice: str
    taken: str
    year: int


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's value in a year, the worst quality and all sources of the cells behind it.

    ``inputs`` are exactly the cells that this value draws on.
    """

    indicator: str
    value: float
    year: int
    unit: str
    quality: Quality
    sources: tuple[str, ...]
    inputs: tuple[InputFigure, ...]
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A series or an indicator on the way to a figure; ``figures`` are those of the years that were used."""

    id: str
    is_series: bool
    label_zh: str
    label_en: str
    unit: str
    formula: str
    figures: tuple[Figure, ...]

    @property
    def is_used(self) -> bool:
        return bool(self.figures)


@dataclass(frozen=True, slots=True)
class Edge:
    """``source`` is an input of ``target``; ``is_used`` is false for an alternative not taken, or unknown."""

    source: str
    target: str
    is_used: bool


@dataclass(frozen=True, slots=True)
class Publisher:
    """The body that publishes a series in this region; ``body`` is an id, ``None`` where nobody is known."""

    series: str
    function: str
    body: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an indicator or a series comes about in a region.

    ``year`` is the year explained, the latest one where none was asked for; ``figure`` is ``None`` where
    nothing is known. ``nodes`` and ``edges`` are the graph from the series to it, itself last;
    ``dependants`` all that is computed from it.
    """

    id: str
    is_series: bool
    label_zh: str
    label_en: str
    unit: str
    description_zh: str
    description_en: str
    reading_zh: str
    reading_en: str
    formula: str
    formula_zh: str
    formula_en: str
    definition: str
    measures: tuple[int, ...]
    is_proxy: bool
    year: int | None
    figure: Figure | None
    history: tuple[Figure, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    dependants: tuple[str, ...]
    publishers: tuple[Publisher, ...]
    requests: tuple[DataRequest, ...]
