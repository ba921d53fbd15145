"""A comparison as plain dictionaries, for JSON and pages; described in docs/plan-diff.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from lvxun.plan.comparing.model import BodiesDiff, Change, MeasureDiff, PlanDiff, SentenceDiff, TargetDiff
from lvxun.plan.model import Measure, Plan, Span, Target

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class _HasSpan(Protocol):
    @property
    def span(self) -> Span: ...


def diff_to_dict(comparison: PlanDiff) -> dict[str, Json]:
    """Return what ``lvxun plan diff --json`` prints."""
    return {
        "before": _plan(comparison.before),
        "after": _plan(comparison.after),
        "summary": {
            "same": comparison.is_same,
            "measures": _counts(comparison.measure_counts, (Change.STRONGER, Change.WEAKER)),
            "measures_given_to_another_body": len(comparison.handed_over),
            "targets": _counts(comparison.target_counts, ()),
        },
        "measures": [_measure_diff(item) for item in comparison.measures],
        "targets": [_target_diff(item) for item in comparison.targets],
    }


def _plan(plan: Plan) -> Json:
    return {
        "title": plan.title,
        "file": plan.source.name,
        "measures": len(plan.measures),
        "targets": len(plan.targets),
    }


def _counts(counts: dict[Change, int], without: Iterable[Change]) -> Json:
    return {change.value: counts.get(change, 0) for change in Change if change not in tuple(without)}


def _measure_diff(item: MeasureDiff) -> Json:
    return {
        "change": item.change.value,
        "renumbered": item.is_renumbered,
        "similarity": round(item.similarity, 3),
        "before": _measure(item.before),
        "after": _measure(item.after),
        "bodies": _bodies(item.bodies),
        "sentences": [_sentence(sentence) for sentence in item.sentences],
    }


def _measure(measure: Measure | None) -> Json:
    if measure is None:
        return None
    return {
        "id": measure.id,
        "chapter": measure.chapter,
        "number": measure.number,
        "title": measure.title,
        "span": _span(measure),
    }


def _sentence(item: SentenceDiff) -> Json:
    return {
        "change": item.change.value,
        "before": None if item.before is None else {"text": item.before.text, "span": _span(item.before)},
        "after": None if item.after is None else {"text": item.after.text, "span": _span(item.after)},
        "edits": [{"kind": edit.kind.value, "text": edit.text} for edit in item.edits],
    }


def _bodies(bodies: BodiesDiff) -> Json:
    return {
        "added": list(bodies.added),
        "dropped": list(bodies.dropped),
        "leads_before": list(bodies.leads_before),
        "leads_after": list(bodies.leads_after),
        "given_to_another_body": bodies.is_handed_over,
    }


def _target_diff(item: TargetDiff) -> Json:
    return {
        "change": item.change.value,
        "reasons": [
            {"aspect": reason.aspect.value, "before": reason.before, "after": reason.after}
            for reason in item.reasons
        ],
        "before": _target(item.before),
        "after": _target(item.after),
        "given_to_another_body": item.bodies.is_handed_over,
        "leads_before": list(item.bodies.leads_before),
        "leads_after": list(item.bodies.leads_after),
    }


def _target(target: Target | None) -> Json:
    if target is None:
        return None
    value: Json = list(target.value) if isinstance(target.value, tuple) else target.value
    return {
        "id": target.id,
        "measure": target.measure,
        "indicator": target.indicator,
        "comparator": target.comparator.value,
        "value": value,
        "unit": target.unit,
        "year": target.year,
        "base_year": target.base_year,
        "aspirational": target.aspirational,
        "quote": target.quote,
        "span": _span(target),
    }


def _span(item: _HasSpan) -> Json:
    return list(item.span)
