"""Which indicator each value is about: shared heads and tails given back to the items of a list."""

from __future__ import annotations

import re

from lvxun.plan.lexicon import nouns, phrases
from lvxun.plan.targets.wording import LEADING, TRAILING, ends_in_tail, tail_of

SHARED_HEAD = re.compile(
    r"^.{0,12}?(?:单位|每万元|万元|人均|亩均|每|规模以上工业单位|规上工业单位)"
    r"(?:.{0,6}?(?:生产总值|GDP|增加值|产值|建筑面积|面积|产品|产出|工业增加值|收入))?(?=\S)"
)
JOIN = re.compile(r"、|/")
LAST_JOIN = re.compile(r"以及|和|及|与")
LEVEL = re.compile(r"^(?:国家|省|市|县|州|区)(?:级)?(?:以上|及以上)?")
SHARES = ("占比", "比重", "比例", "占比重", "占比例")
SHORTEST_STEM = 2
COUNTED_UP = re.compile(r"等|(?:\d|[二两三四五六七八九十])个?[大种类项省市县区家]")  # 甲、乙、丙3市用煤量
SUMMED_UP = re.compile(
    r"^[^，。；]*?、[^，。；]*?等(?=(?:\d{1,3}|[一二三四五六七八九十]{1,3})[大种类个项家座条])"
)
RATE_NOUN = re.compile(r"(?:率|占比|比重|比例|达标率|强度|排放量|消费量|用水量|总量|浓度)$")


def split_items(subject: str, count: int) -> list[str] | None:
    """Return the ``count`` indicators that a list names, each whole, ``None`` where it names another number.

    >>> split_items("风电、光伏发电装机", 2)
    ['风电装机', '光伏发电装机']
    >>> split_items("单位地区生产总值能耗和二氧化碳排放", 2)
    ['单位地区生产总值能耗', '单位地区生产总值二氧化碳排放']
    """
    parts = _parts(subject, count)
    return None if parts is None else _completed(parts)


def split_all(subject: str) -> list[str] | None:
    """Return all indicators that a list names, each whole, ``None`` where there is no list.

    >>> split_all("二氧化硫、氮氧化物排放总量")
    ['二氧化硫排放总量', '氮氧化物排放总量']
    """
    if COUNTED_UP.search(subject):
        return None
    count = len([piece for part in JOIN.split(subject) for piece in LAST_JOIN.split(part) if piece])
    return split_items(subject, count) if count > 1 else None


def split_rates(subject: str) -> list[str]:
    """Return the items of a list that share one value or one promise, if each is an indicator by itself.

    >>> split_rates("生活污水处理率、再生水利用率")
    ['生活污水处理率', '再生水利用率']
    >>> split_rates("重点行业、重点产品能源利用效率")
    ['重点行业、重点产品能源利用效率']
    """
    parts = [part for part in JOIN.split(subject) if part]
    if len(parts) < 2 or not all(RATE_NOUN.search(part) for part in parts[:-1]):
        return [subject]
    last = LAST_JOIN.split(parts[-1])
    if len(last) == 2 and all(RATE_NOUN.search(part) for part in last):
        parts[-1:] = last
    return _completed(parts) if RATE_NOUN.search(parts[-1]) else [subject]


def carried_on(item: str, last: str) -> str:
    """Give an item that is no indicator by itself what the one before it has: 占比, 其中风电.

    >>> carried_on("占比", "风电装机"), carried_on("占能源消费比重", "天然气消费量")
    ('风电装机占比', '天然气消费量占能源消费比重')
    """
    if not last or last == item:
        return item
    if not item or last.endswith(item):
        return last
    if item.startswith("占") or item in SHARES:
        return last + item
    if item in nouns("relational"):
        stem = last if "增" in item else last.removesuffix(tail_of(last))
        return stem + item if len(stem) >= SHORTEST_STEM and stem not in phrases("build") else item
    return item


def leans_on_another(item: str) -> bool:
    """Say whether a name is one only together with the indicator before it: 占比, 占能源消费比重, 增速."""
    return item.startswith("占") or item in SHARES or item in nouns("relational")


def sub_item(item: str, last: str) -> str:
    """Give an item behind 其中 the noun that is measured: 风电 after 新能源装机 is 风电装机."""
    level = LEVEL.match(item)
    if level and level.end() == len(item):
        return item + LEVEL.sub("", last)
    tail = tail_of(last)
    if not tail or ends_in_tail(item) or len(item) > 12:
        return item
    return item + tail


def tidy(indicator: str) -> str:
    """Take off what is left over at the ends of a noun phrase."""
    text = re.sub(r"\s+", "", indicator).strip(TRAILING + LEADING + "…")
    text = SUMMED_UP.sub("", text)  # 废纸、废塑料等9种再生资源: the sum says it
    text = re.sub(r"^(?:[—\-–·•、，\ue000-\uf8ff]+|等(?=.{3}))+", "", text)
    for opened, closed in ("“”", "‘’", "（）", "()"):
        if text.count(opened) != text.count(closed):
            text = text.replace(opened, "").replace(closed, "")
    return text.strip(TRAILING + LEADING)


def _parts(subject: str, count: int) -> list[str] | None:
    parts = [part for part in JOIN.split(subject) if part]
    if len(parts) == count:
        return parts
    if len(parts) == count - 1:
        last = LAST_JOIN.split(parts[-1], maxsplit=1)
        if len(last) == 2 and all(last):
            return [*parts[:-1], *last]
    split = [piece for part in parts for piece in LAST_JOIN.split(part) if piece]
    return split if len(split) == count else None


def _completed(parts: list[str]) -> list[str]:
    tail = tail_of(parts[-1])
    if tail and not ends_in_tail(parts[0]) and parts[-1] != tail:
        parts = [part if ends_in_tail(part) else part + tail for part in parts]
    match = SHARED_HEAD.match(parts[0])
    if match and not any(SHARED_HEAD.match(part) for part in parts[1:]):
        parts = [parts[0], *(match.group() + part for part in parts[1:])]
    return parts
