"""Dated coefficients: what a factor is, and the book that knows which one is in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lvxun.region.model import Quality, Source


@dataclass(frozen=True, slots=True)
class Factor:
    """One row of ``rules/factors/<set>.csv``.

    ``low`` and ``high`` are the range that the source gives (``None`` where it gives none); ``valid_from``
    and ``valid_to`` bound the dates on which it is in force (``None``: open).
    """

    set: str
    parameter: str
    item: str
    label_zh: str
    label_en: str
    value: float
    low: float | None
    high: float | None
    unit: str
    valid_from: date | None
    valid_to: date | None
    source: str
    quality: Quality
    note: str
    file: str
    row: int


@dataclass(frozen=True)
class FactorBook:
    """All factors, national ones and a province's own over them; asked through :mod:`factors.in_force`."""

    factors: Mapping[tuple[str, str, str], tuple[Factor, ...]]  # (set, parameter, item) -> by date
    sources: Mapping[str, Source]
