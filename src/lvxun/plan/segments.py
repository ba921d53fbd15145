"""Several numbered documents in one file: a notice and the plan that it sends, a plan and its annexes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from lvxun.plan.front import is_date
from lvxun.plan.headings import Heading, Paragraph
from lvxun.plan.numbering import Style
from lvxun.plan.vocabulary import pattern

_LIST_WEIGHT = 3
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a file that is the plan: its sections, its bounds, and what was left aside."""

    headings: tuple[Heading, ...]
    start: int
    end: int
    warnings: tuple[str, ...] = ()


def main_segment(
    text: str, paragraphs: Sequence[Paragraph], headings: Sequence[Heading], list_starts: Sequence[int]
) -> Segment:
    """Return the document with most sections and lists of bodies; the numbering of each begins anew."""
    whole_end = len(text)
    if not headings:
        return Segment((), 0, whole_end)
    cuts = _cuts(text, paragraphs, headings)
    bounds = list(zip([0, *cuts], [*cuts, whole_end], strict=True))
    parts = [Segment(tuple(h for h in headings if low <= h.start < high), low, high) for low, high in bounds]
    starts = sorted(list_starts)

    def weight(part: Segment) -> int:
        lists = bisect_left(starts, part.end) - bisect_left(starts, part.start)
        return len(part.headings) + _LIST_WEIGHT * lists

    main = max(parts, key=weight)
    aside = [part for part in parts if part is not main and len(part.headings) >= _SEVERAL]
    warnings = tuple(
        f"A part with its own numbering was left aside: it begins '{part.headings[0].title[:30]}'."
        for part in aside
    )
    return Segment(main.headings, main.start, main.end, warnings)


def _cuts(text: str, paragraphs: Sequence[Paragraph], headings: Sequence[Heading]) -> list[int]:
    """Return the offsets at which another document begins."""
    top = min(heading.style for heading in headings)
    if top > Style.CHINESE_PAREN:
        return []
    cuts: list[int] = []
    previous: Heading | None = None
    for heading in headings:
        if (
            heading.style is Style.ROW
            and heading.number == 1
            and _opens_annex(text, paragraphs, previous, heading)
        ):
            cuts.append(_document_start(text, paragraphs, previous or heading, heading))
            previous = None
        if heading.style is not top:
            continue
        if (
            previous
            and heading.number == 1
            and (previous.number >= _SEVERAL or _parted(text, paragraphs, previous, heading))
        ):
            cuts.append(_document_start(text, paragraphs, previous, heading))
        previous = heading
    return cuts


def _opens_annex(text: str, paragraphs: Sequence[Paragraph], before: Heading | None, row: Heading) -> bool:
    """Say whether a table of tasks is an annex to the sections before it, not a part of them."""
    return before is not None and before.number >= _SEVERAL and _parted(text, paragraphs, before, row)


def _parted(text: str, paragraphs: Sequence[Paragraph], before: Heading, after: Heading) -> bool:
    return any(_is_break(text, p) for p in paragraphs[before.paragraph + 1 : after.paragraph])


def _is_break(text: str, paragraph: Paragraph) -> bool:
    line = text[paragraph.start : paragraph.end].strip()
    return is_date(line) or pattern("structure", "annex").match(line) is not None


def _document_start(text: str, paragraphs: Sequence[Paragraph], before: Heading, after: Heading) -> int:
    """Return where the document of ``after`` begins: after an annex line or a date, or at its title."""
    between = paragraphs[before.paragraph + 1 : after.paragraph]
    breaks = [p for p in between if _is_break(text, p)]
    if breaks:
        last = breaks[-1]
        line = text[last.start : last.end].strip()
        return last.end if is_date(line) or len(line) <= 8 else last.start
    titles = [
        p
        for p in between
        if p.end - p.start <= 50
        and pattern("structure", "document_kinds").search(text[p.start : p.end].strip())
    ]
    return titles[-1].start if titles else after.start
