"""Numbers at the head of a paragraph: 一、 （一） 1. 1、 （1） 第一条 第一章 1.1 and their kin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

_ZH = "[一二三四五六七八九十百零〇两]"
_ENCLOSED_PARTS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PAREN_DIGITS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_DOTTED_DIGITS = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_QUANTITY = r"(?!\s*(?:[万亿千百%％‰]|个百分点|倍|吨|元|年|月|日|公里|平方|立方|亩|辆|家|座|户))"


class Style(IntEnum):
    """A numbering style; a smaller one stands above a larger one in a document."""

    PART = 10  # 第一部分, 第一篇
    CHAPTER = 20  # 第一章
    SECTION = 30  # 第一节
    CHINESE = 40  # 一、
    ARTICLE = 50  # 第一条
    CHINESE_PAREN = 60  # （一）
    LABEL = 65  # 任务一：, 行动1
    BARE = 68  # 1 标题, over 1.1
    ARABIC = 70  # 1. or 1、
    ROW = 72  # a row of a table
    DECIMAL = 75  # 1.1
    DECIMAL_DEEP = 76  # 1.1.1
    ARABIC_PAREN = 80  # （1）
    HALF_PAREN = 85  # 1）
    CIRCLED = 90  # ①


@dataclass(frozen=True, slots=True)
class Marker:
    """A paragraph's number: its style, value and the length of what was printed, space included."""

    style: Style
    number: int
    length: int


_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.PART, re.compile(rf"第({_ZH}{{1,4}}|\d{{1,3}})(?:部分|篇|编)[、:：\s]*(?![，。])")),
    (Style.CHAPTER, re.compile(rf"第({_ZH}{{1,5}}|\d{{1,3}})章[、:：\s]*(?![，。])")),
    (Style.SECTION, re.compile(rf"第({_ZH}{{1,5}}|\d{{1,3}})节[、:：\s]*(?![，。])")),
    (Style.ARTICLE, re.compile(rf"第({_ZH}{{1,6}}|\d{{1,3}})条(?![，。、款的和至])[:：\s]*")),
    (Style.CHINESE, re.compile(rf"({_ZH}{{1,5}})\s?[、.．:：]\s*(?!{_ZH}{{1,3}}[、，线级类季产等])")),
    (Style.CHINESE_PAREN, re.compile(rf"[（(]\s?({_ZH}{{1,5}})\s?[）)]\s?[、.．]?\s*")),
    (Style.LABEL, re.compile(rf"(?:任务|行动|举措|措施|专项行动|工程)({_ZH}{{1,3}}|\d{{1,2}})[：:、.\s]\s*")),
    (Style.DECIMAL_DEEP, re.compile(rf"(?:\d{{1,2}}[.．]){{2,3}}(\d{{1,2}})(?![\d.．])[、\s]*{_QUANTITY}")),
    (
        Style.DECIMAL,
        re.compile(rf"\d{{1,2}}[.．](\d{{1,2}})(?![\d.．%])[、\s]*{_QUANTITY}(?=[\u4e00-\u9fff“《])"),
    ),
    (Style.ARABIC, re.compile(r"(\d{1,3})\s?[.．、]\s*(?:(?!\d)|(?=(?:(?:19|20)\d\d\s?年|1?\d\s?月)))")),
    (Style.ARABIC_PAREN, re.compile(r"[（(]\s?(\d{1,3})\s?[）)]\s?[、.．]?\s*")),
    (Style.HALF_PAREN, re.compile(r"(\d{1,3})[）)]\s*")),
    (Style.BARE, re.compile(rf"(\d{{1,2}})[ \t\u3000]+{_QUANTITY}(?=[\u4e00-\u9fff])")),
)
_SINGLE = {
    char: (style, number)
    for style, chars in (
        (Style.CHINESE_PAREN, _ENCLOSED_PARTS),
        (Style.CIRCLED, _CIRCLED),
        (Style.ARABIC_PAREN, _PAREN_DIGITS),
        (Style.ARABIC, _DOTTED_DIGITS),
    )
    for number, char in enumerate(chars, 1)
}
_LONGEST_MARKER = 24
_FIRST = re.compile(rf"[\d（(第任行举措专工]|{_ZH}")


@lru_cache(maxsize=4096)
def read_number(text: str) -> int | None:
    """Return the value of an Arabic or Chinese numeral, or ``None`` where it is none (十十)."""
    if text.isascii() and text.isdigit():
        return int(text)
    try:
        import cn2an  # late: it takes a fifth of a second, and a start of the site numbers nothing

        return int(cn2an.cn2an(text.replace("〇", "零"), "smart"))
    except ValueError:
        return None


def parse_marker(text: str) -> Marker | None:
    """Return the number at the head of ``text``, or ``None``.

    Whether it heads a section is for ``lvxun.plan.outline`` to say: 一、二线城市 and 3.5万千瓦 are sorted out
    here, （一） in the middle of a wrapped sentence there.
    """
    head = text[:_LONGEST_MARKER]
    if head[:1] in _SINGLE:
        style, number = _SINGLE[head[0]]
        rest = head[1:]
        return Marker(style, number, 1 + len(rest) - len(rest.lstrip(" 、.．\t\u3000")))
    if not _FIRST.match(head):
        return None
    for style, pattern in _PATTERNS:
        if (found := pattern.match(head)) and (value := read_number(found.group(1))) is not None:
            return Marker(style, value, found.end())
    return None
