"""What everybody may see of the registers."""

from __future__ import annotations

from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from lvxun.registers.model import Register
from lvxun.web.api import schemas
from lvxun.web.api.auth import OpenAuth
from lvxun.web.api.documents import PROBLEMS
from lvxun.web.api.presenting import Json
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.finding import register_or_404
from lvxun.web.registers.published_records import (
    PublicRow,
    matching_rows,
    public_count,
    public_row,
    published_records,
)

router = Router(tags=["public"], auth=OpenAuth())
A_PAGE = 50
LAST_PAGE = 200


class Asked(Schema):
    """Which page, and what it is searched for."""

    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1
    q: Annotated[str, Field(max_length=100, description="Words that the public fields have.")] = ""


@router.get("", response={200: schemas.PublicRegisters, **PROBLEMS}, summary="Registers made public")
def registers(request: HttpRequest) -> Json:
    """Return the registers of which something is made public, and how many records that is."""
    shown = [one for one in definitions().values() if one.publication.states]
    return {"registers": {one.id: public_count(one) for one in shown}}


@router.get(
    "/{slug:register_id}/records", response={200: schemas.PublicList, **PROBLEMS}, summary="Public records"
)
def records(request: HttpRequest, register_id: str, asked: Query[Asked]) -> Json:
    """Return published records with their public fields, the newest first."""
    register = _published_or_404(register_id)
    page, words = asked.page, asked.q.strip()
    start = (page - 1) * A_PAGE
    if words:
        found = list(matching_rows(register, words))
        rows, is_more = found[start : start + A_PAGE], len(found) > start + A_PAGE
    else:
        held = list(published_records(register).order_by("-id")[start : start + A_PAGE + 1])
        rows = [row for one in held[:A_PAGE] if (row := public_row(register, one))]
        is_more = len(held) > A_PAGE
    results = [_row(one) for one in rows]
    return {"count": public_count(register), "page": page, "is_more": is_more, "results": results}


@router.get(
    "/{slug:register_id}/records/{path:code}",
    response={200: schemas.PublicRecordOut, **PROBLEMS},
    summary="A public record",
)
def record(request: HttpRequest, register_id: str, code: str) -> Json:
    """Return what the public may see of one record."""
    register = _published_or_404(register_id)
    held = published_records(register).filter(code=code).first()
    row = public_row(register, held) if held else None
    if row is None:
        raise Http404
    return _row(row)


def _published_or_404(register_id: str) -> Register:
    found = register_or_404(register_id)
    if not found.publication.states:
        raise Http404
    return found


def _row(row: PublicRow) -> Json:
    return {
        "code": row.code,
        "title": row.title,
        "state": row.state.id,
        "since": row.since,
        "values": row.values,
        "synthetic": row.synthetic,
    }
