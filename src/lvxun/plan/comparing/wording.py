"""How two plans call the same quantity."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz import fuzz

from lvxun.plan.comparing.words import short_forms, words
from lvxun.plan.model import Target

SHORT = 6
SIMILAR = 0.6
SIMILAR_SHORT = 0.8
NEARLY_EQUAL = 0.9
_PUNCTUATION = re.compile(r"[\s，。、；：（）()《》“”\"'·,.;:和与及-]+")


@cache
def plain(indicator: str) -> str:
    """Return an indicator's name without what does not change its meaning.

    Examples
    --------
    >>> plain("全省风电、光伏发电装机容量")
    '风电光伏装机'
    """
    name = _PUNCTUATION.sub("", indicator)
    for long, short in short_forms():
        name = name.replace(long, short)
    return name or indicator


def indicator_similarity(before: Target, after: Target) -> float:
    """Return how alike two targets' indicators are, 0 to 1; 0 also where they are too unlike to be a pair."""
    if before.indicator_id and after.indicator_id:
        return float(before.indicator_id == after.indicator_id)
    old, new = plain(before.indicator), plain(after.indicator)
    score = fuzz.ratio(old, new) / 100
    # In a short name one character can be the whole meaning: 煤电装机, 水电装机.
    needed = SIMILAR_SHORT if min(len(old), len(new)) < SHORT else SIMILAR
    return score if score >= needed else 0.0


def is_same_indicator(before: Target, after: Target) -> bool:
    """Say whether two targets measure the same thing, so that their figures may be held side by side."""
    if before.indicator_id and after.indicator_id:
        return before.indicator_id == after.indicator_id
    old, new = plain(before.indicator), plain(after.indicator)
    if old == new:
        return True
    # 新增 makes another quantity of it, and so does a character that stands for another one.
    return (
        ("新增" in old) == ("新增" in new)
        and fuzz.ratio(old, new) >= 100 * NEARLY_EQUAL
        and _is_part(old, new)
    )


def is_lower_better(indicator: str) -> bool:
    """Say whether a lower level is the stronger promise where the comparator does not tell."""
    if any(word in indicator for word in words("higher_is_better")):
        return False
    return any(word in indicator for word in words("lower_is_better"))


def _is_part(old: str, new: str) -> bool:
    short, long = sorted((old, new), key=len)
    rest = iter(long)
    return all(char in rest for char in short)
