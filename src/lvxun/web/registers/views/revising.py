"""Corrections of sealed records: propose one, see both versions side by side, be heard, decide."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from lvxun.errors import LvxunError
from lvxun.registers.model import Register
from lvxun.web.figures.wording import in_words
from lvxun.web.people.models import User
from lvxun.web.registers import history, revisions
from lvxun.web.registers.errors import StaleRecordError
from lvxun.web.registers.faults import Listed
from lvxun.web.registers.finding import person, record_or_404
from lvxun.web.registers.models import Record, Revision
from lvxun.web.registers.typed import typed_values
from lvxun.web.registers.views.editing import Sheet, draw_form, overtaken, with_faults
from lvxun.web.registers.views.versions import version_of
from lvxun.web.served import region_id


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def revise(request: HttpRequest, register_id: str, code: str) -> HttpResponse:
    """Propose other values for a sealed record."""
    register, record = record_or_404(request.user, register_id, code)
    if not revisions.may_propose(person(request), register, record):
        raise PermissionDenied
    sheet = Sheet(
        *(register, record.values, record.state, record.opened, record),
        version=record.version,
        is_revision=True,
    )
    if request.method != "POST":
        return draw_form(request, sheet)
    values = typed_values(register.fields, request.POST)
    for key in request.POST.getlist("theirs"):
        values[key] = record.values.get(key)
    typed = Sheet(
        *(register, {**record.values, **values}, record.state, record.opened, record),
        why=request.POST.get("why", ""),
        added_to=request.POST.get("add", ""),
        version=version_of(request),
        is_revision=True,
    )
    if typed.added_to:
        return draw_form(request, typed)
    try:
        proposed = revisions.propose(person(request), record, values, version=typed.version, why=typed.why)
    except StaleRecordError as stale:
        return draw_form(request, overtaken(typed, values, stale), HTTPStatus.CONFLICT)
    except LvxunError as error:
        return draw_form(request, with_faults(typed, error), HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(
        request, gettext("The revision is proposed; the record stays as it is until it is agreed.")
    )
    return redirect("revision-decide", proposed.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decide(request: HttpRequest, revision_id: int) -> HttpResponse:
    """Show a revision beside the record, and keep what is said about it."""
    revision = get_object_or_404(
        Revision.objects.select_related("record", "proposed_by", "decided_by", "heard_by"),
        pk=revision_id,
        record__region=region_id(),
    )
    register, record = record_or_404(request.user, revision.record.register, revision.record.code)
    if request.method != "POST":
        return _draw(request, register, record, revision)
    act = _acts(person(request), revision, request.POST.get("why", "")).get(request.POST.get("verdict", ""))
    if act is None:
        raise Http404
    try:
        act()
    except LvxunError as error:
        message = in_words(error)
        is_stale = isinstance(error, StaleRecordError)
        status = HTTPStatus.CONFLICT if is_stale else HTTPStatus.UNPROCESSABLE_ENTITY
        return _draw(
            request, register, record, revision, [Listed(message.what, message.remedy, "why")], status
        )
    messages.success(request, gettext("Kept."))
    return redirect("revision-decide", revision.pk)


def _acts(user: User, revision: Revision, why: str) -> dict[str, Callable[[], object]]:
    return {
        "agree": lambda: revisions.agree(user, revision, why),
        "refuse": lambda: revisions.refuse(user, revision, why),
        "withdraw": lambda: revisions.withdraw(user, revision),
        "consent": lambda: revisions.hear(user, revision, agrees=True, why=why),
        "object": lambda: revisions.hear(user, revision, agrees=False, why=why),
    }


def _draw(  # noqa: PLR0913, PLR0917 - what it is about, and what went wrong
    request: HttpRequest,
    register: Register,
    record: Record,
    revision: Revision,
    faults: list[Listed] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "register": register,
        "record": record,
        "state": register.state(record.state),
        "revision": revision,
        "lines": history.told(register, revision.before, revision.proposed),
        "deciders": revisions.deciders(register, record),
        "may_decide": revisions.may_decide(person(request), register, revision),
        "may_hear": revisions.may_hear(person(request), register, revision),
        "may_withdraw": revision.outcome == Revision.Outcome.OPEN
        and revision.proposed_by_id == request.user.pk,
        "is_open": revision.outcome == Revision.Outcome.OPEN,
        "faults": faults or [],
        "why": request.POST.get("why", ""),
    }
    return render(request, "registers/revision.html", context, status=status)
