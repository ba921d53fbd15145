"""Deadlines that stand behind what they are about: 完成时限：2024年12月底."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lvxun.plan.periods import find_periods
from lvxun.plan.targets.drafts import Draft
from lvxun.plan.targets.tabled import WHOLE_YEAR

WITHOUT_YEAR = 0.9
DEADLINE = re.compile(
    r"(?:完成|办结|整改|落实|推进|工作|计划完成)?(?:时限|期限|时间|日期|时间节点)(?:要求|安排)?\s*[:：]\s*"
    r"(?P<when>[^\n，。；;）)]{2,24})"
)


def with_deadlines(
    text: str, start: int, end: int, drafts: Sequence[Draft], plan_year: int | None
) -> list[Draft]:
    """Give the drafts without a year that of the next deadline behind them, up to ``end`` of the text."""
    found = DEADLINE.finditer(text, start, end)
    deadlines = [(match.start(), _year(match["when"], plan_year)) for match in found]
    if not deadlines:
        return list(drafts)
    dated, k = [], 0
    for draft in drafts:
        while k < len(deadlines) and deadlines[k][0] < draft.start:
            k += 1
        year = deadlines[k][1] if k < len(deadlines) else None
        dated.append(_dated(draft, year) if year and draft.year is None else draft)
    return dated


def _dated(draft: Draft, year: int) -> Draft:
    return replace(draft, year=year, confidence=min(1.0, round(draft.confidence / WITHOUT_YEAR, 2)))


def _year(when: str, plan_year: int | None) -> int | None:
    if when.strip().startswith(WHOLE_YEAR):
        return plan_year
    periods = find_periods(when)
    return periods[-1].years[-1] if periods and periods[-1].years else None
