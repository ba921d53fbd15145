"""The targets of a plan: found clause by clause, by rules that ``docs/plan-targets.md`` writes down.

>>> from lvxun.plan.clean import CleanText
>>> from lvxun.plan.units import TextUnit
>>> text = "到2025年，森林覆盖率达到42.5%。"
>>> unit = TextUnit("m1", 1, 1, "", 0, len(text))
>>> target = extract_targets(CleanText(text, range(len(text))), [unit])[0]
>>> target.id, target.indicator, target.comparator.value, target.value, target.unit, target.year
('m1.1', '森林覆盖率', 'equal', 42.5, '%', 2025)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lvxun.plan.clean import CleanText
from lvxun.plan.model import Target
from lvxun.plan.periods import plan_year_of
from lvxun.plan.targets.deadlines import with_deadlines
from lvxun.plan.targets.drafts import Draft
from lvxun.plan.targets.finding import find_drafts
from lvxun.plan.targets.tabled import tabled_targets
from lvxun.plan.units import TextUnit

__all__ = ["extract_targets"]


def extract_targets(
    clean: CleanText,
    units: Sequence[TextUnit],
    meta: Mapping[str, str] | None = None,
    *,
    plan_year: int | None = None,
) -> tuple[Target, ...]:
    """Return the targets of all units in order.

    Parameters
    ----------
    clean
        The whole clean text.
    units
        Its measures and the parts outside measures, by offsets into ``clean``.
    meta
        What is known of the document (``number``, ``date``): its year parts history from goals.
    plan_year
        The year of issue, where the caller knows it; it goes before ``meta`` and before what the text says.
    """
    year = plan_year or _issued(meta or {}) or plan_year_of(clean.text)
    stops = [*(unit.start for unit in units[1:]), len(clean.text)]
    found = [
        target
        for unit, stop in zip(units, stops, strict=False)
        for target in _targets(clean, unit, _drafts(clean, unit, stop, year))
    ]
    behind = max((unit.end for unit in units), default=0)
    annex = TextUnit(None, None, None, "", behind, len(clean.text))
    tabled = tabled_targets(clean.text, behind, len(clean.text), year)
    return (*found, *_targets(clean, annex, tabled, "a"))


def _drafts(clean: CleanText, unit: TextUnit, stop: int, plan_year: int | None) -> list[Draft]:
    """Return what a unit promises; a deadline may stand behind its list of bodies, before ``stop``."""
    drafts = find_drafts(clean.text, unit.start, unit.end, plan_year)
    return with_deadlines(clean.text, unit.start, max(stop, unit.end), drafts, plan_year)


def _targets(
    clean: CleanText, unit: TextUnit, drafts: Sequence[Draft], prefix: str | None = None
) -> Iterator[Target]:
    seen = set()
    for draft in drafts:
        key = (draft.indicator, draft.comparator, draft.value, draft.unit, draft.year)
        if key not in seen:
            seen.add(key)
            yield _target(clean, unit, draft, f"{prefix or _prefix(unit)}.{len(seen)}")


def _prefix(unit: TextUnit) -> str:
    if unit.measure_id is not None:
        return unit.measure_id
    return "p" if unit.chapter is None else f"c{unit.chapter}"


def _target(clean: CleanText, unit: TextUnit, draft: Draft, target_id: str) -> Target:
    return Target(
        id=target_id,
        measure=unit.measure,
        measure_id=unit.measure_id,
        chapter=unit.chapter,
        indicator=draft.indicator,
        comparator=draft.comparator,
        value=draft.value,
        unit=draft.unit,
        year=draft.year,
        base_year=draft.base_year,
        aspirational=draft.aspirational,
        quote=clean.text[draft.start : draft.end],
        span=clean.span(draft.start, draft.end),
        confidence=draft.confidence,
    )


def _issued(meta: Mapping[str, str]) -> int | None:
    span = re.search(r"((?:19|20)\d\d)年?\s*[-—–~～－至]{1,2}\s*(?:19|20)\d\d", meta.get("title", ""))
    year = re.search(r"((?:19|20)\d\d)年(?!前|以前)", meta.get("title", ""))
    issued = [re.search(r"((?:19|20)\d\d)", meta.get(field, "")) for field in ("date", "number")]
    years = [int(match[1]) for match in (span, None if span else year, *issued) if match]
    return max(years) if years else None
