"""An assessment as plain data: the object that ``lvxun assess --json`` prints."""

from __future__ import annotations

from lvxun.accounts.document import Json
from lvxun.attainment.model import Assessment, CarriedOut, Figure, Status, TargetStatus
from lvxun.attainment.rules import branch
from lvxun.attainment.words import Language, body_label, source_titles
from lvxun.region.model import DataRequest, Region


def to_dict(assessment: Assessment, region: Region) -> dict[str, Json]:
    """Return an assessment as JSON data.

    ``value`` and ``unit`` of a target are as the plan says them, ``goal`` the same in the indicator's unit,
    in which all figures are.
    """
    return {
        "region": assessment.region_id,
        "region_version": assessment.region_version,
        "plan": assessment.plan_title,
        "year": assessment.year,
        "summary": {str(status): assessment.count(status) for status in Status},
        "targets": [_row(row, region) for row in assessment.rows],
        "registers": [_carried_out(row, region) for row in assessment.carried_out],
    }


def _carried_out(row: CarriedOut, region: Region) -> Json:
    return {
        "indicator_id": row.indicator_id,
        "indicator_label_zh": row.label_zh,
        "indicator_label_en": row.label_en,
        "register": row.register,
        "measures": list(row.measures),
        "latest": _figure(row.latest, region),
        "history": [_figure(figure, region) for figure in row.history],
    }


def _row(row: TargetStatus, region: Region) -> Json:
    target, text = row.target, branch(row.rule)
    return {
        "id": target.id,
        "measure": target.measure,
        "indicator": target.indicator,
        "indicator_id": row.indicator_id,
        "indicator_label_zh": row.label_zh,
        "indicator_label_en": row.label_en,
        "is_suggested": row.is_suggested,
        "is_proxy": row.is_proxy,
        "comparator": str(target.comparator),
        "value": _value(target.value),
        "unit": target.unit,
        "year": target.year,
        "base_year": target.base_year,
        "aspirational": target.aspirational,
        "latest": _figure(row.latest, region),
        "status": str(row.status),
        "rule": row.rule,
        "rule_zh": text.zh,
        "rule_en": text.en,
        "judged_for": row.year,
        "goal": {"value": _value(row.value), "unit": row.unit},
        "base": _figure(row.base, region),
        "distance": row.distance,
        "pace_done": row.pace_done,
        "pace_needed": row.pace_needed,
        "path": [{"year": year, "value": value} for year, value in row.path],
        "history": [_figure(figure, region) for figure in row.history],
        "bodies": [{"name": body.name, "role": str(body.role)} for body in row.bodies],
        "request": _request(row.request, region),
        "notes": [{"zh": note.zh, "en": note.en} for note in row.notes],
        "quote": target.quote,
    }


def _value(value: float | tuple[float, float] | None) -> Json:
    return [value[0], value[1]] if isinstance(value, tuple) else value


def _figure(figure: Figure | None, region: Region) -> Json:
    if figure is None:
        return None
    return {
        "value": figure.value,
        "year": figure.year,
        "unit": figure.unit,
        "source": source_titles(region, figure.sources, Language.ZH),
        "sources": list(figure.sources),
        "quality": str(figure.quality),
    }


def _request(request: DataRequest | None, region: Region) -> Json:
    if request is None:
        return None
    return {
        "id": request.id,
        "topic": request.topic,
        "body": request.body,
        "body_zh": body_label(region, request.body, Language.ZH),
        "body_en": body_label(region, request.body, Language.EN),
        "years": request.years,
        "reason_zh": request.reason_zh,
        "reason_en": request.reason_en,
    }
