"""Records: list, read, open, change, move."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from lvxun.errors import LvxunError, Where
from lvxun.registers.errors import InvalidRecordError
from lvxun.registers.model import Register
from lvxun.web.api import schemas
from lvxun.web.api.documents import IF_MATCH, LISTED, ONCE, PROBLEMS, parameters
from lvxun.web.api.presenting import Json, record_detail, record_out
from lvxun.web.api.reading import lists_of, request_key, seen_version, sender, tagged
from lvxun.web.people.record_rights import may_create, may_list, may_move, sight
from lvxun.web.registers import services
from lvxun.web.registers.definitions import region_id
from lvxun.web.registers.errors import ListingError
from lvxun.web.registers.filtering import DATES, FROM, TO, read_filters
from lvxun.web.registers.finding import listed_or_404, record_or_404, register_or_404
from lvxun.web.registers.keeping import REQUEST, key_of
from lvxun.web.registers.listing import Listing
from lvxun.web.registers.models import Record, UniqueKey

router = Router(tags=["records"])
OWN = ("page", "per_page", "order")
NARROWING = ("area", "state", "holder", "q", "merged", "synthetic")


class Page(Schema):
    """Which page of a list, and in which order."""

    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    per_page: Annotated[int, Field(ge=1, le=500)] = 50
    order: Annotated[str, Field(max_length=80)] = "-id"


@router.get(
    "/registers/{slug:register_id}/records",
    response={200: schemas.RecordList, **PROBLEMS},
    openapi_extra=parameters(LISTED),
    summary="The records of a register that you may see",
)
def records(request: HttpRequest, register_id: str, page: Query[Page]) -> Json:
    """Narrow by area, state, holder, full text, and every field that the register declares as a filter."""
    register = listed_or_404(request.user, register_id)
    _refuse_unknown(register, request, page.order)
    filters, faults = read_filters(register, lists_of(request))
    if faults:
        raise InvalidRecordError("The list cannot be narrowed as asked.", faults)
    seen = sight(request.user, register)
    made = Listing(register, filters, sight=seen, order=page.order, page=page.page, per_page=page.per_page)
    return {
        "count": {"number": made.count.number, "exact": made.count.exact},
        "page": made.page,
        "pages": made.pages,
        "per_page": made.per_page,
        "order": made.order,
        "results": [record_out(one) for one in made.rows],
    }


def _refuse_unknown(register: Register, request: HttpRequest, order: str) -> None:
    """Refuse a parameter that narrows nothing: to leave it out silently would answer another question."""
    fields = [one.id for one in register.fields if one.in_filter]
    ranged = [key + end for key in (*fields, *DATES) for end in (FROM, TO)]
    known = {*OWN, *NARROWING, *fields, *ranged}
    faults: list[LvxunError] = [
        ListingError(
            f"There is no filter '{key[:40]}'.",
            Where(field=key[:80]),
            f"There are {', '.join(sorted(known))}.",
        )
        for key in request.GET
        if key not in known
    ]
    orders = Listing(register).orders
    if order not in orders:
        what = f"The list has no order '{order[:40]}'."
        faults.append(ListingError(what, Where(field="order"), f"There are {', '.join(orders)}."))
    if faults:
        raise InvalidRecordError("The list cannot be narrowed as asked.", faults)


@router.post(
    "/registers/{slug:register_id}/records",
    response={201: schemas.RecordDetail, 200: schemas.RecordDetail, **PROBLEMS},
    openapi_extra=parameters(ONCE, "header"),
    summary="Open a record",
)
def create(
    request: HttpRequest, response: HttpResponse, register_id: str, body: schemas.NewRecord
) -> Status[Json]:
    """Open a record in the register's first state.

    With the same ``Idempotency-Key`` a second request is answered 200 with the record that the first opened.
    """
    user, register = sender(request), register_or_404(register_id)
    if not may_create(user, register):
        if may_list(user, register):
            raise PermissionDenied
        raise Http404
    key = request_key(request)
    was_known = bool(key) and _is_known(register, key_of(user.pk, key))
    made = services.create(user, register.id, body.values, why=body.why, code=body.code, request_key=key)
    tagged(response, made)
    response["Location"] = f"/api/v1/registers/{register.id}/records/{quote(made.code)}"
    status = HTTPStatus.OK if was_known else HTTPStatus.CREATED
    return Status(status, record_detail(user, register, made))


def _is_known(register: Register, key: str) -> bool:
    held = UniqueKey.objects.filter(region=region_id(), register=register.id, purpose=REQUEST, key=key)
    return held.exists()


@router.post(
    "/registers/{slug:register_id}/records/{path:code}/moves",
    response={200: schemas.RecordDetail, **PROBLEMS},
    openapi_extra=parameters(IF_MATCH, "header"),
    summary="Take a step",
)
def move(
    request: HttpRequest, response: HttpResponse, register_id: str, code: str, body: schemas.Move
) -> Json:
    """Take a step from where the record stands; of two at one version exactly one wins."""
    register, record = record_or_404(request.user, register_id, code)
    step = register.transition(body.transition)
    if step is not None and not may_move(request.user, register, record, step):
        raise PermissionDenied
    version = seen_version(request, record, body.version)
    moved = services.move(
        sender(request), record, body.transition, version=version, values=body.values, why=body.why, proofs={}
    )
    return _shown(request, response, register, moved)


def _shown(request: HttpRequest, response: HttpResponse, register: Register, record: Record) -> Json:
    tagged(response, record)
    return record_detail(sender(request), register, record)


# What hangs on a record is matched first: a code may have slashes in it.
last = Router(tags=["records"])


@last.get(
    "/registers/{slug:register_id}/records/{path:code}",
    response={200: schemas.RecordDetail, **PROBLEMS},
    summary="A record",
)
def record(request: HttpRequest, response: HttpResponse, register_id: str, code: str) -> Json:
    """Return the record, the steps from where it stands, and what you may do; ``ETag`` is its version."""
    register, found = record_or_404(request.user, register_id, code)
    return _shown(request, response, register, found)


@last.patch(
    "/registers/{slug:register_id}/records/{path:code}",
    response={200: schemas.RecordDetail, **PROBLEMS},
    openapi_extra=parameters(IF_MATCH, "header"),
    summary="Change values",
)
def change(
    request: HttpRequest, response: HttpResponse, register_id: str, code: str, body: schemas.Change
) -> Json:
    """Change some values; say the version in the body (409 where others were first) or in If-Match (412)."""
    register, found = record_or_404(request.user, register_id, code)
    version = seen_version(request, found, body.version)
    changed = services.change(sender(request), found, body.values, version=version, why=body.why)
    return _shown(request, response, register, changed)
