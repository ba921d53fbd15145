"""Which indicator a target is about, suggested by the likeness of names and by units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz

from lvxun.plan.lexicon import any_of, synonyms
from lvxun.plan.model import Comparator, Target
from lvxun.plan.quantities import unit_dimension

THRESHOLD, SAME_FOLDED = 0.55, 0.99
DIMENSION_DIFFERS, TRAIT_DIFFERS = 0.6, 0.7
BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
NOISE = re.compile(r"[\s“”‘’、，,·—-]|全省|全市|全县|我省|我市|的")
TRAITS = {
    "per unit": re.compile(r"单位|人均|亩均|每"),
    "total": re.compile(r"总量"),
    "share": re.compile(r"比重|率$|率[^a-z]*$"),
    "addition": re.compile(r"新增|新建|净增"),
    "capacity": re.compile(r"装机"),
    "generation": re.compile(r"发电量"),
    "not": re.compile(r"非"),
    "growth": re.compile(r"年均|增速|增长"),
}
CHANGES = (Comparator.INCREASE_BY, Comparator.DECREASE_BY, Comparator.MULTIPLY_BY)


@dataclass(frozen=True, slots=True)
class IndicatorLabel:
    """An indicator that a target may be about; ``unit`` may be Chinese (万千瓦) or a symbol (GW)."""

    id: str
    labels: tuple[str, ...]
    unit: str


class Suggestion(NamedTuple):
    """``score`` is from 0 to 1; below ``THRESHOLD`` nothing is suggested."""

    indicator_id: str
    score: float


def suggest_indicators(
    target: Target, candidates: Iterable[IndicatorLabel], limit: int = 5
) -> list[Suggestion]:
    """Return the best matches, best first, ties by id.

    The score is the likeness of the names after synonyms are folded, times 0.6 where the units are of
    different dimensions, times 0.7 for each trait that only one of the two has: per unit, total, share,
    addition, capacity, generation, 非, growth.
    """
    scored = [Suggestion(c.id, round(_score(target, c), 4)) for c in candidates]
    good = [suggestion for suggestion in scored if suggestion.score >= THRESHOLD]
    return sorted(good, key=lambda s: (-s.score, s.indicator_id))[:limit]


def canonical(name: str) -> str:
    """Return a name with brackets left out and synonyms folded.

    >>> canonical("万元地区生产总值能源消费量") == canonical("单位GDP能耗")
    True
    """
    text = NOISE.sub("", BRACKETS.sub("", name))
    pairs = dict(synonyms())
    return _synonym_pattern().sub(lambda match: pairs[match.group()], text)


@cache
def _synonym_pattern() -> re.Pattern[str]:
    return re.compile(any_of(written for written, _ in synonyms()))


def _score(target: Target, candidate: IndicatorLabel) -> float:
    name = canonical(target.indicator)
    likeness = max((_likeness(name, canonical(label)) for label in candidate.labels if label), default=0.0)
    if target.indicator in candidate.labels:
        likeness = 1.0  # as written goes before alike after folding
    return likeness * (1.0 if _units_agree(target, candidate.unit) else DIMENSION_DIFFERS)


def _likeness(name: str, label: str) -> float:
    if not name or not label:
        return 0.0
    if name == label:
        return SAME_FOLDED
    alike = max(fuzz.ratio(name, label), 0.9 * fuzz.token_sort_ratio(" ".join(name), " ".join(label))) / 100
    differing = sum(bool(t.search(name)) != bool(t.search(label)) for t in TRAITS.values())
    return min(alike, 0.97) * TRAIT_DIFFERS**differing


def _units_agree(target: Target, unit: str) -> bool:
    """Say whether the units may belong together; a change in % and an unknown unit agree with any."""
    if target.unit is None or (target.comparator in CHANGES and target.unit in ("%", "倍")):
        return True
    mine, theirs = unit_dimension(target.unit), unit_dimension(unit) or _symbol_dimension(unit)
    return not mine or not theirs or mine == theirs


def _symbol_dimension(unit: str) -> str:
    """Return the dimension of the international symbols that indicators use."""
    symbols = {
        r"[kMG]W": "power",
        r"[kMGT]Wh": "electricity",
        r"[kM]?tce|.*标准煤": "energy",
        r"percent|share|1|dimensionless|ratio": "share",
        r"km2|km²|ha|hectare|mu": "area",
        r"km": "length",
    }
    return next((d for pattern, d in symbols.items() if re.fullmatch(pattern, unit)), "")
