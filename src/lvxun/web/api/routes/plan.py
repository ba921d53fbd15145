"""The plan and where it stands: measures, targets, indicators, the assessment. Open to everybody."""

from __future__ import annotations

from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from lvxun import accounts, plan
from lvxun.accounts import IndicatorInfo
from lvxun.attainment import to_dict
from lvxun.plan.model import Measure
from lvxun.web.api.auth import OpenAuth
from lvxun.web.api.documents import PROBLEMS
from lvxun.web.api.presenting import Json
from lvxun.web.insight.state import State, current

router = Router(tags=["plan"], auth=OpenAuth())
Free = dict[str, object]


class Place(Schema):
    """For which area."""

    area: Annotated[str, Field(max_length=20, description="Code of an area; empty: the region itself.")] = ""


@router.get("/plan", response={200: Free, **PROBLEMS}, summary="The plan as data")
def whole(request: HttpRequest) -> object:
    """Return the plan as reviewed: chapters, measures, targets with their places in the text."""
    return plan.to_dict(current().plan)


@router.get("/measures", response={200: Free, **PROBLEMS}, summary="The measures")
def measures(request: HttpRequest) -> Json:
    """Return each measure with its bodies and the registers, targets and indicators that belong to it."""
    state = current()
    return {"measures": [_measure(state, one) for one in state.plan.measures]}


@router.get("/measures/{slug:measure_id}", response={200: Free, **PROBLEMS}, summary="A measure")
def measure(request: HttpRequest, measure_id: str) -> Json:
    """Return a measure with its text."""
    state = current()
    found = next((one for one in state.plan.measures if one.id == measure_id), None)
    if found is None:
        raise Http404
    return _measure(state, found) | {"text": found.text}


def _measure(state: State, one: Measure) -> Json:
    return {
        "id": one.id,
        "number": one.number,
        "chapter": one.chapter,
        "title": one.title,
        "bodies": [{"name": body.name, "role": str(body.role)} for body in one.bodies],
        "targets": [row.id for row in state.plan.targets if row.measure_id == one.id],
        "indicators": [info.id for info in accounts.catalogue().values() if one.number in info.measures],
    }


@router.get("/targets", response={200: Free, **PROBLEMS}, summary="The targets and where they stand")
def targets(request: HttpRequest) -> Json:
    """Return each target with its status, figures, and the data that is asked for."""
    state = current()
    return {"targets": to_dict(state.assessment, state.region)["targets"]}


@router.get("/assessment", response={200: Free, **PROBLEMS}, summary="The assessment, whole")
def assessment(request: HttpRequest) -> object:
    """Return the same as ``lvxun assess --json``."""
    state = current()
    return to_dict(state.assessment, state.region)


@router.get("/indicators", response={200: Free, **PROBLEMS}, summary="The indicators")
def indicators(request: HttpRequest) -> Json:
    """Return what each indicator means, its unit, formula and inputs."""
    return {"indicators": [_info(one) for one in accounts.catalogue().values()]}


@router.get("/indicators/{slug:indicator_id}", response={200: Free, **PROBLEMS}, summary="An indicator")
def indicator(request: HttpRequest, indicator_id: str, asked: Query[Place]) -> Json:
    """Return an indicator with its figures by year; a year without a figure is not known and left out."""
    info = accounts.catalogue().get(indicator_id)
    if info is None:
        raise Http404
    state = current()
    place = asked.area or state.region.code
    if place not in state.region.areas.index:
        raise Http404
    is_whole = place == state.region.code
    result = state.result if is_whole else accounts.compute(state.region, [indicator_id], area=place)
    figures = [
        {
            "year": one.year,
            "value": one.value,
            "unit": one.unit,
            "quality": str(one.quality),
            "sources": list(one.sources),
        }
        for one in result.figures(indicator_id)
    ]
    return _info(info) | {"area": place, "figures": figures}


def _info(info: IndicatorInfo) -> Json:
    names = ("id", "label_zh", "label_en", "unit", "formula", "formula_zh", "formula_en", "source", "theme")
    found: Json = {name: getattr(info, name) for name in names}
    words = {"description_zh": info.description_zh, "description_en": info.description_en}
    kinds = {"kind": str(info.kind), "direction": str(info.direction)}
    return found | words | kinds | {"measures": list(info.measures), "inputs": list(info.inputs)}
