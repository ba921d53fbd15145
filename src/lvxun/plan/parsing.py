"""From a source text to a plan."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lvxun.plan.bodies import BodyList, assign, find_lists, find_sentence_list, trailing_start
from lvxun.plan.citations import find_citations
from lvxun.plan.clean import CleanText
from lvxun.plan.cleaning import clean
from lvxun.plan.headings import Paragraph, split_paragraphs
from lvxun.plan.mentions import find_mentions
from lvxun.plan.model import Chapter, Measure, Plan, Responsibility, SourceText, Target
from lvxun.plan.periods import plan_year_of
from lvxun.plan.script import foreign_script
from lvxun.plan.sentences import split_sentences
from lvxun.plan.structure import MeasureDraft, Structure, read_structure
from lvxun.plan.tables import Row, is_row, read_rows
from lvxun.plan.targets import extract_targets
from lvxun.plan.units import TextUnit

_UNTITLED, _OUT_OF_ORDER, _WITHOUT_BODIES, _UNCLOSED, _SHORT = 0.8, 0.8, 0.85, 0.8, 0.8
_SHORTEST_TEXT = 15


@dataclass(frozen=True, slots=True)
class _Read:
    """A measure with the unit of text that it is read from."""

    measure: Measure
    unit: TextUnit
    warnings: tuple[str, ...]


def parse(source: SourceText | str) -> Plan:
    r"""Return the plan that a text holds.

    Never raises on odd text: what could not be made out is said in ``warnings``. Confidence runs from 0 to 1
    by the rule in ``docs/plan.md``. The work grows in proportion to the text: 200 pages take under 2 s.

    Examples
    --------
    >>> plan = parse("某省任务措施\n一、生产\n（一）推行清洁生产。开展审核。（省生态环境厅负责）")
    >>> plan.measures[0].title, plan.measures[0].bodies[0].name
    ('推行清洁生产', '省生态环境厅')
    """
    if isinstance(source, str):
        source = SourceText(source, name="text", format="txt")
    text = clean(source)
    if not text.text.strip():
        return Plan("", source, warnings=(*source.warnings, "The text is empty."))
    paragraphs = split_paragraphs(text.text)
    rows = read_rows(text.text, paragraphs)
    lists = _all_lists(text.text, paragraphs, rows)
    structure = read_structure(text.text, paragraphs, lists, rows)
    year = _year_of_issue(structure.front.meta) or plan_year_of(text.text)
    read = _measures(text, structure, lists, year)
    measures = tuple(item.measure for item in read)
    units = sorted([*structure.outside, *(item.unit for item in read)], key=lambda unit: unit.start)
    front = structure.front
    return Plan(
        title=front.title,
        source=source,
        chapters=tuple(Chapter(c.number, c.title, text.span(c.start, c.end)) for c in structure.chapters),
        measures=measures,
        targets=_with_unique_ids(extract_targets(text, units, plan_year=year)),
        documents_cited=find_citations(text, front.title, front.meta.get("number", "")),
        mentions=find_mentions(text, (body for measure in measures for body in measure.bodies)),
        warnings=tuple(_all_warnings(source, text, structure, read)),
        meta=dict(front.meta),
    )


def _all_warnings(
    source: SourceText, text: CleanText, structure: Structure, read: Sequence[_Read]
) -> Iterator[str]:
    yield from source.warnings
    if told := foreign_script(text.text):
        yield told
    yield from structure.warnings
    for item in read:
        yield from item.warnings


def _all_lists(text: str, paragraphs: Sequence[Paragraph], rows: Sequence[Row]) -> list[BodyList]:
    """Return the lists of running text and of tables; other cells of a table hold no list."""
    tabled = [(p.start, p.end) for p in paragraphs if is_row(text, p)]
    begins = [start for start, _ in tabled]

    def in_table(item: BodyList) -> bool:
        place = bisect_right(begins, item.start) - 1
        return place >= 0 and item.start < tabled[place][1]

    found = [item for item in find_lists(text) if not in_table(item)]
    found += [row.bodies for row in rows if row.bodies]
    return sorted(found, key=lambda item: item.start)


def _year_of_issue(meta: Mapping[str, str]) -> int | None:
    found = re.search(r"(?:19|20)\d\d", f"{meta.get('date', '')} {meta.get('number', '')}")
    return int(found.group()) if found else None


def _with_unique_ids(targets: Sequence[Target]) -> tuple[Target, ...]:
    """Number the targets of one chapter through, where they stand in several parts of it: c1.1, c1.2."""
    counts: Counter[str] = Counter()
    unique: list[Target] = []
    for target in targets:
        prefix = target.id.rpartition(".")[0]
        counts[prefix] += 1
        unique.append(replace(target, id=f"{prefix}.{counts[prefix]}"))
    return tuple(unique)


def _measures(
    text: CleanText, structure: Structure, lists: Sequence[BodyList], year: int | None
) -> list[_Read]:
    read: list[_Read] = []
    own_lists = list(_lists_by_measure(structure.measures, lists))
    listed = sum(bool(own) for own in own_lists)
    expects_bodies = 2 * listed > len(own_lists)
    for draft, own in zip(structure.measures, own_lists, strict=True):
        item = _measure(text, draft, own, expects_bodies)
        unit = item.unit
        shown = text.slice(unit.start, unit.start + len(item.measure.text))
        part = CleanText(shown.text.replace("\t", "\n"), shown.offsets)
        sentences = split_sentences(part, 0, len(part.text), plan_year=year)
        read.append(replace(item, measure=replace(item.measure, sentences=sentences)))
    return read


def _lists_by_measure(drafts: Sequence[MeasureDraft], lists: Sequence[BodyList]) -> Iterator[list[BodyList]]:
    position = 0
    for draft in drafts:
        while position < len(lists) and lists[position].start < draft.start:
            position += 1
        own: list[BodyList] = []
        while position < len(lists) and lists[position].start < draft.end:
            own.append(lists[position])
            position += 1
        yield own


def _measure(text: CleanText, draft: MeasureDraft, own: list[BodyList], expects_bodies: bool) -> _Read:
    end = draft.end
    while end > draft.text_start and text.text[end - 1] in " \n\t":
        end -= 1
    text_end = trailing_start(text.text, own, draft.text_start, end)
    if not own and (told := find_sentence_list(text.text, draft.text_start, end)):
        own = [told]
    bodies = tuple(
        Responsibility(a.name.text, a.role, text.span(a.name.start, a.name.end)) for a in assign(own)
    )
    unit = TextUnit(draft.id, draft.number, draft.chapter or None, draft.title, draft.text_start, text_end)
    body_text = _shown(text.text[draft.text_start : text_end], own, draft.text_start)
    measure = Measure(
        id=draft.id,
        number=draft.number,
        chapter=draft.chapter,
        title=draft.title,
        text=body_text,
        bodies=bodies,
        sentences=(),
        span=text.span(draft.start, end),
        confidence=_confidence(draft, own, bool(bodies) or not expects_bodies, len(body_text)),
    )
    return _Read(measure, unit, tuple(_warnings(draft, own, bool(bodies) or not expects_bodies)))


def _shown(text: str, own: Sequence[BodyList], start: int) -> str:
    """Return a measure's text; of a row of a table, the task and its content, without bodies and deadline."""
    if "\t" not in text or not own:
        return text
    return text[: own[0].start - start].rstrip("\t\n ").replace("\t", "\n")


def _confidence(draft: MeasureDraft, own: Sequence[BodyList], has_bodies: bool, length: int) -> float:
    value = 1.0
    value *= 1.0 if draft.titled else _UNTITLED
    value *= 1.0 if draft.in_order else _OUT_OF_ORDER
    value *= 1.0 if has_bodies else _WITHOUT_BODIES
    value *= 1.0 if all(item.closed for item in own) else _UNCLOSED
    value *= 1.0 if length >= _SHORTEST_TEXT else _SHORT
    return round(value, 2)


def _warnings(draft: MeasureDraft, own: Sequence[BodyList], has_bodies: bool) -> Iterator[str]:
    name = f"Measure {draft.id} '{draft.title[:30]}'"
    if not has_bodies:
        yield f"{name} names no responsible body, though most measures of this plan do."
    if not all(item.closed for item in own):
        yield f"{name}: the bracket around its bodies is not closed."
