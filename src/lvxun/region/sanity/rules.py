"""The plausibility rules of ``rules/check_*.csv`` as typed rows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from lvxun.region.catalogue import rules_table
from lvxun.region.model import SeriesDefinition

RATIO_COLUMNS = ("id", "numerator", "denominator", "scale", "low", "high", "unit", "reason")
SUM_COLUMNS = ("id", "total", "parts", "relation", "tolerance", "reason")
CHANGE_COLUMNS = ("series", "usual", "fall", "rise", "reason")
USUAL_BY_KIND = {"stock": 0.06, "flow": 0.08, "share": 2.0, "rate": 3.0, "index": 0.05, "intensity": 0.08}

BELOW_PROVINCE = 1.8  # one plant moves a city as many do not move a province


@dataclass(frozen=True, slots=True)
class RatioRule:
    """A quotient (or a value, without denominator) and the range within which any province lies."""

    id: str
    numerator: str
    denominator: str | None
    scale: float
    low: float
    high: float
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class SumRule:
    """Parts that make up a total, or may not exceed it."""

    id: str
    total: str
    parts: tuple[str, ...]
    is_equal: bool
    tolerance: float
    reason: str


@cache
def ratio_rules() -> tuple[RatioRule, ...]:
    """Return ``rules/check_ratios.csv``."""
    return tuple(
        RatioRule(
            id=row["id"],
            numerator=row["numerator"],
            denominator=row["denominator"] or None,
            scale=float(row["scale"]),
            low=float(row["low"]),
            high=float(row["high"]),
            unit=row["unit"],
            reason=row["reason"],
        )
        for row in rules_table("check_ratios.csv", RATIO_COLUMNS)
    )


@cache
def sum_rules() -> tuple[SumRule, ...]:
    """Return ``rules/check_sums.csv``."""
    return tuple(
        SumRule(
            id=row["id"],
            total=row["total"],
            parts=tuple(row["parts"].split(";")),
            is_equal=row["relation"] == "equal",
            tolerance=float(row["tolerance"]),
            reason=row["reason"],
        )
        for row in rules_table("check_sums.csv", SUM_COLUMNS)
    )


@cache
def furthest_changes() -> Mapping[str, tuple[float, float]]:
    """Return the deepest fall and the steepest rise in a year that any province shows, as log ratios."""
    return MappingProxyType(
        {
            row["series"]: (math.log1p(-float(row["fall"]) / 100.0), math.log1p(float(row["rise"]) / 100.0))
            for row in rules_table("check_changes.csv", CHANGE_COLUMNS)
            if row["fall"] and row["rise"]
        }
    )


@cache
def _usual_changes() -> Mapping[str, float]:
    return MappingProxyType(
        {row["series"]: float(row["usual"]) for row in rules_table("check_changes.csv", CHANGE_COLUMNS)}
    )


def usual_change(definition: SeriesDefinition, area_kind: str = "province") -> float:
    """Return a usual yearly change: a log ratio, or percentage points for shares and rates."""
    usual = _usual_changes().get(definition.id, USUAL_BY_KIND.get(definition.kind, 0.08))
    return usual if area_kind == "province" else usual * BELOW_PROVINCE
