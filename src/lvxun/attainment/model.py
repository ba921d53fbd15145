"""What an assessment says: one row a target, with the evidence behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lvxun.plan.model import Responsibility, Target
from lvxun.region.model import DataRequest, Quality


class Status(StrEnum):
    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    MISSED = "missed"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its year, the worst quality among the figures behind it, and their source ids."""

    value: float
    year: int
    unit: str
    quality: Quality
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a row, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class TargetStatus:
    """Where one target stands.

    ``value`` and ``unit`` are the target in the indicator's unit; ``distance`` is target minus latest, signed
    so that a positive number is still to go; ``pace_done`` and ``pace_needed`` are per year, in ``unit``.
    ``path`` is the straight line from ``base`` to the target, year by year. ``year`` is the year it is judged
    for: the target's own, or the plan's horizon where the sentence has none. ``notes`` say in both languages
    what a reader should know: another base year, a reading of a word, a change of definition.
    """

    target: Target
    status: Status
    rule: str  # the branch of the written rule that decided, docs/attainment.md
    indicator_id: str | None
    label_zh: str
    label_en: str
    value: float | tuple[float, float] | None
    unit: str | None
    latest: Figure | None
    base: Figure | None
    history: tuple[Figure, ...]
    path: tuple[tuple[int, float], ...]
    distance: float | None
    pace_done: float | None
    pace_needed: float | None
    bodies: tuple[Responsibility, ...]
    request: DataRequest | None
    is_proxy: bool  # a named proxy stands in for a qualitative target
    is_suggested: bool = False  # nobody has confirmed the indicator yet
    year: int | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What a register says of the measures that ask for it: an indicator, its latest figure and history."""

    indicator_id: str
    label_zh: str
    label_en: str
    register: str
    measures: tuple[int, ...]
    latest: Figure
    history: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    region_id: str
    region_version: str
    plan_title: str
    year: int
    rows: tuple[TargetStatus, ...]
    carried_out: tuple[CarriedOut, ...] = ()  # empty until registers have records

    def count(self, status: Status) -> int:
        return sum(row.status is status for row in self.rows)
