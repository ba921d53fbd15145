"""Numbered paragraphs of a clean text: which of them head a section, and what their titles are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from lvxun.plan.numbering import Marker, Style, parse_marker
from lvxun.plan.vocabulary import pattern

_LONGEST_TITLE = 40
_LONGEST_LINE = 60
_LARGEST_GAP = 4
_MOST_COMMAS = 3
_TITLED_NEIGHBOURS = 2
_TABLE_TABS = 2
_NOTES = re.compile(r"(?:备\s?注|注|说\s?明|填表说明)\s?[:：]")
_TITLE_STOP = re.compile(r"[。！!：:\t]| (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff])")
_CLAUSE_STOP = re.compile(r"[，。；：,;:\t（(]")


class TitleKind(Enum):
    LINE = "line"  # the paragraph is the title
    SENTENCE = "sentence"  # a short first sentence, with text after it
    CLAUSE = "clause"  # no title: the first clause stands in


_SURE_HEADINGS = {
    (Style.CHINESE, TitleKind.LINE),
    (Style.CHINESE, TitleKind.SENTENCE),
    (Style.CHINESE_PAREN, TitleKind.SENTENCE),
    (Style.ARABIC, TitleKind.SENTENCE),
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Offsets of a paragraph in the clean text, without its newline, and its number if it has one."""

    start: int
    end: int
    marker: Marker | None


@dataclass(slots=True)
class Heading:
    """A section: its number, its title, where it begins and ends, and the sections in it.

    ``start`` is the offset of the printed number, ``title_start`` of the title, ``head_end`` of the end of
    the title with its full stop. ``expected`` is false where the number does not follow on.
    """

    style: Style
    number: int
    start: int
    title_start: int
    head_end: int
    title: str
    kind: TitleKind
    paragraph: int
    expected: bool = True
    end: int = 0
    depth: int = 0
    children: list[Heading] = field(default_factory=list)


def split_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of the clean text."""
    found: list[Paragraph] = []
    position = 0
    for line in text.split("\n"):
        if line.strip():
            marker = None if line.count("\t") >= _TABLE_TABS else parse_marker(line)
            found.append(Paragraph(position, position + len(line), marker))
        position += len(line) + 1
    return found


def find_headings(text: str, paragraphs: Sequence[Paragraph], list_starts: Sequence[int]) -> list[Heading]:
    """Return the numbered paragraphs that go on from one another; others are running text.

    ``list_starts`` are offsets at which lists of bodies begin: a title ends before them.
    """
    styles = {paragraph.marker.style for paragraph in paragraphs if paragraph.marker}
    bare = Style.DECIMAL in styles or styles == {Style.BARE}
    aside = _listed_annexes(text, paragraphs) | _boxed(text, paragraphs)
    order = _Order()
    starts = sorted(list_starts)
    headings: list[Heading] = []
    in_notes = False
    for index, paragraph in enumerate(paragraphs):
        marker = paragraph.marker
        in_notes = in_notes or _NOTES.match(text, paragraph.start) is not None
        if marker is None or index in aside or (marker.style is Style.BARE and not bare):
            continue
        in_notes = in_notes and marker.style >= Style.ARABIC
        if in_notes:
            continue
        heading = _read(text, paragraph, marker, index, _first_in(starts, paragraph))
        listed = _first_in(starts, paragraph) < paragraph.end
        if (follows := order.admit(marker, heading, listed=listed)) is not None:
            heading.expected = follows
            headings.append(heading)
    _title_as_neighbours(text, paragraphs, headings)
    return headings


def _title_as_neighbours(text: str, paragraphs: Sequence[Paragraph], headings: Sequence[Heading]) -> None:
    """Take a first sentence with several commas as a title where most numbers of its style have one."""
    counts = Counter((heading.style, heading.kind) for heading in headings)
    for heading in headings:
        style = heading.style
        titled, untitled = counts[style, TitleKind.SENTENCE], counts[style, TitleKind.CLAUSE]
        if heading.kind is not TitleKind.CLAUSE or titled < _TITLED_NEIGHBOURS * untitled:
            continue
        start, stop = heading.title_start, paragraphs[heading.paragraph].end
        mark = _title_stop(text, start, stop)
        if (
            mark
            and text[mark] == "。"
            and mark - start <= _LONGEST_TITLE
            and _commas(text, start, mark) <= _MOST_COMMAS
            and text[mark + 1 : stop].strip(" 。")
        ):
            heading.title, heading.head_end, heading.kind = text[start:mark], mark + 1, TitleKind.SENTENCE


def _listed_annexes(text: str, paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return the paragraphs that go on with a list of annexes: 2. under 附件：1.… is no section."""
    found: set[int] = set()
    for index, paragraph in enumerate(paragraphs):
        opening = pattern("structure", "annex").match(text, paragraph.start, paragraph.end)
        first = parse_marker(text[opening.end() : paragraph.end].lstrip()) if opening else None
        if first is None or first.number != 1:
            continue
        for number, after in enumerate(paragraphs[index + 1 :], 2):
            if after.marker is None or (after.marker.style, after.marker.number) != (first.style, number):
                break
            found.add(index + number - 1)
    return found


def _boxed(text: str, paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return the numbered paragraphs of boxes (专栏1 …): they list projects and are no sections.

    A box ends at a number of a higher kind, or at the one that goes on from the section before the box.
    """
    found: set[int] = set()
    opens = [pattern("structure", "box").match(text, p.start, p.end) is not None for p in paragraphs]
    repeated = _come_again(paragraphs, opens) if any(opens) else set()
    last: dict[Style, int] = {}
    boxed: dict[Style, int] | None = None
    for index, paragraph in enumerate(paragraphs):
        marker = paragraph.marker
        boxed = {} if opens[index] else boxed
        if marker is None:
            continue
        style, number = marker.style, marker.number
        outer, inner = last.get(style, 0), (boxed or {}).get(style, 0)
        goes_on = outer > 0 and number == outer + 1 and not (number == inner + 1 and index in repeated)
        if boxed is None or style < Style.ARABIC or goes_on:
            boxed = None
            last = {known: value for known, value in last.items() if known < style} | {style: number}
        else:
            found.add(index)
            boxed[style] = number
    return found


def _come_again(paragraphs: Sequence[Paragraph], opens: Sequence[bool]) -> set[int]:
    """Return the paragraphs whose number comes once more before the next box or higher section."""
    found: set[int] = set()
    ahead: set[tuple[Style, int]] = set()
    for index in range(len(paragraphs) - 1, -1, -1):
        marker = paragraphs[index].marker
        if opens[index] or (marker and marker.style < Style.ARABIC):
            ahead.clear()
        elif marker:
            key = (marker.style, marker.number)
            if key in ahead:
                found.add(index)
            ahead.add(key)
    return found


def _first_in(starts: Sequence[int], paragraph: Paragraph) -> int:
    place = bisect_left(starts, paragraph.start)
    return min(starts[place], paragraph.end) if place < len(starts) else paragraph.end


def _read(text: str, paragraph: Paragraph, marker: Marker, index: int, stop: int) -> Heading:
    start = paragraph.start + marker.length
    title_end, head_end, kind = _title(text, start, max(start, stop))
    title = text[start:title_end].strip(" 。；;：:，,\t")
    return Heading(marker.style, marker.number, paragraph.start, start, head_end, title, kind, index)


def _title(text: str, start: int, stop: int) -> tuple[int, int, TitleKind]:
    """Return where the title ends, where text after it may begin, and what kind of title it is."""
    while stop > start and text[stop - 1] in " \t":
        stop -= 1
    mark = _title_stop(text, start, stop)
    if mark is None or not text[mark + 1 : stop].strip(" 。"):
        end = stop if mark is None else mark
        commas = _commas(text, start, end)
        if end - start <= (_LONGEST_TITLE if commas else _LONGEST_LINE) and commas <= 1:
            return end, stop, TitleKind.LINE
    elif mark - start <= _LONGEST_TITLE and _commas(text, start, mark) <= 1:
        return mark, mark + 1, TitleKind.SENTENCE
    clause = _CLAUSE_STOP.search(text, start + 2, min(stop, start + _LONGEST_TITLE))
    end = clause.start() if clause else min(stop, start + _LONGEST_TITLE)
    return end, start, TitleKind.CLAUSE


def _title_stop(text: str, start: int, stop: int) -> int | None:
    depth = 0
    for position in range(start, min(stop, start + 2 * _LONGEST_LINE)):
        char = text[position]
        if char in "（(“《":
            depth += 1
        elif char in "）)”》":
            depth = max(0, depth - 1)
        elif depth == 0 and _TITLE_STOP.match(text, position):
            return position
    return None


def _commas(text: str, start: int, end: int) -> int:
    return sum(text.count(mark, start, end) for mark in "，；,;")


class _Order:
    """Says whether a number goes on from those before it."""

    def __init__(self) -> None:
        self._open: list[tuple[Style, int]] = []
        self._last: dict[Style, int] = {}

    def admit(self, marker: Marker, heading: Heading, *, listed: bool) -> bool | None:
        """Return ``True`` for a number in order, ``False`` for an odd one that still heads, else ``None``."""
        style, number = marker.style, marker.number
        titled = listed or heading.kind is not TitleKind.CLAUSE
        before = next((n for s, n in self._open if s is style), None)
        in_order = self._in_order(style, number, before)
        surely = listed or (style, heading.kind) in _SURE_HEADINGS
        if not in_order and not self._plausible(style, number, before, titled, surely):
            return None
        self._open = [(s, n) for s, n in self._open if s < style]
        self._open.append((style, number))
        self._last[style] = number
        return in_order

    def _in_order(self, style: Style, number: int, before: int | None) -> bool:
        if before is not None:
            return number == before + 1 or (number == 1 and before > 1)
        return number in (1, self._last.get(style, 0) + 1)

    def _plausible(self, style: Style, number: int, before: int | None, titled: bool, surely: bool) -> bool:
        """Say whether an odd number may head a section; where parts were left out, any later one may.

        Of an excerpt the first items of a section may be missing, so that its numbers begin at any.
        """
        if before is None and surely and self._open:
            return True
        last = before if before is not None else self._last.get(style)
        if (style is Style.ARTICLE or surely) and last is not None and number > last:
            return True
        if style is Style.ARTICLE and last is not None:
            return False
        if not titled:
            return False
        return last is None or last <= number <= last + _LARGEST_GAP or number == last - 1


def build_tree(headings: Iterable[Heading], end: int) -> list[Heading]:
    """Return the sections of the first level, each with the sections below it; the last ends at ``end``."""
    listed = list(headings)
    rank = _ranks(listed)
    top: list[Heading] = []
    branch: list[Heading] = []
    for heading in listed:
        while branch and rank[branch[-1].style] >= rank[heading.style]:
            _close(branch.pop(), heading.start)
        heading.depth = len(branch)
        heading.children = []
        (branch[-1].children if branch else top).append(heading)
        branch.append(heading)
    for heading in branch:
        _close(heading, end)
    return top


def _close(heading: Heading, end: int) -> None:
    """End a section where the next begins; a row of a table ends with its own line."""
    if heading.style is not Style.ROW:
        heading.end = end


def _ranks(headings: Sequence[Heading]) -> dict[Style, int]:
    """Return how high each style stands; 1. stands over （一） where a document begins that way round.

    行动一： stands over （一） where that begins anew below each.
    """
    rank = {style: int(style) for style in Style}
    if _labels_group(headings):
        rank[Style.LABEL] = int(Style.CHINESE_PAREN) - 3
    if (
        headings
        and headings[0].style is Style.ARABIC
        and not any(h.style < Style.CHINESE_PAREN for h in headings)
    ):
        rank[Style.ARABIC] = int(Style.CHINESE_PAREN) - 5
    return rank


def _labels_group(headings: Sequence[Heading]) -> bool:
    labels = [index for index, heading in enumerate(headings) if heading.style is Style.LABEL]
    below = [headings[index + 1] for index in labels if index + 1 < len(headings)]
    groups = sum(heading.style is Style.CHINESE_PAREN and heading.number == 1 for heading in below)
    return len(labels) > 1 and 2 * groups > len(labels)


def is_preamble(title: str) -> bool:
    """Return whether a title names aims or principles (指导思想, 主要目标), not something to be done."""
    return pattern("structure", "preamble_titles").search(title) is not None
