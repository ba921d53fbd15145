"""Quantities in running text: a number or a range, its unit, and the words right behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from lvxun.plan.lexicon import Unit, any_of, comparators, units
from lvxun.plan.model import Comparator
from lvxun.plan.numbers import Numeral, find_numerals

SCALE = "百万|千万|万亿|百|千|万|亿"
RANGE_JOIN = re.compile(rf"(?P<scale>{SCALE})?\s*(?:[-–—~～﹣－]{{1,2}}|至|到)\s*")
NOT_A_QUANTITY = re.compile(
    r"级|年|月|日|号|时期|以来|条例|项目标|人民|方面|类似|期间|天然|天内|工作日|个月|小时内|岁"
)
INCLUSIVE = r"(?:[（(]含[)）])?"
SMALL_CHINESE = 10
DOUBLING = re.compile(r"翻(?P<times>[一两二三])?番")
DOUBLINGS = {None: 1, "一": 1, "两": 2, "二": 2, "三": 3}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value as written. ``end`` is behind the unit, ``after`` behind the comparator that follows it.

    ``value`` is a pair for a range. ``unit`` is as in the text, scale included (万千瓦), ``None`` for a bare
    number. ``small_chinese`` marks 三个 and the like, which seldom count anything.
    """

    start: int
    end: int
    after: int
    value: float | tuple[float, float]
    unit: str | None
    dimension: str
    counts: bool
    comparator: Comparator | None
    inclusive: bool = False  # 及以上, 及以下: as a rule a threshold
    small_chinese: bool = False
    each: str = ""  # 每公斤 in front of 18元: start is there, the unit stays as written
    doubling: bool = False  # 翻一番: the value is the factor


class _Measured(NamedTuple):
    """Where a number's unit ends, and what it is."""

    end: int
    unit: str | None
    dimension: str
    counts: bool = False


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of a text in order; bare numbers among them have no unit.

    >>> [(q.value, q.unit) for q in find_quantities("森林覆盖率42.5%，1000至1200万吨，翻两番")]
    [(42.5, '%'), ((1000.0, 1200.0), '万吨'), (4.0, None)]
    """
    found: list[Quantity] = []
    for numeral in find_numerals(text):
        quantity = _quantity(text, numeral)
        if quantity is None:
            continue
        if found and _joins(text, found[-1], quantity):
            found[-1] = _joined(found[-1], quantity)
        else:
            found.append(quantity)
    return sorted(found + _doublings(text), key=lambda quantity: quantity.start)


def unit_dimension(unit: str | None) -> str:
    """Return the dimension of a unit as written, such as ``power`` for 万千瓦, "" where it is unknown.

    >>> unit_dimension("万千瓦"), unit_dimension("微克/立方米"), unit_dimension("吨标准煤/万元")
    ('power', 'concentration', 'energy per money')
    """
    match = _unit_pattern().fullmatch(unit or "")
    return _dimension(match) if match else ""


@cache
def _unit_pattern() -> re.Pattern[str]:
    scaled = any_of(unit.name for unit in units().values() if unit.scaled)
    plain = any_of(units())
    below = f"(?:{SCALE})?(?:{any_of([*units(), '年', '日', '天', '时', '月', '季'])})"
    return re.compile(
        rf"\s*(?P<unit>(?:(?:{SCALE})(?P<scaled>{scaled})|(?P<plain>{plain}))(?P<below>/{below})?)"
    )


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s*{INCLUSIVE}(?P<word>{any_of(comparators('after'))})")


@cache
def _each_pattern() -> re.Pattern[str]:
    """Match 每千瓦时 in front of 295克标准煤."""
    measured = any_of(unit.name for unit in units().values() if not unit.counts)
    return re.compile(rf"每(?P<unit>万?(?:{measured}))$")


def _quantity(text: str, numeral: Numeral) -> Quantity | None:
    if numeral.percent:
        return _finished(text, numeral, _Measured(numeral.end, "%", "share"))
    match = _unit_pattern().match(text, numeral.end)
    if NOT_A_QUANTITY.match(text, match.end() if match else numeral.end):
        return None
    if match is None:
        if numeral.chinese:
            return None
        return _finished(text, numeral, _Measured(numeral.end, None, ""))
    counts = _base_unit(match).counts
    return _finished(text, numeral, _Measured(match.end(), match["unit"], _dimension(match), counts))


def _doublings(text: str) -> list[Quantity]:
    found = []
    for match in DOUBLING.finditer(text):
        value = 2.0 ** DOUBLINGS[match["times"]]
        numeral = Numeral(match.start(), match.end(), value)
        found.append(replace(_finished(text, numeral, _Measured(match.end(), None, "ratio")), doubling=True))
    return found


def _finished(text: str, numeral: Numeral, measured: _Measured) -> Quantity:
    match = _after_pattern().match(text, measured.end)
    each = _each_pattern().search(text[max(0, numeral.start - 8) : numeral.start]) if measured.unit else None
    word = match["word"] if match else ""
    return Quantity(
        start=numeral.start - (len(each.group()) if each else 0),
        end=measured.end,
        after=match.end() if match else measured.end,
        value=numeral.value,
        unit=measured.unit,
        dimension=measured.dimension,
        counts=measured.counts,
        comparator=comparators("after").get(word),
        inclusive=word.startswith("及"),
        each=each.group() if each else "",
        small_chinese=numeral.chinese and numeral.value < SMALL_CHINESE and measured.counts,
    )


def _base_unit(match: re.Match[str]) -> Unit:
    return units()[match["scaled"] or match["plain"]]


def _dimension(match: re.Match[str]) -> str:
    whole = units().get(match["unit"])
    if whole is not None:
        return whole.dimension
    base = _base_unit(match).dimension
    if not match["below"]:
        return base
    below = match["below"][1:].lstrip("百千万亿")
    return f"{base} per {units()[below].dimension if below in units() else 'time'}"


def _joins(text: str, low: Quantity, high: Quantity) -> bool:
    """Say whether two neighbours are the ends of one range: 13%-15%, 1000至1200万吨."""
    if isinstance(low.value, tuple) or isinstance(high.value, tuple) or low.after != low.end:
        return False
    join = RANGE_JOIN.fullmatch(text, low.end, high.start)
    if join is None or not (high.unit or "").startswith(join["scale"] or ""):
        return False
    return low.value < high.value and low.unit in (None, high.unit) and high.unit is not None


def _joined(low: Quantity, high: Quantity) -> Quantity:
    assert not isinstance(low.value, tuple) and not isinstance(high.value, tuple)  # _joins has seen to it
    return replace(high, start=low.start, value=(low.value, high.value), comparator=Comparator.RANGE)
