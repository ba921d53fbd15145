"""The numbers that Word draws before paragraphs of automatic lists: 一、 （一） 1. 第一条."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from lvxun.plan.reading.numerals import numeral
from lvxun.plan.reading.wordxml import attribute, children, local, number, path

_PLACE = re.compile(r"%([1-9])")
MAX_STYLES = 20


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    is_decimal_only: bool = False
    never_restarts: bool = False


@dataclass(slots=True)
class _List:
    """A list's levels, the counters it shares with its kin, and its own new starts."""

    family: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts along one document; ask for each paragraph's label once, in the order of the text."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = {} if styles is None else {
            attribute(style, "styleId") or "": style for style in children(styles, "style")
        }  # fmt: skip
        self._default_style = next(
            (
                style_id
                for style_id, style in self._styles.items()
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}
            ),
            None,
        )
        self._lists = {} if numbering is None else _lists(numbering, self._styles)
        self._counters: dict[str, dict[int, int]] = {}

    def label(self, paragraph: etree._Element) -> str:
        """Return what Word draws before the paragraph, empty where it draws nothing or a bullet."""
        num_id, depth = self._list_of(paragraph)
        found = self._lists.get(num_id or "")
        if found is None or depth not in found.levels:
            return ""
        counters = self._advance(found, depth)
        level = found.levels[depth]
        if level.format in {"bullet", "none"}:
            return ""
        text = _PLACE.sub(lambda match: _shown(found, counters, int(match[1]) - 1, level), level.text)
        return f"{text} " if text and text[-1].isalnum() else text

    def is_contents(self, paragraph: etree._Element) -> bool:
        """Say whether the paragraph is a line of the table of contents."""
        style = self._styles.get(attribute(path(paragraph, "pPr", "pStyle"), "val") or "")
        name = attribute(None if style is None else path(style, "name"), "val") or ""
        return bool(re.fullmatch(r"toc\s*\d", name, re.IGNORECASE))

    def _list_of(self, paragraph: etree._Element) -> tuple[str | None, int]:
        own = path(paragraph, "pPr", "numPr")
        if own is not None and path(own, "numId") is not None:
            return attribute(path(own, "numId"), "val"), number(path(own, "ilvl")) or 0
        style_id = attribute(path(paragraph, "pPr", "pStyle"), "val") or self._default_style
        num_id, depth = _list_of_style(self._styles, style_id)
        if own is not None:
            depth = number(path(own, "ilvl")) or depth
        return num_id, depth

    def _advance(self, found: _List, depth: int) -> dict[int, int]:
        counters = self._counters.setdefault(found.family, {})
        if depth in found.restarts:
            counters[depth] = found.restarts.pop(depth) - 1
        level = found.levels[depth]
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [d for d in counters if d > depth]:
            if deeper not in found.levels or not found.levels[deeper].never_restarts:
                del counters[deeper]
        return counters


def _shown(found: _List, counters: dict[int, int], depth: int, of: _Level) -> str:
    level = found.levels.get(depth, _Level())
    value = counters.get(depth, level.start)
    return numeral(value, "decimal" if of.is_decimal_only else level.format)


def _list_of_style(styles: dict[str, etree._Element], style_id: str | None) -> tuple[str | None, int]:
    for _ in range(MAX_STYLES):  # styles that are based on each other in a circle end here
        style = styles.get(style_id or "")
        if style is None:
            break
        num = path(style, "pPr", "numPr", "numId")
        if num is not None:
            return attribute(num, "val"), number(path(style, "pPr", "numPr", "ilvl")) or 0
        style_id = attribute(path(style, "basedOn"), "val")
    return None, 0


def _lists(numbering: etree._Element, styles: dict[str, etree._Element]) -> dict[str, _List]:
    families = {attribute(e, "abstractNumId") or "": e for e in children(numbering, "abstractNum")}
    nums = {attribute(e, "numId") or "": e for e in children(numbering, "num")}
    lists = {}
    for num_id, num in nums.items():
        family = attribute(path(num, "abstractNumId"), "val") or ""
        family = _linked(family, families, nums, styles)
        if family in families:
            lists[num_id] = _list(family, families[family], num)
    return lists


def _linked(
    family: str,
    families: dict[str, etree._Element],
    nums: dict[str, etree._Element],
    styles: dict[str, etree._Element],
) -> str:
    link = path(families.get(family), "numStyleLink")
    if link is None:
        return family
    num_id, _ = _list_of_style(styles, attribute(link, "val"))
    return attribute(path(nums.get(num_id or ""), "abstractNumId"), "val") or family


def _list(family: str, abstract: etree._Element, num: etree._Element) -> _List:
    levels = {number(e, "ilvl") or 0: _level(e) for e in children(abstract, "lvl")}
    restarts = {}
    for override in children(num, "lvlOverride"):
        depth = number(override, "ilvl") or 0
        start = number(path(override, "startOverride"))
        if start is not None:
            restarts[depth] = start
        if (own := path(override, "lvl")) is not None:
            levels[depth] = _level(own)
    return _List(family, levels, restarts)


def _level(element: etree._Element) -> _Level:
    start = number(path(element, "start"))
    return _Level(
        start=1 if start is None else start,
        format=_format(element),
        text=attribute(path(element, "lvlText"), "val") or "",
        is_decimal_only=path(element, "isLgl") is not None,
        never_restarts=number(path(element, "lvlRestart")) == 0,
    )


def _format(level: etree._Element) -> str:
    for element in level.iter():
        # Formats newer than Word 2007 are "custom" and stand beside a usual one.
        if local(element) == "numFmt" and attribute(element, "val") not in {None, "custom"}:
            return attribute(element, "val") or "decimal"
    return "decimal"
