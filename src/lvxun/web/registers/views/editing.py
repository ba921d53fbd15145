"""The forms of a record: a new one, a changed one, and what they say while they are filled in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from lvxun.errors import LvxunError
from lvxun.registers.model import FieldType, Register
from lvxun.web.figures.wording import in_words
from lvxun.web.people.models import User
from lvxun.web.people.record_rights import may_change, may_create, may_list
from lvxun.web.registers import history, services
from lvxun.web.registers.errors import DuplicateRecordError, StaleRecordError
from lvxun.web.registers.faults import Faults, Listed, by_place, listed
from lvxun.web.registers.finding import person, record_or_404, register_or_404
from lvxun.web.registers.inputs import Setting, groups
from lvxun.web.registers.merging_forms import Merged, marked, merged
from lvxun.web.registers.models import Record
from lvxun.web.registers.partial import so_far
from lvxun.web.registers.typed import PREFIX, typed_values
from lvxun.web.registers.views.versions import version_of

MORE_ROWS = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form to draw: what it holds, what is wrong with it, what others did meanwhile."""

    register: Register
    values: Mapping[str, object]
    state: str
    day: date
    record: Record | None = None
    faults: Faults = field(default_factory=dict)
    merge: Merged | None = None
    stale: StaleRecordError | None = None
    why: str = ""
    request_key: str = ""
    added_to: str = ""
    version: int = 0
    duplicate: str = ""
    is_revision: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest, register_id: str) -> HttpResponse:
    """Open a record with the form that the register's fields make."""
    register = register_or_404(register_id)
    if not may_create(request.user, register):
        if may_list(request.user, register):
            raise PermissionDenied
        raise Http404
    today, start = timezone.localdate(), register.start.id
    if request.method != "POST":
        return draw_form(
            request, Sheet(register, _begun(request, register), start, today, request_key=uuid.uuid4().hex)
        )
    values = typed_values(register.fields, request.POST)
    key, why = request.POST.get("request_key", "")[:64], request.POST.get("why", "")
    sheet = Sheet(
        register, values, start, today, why=why, request_key=key, added_to=request.POST.get("add", "")
    )
    if sheet.added_to:
        return draw_form(request, sheet)
    given = {name: value for name, value in values.items() if value is not None}
    try:
        made = services.create(person(request), register.id, given, why=why, request_key=key)
    except LvxunError as error:
        return draw_form(request, with_faults(sheet, error), HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, gettext("The record is opened."))
    return _with_files(request, register, made)


def _begun(request: HttpRequest, register: Register) -> dict[str, object]:
    """Return what a new form begins with: one's own area and code, and what the address brings."""
    user = request.user
    values: dict[str, object] = {}
    if isinstance(user, User):
        own = {"area": user.area, "holder": user.holder}
        values |= {key: held for key, held in own.items() if held and register.field(key)}
    return values | typed_values(register.fields, request.GET)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, register_id: str, code: str) -> HttpResponse:
    """Change the values of a record; who was overtaken sees by whom, and merges."""
    register, record = record_or_404(request.user, register_id, code)
    if not may_change(request.user, register, record):
        raise PermissionDenied
    sheet = Sheet(register, record.values, record.state, record.opened, record, version=record.version)
    if request.method != "POST":
        return draw_form(request, sheet)
    values = typed_values(register.fields, request.POST)
    for key in request.POST.getlist("theirs"):
        values[key] = record.values.get(key)
    why, added_to = request.POST.get("why", ""), request.POST.get("add", "")
    typed = Sheet(
        *(register, {**record.values, **values}, record.state, record.opened, record),
        why=why,
        added_to=added_to,
        version=version_of(request),
    )
    if added_to:
        return draw_form(request, typed)
    return _change(request, typed, values)


def _change(request: HttpRequest, sheet: Sheet, values: dict[str, object]) -> HttpResponse:
    record, register = sheet.record, sheet.register
    assert record is not None
    try:
        _keep_files(request, register, record, values)
        changed = services.change(person(request), record, values, version=sheet.version, why=sheet.why)
    except StaleRecordError as stale:
        return draw_form(request, overtaken(sheet, values, stale), HTTPStatus.CONFLICT)
    except LvxunError as error:
        return draw_form(request, with_faults(sheet, error), HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, gettext("The values are changed."))
    return redirect("record", register.id, changed.code)


def overtaken(sheet: Sheet, values: dict[str, object], stale: StaleRecordError) -> Sheet:
    """Return the form anew at the present version, with mine and theirs merged."""
    now = Record.objects.get(pk=stale.record.pk)
    base = history.values_at(now, sheet.version)
    clean = so_far(sheet.register, sheet.register.fields, values, now.opened)
    mine = {key: clean.get(key, value) if value is not None else None for key, value in values.items()}
    both = merged(base, now.values, mine)
    return Sheet(
        *(sheet.register, both.values, now.state, now.opened, now),
        merge=both,
        stale=stale,
        why=sheet.why,
        version=now.version,
        is_revision=sheet.is_revision,
    )


def _keep_files(request: HttpRequest, register: Register, record: Record, values: dict[str, object]) -> None:
    """Attach the files that came with the form and let their fields name them."""
    for one in register.fields:
        upload = request.FILES.get(f"file.{one.id}")
        if one.type is FieldType.FILE and isinstance(upload, UploadedFile):
            values[one.id] = str(services.attach(person(request), record, upload, one.id).pk)


def _with_files(request: HttpRequest, register: Register, made: Record) -> HttpResponse:
    values: dict[str, object] = {}
    try:
        _keep_files(request, register, made, values)
        if values:
            made = services.change(person(request), made, values, version=made.version)
    except LvxunError as error:
        message = in_words(error)
        messages.warning(request, f"{message.what} {message.remedy}")
    return redirect("record", register.id, made.code)


def with_faults(sheet: Sheet, error: LvxunError) -> Sheet:
    other = error.other if isinstance(error, DuplicateRecordError) else ""
    return replace(sheet, faults=by_place(error), duplicate=other)


def draw_form(request: HttpRequest, sheet: Sheet, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """Draw a form; what is computed is shown as far as it can be known."""
    register, record = sheet.register, sheet.record
    files = [(str(one.pk), one.name) for one in record.attachments.all()] if record else []
    spare = {sheet.added_to: MORE_ROWS} if sheet.added_to else {}
    setting = Setting(sheet.day, sheet.state, files=files, spare=spare)
    computed = so_far(register, register.fields, sheet.values, sheet.day)
    shown = {**sheet.values, **_computed_only(register, computed)}
    made = groups(register.fields, shown, sheet.faults, setting)
    context = {
        "register": register,
        "record": record,
        "state": register.state(sheet.state),
        "groups": marked(made, sheet.merge.conflicts) if sheet.merge else made,
        "faults": _listed(sheet),
        "sheet": sheet,
        "theirs": _taken_over(register, sheet),
        "acts": [
            history.Act(one, tuple(history.told(register, one.before, one.after)))
            for one in sheet.stale.since
        ]
        if sheet.stale
        else [],
    }
    return render(request, "registers/form.html", context, status=status)


def _computed_only(register: Register, values: Mapping[str, object]) -> dict[str, object]:
    return {one.id: values.get(one.id) for one in register.fields if one.type is FieldType.COMPUTED}


def _listed(sheet: Sheet) -> list[Listed]:
    return listed(sheet.register, sheet.faults)


def _taken_over(register: Register, sheet: Sheet) -> list[tuple[object, object]]:
    """Return the fields that others changed and I did not: theirs are in the form already."""
    if sheet.merge is None:
        return []
    return [(one, sheet.merge.theirs[one.id]) for one in register.fields if one.id in sheet.merge.theirs]


@require_POST
@login_required
def preview(request: HttpRequest, register_id: str) -> HttpResponse:
    """Say what follows from a form as far as it is filled in: sums, scores, outlines. Nothing is kept."""
    register = register_or_404(register_id)
    if not may_list(request.user, register):
        raise Http404
    typed = typed_values(register.fields, request.POST)
    day = timezone.localdate()
    values = so_far(register, register.fields, typed, day)
    made = [
        one
        for group in groups(register.fields, {**typed, **values}, {}, Setting(day))
        for one in group.inputs
    ]
    sent = {one.id for one in register.fields if _was_sent(one.id, request)}
    context = {
        "computed": [one for one in made if one.kind == "computed"],
        "sheets": [one for one in made if one.kind == "score_sheet" and one.field.id in sent],
        "polygons": [one for one in made if one.kind == "polygon" and one.field.id in sent],
    }
    return render(request, "registers/parts/live.html", context)


def _was_sent(field_id: str, request: HttpRequest) -> bool:
    name = f"{PREFIX}{field_id}"
    return name in request.POST or f"{name}.items" in request.POST
