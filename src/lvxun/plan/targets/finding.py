"""Sentence by sentence through a stretch of clean text: which targets it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lvxun.plan.clauses import Clause, Masked, bracketed, clauses, mask, sentence_bounds
from lvxun.plan.lexicon import phrases
from lvxun.plan.periods import Period, find_periods
from lvxun.plan.targets.carrying import LISTED, LONGEST_HEADING, Carried
from lvxun.plan.targets.counted import Place, counted_targets
from lvxun.plan.targets.drafts import Draft, Scope
from lvxun.plan.targets.indicators import RATE_NOUN
from lvxun.plan.targets.promised import promised_targets
from lvxun.plan.targets.scoping import enter, opens_clause
from lvxun.plan.targets.tabled import tabled_targets

STRETCHES = 1024
GROWS = re.compile(r"^(?:大力|不断|持续|稳步|逐步|进一步)?(?:提高|提升|增加|扩大|降低|减少)(?=.{3})")


def find_drafts(text: str, start: int, end: int, plan_year: int | None) -> list[Draft]:
    """Return the targets of a stretch of clean text in order; the work grows with its length only."""
    return [draft.moved(start) for draft in _drafts_of(text[start:end], plan_year)]


@lru_cache(maxsize=STRETCHES)  # the same measures are read for targets and for kinds of sentences
def _drafts_of(text: str, plan_year: int | None) -> tuple[Draft, ...]:
    drafts = tabled_targets(text, 0, len(text), plan_year)
    rows = {text.rfind("\n", 0, draft.start) for draft in drafts}
    carried, last_end = Carried(plan_year), 0
    for start, end in sentence_bounds(text, 0, len(text)):
        line_start = text.rfind("\n", 0, start)
        opens = start == 0 or line_start >= last_end
        scope = carried.open(text, start) if opens else carried.go_on()
        if line_start not in rows:
            found = sentence_drafts(text, start, end, plan_year, scope)
            carried.close(text[start:end], scope, opens=opens, promised=bool(found))
            drafts.extend(found)
        last_end = end
    return tuple(sorted(drafts, key=lambda draft: draft.start))


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
    if not found and (named := _named_to_change(text)):
        scope.indicator = masked.restore(named)
    yield from found


def _topic(clause: str) -> str:
    """Return a short clause that opens with what is done to something, "" for any other."""
    text = LISTED.sub("", clause).strip()
    return text if len(text) <= LONGEST_HEADING and text.startswith(phrases("addition")) else ""


def _named_to_change(clause: str) -> str:
    """Return what a short clause says shall rise or fall: 提高道路清扫率，2025年县城达到80%."""
    text = LISTED.sub("", clause).strip()
    opened = GROWS.match(text)
    named = text[opened.end() :] if opened and len(text) <= LONGEST_HEADING else ""
    return named if RATE_NOUN.search(named) else ""


def _lead_end(text: str, periods: list[Period]) -> int:
    return periods[-1].end if periods and opens_clause(text[: periods[-1].start]) else 0
