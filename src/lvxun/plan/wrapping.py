"""Hard-wrapped lines joined into paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lvxun.plan.lines import Line
from lvxun.plan.noise import SENTENCE_END, ends_sentence
from lvxun.plan.numbering import Marker, Style, parse_marker
from lvxun.plan.vocabulary import pattern

_FULL = 0.86
_NEARLY_FULL = 0.8
_WIDEST_PAGE = 170
_LONG_BRACKET = 400
_OPENING, _CLOSING = "（(《【", "）)》】"
_NEVER_FIRST = "，、。；：！？）》】”’」』,;)%"
_NEVER_LAST = "，、（(《【“‘「『,"
_ANY_STOP = re.compile("[，。；：]")
_LONGEST_REST = 24
_FIRST_WORDS = re.compile("为|根据|按照|依据|深入|近年来|当前")
_OPEN_LABEL = re.compile(r"(?:单位|部门|处室)[:：]$")
_NUMBER_LINE = re.compile(
    r"[\u4e00-\u9fff]{1,16}[〔\[﹝（(]\s?(?:19|20)\d{2}\s?[〕\]﹞）)]\s?(?:第\s?)?\d{1,5}\s?号$"
)
_DATE = re.compile(r"[（(]?(?:\d{4}|[一二三四五六七八九〇○零]{4})年\S{1,3}月\S{1,3}日[）)]?$")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document's lines are set.

    ``full`` is the width from which a line counts as full, 0 where paragraphs are not wrapped;
    ``gaps`` and ``indents`` say whether a blank line or an indent begins a paragraph.
    """

    full: float
    gaps: bool
    indents: bool


def read_layout(lines: Sequence[Line]) -> Layout:
    """Return the layout that most lines of the document agree with."""
    running = [line for line in lines if "\t" not in line.text and line.width >= 16]
    widths = sorted(line.width for line in running)
    full = 0.0
    if widths:
        page = widths[int(0.9 * (len(widths) - 1))]
        cut = [line for line in running if line.width >= _FULL * page and not ends_sentence(line.text)]
        wider = sum(w > 1.25 * page for w in widths)
        if page <= _WIDEST_PAGE and len(cut) >= max(2, 0.3 * len(running)) and wider <= 0.1 * len(running):
            full = _FULL * page
    gapped = [pair for pair in pairwise(lines) if pair[1].gap]
    after_end = sum(ends_sentence(first.text) or first.width < full for first, _ in gapped)
    gaps = bool(gapped) and len(gapped) <= 0.6 * len(lines) and after_end >= 0.7 * len(gapped)
    indented = sum(line.indent >= 2 for line in lines)
    return Layout(full, gaps, 0 < indented <= 0.7 * len(lines))


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it grows, with what must be known to say whether the next line belongs to it."""

    lines: list[Line] = field(default_factory=list)
    marker: Marker | None = None
    opened: list[int] = field(default_factory=list)  # offsets of brackets that are still open
    running: bool = False  # holds a finished sentence or is long: no title
    size: int = 0

    def add(self, line: Line) -> None:
        if not self.lines:
            self.marker = parse_marker(line.text)
        self.lines.append(line)
        for position, char in enumerate(line.text, self.size):
            if char in _OPENING:
                self.opened.append(position)
            elif char in _CLOSING and self.opened:
                self.opened.pop()
        self.size += len(line.text)
        self.running = self.running or "。" in line.text or self.size > 60

    @property
    def text_end(self) -> str:
        return self.lines[-1].text

    @property
    def in_bracket(self) -> bool:
        return bool(self.opened) and self.size - self.opened[-1] <= _LONG_BRACKET

    @property
    def finished(self) -> bool:
        if self.in_bracket:
            return False
        if self.is_label:
            return self.text_end[-1:] in SENTENCE_END
        return ends_sentence(self.text_end) or self.text_end[-1:] in "）)】]"

    @property
    def is_label(self) -> bool:
        """Whether this is a line such as 责任单位：…, that holds names and rarely ends with a stop."""
        return pattern("labels", "line_starts").match(self.lines[0].text) is not None


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each paragraph.

    A line goes on where the one above it stops in mid-sentence: full to the margin, with a bracket open,
    or with text that has no end yet. A number that follows on from the last of its kind always begins one.
    """
    layout = read_layout(lines)
    done: list[list[Line]] = []
    last: dict[Style, int] = {}
    now = _Paragraph()
    for line in lines:
        marker = parse_marker(line.text)
        if now.lines and not _goes_on(now, line, marker, layout, last):
            done.append(now.lines)
            now = _Paragraph()
        if not now.lines and marker:
            last[marker.style] = marker.number
        now.add(line)
    if now.lines:
        done.append(now.lines)
    return done


def _goes_on(
    now: _Paragraph, line: Line, marker: Marker | None, layout: Layout, last: dict[Style, int]
) -> bool:
    above = now.lines[-1]
    if "\t" in line.text or "\t" in above.text:
        return False
    if marker and _begins_section(now, marker, last, above.width >= layout.full > 0):
        return False
    if line.text[0] in _NEVER_FIRST or now.in_bracket:
        return True
    return not _stands_alone(line) and (above.text[-1] in _NEVER_LAST or _is_unfinished(now, line, layout))


def _stands_alone(line: Line) -> bool:
    """Return whether a line is a label, a date or a document's number: these go on from no line."""
    label = pattern("labels", "line_starts").match(line.text)
    return bool(label or _DATE.match(line.text) or _NUMBER_LINE.match(line.text))


def _is_unfinished(now: _Paragraph, line: Line, layout: Layout) -> bool:
    """Say whether a paragraph stops in the middle, so that ``line`` belongs to it."""
    above = now.lines[-1]
    if now.finished:
        return _goes_on_after_sentence(above, line, layout)
    if layout.full and above.width >= layout.full:
        if now.marker and now.marker.style <= Style.CHINESE and _is_title(now):
            return _ends_title(line, layout)
        if _is_title(now) and _is_document_title(above.text, line.text):
            return False
        return not (layout.indents and line.indent >= 2 and _is_title(now))
    if layout.full and now.is_label:
        return _OPEN_LABEL.search(above.text) is not None or above.width >= _NEARLY_FULL * layout.full
    return now.running and not _is_title(now)


def _is_document_title(above: str, below: str) -> bool:
    kind = pattern("structure", "document_kinds").search(above)
    return kind is not None and _FIRST_WORDS.match(below) is not None


def _ends_title(line: Line, layout: Layout) -> bool:
    """Say whether a line is the rest of a chapter's title: short and bare, or ending in its full stop."""
    mark = _ANY_STOP.search(line.text)
    if mark is None:
        return line.width < layout.full
    return mark.group() == "。" and mark.start() <= _LONGEST_REST


def _begins_section(now: _Paragraph, marker: Marker, last: dict[Style, int], full: bool) -> bool:
    follows = marker.number == last.get(marker.style, 0) + 1
    if now.is_label and not now.in_bracket:
        return True
    if now.in_bracket:
        return follows and marker.number > 1 and marker.style <= Style.CHINESE_PAREN
    if now.finished or _is_title(now):
        return True
    if full or now.running:
        return follows and marker.number > 1 and marker.style <= Style.CHINESE_PAREN
    return True


def _goes_on_after_sentence(above: Line, line: Line, layout: Layout) -> bool:
    """Say whether a full line that happens to end with a sentence belongs to the next one."""
    if not layout.full or above.width < layout.full or above.text[-1] in "：:）)】":
        return False
    begins = (layout.gaps and line.gap) or (layout.indents and line.indent >= 2)
    return not begins and above.text[-1] in SENTENCE_END + "”"


def _is_title(now: _Paragraph) -> bool:
    return not now.running and not any(mark in line.text for line in now.lines for mark in "。；")
