"""Documents that a plan cites: 《title》 with the number in the bracket after it, and numbers alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lvxun.plan.clean import CleanText
from lvxun.plan.model import Citation

_YEAR = r"(?:〔|\[|﹝|［|【|（|\()\s?(?:19|20)\d{2}\s?(?:〕|\]|﹞|］|】|）|\))"
_NUMBER = re.compile(
    rf"(?P<file>[\u4e00-\u9fff]{{1,14}}{_YEAR}\s?(?:第\s?)?\d{{1,5}}\s?号)"
    r"|(?P<decree>(?:国务院|主席|[\u4e00-\u9fff]{1,16}(?:政府|部|委员会|总局|省|市))令?(?:（[^（）]{1,8}）)?第?\s?令?\s?\d{1,4}\s?号(?:令)?)"
    r"|(?P<notice>(?:[\u4e00-\u9fff]{0,8}公告)\s?(?:(?:19|20)\d{2}年)?第\s?\d{1,4}\s?号)"
    r"|(?P<standard>(?:GB|HJ|DB\s?\d{2}|DL|JT|NB|CJ|CJJ|JGJ|NY|YB|HG|SH|TD|LY|QX|ISO)\s?(?:/\s?[TZ])?\s?\d{2,6}(?:\.\d+)?(?:\s?[-—–]\s?(?:19|20)\d{2})?)"
)
_LONGEST_TITLE = 150
_SHORT_FOR = re.compile(r"(?:以下)?(?:统称|简称)(?:为)?[“《「]?(?P<name>[^，。；）)”》」]{2,40})")
_BRACKETS = str.maketrans(dict.fromkeys("[﹝［【（(", "〔") | dict.fromkeys("]﹞］】）)", "〕"))
_FILLERS = re.compile(
    r"^.*?(?:按照|根据|依据|落实|贯彻|执行|参照|关于|以及|和|与|及|由|见|的|等|（|\()(?=[\u4e00-\u9fff]{2,14}〔)"
)
_STOP_IN_TITLE = re.compile(r"[。；！？]")
_KIND_ALONE = re.compile(
    r"(?:规划|实施|行动|工作|总体)?(?:纲要|方案|意见|规划|计划|办法|通知|决定|条例|措施|细则|要点|规定|清单|目录|指南)"
)


@dataclass(frozen=True, slots=True)
class _Quoted:
    title: str
    start: int
    end: int


def find_citations(clean: CleanText, own_title: str = "", own_number: str = "") -> tuple[Citation, ...]:
    """Return the documents that the text cites, each once, where it is first cited.

    The document's own title and number are none, nor is a short name that it gives to another document
    (以下简称《方案》), nor a word such as 《纲要》 that names a kind of document. Numbers are written with
    〔〕 and without spaces. A document cited by its number alone has the number as its title.
    """
    text = clean.text
    found: dict[str, Citation] = {}
    own = {_plain(own_title), ""}
    short = _short_names(text)
    covered: list[tuple[int, int]] = []
    for quoted in _quoted(text):
        number, end = _number_after(text, quoted.end)
        covered.append((quoted.start, end))
        key = _plain(quoted.title)
        if (
            key in own
            or key in short
            or (number is None and _KIND_ALONE.fullmatch(key))
            or (own_title and key == _plain(_named_in(own_title)))
        ):
            continue
        known = found.get(key)
        if known is None:
            found[key] = Citation(quoted.title, number, clean.span(quoted.start, end))
        elif known.number is None and number:
            found[key] = Citation(known.title, number, known.span)
    numbers = {citation.number for citation in found.values()} | {own_number}
    for number, start, end in _numbers_alone(text, covered):
        if number not in numbers and number not in found and not (own_number and number.endswith(own_number)):
            found[number] = Citation(number, number, clean.span(start, end))
    return tuple(sorted(found.values(), key=lambda citation: citation.span))


def _quoted(text: str) -> Iterator[_Quoted]:
    depth, start = 0, 0
    for mark in re.finditer("[《》\n]", text):
        char = mark.group()
        if char == "《":
            start = mark.start() if depth == 0 else start
            depth += 1
        elif char == "》" and depth:
            depth -= 1
            title = text[start + 1 : mark.start()]
            if depth == 0 and 1 < len(title) <= _LONGEST_TITLE and not _STOP_IN_TITLE.search(title):
                yield _Quoted(title.strip(), start, mark.end())
        elif char == "\n":
            depth = 0


def _number_after(text: str, end: int) -> tuple[str | None, int]:
    """Return the number in the bracket that follows a title, and where that bracket ends."""
    opening = re.compile(r"\s?[（(\[【]").match(text, end)
    if opening is None:
        return None, end
    found = _NUMBER.match(text, opening.end())
    if found is None:
        return None, end
    close = re.compile(r"[^（）()\n]{0,60}[）)\]】]").match(text, found.end())
    return normal_number(found.group()), close.end() if close else found.end()


def normal_number(number: str) -> str:
    """Return a document number in one writing: 国发〔2021〕4号; standards keep one space: GB/T 2589."""
    plain = re.sub(r"\s", "", number)
    if standard := re.match(r"([A-Z]+(?:\d{2}(?=/))?(?:/[TZ])?)(\d.*)", plain):
        return f"{standard.group(1)} {standard.group(2).replace('—', '-').replace('–', '-')}"
    return re.sub(rf"({_YEAR})", lambda m: m.group().translate(_BRACKETS), plain)


def _numbers_alone(text: str, covered: list[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    position = 0
    for found in _NUMBER.finditer(text):
        while position < len(covered) and covered[position][1] <= found.start():
            position += 1
        inside = position < len(covered) and covered[position][0] <= found.start()
        if inside or _is_heading_line(text, found.start(), found.end()):
            continue
        number = _FILLERS.sub("", normal_number(found.group()))
        if found.lastgroup in ("file", "standard"):
            yield number, found.end() - len(found.group().strip()), found.end()


def _is_heading_line(text: str, start: int, end: int) -> bool:
    """Return whether a number has a line of its own: then it is the document's, not a citation."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)].strip()
    return len(line) <= end - start + 2


def _short_names(text: str) -> set[str]:
    return {_plain(found.group("name")) for found in _SHORT_FOR.finditer(text)}


def _named_in(title: str) -> str:
    found = re.search(r"印发《?(.{4,80}?)》?的通知", title)
    return found.group(1) if found else ""


def _plain(title: str) -> str:
    return re.sub(r"[\s〈〉《》“”]", "", title)
