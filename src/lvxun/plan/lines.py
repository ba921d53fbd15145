"""The lines of a folded text, each with its place, its indent and the blank lines above it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from lvxun.plan.folding import DROPPED

BLANK = " \t\u3000" + DROPPED
_HEADING_MARKS = re.compile(r"#{1,6}\s+")
_ASCII = re.compile(r"[\x20-\x7e]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; ``start`` and ``end`` are offsets of its text without outer space.

    ``width`` counts a Chinese character as 2, a Latin one as 1, as printed.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: int
    page: int
    width: int


_WIDE_SPACE = re.compile(r"(?<=\S)[ \u3000]{2,}(?=\S)")
_FEWEST_WIDE_SPACES = 3
_FEWEST_BARS = 3
_BARRED = re.compile(r"(\s*\|)(.*)(\|\s*)")
_RULE = re.compile(r"[\s|:-]+")
_NOT_TABS = BLANK.replace("\t", "")


def _barred(head: str, row: str, tail: str) -> str:
    """Return a row of a table in bars (| 1 | 任务 |) with tabs; the rule under its heading goes."""
    inner = DROPPED * len(row) if _RULE.fullmatch(row) and "-" in row else row.replace("|", "\t")
    return DROPPED * len(head) + inner + DROPPED * len(tail)


def mark_columns(folded: str) -> str:
    """Return the text with tabs for the spaces or bars between columns; lengths stay."""
    lines = folded.split("\n")
    for number, line in enumerate(lines):
        if line.count("|") >= _FEWEST_BARS and (row := _BARRED.fullmatch(line)):
            lines[number] = _barred(*row.groups())
        elif "  " in line and len(_WIDE_SPACE.findall(line.strip(BLANK))) >= _FEWEST_WIDE_SPACES:
            lead = len(line) - len(line.lstrip(BLANK))
            body = _WIDE_SPACE.sub(lambda gap: "\t" + DROPPED * (len(gap.group()) - 1), line[lead:])
            lines[number] = line[:lead] + body
    return "\n".join(lines)


def _outer_space(raw: str) -> str:
    """Return what may be cut off a line; the tabs that begin a row of a table stand for empty cells."""
    return _NOT_TABS if raw.count("\t") >= 2 and "\t" in raw.strip(BLANK) else BLANK


def width(text: str) -> int:
    """Return the printed width in half-width columns."""
    return 2 * len(text) - len(_ASCII.findall(text))


def _shown(printed: str, folded: str) -> str:
    """Return a line as printed, without what folding dropped."""
    if DROPPED not in folded:
        return printed
    return "".join(char for char, kept in zip(printed, folded, strict=True) if kept != DROPPED)


def split_lines(folded: str, page_starts: Sequence[int] = (0,), printed: str = "") -> list[Line]:
    """Return the lines of ``folded`` that hold more than space.

    ``printed`` is the text before folding, of the same length: a full-width digit fills two columns.
    """
    printed = printed or folded
    lines: list[Line] = []
    position, gap = 0, 0
    for raw in folded.split("\n"):
        text = raw.strip(_outer_space(raw))
        if not text:
            gap += 1
        else:
            lead = len(raw) - len(raw.lstrip(_outer_space(raw)))
            start = position + lead
            if marks := _HEADING_MARKS.match(text):
                start, text = start + marks.end(), text[marks.end() :]
            indent = width(raw[:lead].replace(DROPPED, "").replace("\t", "    "))
            page = bisect_right(page_starts, start)
            end = position + len(raw.rstrip(BLANK))
            plain = text.replace(DROPPED, "")
            shown = text if printed is folded else _shown(printed[start : start + len(text)], text)
            lines.append(Line(start, end, plain, indent, gap, page, width(shown.replace(DROPPED, ""))))
            gap = 0
        position += len(raw) + 1
    return lines
