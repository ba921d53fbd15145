"""Sentence by sentence through a stretch of clean text: which targets it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lvxun.plan.periods import Period, find_periods
from lvxun.plan.clauses import Clause, clauses, mask, sentence_bounds
from lvxun.plan.targets.counted import Place, counted_targets
from lvxun.plan.targets.drafts import Draft, Scope
from lvxun.plan.targets.promised import promised_targets
from lvxun.plan.targets.scoping import enter

LONGEST_HEADING = 40
HEADING = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十]+[章节条]|[一二三四五]是)")
LISTED = re.compile(r"^\s*(?:——|--|[-·•●◆■*]|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[①-⑳])")
GOALS = re.compile(r"目标|指标|到20\d\d年|十[三四五六]五")


@dataclass(slots=True)
class _Carried:
    """The years that a heading or the first sentence of a paragraph gives to what follows."""

    years: tuple[int, ...] = ()
    past: bool = False


def find_drafts(text: str, start: int, end: int, plan_year: int | None) -> list[Draft]:
    """Return the targets of a stretch of clean text in order; the work grows with its length only."""
    drafts: list[Draft] = []
    carried, paragraph_end = _Carried(), start
    for first, last in sentence_bounds(text, start, end):
        opens = "\n" in text[paragraph_end:first] or first == start
        if opens and not LISTED.match(text[first : first + 8]):
            carried = _Carried()
        scope = Scope(years=carried.years, past=carried.past)
        found = sentence_drafts(text, first, last, plan_year, scope)
        if _passes_on(text[first:last], opens) or scope.past:
            carried = _Carried(() if scope.past else scope.years, scope.past)
        else:
            carried.past = False
        drafts.extend(found)
        paragraph_end = last
    return drafts


def sentence_drafts(
    text: str, start: int, end: int, plan_year: int | None, scope: Scope
) -> list[Draft]:
    """Return the targets of one sentence; ``scope`` is what is known before it, and after it."""
    masked = mask(text[start:end])
    drafts: list[Draft] = []
    for clause in clauses(masked.text):
        if clause.before in "；;":
            scope.aspirational = False
        drafts.extend(_clause_drafts(masked.text, clause, start, scope, plan_year, masked))
    return drafts


def _clause_drafts(sentence, clause, offset, scope, plan_year, masked) -> Iterator[Draft]:  # type: ignore
    text = sentence[clause.start : clause.end]
    periods = find_periods(text)
    setting = enter(text, periods, scope, plan_year)
    place = Place(text, masked, offset + clause.start, offset + clause.end, "其中" in text[:6])
    found = counted_targets(place, periods, setting, scope, plan_year)
    if not found:
        found = promised_targets(place, _lead_end(text, periods), setting, scope)
    yield from found


def _lead_end(text: str, periods: list[Period]) -> int:
    return periods[-1].end if periods and periods[-1].start < 12 else 0


def _passes_on(sentence: str, opens: bool) -> bool:
    """Say whether the sentence's year holds for the next ones: a heading, or a paragraph's first sentence."""
    return opens or (len(sentence) <= LONGEST_HEADING and HEADING.match(sentence) is not None)
