"""Which year a clause is about: named in it, or given by words before it; and whether it is history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lvxun.plan.lexicon import any_of, phrases
from lvxun.plan.periods import Period
from lvxun.plan.targets.drafts import Scope
from lvxun.plan.targets.wording import LIST_MARK

PAST = re.compile(
    r"已|目前|截至|截止|以来|[长加高升降低少大破成]了|过去|近年|年来|预计|预测|仍|仅|尚|现状"
    r"|现有[^，]{0,12}\d|超额完成|上半年"
)
ON_YEAR = re.compile(r"同比(?:增长|下降|提高)")
STILL_PAST = re.compile(r"目前|截至|截止|以来|过去|近年|年来|现状|现有[^，]{0,12}\d|上半年")
PEAK = re.compile(r"^[^，。；]{0,8}(?:碳达峰|碳中和|达峰|目标)")


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds in one clause."""

    years: tuple[int, ...]
    base_year: int | None
    past: bool
    aspirational: bool


def enter(clause: str, periods: Sequence[Period], scope: Scope, plan_year: int | None) -> Setting:
    """Return what holds in a clause, and tell ``scope`` what it sets for the clauses behind it."""
    lead = _lead(clause, periods)
    if lead is not None:
        scope.years = lead.years
        scope.past = _is_past(lead, plan_year)
        scope.base_year = scope.base_year if scope.compared else None
        scope.aspirational = _is_aspirational(clause[: lead.start])
    base = next((p for p in periods if p.role == "base"), None)
    scope.compared = base is not None and bool(base.years) and not clause[base.end :].strip(" 的相比，")
    if base is not None and scope.compared:
        scope.base_year = base.years[-1]
    goal = any(p.role == "goal" and not _is_past(p, plan_year) for p in periods)
    on_year = not scope.years and ON_YEAR.search(clause) is not None
    past = not goal and (scope.past or on_year or PAST.search(clause) is not None)
    if not goal and STILL_PAST.search(clause):
        scope.past = True
    setting = Setting(scope.years, scope.base_year, past, scope.aspirational)
    _go_on(clause, periods, lead, scope, plan_year)
    return setting


def _go_on(
    clause: str, periods: Sequence[Period], lead: Period | None, scope: Scope, plan_year: int | None
) -> None:
    """Let a year named in the middle of a clause hold for the clauses behind it."""
    later = [p for p in periods if p.role in ("goal", "plain") and not _is_past(p, plan_year)]
    if later and later[-1] is not lead and later[-1].years and not PEAK.match(clause[later[-1].end :]):
        scope.years = later[-1].years
        scope.past = False


def is_past_year(years: Sequence[int], plan_year: int | None) -> bool:
    """Say whether all years lie before the plan."""
    return plan_year is not None and bool(years) and max(years) < plan_year


def _lead(clause: str, periods: Sequence[Period]) -> Period | None:
    """Return the period that a clause opens with, past words such as 力争 and 全省."""
    for period in periods:
        if period.role == "base" or (PEAK.match(clause[period.end :]) and period.role != "since"):
            continue
        if period.role == "since" or opens_clause(clause[: period.start]):
            return period
    return None


def opens_clause(before: str) -> bool:
    """Say whether nothing but words such as 力争 and 全省 stands in front of a period."""
    text = LIST_MARK.sub("", before).strip(" “”、，")
    for _ in range(4):
        match = _opener().match(text)
        if match is None:
            break
        text = text[match.end() :].lstrip(" “”、，（(")
    return not text


@cache
def _opener() -> re.Pattern[str]:
    stages = ("自", "从", "第一阶段", "第二阶段", "第三阶段", "近期", "中期", "远期", "预计", "展望")
    return re.compile(any_of([*phrases("aspiration", "assurance", "scope", "conjunction", "modal"), *stages]))


def _is_past(period: Period, plan_year: int | None) -> bool:
    return period.role == "since" or is_past_year(period.years, plan_year)


def _is_aspirational(text: str) -> bool:
    return any(word in text for word in phrases("aspiration"))
