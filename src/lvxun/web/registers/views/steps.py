"""Acts on a record from its page: take a step, attach a file, remark, file a duty."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lvxun.errors import LvxunError
from lvxun.registers.model import Duty, FieldType, Register, Transition
from lvxun.web.figures.wording import Message, in_words
from lvxun.web.people.record_rights import may_file, may_move
from lvxun.web.registers import services, uploads
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.errors import RecordError, StaleRecordError
from lvxun.web.registers.faults import Listed, by_place, listed
from lvxun.web.registers.finding import attachment_or_404, person, record_or_404
from lvxun.web.registers.inputs import Setting, groups
from lvxun.web.registers.models import Record, RecordEvent
from lvxun.web.registers.presenting import in_language
from lvxun.web.registers.record_page import RecordPage
from lvxun.web.registers.step_cards import Tried, fields_of
from lvxun.web.registers.typed import typed_values
from lvxun.web.registers.views.records import draw
from lvxun.web.registers.views.versions import version_of
from lvxun.web.registers.wordlists import ACTS

ONCE = "once"


@require_POST
@login_required
def move(request: HttpRequest, register_id: str, code: str) -> HttpResponse:
    """Take a step; what stands against it is shown beside what was typed."""
    register, record = record_or_404(request.user, register_id, code)
    step = register.transition(request.POST.get("transition", ""))
    if step is None:
        raise Http404
    if not may_move(request.user, register, record, step):
        raise PermissionDenied
    values = typed_values(fields_of(register, step), request.POST)
    why = request.POST.get("why", "")
    faults = attach_files(request, record, register, step, values)
    if not faults:
        try:
            moved = services.move(
                person(request),
                record,
                step.id,
                version=version_of(request),
                values=values,
                why=why,
                proofs={},
            )
        except StaleRecordError as stale:
            return _refused(request, register, record, Tried(step.id, values, why, {}), stale)
        except LvxunError as error:
            faults = by_place(error)
        else:
            messages.success(request, gettext("Done: the record is in its new state."))
            return redirect("record", register.id, moved.code)
    return _refused(request, register, record, Tried(step.id, values, why, faults))


def attach_files(
    request: HttpRequest, record: Record, register: Register, step: Transition, values: dict[str, object]
) -> dict[str, tuple[Message, ...]]:
    """Keep the files that came with a step, so that none has to be chosen again if the step is refused."""
    faults: dict[str, tuple[Message, ...]] = {}
    wanted = {f"proof.{one.id}": one.id for one in step.proofs}
    wanted |= {f"file.{one.id}": one.id for one in fields_of(register, step) if one.type is FieldType.FILE}
    for name, key in wanted.items():
        upload = request.FILES.get(name)
        if not isinstance(upload, UploadedFile):
            continue
        try:
            kept = services.attach(person(request), record, upload, key)
        except LvxunError as error:
            faults[key] = (in_words(error),)
        else:
            if name.startswith("file."):
                values[key] = str(kept.pk)
    return faults


def _refused(
    request: HttpRequest,
    register: Register,
    record: Record,
    tried: Tried,
    stale: StaleRecordError | None = None,
) -> HttpResponse:
    fresh = Record.objects.get(pk=record.pk)
    page = RecordPage(person(request), register, fresh, tried)
    if stale is None:
        return draw(request, page, listed_for(register, tried), HTTPStatus.UNPROCESSABLE_ENTITY)
    return draw(request, page, told_stale(stale), HTTPStatus.CONFLICT)


def listed_for(register: Register, tried: Tried) -> list[Listed]:
    """Return the faults of a step for the head of the page."""
    proofs = {one.id: one.label for step in register.transitions for one in step.proofs}
    found = listed(register, tried.faults)
    for place, label in proofs.items():
        if register.field(place) is None and place in tried.faults:
            anchor = f"proof-{tried.transition}-{place}"
            found = [
                one for one in found if one.what not in {fault.what for fault in tried.faults[place]}
            ] + [Listed(fault.what, fault.remedy, anchor, label) for fault in tried.faults[place]]
    return found


def told_stale(stale: StaleRecordError) -> list[Listed]:
    """Say who did what to the record meanwhile."""
    register = definitions().get(stale.record.register)
    what = gettext("Somebody was faster; nothing of yours was done.")
    told = [Listed(what, gettext("Look at the record as it is now, then decide again."))]
    return told + [Listed(_meanwhile(register, event), "") for event in stale.since]


def _meanwhile(register: Register | None, event: RecordEvent) -> str:
    step = register.transition(event.transition) if register and event.transition else None
    done = in_language(step.label) if step else str(ACTS.get(event.verb, event.verb))
    who = (
        event.actor.get_full_name() or event.actor.get_username() if event.actor else gettext("the calendar")
    )
    return f"{timezone.localtime(event.at):%Y-%m-%d %H:%M} {who}: {done}"


@require_POST
@login_required
def comment(request: HttpRequest, register_id: str, code: str) -> HttpResponse:
    """Leave a remark."""
    register, record = record_or_404(request.user, register_id, code)
    try:
        services.comment(person(request), record, request.POST.get("text", ""))
    except RecordError as error:
        page = RecordPage(person(request), register, record)
        message = in_words(error)
        return draw(request, page, [Listed(message.what, message.remedy)], HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect(f"{_address(register, record)}#comments")


@require_POST
@login_required
def attach(request: HttpRequest, register_id: str, code: str) -> HttpResponse:
    """Attach a file."""
    register, record = record_or_404(request.user, register_id, code)
    upload = request.FILES.get("file")
    try:
        if not isinstance(upload, UploadedFile):
            raise RecordError("No file was chosen.", remedy="Choose a file.")
        services.attach(
            person(request), record, upload, _known_proof(register, request.POST.get("proof", ""))
        )
    except RecordError as error:
        message = in_words(error)
        page = RecordPage(person(request), register, record, file_faults=(message,))
        shown = [Listed(message.what, message.remedy, "attach-file")]
        return draw(request, page, shown, HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect(f"{_address(register, record)}#files")


def _known_proof(register: Register, key: str) -> str:
    proofs = {one.id for step in register.transitions for one in step.proofs}
    return key if key in proofs or register.field(key) else ""


@require_safe
@login_required
def attachment(request: HttpRequest, attachment_id: int) -> HttpResponse | FileResponse:
    """Send an attached file as a download: a browser never runs what somebody sent."""
    found = attachment_or_404(request.user, attachment_id)
    try:
        stream = uploads.opened(found.sha256)
    except RecordError:
        raise Http404 from None
    answer = FileResponse(stream, as_attachment=True, filename=found.name, content_type=found.media_type)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def file_duty(request: HttpRequest, register_id: str, code: str, duty_id: str, period: str) -> HttpResponse:
    """File a duty for a period."""
    register, record = record_or_404(request.user, register_id, code)
    duty = next((one for one in register.duties if one.id == duty_id and not one.step), None)
    if duty is None:
        raise Http404
    if not may_file(request.user, register, record, duty):
        raise PermissionDenied
    if request.method != "POST":
        return _duty_form(request, register, record, (duty, period), {}, {})
    values = typed_values(duty.fields, request.POST)
    if "add" in request.POST:
        return _duty_form(request, register, record, (duty, period), values, {})
    upload = request.FILES.get("file")
    given = {key: value for key, value in values.items() if value is not None}
    try:
        services.file_duty(
            person(request),
            record,
            duty.id,
            period,
            given,
            upload if isinstance(upload, UploadedFile) else None,
        )
    except LvxunError as error:
        return _duty_form(request, register, record, (duty, period), values, by_place(error))
    messages.success(request, gettext("Filed."))
    return redirect("record", register.id, record.code)


def _duty_form(  # noqa: PLR0913, PLR0917 - a duty of a record, what was typed, what is wrong
    request: HttpRequest,
    register: Register,
    record: Record,
    what: tuple[Duty, str],
    values: Mapping[str, object],
    faults: Mapping[str, tuple[Message, ...]],
) -> HttpResponse:
    duty, period = what
    shown = {one.id for one in duty.fields}
    context = {
        "register": register,
        "record": record,
        "state": register.state(record.state),
        "duty": duty,
        "period": period,
        "groups": groups(duty.fields, values, faults, Setting(timezone.localdate())),
        "faults": [
            Listed(fault.what, fault.remedy)
            for place, found in faults.items()
            if place not in shown
            for fault in found
        ],
        "largest": uploads.largest() // uploads.MEGABYTE,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "registers/file_duty.html", context, status=status)


def _address(register: Register, record: Record) -> str:
    return reverse("record", args=[register.id, record.code])
