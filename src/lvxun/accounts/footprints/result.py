"""Footprints as they are shown: plain rows with labels, for pages, JSON and sheets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lvxun.accounts.book.model import Array, Check, Origin
from lvxun.accounts.footprints.model import Words
from lvxun.region.model import Quality

MIDDLE = (2.5, 97.5)  # per cent: bounds of the middle 95 % of the members


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of the first member, and the middle 95 % of all members; with one member they are the same."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category of final demand; amounts in the result's unit.

    ``production`` was emitted here to make what it demands; ``direct`` by the households themselves;
    ``consumption`` anywhere, ``None`` for exports, outflow and error, which are no demand of the province.
    """

    id: str
    label_zh: str
    label_en: str
    demand: float  # in the unit of money
    production: Amount
    direct: Amount
    consumption: Amount | None


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product, and the sector that makes it; intensities in ``FootprintResult.intensity_unit``.

    ``emitted`` in the sector; ``footprint`` of final demand for the product, as far as emitted here;
    ``consumption``, ``sent`` and ``received`` wherever it was emitted.
    """

    id: str
    label_zh: str
    label_en: str
    group: str
    output: float  # in the unit of money
    domestic_share: float
    intensity: Amount
    multiplier: Amount
    total_multiplier: Amount
    emitted: Amount
    footprint: Amount
    consumption: Amount
    sent: Amount
    received: Amount


@dataclass(frozen=True, slots=True)
class TradeRow:
    """What leaves (positive) or comes in, and the carbon embodied in it."""

    id: str
    label_zh: str
    label_en: str
    leaves: bool
    value: float  # in the unit of money
    embodied: Amount


@dataclass(frozen=True, slots=True)
class PathRow:
    """A chain from a product demanded in the province to the sector here that emits.

    ``share`` is that of all production-based carbon.
    """

    sectors: tuple[str, ...]
    labels_zh: tuple[str, ...]
    labels_en: tuple[str, ...]
    value: float
    share: float


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A part of the inventory that no footprint contains, and why."""

    inventory: str
    amount: Amount
    reason_zh: str
    reason_en: str


@dataclass(frozen=True)
class FootprintResult:
    """Footprints of an area in a year; amounts in ``unit``, money in ``money_unit``."""

    region: str
    area: str
    year: int
    unit: str
    money_unit: str
    intensity_unit: str
    table_year: int
    table_origin: Origin
    quality: Quality
    members: int
    production: Amount
    consumption: Amount
    net_sent: Amount
    error: Amount
    categories: tuple[CategoryRow, ...]
    products: tuple[ProductRow, ...]
    trade: tuple[TradeRow, ...]
    paths: tuple[PathRow, ...]
    left_out: tuple[LeftOutRow, ...]
    checks: tuple[Check, ...]
    sources: tuple[str, ...]
    weaknesses: tuple[Words, ...]
    placing_notes: tuple[Words, ...]


def amount(members: Array) -> Amount:
    """Return the first member of an array ``(member,)`` with the bounds of the middle 95 %."""
    value = float(members[0])
    if len(members) == 1:
        return Amount(value, value, value)
    low, high = np.percentile(members, MIDDLE)
    return Amount(value, float(low), float(high))


def amounts(members: Array) -> tuple[Amount, ...]:
    """Return the same for each column of an array ``(member, thing)``."""
    values = members[0]
    low, high = np.percentile(members, MIDDLE, axis=0) if len(members) > 1 else (values, values)
    return tuple(Amount(float(v), float(a), float(b)) for v, a, b in zip(values, low, high, strict=True))
