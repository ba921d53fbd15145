"""Sentence by sentence through a stretch of clean text: which targets it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lvxun.plan.clauses import Clause, Masked, bracketed, clauses, mask, sentence_bounds
from lvxun.plan.lexicon import phrases
from lvxun.plan.periods import Period, find_periods
from lvxun.plan.targets.counted import Place, counted_targets
from lvxun.plan.targets.drafts import Draft, Scope
from lvxun.plan.targets.promised import promised_targets
from lvxun.plan.targets.scoping import enter
from lvxun.plan.targets.tabled import deadline, is_table_row, tabled_targets

LONGEST_HEADING, ROW = 40, 400
HEADING = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十]+[章节条]|[一二三四五]是)"
)
LISTED = re.compile(r"^\s*(?:——|--|[-·•●◆■*]|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[①-⑳])")
GOALS = re.compile(r"目标|指标|到20\d\d年|十[三四五六]五")


@dataclass(slots=True)
class _Carried:
    """The years that a heading or the first sentence of a paragraph gives to what follows."""

    years: tuple[int, ...] = ()
    past: bool = False


def find_drafts(text: str, start: int, end: int, plan_year: int | None) -> list[Draft]:
    """Return the targets of a stretch of clean text in order; the work grows with its length only."""
    drafts: list[Draft] = tabled_targets(text, start, end, plan_year)
    tabled = [(draft.start, draft.end) for draft in drafts]
    carried, paragraph_end = _Carried(), start
    for first, last in sentence_bounds(text, start, end):
        opens = "\n" in text[paragraph_end:first] or first == start
        if opens and not LISTED.match(text[first : first + 8]):
            carried = _Carried(_deadline(text, first, end, plan_year))
        scope = Scope(years=carried.years, past=carried.past)
        found = sentence_drafts(text, first, last, plan_year, scope)
        if is_table_row(text[first : first + ROW]):
            pass  # a row's deadline holds to its end
        elif opens:
            carried = _Carried(() if scope.past else scope.years, scope.past)
        else:
            carried.past = False
        drafts.extend(d for d in found if not any(a <= d.start < b for a, b in tabled))
        paragraph_end = last
    return sorted(drafts, key=lambda draft: draft.start)


def sentence_drafts(text: str, start: int, end: int, plan_year: int | None, scope: Scope) -> list[Draft]:
    """Return the targets of one sentence; ``scope`` is what is known before it, and after it."""
    masked = mask(text[start:end])
    drafts: list[Draft] = []
    for clause in clauses(masked.text):
        if clause.before in ("；", ";"):
            scope.aspirational, scope.fresh = False, False
        drafts.extend(_clause_drafts(masked, clause, start, scope, plan_year))
    return drafts


def _clause_drafts(
    masked: Masked, clause: Clause, offset: int, scope: Scope, plan_year: int | None
) -> Iterator[Draft]:
    text = masked.text[clause.start : clause.end]
    periods = find_periods(text)
    setting = enter(text, periods, scope, plan_year)
    place = Place(text, masked, offset + clause.start, offset + clause.end, "其中" in text[:6])
    found = counted_targets(place, periods, setting, scope, plan_year)
    for start, end in bracketed(text, masked, clause.start):
        before = [draft for draft in found if draft.at < offset + start]
        if not before:
            continue
        scope.indicator = before[-1].indicator
        inner = Place(masked.original[start:end], masked, offset + start, offset + end, True)
        own = find_periods(inner.text)
        found += counted_targets(inner, own, setting, scope, plan_year)
    if not found:
        found = promised_targets(place, _lead_end(text, periods), setting, scope)
    scope.topic = _topic(text) if not found else ""
    yield from found


def _deadline(text: str, first: int, end: int, plan_year: int | None) -> tuple[int, ...]:
    stop = text.find("\n", first, end)
    line = text[first : stop if stop >= 0 else end]
    return deadline(line, plan_year) if is_table_row(line) else ()


def _topic(clause: str) -> str:
    """Return a short clause that opens with what is done to something, "" for any other."""
    text = LISTED.sub("", clause).strip()
    return text if len(text) <= LONGEST_HEADING and text.startswith(phrases("addition")) else ""


def _lead_end(text: str, periods: list[Period]) -> int:
    return periods[-1].end if periods and periods[-1].start < 12 else 0
