"""The parts of a plan: title, chapters, measures, and the stretches of text outside measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lvxun.plan.bodies import BodyList
from lvxun.plan.front import Front, main_end, read_front
from lvxun.plan.headings import Heading, Paragraph, TitleKind, build_tree, find_headings
from lvxun.plan.levels import Lists, measure_headings
from lvxun.plan.numbering import Style
from lvxun.plan.segments import main_segment
from lvxun.plan.tables import Row
from lvxun.plan.units import TextUnit


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """A measure before its bodies are read: offsets are of the clean text.

    ``chapter`` is 0 where the plan has no chapters; ``in_order`` is false where its number does not go on.
    """

    id: str
    number: int
    chapter: int
    title: str
    start: int
    text_start: int
    end: int
    titled: bool
    in_order: bool


@dataclass(frozen=True, slots=True)
class ChapterDraft:
    number: int
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Structure:
    front: Front
    chapters: tuple[ChapterDraft, ...]
    measures: tuple[MeasureDraft, ...]
    outside: tuple[TextUnit, ...]
    warnings: tuple[str, ...]


def read_structure(
    text: str, paragraphs: Sequence[Paragraph], lists: Sequence[BodyList], rows: Sequence[Row]
) -> Structure:
    """Return chapters and measures of a clean text in which lists of bodies and rows of tables are known."""
    starts = [item.start for item in lists]
    headings = find_headings(text, paragraphs, starts) + [row.heading for row in rows]
    headings.sort(key=lambda heading: heading.start)
    segment = main_segment(text, paragraphs, headings, starts)
    headings, begin = list(segment.headings), segment.start
    own = [paragraph for paragraph in paragraphs if begin <= paragraph.start < segment.end]
    front = read_front(text, own, headings[0].start if headings else len(text))
    end = main_end(text, own, headings[-1].start if headings else front.text_start)
    top = build_tree(headings, end)
    found = measure_headings(top, Lists(starts)) if top else []
    has_chapters = any(heading.depth > 0 or heading.children for heading in found)
    chapters = (
        tuple(ChapterDraft(h.number, h.title, h.start, h.end) for h in top)
        if _are_chapters(top, found)
        else ()
    )
    measures = _drafts(top, found, bool(chapters))
    outside = tuple(_not_blank(text, _outside(front, top, found, bool(chapters), end)))
    warnings = (*segment.warnings, *_warnings(headings, measures, has_chapters))
    return Structure(front, chapters, measures, outside, warnings)


def _are_chapters(top: Sequence[Heading], found: Sequence[Heading]) -> bool:
    """Say whether the first level holds measures rather than being them."""
    return not found or any(heading.depth > 0 for heading in found)


def _drafts(top: Sequence[Heading], found: Sequence[Heading], chaptered: bool) -> tuple[MeasureDraft, ...]:
    chosen = {id(heading) for heading in found}
    placed: list[tuple[Heading, int, int]] = []
    for chapter in top:
        number = chapter.number if chaptered else 0
        placed.extend((h, number, section) for h, section in _chosen(chapter, chosen, 0))
    ids = _ids(placed)
    return tuple(
        MeasureDraft(
            name,
            h.number,
            chapter,
            h.title,
            h.start,
            h.title_start,
            h.end,
            h.kind is not TitleKind.CLAUSE,
            h.expected,
        )
        for name, (h, chapter, _) in zip(ids, placed, strict=True)
    )


def _chosen(heading: Heading, chosen: set[int], section: int) -> Iterator[tuple[Heading, int]]:
    if id(heading) in chosen:
        yield heading, section
        return
    for child in heading.children:
        yield from _chosen(child, chosen, heading.number if heading.depth else 0)


def _ids(placed: Sequence[tuple[Heading, int, int]]) -> list[str]:
    """Return an id a measure: m15; c3m2 where numbers restart; c3s1m2 where they restart in sections."""
    candidates = (
        [f"m{h.number}" if h.depth or not c else f"c{c}" for h, c, _ in placed],
        [f"c{c}m{h.number}" if h.depth else f"c{c}" if c else f"m{h.number}" for h, c, _ in placed],
        [f"c{c}s{s}m{h.number}" if s else f"c{c}m{h.number}" for h, c, s in placed],
    )
    for names in candidates:
        if len(set(names)) == len(names):
            return names
    seen: Counter[str] = Counter()
    unique: list[str] = []
    for name in candidates[-1]:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name}x{seen[name]}")
    return unique


def _outside(
    front: Front, top: Sequence[Heading], found: Sequence[Heading], chaptered: bool, end: int
) -> Iterator[TextUnit]:
    """Yield the text outside measures: the preamble, and what chapters say for themselves."""
    first = top[0].start if top else end
    if front.letter:
        yield TextUnit(None, None, None, front.meta.get("notice", front.title), *front.letter)
    if front.text_start < first:
        yield TextUnit(None, None, None, front.title, front.text_start, first)
    chosen = {id(heading) for heading in found}
    for chapter in top:
        yield from _own_text(chapter, chosen, chapter.number if chaptered else None)


def _not_blank(text: str, units: Iterator[TextUnit]) -> Iterator[TextUnit]:
    for unit in units:
        part = text[unit.start : unit.end]
        if kept := part.strip():
            start = unit.start + len(part) - len(part.lstrip())
            yield replace(unit, start=start, end=start + len(kept))


def _own_text(heading: Heading, chosen: set[int], chapter: int | None) -> Iterator[TextUnit]:
    if id(heading) in chosen:
        return
    start = heading.head_end if heading.kind is TitleKind.LINE else heading.title_start
    stop = heading.children[0].start if heading.children else heading.end
    if start < stop:
        yield TextUnit(None, None, chapter, heading.title, start, stop)
    for child in heading.children:
        yield from _own_text(child, chosen, chapter)


def _warnings(
    headings: Sequence[Heading], measures: Sequence[MeasureDraft], has_chapters: bool
) -> Iterator[str]:
    if not measures:
        yield "No measures were found: the text has no numbered sections that carry actions."
    for heading in headings:
        if not heading.expected and heading.style <= Style.ARABIC:
            yield f"The number of '{heading.number} {heading.title}' does not go on from the one before it."
    repeated = [n for n, times in Counter((m.chapter, m.number) for m in measures).items() if times > 1]
    if repeated and not has_chapters:
        yield f"Measure numbers come twice: {', '.join(str(number) for _, number in repeated[:10])}."
