"""All registers, as the plan asks for them: chapter by chapter, measure by measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Sum

from lvxun.plan.model import Chapter, Measure
from lvxun.registers.model import Register
from lvxun.web.insight.state import current
from lvxun.web.people.record_rights import Sight, sight
from lvxun.web.registers.definitions import definitions, region_id
from lvxun.web.registers.models import Record, Tally
from lvxun.web.registers.tallies import ALL, narrowed
from lvxun.web.served import package_region


@dataclass(frozen=True, slots=True)
class Line:
    """A register in the overview; ``count`` is what the reader sees of it, None where its list is closed."""

    register: Register
    count: int | None


@dataclass(frozen=True, slots=True)
class MeasureBlock:
    """A measure with the registers that carry it out."""

    measure: Measure
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ChapterBlock:
    """A chapter of the plan with its measures."""

    chapter: Chapter | None
    measures: tuple[MeasureBlock, ...]


def overview(user: object, query: str = "") -> list[ChapterBlock]:
    """Return the registers that fit ``query``, under the measures that ask for them; one may stand twice."""
    shown = {one.id: one for one in definitions().values() if _fits(one, query)}
    lines = lines_for(user, shown)
    plan = current().plan
    blocks = []
    for chapter in (*plan.chapters, None):
        measures = [one for one in plan.measures if _is_of(one, chapter, plan.chapters)]
        found = [MeasureBlock(one, _of_measure(one, lines)) for one in measures]
        filled = tuple(one for one in found if one.lines)
        if filled:
            blocks.append(ChapterBlock(chapter, filled))
    return blocks


def without_measure(user: object, query: str = "") -> list[Line]:
    """Return the registers that no measure of the served plan asks for."""
    numbers = {one.number for one in current().plan.measures}
    loose = {
        one.id: one for one in definitions().values() if not numbers & set(one.measures) and _fits(one, query)
    }
    return list(lines_for(user, loose).values())


def of_measure(user: object, number: int) -> list[Line]:
    """Return the registers of one measure."""
    return list(
        lines_for(user, {one.id: one for one in definitions().values() if number in one.measures}).values()
    )


def lines_for(user: object, registers: Mapping[str, Register]) -> dict[str, Line]:
    """Return a line for each register with what ``user`` sees of it, in a few queries."""
    sights = {key: sight(user, one) for key, one in registers.items()}
    counts = _counts(sights)
    return {
        key: Line(one, counts.get(key, 0) if sights[key] != Sight() else None)
        for key, one in registers.items()
    }


def _counts(sights: Mapping[str, Sight]) -> dict[str, int]:
    """Return the numbers of records: kept sums for whole areas, counted for the few of an enterprise."""
    found: dict[str, int] = {}
    for areas in {one.areas for one in sights.values() if one.areas}:
        keys = [key for key, one in sights.items() if one.areas == areas]
        kept = Tally.objects.filter(region=region_id(), field=ALL, register__in=keys)
        if package_region().code not in areas:
            kept = narrowed(kept, sorted(areas))
        found |= dict(kept.values_list("register").annotate(total=Sum("count")))
    for holders in {one.holders for one in sights.values() if one.holders and not one.areas}:
        keys = [key for key, one in sights.items() if one.holders == holders]
        own = Record.objects.filter(
            region=region_id(), holder__in=holders, register__in=keys, merged_into__isnull=True
        )
        found |= dict(own.order_by().values_list("register").annotate(total=Count("pk")))
    return found


def _of_measure(measure: Measure, lines: Mapping[str, Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines.values() if measure.number in line.register.measures)


def _is_of(measure: Measure, chapter: Chapter | None, chapters: tuple[Chapter, ...]) -> bool:
    if chapter is None:
        return measure.chapter not in {one.number for one in chapters}
    return measure.chapter == chapter.number


def _fits(register: Register, query: str) -> bool:
    said = (register.id, register.label.zh, register.label.en, register.summary.zh, register.summary.en)
    told = "\n".join(said).casefold()
    return all(word in told for word in query.casefold().split())
