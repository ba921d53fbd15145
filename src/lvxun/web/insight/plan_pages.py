"""What the pages of the plan show: chapters, measures, targets, each in its place in the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lvxun.attainment.model import Assessment, Status, TargetStatus
from lvxun.plan.model import Chapter, Measure, Plan, SentenceKind, Target

BAR_WIDTH = 1000.0


@dataclass(frozen=True, slots=True)
class Share:
    """A piece of the bar of all targets by status."""

    status: Status
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure with where its targets stand."""

    measure: Measure
    rows: tuple[TargetStatus, ...]


@dataclass(frozen=True, slots=True)
class ChapterBlock:
    """A chapter; ``rows`` are targets of the chapter itself, outside any measure."""

    chapter: Chapter
    measures: tuple[MeasureLine, ...]
    rows: tuple[TargetStatus, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a measure's text: ``kind`` of its sentence, and the target that it states."""

    text: str
    kind: SentenceKind
    target: Target | None = None


def shares(assessment: Assessment) -> list[Share]:
    """Return the counts by status, best first, as stretches of a bar."""
    total = len(assessment.rows) or 1
    found: list[Share] = []
    x = 0.0
    for status in Status:
        count = assessment.count(status)
        width = BAR_WIDTH * count / total
        found.append(Share(status, count, x, width))
        x += width
    return found


def chapter_blocks(plan: Plan, assessment: Assessment) -> list[ChapterBlock]:
    """Return the chapters with their measures, in the order of the plan."""
    blocks = []
    for chapter in plan.chapters:
        lines = tuple(
            MeasureLine(measure, rows_of(assessment, measure.id))
            for measure in plan.measures
            if measure.chapter == chapter.number
        )
        own = tuple(
            row
            for row in assessment.rows
            if row.target.measure_id is None and row.target.chapter == chapter.number
        )
        blocks.append(ChapterBlock(chapter, lines, own))
    return blocks


def loose_measures(plan: Plan, assessment: Assessment) -> list[MeasureLine]:
    """Return the measures that stand in no chapter."""
    numbers = {chapter.number for chapter in plan.chapters}
    return [MeasureLine(m, rows_of(assessment, m.id)) for m in plan.measures if m.chapter not in numbers]


def rows_of(assessment: Assessment, measure_id: str) -> tuple[TargetStatus, ...]:
    """Return where the targets of a measure stand."""
    return tuple(row for row in assessment.rows if row.target.measure_id == measure_id)


def row_of(assessment: Assessment, target_id: str) -> TargetStatus | None:
    """Return where one target stands."""
    return next((row for row in assessment.rows if row.target.id == target_id), None)


def pieces(measure: Measure, targets: Iterable[Target]) -> list[Piece]:
    """Cut a measure's text so that each sentence has its kind and each target its place."""
    own = [target for target in targets if target.measure_id == measure.id]
    if not measure.sentences:
        return [Piece(measure.text, SentenceKind.ACTION)]
    found: list[Piece] = []
    for sentence in measure.sentences:
        inside = [t for t in own if sentence.span[0] <= t.span[0] < sentence.span[1]]
        found += _cut(sentence.text, sentence.kind, inside)
    return found


def _cut(text: str, kind: SentenceKind, targets: list[Target]) -> list[Piece]:
    found: list[Piece] = []
    start = 0
    for place, target in sorted(((_place(text, target), target) for target in targets), key=lambda p: p[0]):
        end = place + len(target.quote) if target.quote in text else len(text)
        if (
            place < start
        ):  # two targets in one stretch of words: the first one marks it, both are listed below
            continue
        if place > start:
            found.append(Piece(text[start:place], kind))
        found.append(Piece(text[place:end], kind, target))
        start = end
    if start < len(text):
        found.append(Piece(text[start:], kind))
    return found


def _place(text: str, target: Target) -> int:
    return max(0, text.find(target.quote))


def surroundings(plan: Plan, target: Target) -> list[Piece]:
    """Return the sentence of the plan that states ``target``, with the sentences around it."""
    measure = plan.measure(target.measure_id) if target.measure_id else None
    if measure is None:
        return [Piece(target.quote, SentenceKind.TARGET, target)]
    numbers = [n for n, s in enumerate(measure.sentences) if s.span[0] <= target.span[0] < s.span[1]]
    if not numbers:
        return [Piece(target.quote, SentenceKind.TARGET, target)]
    near = measure.sentences[max(0, numbers[0] - 1) : numbers[0] + 2]
    found: list[Piece] = []
    for sentence in near:
        inside = [target] if sentence.span[0] <= target.span[0] < sentence.span[1] else []
        found += _cut(sentence.text, sentence.kind, inside)
    return found


def chapter_of(plan: Plan, number: int | None) -> Chapter | None:
    """Return the chapter with a number."""
    return next((chapter for chapter in plan.chapters if chapter.number == number), None)


def neighbours(plan: Plan, measure: Measure) -> tuple[Measure | None, Measure | None]:
    """Return the measures before and after one."""
    place = plan.measures.index(measure)
    before = plan.measures[place - 1] if place else None
    return before, plan.measures[place + 1] if place + 1 < len(plan.measures) else None
