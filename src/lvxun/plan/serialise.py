"""A plan as plain data: the object that ``lvxun plan parse --json`` prints."""

from __future__ import annotations

from typing import TypeAlias

from lvxun.plan.model import Measure, Mention, Plan, Sentence, Span, Target

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None


def to_dict(plan: Plan) -> dict[str, Json]:
    """Return the plan as JSON data: a span is ``[start, end]`` in the source text, a range ``[low, high]``.

    Examples
    --------
    >>> from lvxun.plan.parsing import parse
    >>> to_dict(parse("某省方案"))["title"]
    '某省方案'
    """
    return {
        "title": plan.title,
        "chapters": [{"number": c.number, "title": c.title, "span": _span(c.span)} for c in plan.chapters],
        "measures": [_measure(measure) for measure in plan.measures],
        "targets": [_target(target) for target in plan.targets],
        "documents_cited": [
            {"title": c.title, "number": c.number, "span": _span(c.span)} for c in plan.documents_cited
        ],
        "places": list(plan.places),
        "organisations": list(plan.organisations),
        "warnings": list(plan.warnings),
        "mentions": [_mention(mention) for mention in plan.mentions],
        "meta": dict(plan.meta),
    }


def _span(span: Span) -> Json:
    return [span[0], span[1]]


def _measure(measure: Measure) -> Json:
    return {
        "id": measure.id,
        "number": measure.number,
        "chapter": measure.chapter,
        "title": measure.title,
        "text": measure.text,
        "bodies": [{"name": b.name, "role": str(b.role), "span": _span(b.span)} for b in measure.bodies],
        "sentences": [_sentence(sentence) for sentence in measure.sentences],
        "span": _span(measure.span),
        "confidence": measure.confidence,
    }


def _sentence(sentence: Sentence) -> Json:
    return {"text": sentence.text, "kind": str(sentence.kind), "span": _span(sentence.span)}


def _target(target: Target) -> Json:
    return {
        "id": target.id,
        "measure": target.measure,
        "measure_id": target.measure_id,
        "chapter": target.chapter,
        "indicator": target.indicator,
        "comparator": str(target.comparator),
        "value": list(target.value) if isinstance(target.value, tuple) else target.value,
        "unit": target.unit,
        "year": target.year,
        "base_year": target.base_year,
        "aspirational": target.aspirational,
        "quote": target.quote,
        "span": _span(target.span),
        "confidence": target.confidence,
        "indicator_id": target.indicator_id,
        "review": str(target.review),
    }


def _mention(mention: Mention) -> Json:
    return {"name": mention.name, "kind": mention.kind, "span": _span(mention.span)}
