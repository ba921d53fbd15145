"""What an account is made of: entries (what goes in), lines (products of entries), totals (sums of lines).

A line is a product, ``constant × inputs / divisors``; a total is a weighted sum. With nothing else in an
account, each cell has an exact lineage, an exact derivative, an exact formula for a spreadsheet and an exact
split of its change. What is not a product (the decay of a landfill) is a :class:`Derived` entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from lvxun.region.model import Quality

Array = NDArray[np.float64]


class Role(StrEnum):
    """What an entry is in a product."""

    ACTIVITY = "activity"  # 活动水平数据: how much of something
    FACTOR = "factor"  # 排放因子 and every other coefficient


class Origin(StrEnum):
    """How a figure came to be known."""

    PUBLISHED = "published"
    DERIVED = "derived"  # follows from published figures by identities alone
    RECONSTRUCTED = "reconstructed"  # the most likely value, with a width


class Notation(StrEnum):
    """Why a line has no value (IPCC notation keys)."""

    NOT_OCCURRING = "NO"
    NOT_ESTIMATED = "NE"
    INCLUDED_ELSEWHERE = "IE"
    NOT_APPLICABLE = "NA"
    CONFIDENTIAL = "C"


class Shape(StrEnum):
    """The distribution of an entry."""

    FIXED = "fixed"
    NORMAL = "normal"
    LOGNORMAL = "lognormal"
    TRIANGULAR = "triangular"
    UNIFORM = "uniform"


@dataclass(frozen=True, slots=True)
class Spread:
    """How uncertain an entry is.

    ``low`` and ``high`` bound 95 % of a normal or lognormal distribution, all of a triangular or uniform one,
    in the entry's unit. A normal one may lie off the middle of its bounds by rounding only.
    """

    shape: Shape = Shape.FIXED
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """An input: an activity or a factor, with its evidence.

    Attributes
    ----------
    id
        ``activity/<series or balance cell>`` or ``factor/<set>/<parameter>/<item>``; without a year, so
        that a factor is the same entry (and has the same draws) in every year.
    year
        that it describes, or in which a factor is looked up.
    source
        id of a source of the region or of ``rules/factors/sources.toml``.
    series
        id of the region's series where it is one, "" else.
    """

    id: str
    role: Role
    label_zh: str
    label_en: str
    value: float
    unit: str
    year: int
    source: str
    quality: Quality
    spread: Spread = Spread()
    origin: Origin = Origin.PUBLISHED
    note: str = ""
    file: str = ""
    row: int | None = None
    series: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """An entry computed from others by more than a product.

    ``compute`` takes one array ``(member,)`` for each of ``inputs`` and returns one. ``formula`` is the
    algebra in words that both languages read: symbols, defined in the method's text.
    """

    id: str
    label_zh: str
    label_en: str
    unit: str
    inputs: tuple[str, ...]
    compute: Callable[..., Array]
    formula: str
    role: Role = Role.ACTIVITY


@dataclass(frozen=True, slots=True)
class Line:
    """One cell of an account: ``constant × Π inputs / Π divisors`` in ``unit``, or a notation key.

    Attributes
    ----------
    id
        ``<account>/<sector>/<item>/<what>…``, unique in a book.
    sector
        id in ``rules/accounts/sectors.csv``.
    item
        the gas, fuel, pollutant, material or water use that the cell counts.
    category
        IPCC 2006 category of a greenhouse gas (``1A1a``), "" elsewhere.
    method
        id in ``rules/accounts/methods.toml``.
    constant
        pure numbers and unit conversions: 44/12, 1e-4, a sign.
    reason_zh, reason_en
        why there is a notation key.
    """

    id: str
    account: str
    sector: str
    item: str
    area: str
    method: str
    label_zh: str
    label_en: str
    unit: str
    inputs: tuple[str, ...] = ()
    divisors: tuple[str, ...] = ()
    constant: float = 1.0
    category: str = ""
    origin: Origin = Origin.PUBLISHED
    notation: Notation | None = None
    reason_zh: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A term of a total: ``weight × value of (line or total) × value of the entry times``."""

    of: str
    weight: float = 1.0
    times: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """A weighted sum of lines or other totals; ``divisor`` is a line, a total or an entry (an intensity)."""

    id: str
    account: str
    label_zh: str
    label_en: str
    unit: str
    parts: tuple[Part, ...]
    divisor: str = ""
    scale: float = 1.0  # unit conversion of a quotient


@dataclass(frozen=True, slots=True)
class Check:
    """An identity that was tried: what is left over, and whether that is within ``tolerance``."""

    name: str
    label_zh: str
    label_en: str
    residual: float
    unit: str
    tolerance: float
    is_ok: bool
    note_zh: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing for a year: said, not filled.

    ``function`` is that of the body that would know (bodies.toml).
    """

    account: str
    topic: str  # a series, a factor, a table
    label_zh: str
    label_en: str
    function: str = "statistics"


@dataclass(frozen=True, slots=True)
class Joint:
    """Entries that are not independent: ``covariance`` in the order of ``ids``, in their units squared."""

    ids: tuple[str, ...]
    covariance: Array


@dataclass(frozen=True)
class Account:
    """One theme of a year: energy, carbon, water, waste, air or circularity."""

    name: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    derived: Mapping[str, Derived] = field(default_factory=dict)
    lines: Mapping[str, Line] = field(default_factory=dict)
    totals: Mapping[str, Total] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    gaps: tuple[Gap, ...] = ()
    joints: tuple[Joint, ...] = ()


@dataclass(frozen=True)
class Book:
    """All accounts of an area in a year.

    Entries, lines and totals of the accounts in one namespace; ``version`` is the region's.
    """

    region: str
    area: str
    year: int
    version: str
    gwp: str  # report whose global warming potentials weigh the gases: SAR, AR4, AR5, AR6
    factor_set: str
    accounts: Mapping[str, Account]
    entries: Mapping[str, Entry]
    derived: Mapping[str, Derived]
    lines: Mapping[str, Line]
    totals: Mapping[str, Total]
    checks: tuple[Check, ...]
    gaps: tuple[Gap, ...]
    joints: tuple[Joint, ...]
