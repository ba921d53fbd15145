"""What a page or a web site prints around a document: page numbers, running headers, footers, contents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from lvxun.plan.lines import Line
from lvxun.plan.numbering import parse_marker
from lvxun.plan.vocabulary import pattern

SENTENCE_END = "。！？；!?;"
_CLOSING = "”’」』）)】]》"
_PAGE_NUMBER = re.compile(
    r"[-—–－―~～·•\s]*第?\s*\d{1,4}\s*页?\s*(?:[/,，]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[-—–－―~～·•\s]*",
    re.IGNORECASE,
)
_DRESSED_NUMBER = re.compile(r"[-—–－―~～·•]\s*\d{1,4}\s*[-—–－―~～·•]")
_SPELT_PAGE = re.compile(r"第\s*\d{1,4}\s*页|^\s*(?:page|p\.)\s*\d+|^\d{1,4}\s*/\s*\d{1,4}$", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_LEADERS = re.compile(r"(?:\.{3,}|…{2,}|·{4,}|(?:\. ){4,}|_{4,})\s*[(（]?\d{0,4}[)）]?\s*$")
_DIGITS = re.compile(r"\d+")
_BRACKETED = re.compile(r"[（(【\[].*[）)】\]]$")
_CONTENTS = re.compile(r"目\s*[录次]")
_PAGE_BEHIND = re.compile(r"[\s.…·]*\d{1,3}$")
_SPACE = re.compile(r"\s")
_SHORTEST_HEADING = 4
_FAR_APART = 6
_EDGE = 2
_LONGEST_HEADER = 60


def ends_sentence(text: str) -> bool:
    """Return whether a line ends as a sentence, a list of bodies or a label ends."""
    text = text.rstrip(_CLOSING + " ") if text.rstrip(_CLOSING + " ") else text
    return text[-1:] in SENTENCE_END or text[-1:] in "：:"


def without_noise(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that belong to the document.

    Running headers are looked for last: a page number above one must not hide that it breaks into a sentence.
    """
    edges = _page_edges(lines)
    counted = _counted_pages(lines) | _contents(lines)
    left = [
        (line, index in edges)
        for index, line in enumerate(lines)
        if not (
            _is_page_number(line, index in edges)
            or index in counted
            or _LEADERS.search(line.text)
            or _is_site_line(line, lines[index - 1] if index else None)
        )
    ]
    running = _running_headers(left)
    return [line for line, _ in left if _DIGITS.sub("0", line.text) not in running]


def _contents(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of a table of contents: below 目录, lines that come once more as headings."""
    heads = [index for index, line in enumerate(lines) if _CONTENTS.fullmatch(line.text)]
    if not heads:
        return set()
    texts = sorted(_plain(line.text) for line in lines)
    found: set[int] = set()
    for head in heads:
        for index in range(head + 1, len(lines)):
            key = _plain(_PAGE_BEHIND.sub("", lines[index].text))
            place = bisect_left(texts, key)
            again = texts[place : place + 2] if index not in found else []
            if len(key) < _SHORTEST_HEADING or [text.startswith(key) for text in again] != [True, True]:
                break
            found.add(index)
    return found


def _plain(text: str) -> str:
    return _SPACE.sub("", text)


def _is_site_line(line: Line, above: Line | None) -> bool:
    if len(line.text) > 120 or parse_marker(line.text):
        return False
    if pattern("noise", "lines").match(line.text):
        return True
    hits = len({found.group() for found in pattern("noise", "words").finditer(line.text)})
    breaks_in = (
        above is not None and _is_open(above.text) and line.text[-1] in "！!。" and line.gap > above.gap
    )
    return len(line.text) <= 80 and (hits >= 3 or (hits >= 2 and breaks_in))


def _is_page_number(line: Line, at_edge: bool) -> bool:
    if line.width > 24:
        return False
    if _DRESSED_NUMBER.fullmatch(line.text) or (
        _SPELT_PAGE.search(line.text) and _PAGE_NUMBER.fullmatch(line.text)
    ):
        return True
    return at_edge and _PAGE_NUMBER.fullmatch(line.text) is not None


def _page_edges(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the first and last lines of each page, where the text has pages."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page].append(index)
    if len(pages) < 2:
        return set()
    return {index for found in pages.values() for index in (*found[:_EDGE], *found[-_EDGE:])}


def _running_headers(lines: Sequence[tuple[Line, bool]]) -> set[str]:
    """Return line texts (digits as 0) that come back page after page.

    Each line comes with whether it stands at the edge of a page.
    """
    at_edges: Counter[str] = Counter()
    interrupting: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    above = ""
    for line, at_edge in lines:
        if 4 <= len(line.text) <= _LONGEST_HEADER and _may_be_header(line.text):
            key = _DIGITS.sub("0", line.text)
            everywhere[key] += 1
            at_edges[key] += at_edge
            interrupting[key] += _is_open(above)
        above = line.text
    pages = len({line.page for line, _ in lines})
    return {
        key
        for key, times in everywhere.items()
        if (at_edges[key] >= max(2, min(3, pages - 1)) and at_edges[key] >= 0.8 * times)
        or (times >= 2 and interrupting[key] >= max(2, 0.5 * times))
    }


def _may_be_header(text: str) -> bool:
    return (
        not any(mark in text for mark in "，。、；：！？,;:!?\t")
        and text.count("（") + text.count("(") == text.count("）") + text.count(")")
        and not _BRACKETED.search(text)
        and parse_marker(text) is None
    )


def _is_open(text: str) -> bool:
    """Return whether a line stops in the middle of a running sentence."""
    return not ends_sentence(text) and len(text) >= 12 and any(mark in text for mark in "，。、；")


def _counted_pages(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of bare numbers that count up, far apart: page numbers of a text without pages."""
    bare = [(index, int(line.text)) for index, line in enumerate(lines) if _BARE_NUMBER.fullmatch(line.text)]
    pages: set[int] = set()
    for (index, number), (later, following) in pairwise(bare):
        if following == number + 1 and later - index > _FAR_APART:
            pages |= {index, later}
    return pages | {index for index, _ in bare if index > 0 and _is_open(lines[index - 1].text)}
