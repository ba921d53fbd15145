"""What a new region is made of, as plain data: a plan's outline goes in, files come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lvxun.region.model import Body


@dataclass(frozen=True, slots=True)
class TargetOutline:
    """What a request needs to know of a target: ``lead`` is the first body of its measure."""

    id: str
    indicator: str
    quote: str
    year: int | None
    base_year: int | None
    lead: str | None


@dataclass(frozen=True, slots=True)
class PlanOutline:
    """A plan as plain data, so that this package need not know the plan engine."""

    title: str
    bodies: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    targets: tuple[TargetOutline, ...] = ()
    publisher: str | None = None
    year: int | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class NewRegion:
    """The files of a region that does not exist yet, by their path in its folder."""

    id: str
    label_zh: str
    label_en: str
    code: str
    files: Mapping[str, str]
    bodies: tuple[Body, ...]
    requests: int
    notes: tuple[str, ...] = ()
