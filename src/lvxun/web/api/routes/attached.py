"""What hangs on a record: its history, remarks, files, duties fulfilled, corrections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile as Sent
from pydantic import Field

from lvxun.web.api import presenting, schemas
from lvxun.web.api.documents import IF_MATCH, PROBLEMS, parameters
from lvxun.web.api.presenting import Json
from lvxun.web.api.reading import seen_version, sender
from lvxun.web.people.models import User
from lvxun.web.people.record_rights import may_file
from lvxun.web.registers import revisions, services, uploads
from lvxun.web.registers.finding import attachment_or_404, record_or_404
from lvxun.web.registers.models import Record, Revision
from lvxun.web.served import region_id

router = Router(tags=["what hangs on a record"])
BASE = "/registers/{slug:register_id}/records/{path:code}"
A_PAGE = 50


class Page(Schema):
    """Which page."""

    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1


class Serves(Schema):
    """What a file is attached for."""

    proof: Annotated[str, Field(max_length=60)] = ""


@router.get(f"{BASE}/history", response={200: schemas.EventList, **PROBLEMS}, summary="Its history")
def history(request: HttpRequest, register_id: str, code: str, asked: Query[Page]) -> Json:
    """All that was done to a record, with what differs; the newest first."""
    _register, record = record_or_404(request.user, register_id, code)
    count, page = record.events.count(), asked.page
    found = record.events.select_related("actor", "on_behalf_of")[(page - 1) * A_PAGE : page * A_PAGE]
    return {
        "count": count,
        "page": page,
        "pages": max(1, -(-count // A_PAGE)),
        "results": [presenting.event_out(one) for one in found],
    }


@router.get(f"{BASE}/comments", response={200: list[schemas.CommentOut], **PROBLEMS}, summary="Its remarks")
def comments(request: HttpRequest, register_id: str, code: str) -> list[Json]:
    """Remarks among those who may see the record, the oldest first."""
    _register, record = record_or_404(request.user, register_id, code)
    return [presenting.comment_out(one) for one in record.comments.select_related("author")]


@router.post(f"{BASE}/comments", response={201: schemas.CommentOut, **PROBLEMS}, summary="Leave a remark")
def comment(request: HttpRequest, register_id: str, code: str, body: schemas.CommentIn) -> Status[Json]:
    """Leave a remark; only who acts on the record may."""
    _register, record = record_or_404(request.user, register_id, code)
    return Status(201, presenting.comment_out(services.comment(sender(request), record, body.text)))


@router.get(
    f"{BASE}/attachments", response={200: list[schemas.AttachmentOut], **PROBLEMS}, summary="Its files"
)
def attachments(request: HttpRequest, register_id: str, code: str) -> list[Json]:
    """Files of the record; ``proof`` is the proof or the file field that one serves."""
    _register, record = record_or_404(request.user, register_id, code)
    found = record.attachments.select_related("added_by").order_by("id")
    return [presenting.attachment_out(one) for one in found]


@router.post(
    f"{BASE}/attachments", response={201: schemas.AttachmentOut, **PROBLEMS}, summary="Attach a file"
)
def attach(
    request: HttpRequest,
    register_id: str,
    code: str,
    file: File[Sent],
    about: Form[Serves],
) -> Status[Json]:
    """Attach a file: its kind is told by its content, which must agree with its name."""
    register, record = record_or_404(request.user, register_id, code)
    known = {one.id for step in register.transitions for one in step.proofs} | {
        one.id for one in register.fields
    }
    serves = about.proof if about.proof in known else ""
    kept = services.attach(sender(request), record, file, serves)
    return Status(201, presenting.attachment_out(kept))


@router.get(
    "/attachments/{int:attachment_id}",
    response={200: bytes, **PROBLEMS},
    summary="A file",
    openapi_extra={
        "responses": {
            200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
        }
    },
)
def attachment(request: HttpRequest, attachment_id: int) -> FileResponse:
    """Send a file of a record that you may see, as a download."""
    found = attachment_or_404(request.user, attachment_id)
    stream = uploads.opened(found.sha256)
    return FileResponse(
        stream, as_attachment=True, filename=found.name, content_type="application/octet-stream"
    )


@router.get(
    f"{BASE}/filings", response={200: list[schemas.FilingOut], **PROBLEMS}, summary="Duties fulfilled"
)
def filings(request: HttpRequest, register_id: str, code: str) -> list[Json]:
    """Return what was filed on the record, the oldest first."""
    _register, record = record_or_404(request.user, register_id, code)
    return [presenting.filing_out(one) for one in record.filings.select_related("filed_by").order_by("id")]


@router.post(f"{BASE}/filings", response={201: schemas.FilingOut, **PROBLEMS}, summary="Fulfil a duty")
def file_duty(request: HttpRequest, register_id: str, code: str, body: schemas.FilingIn) -> Status[Json]:
    """File for a period, once."""
    register, record = record_or_404(request.user, register_id, code)
    duty = next((one for one in register.duties if one.id == body.duty), None)
    if duty is not None and not may_file(request.user, register, record, duty):
        raise PermissionDenied
    filed = services.file_duty(sender(request), record, body.duty, body.period, body.values)
    return Status(201, presenting.filing_out(filed))


@router.get(f"{BASE}/revisions", response={200: list[schemas.RevisionOut], **PROBLEMS}, summary="Corrections")
def corrections(request: HttpRequest, register_id: str, code: str) -> list[Json]:
    """Corrections proposed for the record, the newest first."""
    _register, record = record_or_404(request.user, register_id, code)
    return [presenting.revision_out(one) for one in revisions.of(record)]


@router.post(
    f"{BASE}/revisions",
    response={201: schemas.RevisionOut, **PROBLEMS},
    summary="Propose a correction",
    openapi_extra=parameters(IF_MATCH, "header"),
)
def propose(request: HttpRequest, register_id: str, code: str, body: schemas.RevisionIn) -> Status[Json]:
    """Propose other values for a sealed record; it stays as it is until that is agreed."""
    register, record = record_or_404(request.user, register_id, code)
    if not revisions.may_propose(sender(request), register, record):
        raise PermissionDenied
    version = seen_version(request, record, body.version)
    made = revisions.propose(sender(request), record, body.values, version=version, why=body.why)
    return Status(201, presenting.revision_out(made))


@router.post(
    "/revisions/{int:revision_id}/verdict",
    response={200: schemas.RevisionOut, **PROBLEMS},
    summary="Decide about a correction",
)
def decide(request: HttpRequest, revision_id: int, body: schemas.Verdict) -> Json:
    """Agree or refuse (who decides), withdraw (who proposed it), consent or object (the holder)."""
    revision = _revision_or_404(request.user, revision_id)
    _acts(sender(request), revision, body.why)[body.verdict]()
    return presenting.revision_out(Revision.objects.select_related("record").get(pk=revision.pk))


def _revision_or_404(user: object, revision_id: int) -> Revision:
    found = Revision.objects.select_related("record", "proposed_by").filter(pk=revision_id).first()
    if found is None or found.record.region != region_id():
        raise Http404
    record_or_404(user, found.record.register, found.record.code)
    return found


def _acts(user: User, revision: Revision, why: str) -> dict[str, Callable[[], Record | Revision]]:
    return {
        "agree": lambda: revisions.agree(user, revision, why),
        "refuse": lambda: revisions.refuse(user, revision, why),
        "withdraw": lambda: revisions.withdraw(user, revision),
        "consent": lambda: revisions.hear(user, revision, agrees=True, why=why),
        "object": lambda: revisions.hear(user, revision, agrees=False, why=why),
    }
