"""Tasks of the published work plans, as officials see them."""

from __future__ import annotations

from typing import Annotated

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from lvxun.web.api.documents import PROBLEMS
from lvxun.web.api.presenting import Json
from lvxun.web.oversight.boards import Wanted, tasks_wanted, years
from lvxun.web.oversight.models import Task
from lvxun.web.people.oversight_rights import may_see

router = Router(tags=["oversight"])
Free = dict[str, object]
Short = Annotated[str, Field(max_length=40)]


class Narrowed(Schema):
    """Which tasks."""

    year: Annotated[int, Field(ge=2000, le=2200)] | None = None
    lamp: Short = ""
    area: Short = ""
    lead: Short = ""
    measure: Short = ""


@router.get("/tasks", response={200: Free, **PROBLEMS}, summary="Tasks with their lamps")
def tasks(request: HttpRequest, asked: Query[Narrowed]) -> Json:
    """Return the tasks of a published work plan, the newest year's where none is named."""
    if not may_see(request.user):
        raise PermissionDenied
    known = years()
    year = asked.year or (known[0] if known else None)
    if year is None:
        return {"year": None, "years": known, "tasks": []}
    wanted = Wanted(year, lamp=asked.lamp, area=asked.area, lead=asked.lead, measure=asked.measure)
    return {"year": year, "years": known, "tasks": [_task(one) for one in tasks_wanted(wanted)]}


def _task(one: Task) -> Json:
    names = (
        *("id", "key", "measure_id", "title_zh", "title_en", "quote", "lead", "area", "start", "due"),
        *("state", "done_on", "lamp", "lamp_rule", "lamp_since", "register", "register_indicator", "goal"),
        *("deliverable_zh", "deliverable_en", "version", "synthetic"),
    )
    found: Json = {name: getattr(one, name) for name in names}
    steps = [
        {"label_zh": step.label_zh, "label_en": step.label_en, "due": step.due, "done_on": step.done_on}
        for step in one.milestones.all()
    ]
    partners = [{"function": partner.function, "area": partner.area} for partner in one.partners.all()]
    return found | {"milestones": steps, "partners": partners}
