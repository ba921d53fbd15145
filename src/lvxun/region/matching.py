"""Which series of the catalogue an indicator of a plan's sentence speaks of."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz import fuzz

from lvxun.region.catalogue import catalogue

LEAST = 74.0
NOISE = re.compile(
    r"（[^）]*）|\([^)]*\)|全省|全市|全县|累计|力争|年均|总量|规模|达到|以上|的|新增|新建|建成|每年|年"
)
SAME = (
    ("国内生产总值", "地区生产总值"),
    ("GDP", "地区生产总值"),
    ("比例", "比重"),
    ("占比", "比重"),
    ("利用量", "利用"),
    ("装机规模", "装机容量"),
    ("用电总量", "用电量"),
    ("用水总量", "用水"),
    ("细颗粒物", "PM2.5"),
    ("R&D", "研究与试验发展"),
    ("研发", "研究与试验发展"),
)


def series_of(indicator: str) -> str | None:
    """Return the id of the series whose label is most like an indicator's name, or ``None``.

    Examples
    --------
    >>> series_of("森林覆盖率")
    'forest_coverage'
    """
    wanted = _plain(indicator)
    if len(wanted) < 2:
        return None
    scored = [(fuzz.token_set_ratio(wanted, label) * _cover(wanted, label), key) for key, label in _labels()]
    score, best = max(scored, key=lambda pair: pair[0])
    return best if score >= LEAST else None


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    return tuple((key, _plain(definition.label_zh)) for key, definition in catalogue().items())


def _plain(label: str) -> str:
    for one, other in SAME:
        label = label.replace(one, other)
    return NOISE.sub("", label)


def _cover(wanted: str, label: str) -> float:
    """Weigh a match by how many characters the two share, so that 装机 alone does not decide."""
    shared = len(set(wanted) & set(label))
    return shared / max(len(set(wanted)), len(set(label))) * 0.5 + 0.5 if label else 0.0
