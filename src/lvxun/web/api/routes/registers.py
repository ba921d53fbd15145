"""Registers: which there are, and what each declares."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from lvxun.registers.model import Register
from lvxun.web.api.documents import PROBLEMS
from lvxun.web.api.presenting import Json, label, plain
from lvxun.web.api.schemas import RegisterList
from lvxun.web.people.record_rights import may_create, may_list
from lvxun.web.registers.definitions import definitions, region_id
from lvxun.web.registers.finding import register_or_404

router = Router(tags=["registers"])


@router.get("", response={200: RegisterList, **PROBLEMS}, summary="All registers of the served region")
def registers(request: HttpRequest) -> Json:
    """Every register, for the rules are public, and whether its list is open to you."""
    return {
        "region": region_id(),
        "registers": [_register(request.user, one) for one in definitions().values()],
    }


def _register(user: object, one: Register) -> Json:
    return {
        "id": one.id,
        "label": label(one.label),
        "summary": label(one.summary),
        "measures": list(one.measures),
        "keeper": one.keeper,
        "level": str(one.level),
        "subject": one.subject,
        "may_list": may_list(user, one),
        "may_create": may_create(user, one),
    }


@router.get(
    "/{slug:register_id}",
    response={200: dict[str, object], **PROBLEMS},
    summary="What a register declares",
)
def definition(request: HttpRequest, register_id: str) -> object:
    """Fields, states, steps with who may take them, limits, duties, legal basis, parameters, indicators."""
    return plain(register_or_404(register_id))
