"""One step on many records: first what would happen to each, then the step on those that may take it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from lvxun.errors import LvxunError, ManyErrors
from lvxun.registers import workflow
from lvxun.registers.model import Register, Transition
from lvxun.web.figures.wording import Message, in_words
from lvxun.web.people.record_rights import acting, may_move, visible_to
from lvxun.web.registers import services
from lvxun.web.registers.definitions import calendar
from lvxun.web.registers.finding import listed_or_404, person
from lvxun.web.registers.inputs import Setting, make_input
from lvxun.web.registers.models import Record
from lvxun.web.registers.presenting import in_language
from lvxun.web.registers.snapshots import snapshot
from lvxun.web.registers.step_cards import fields_of
from lvxun.web.registers.typed import PREFIX, typed_values
from lvxun.web.registers.views.versions import KEY_DIGITS, version_of
from lvxun.web.whole_numbers import whole_number

MOST = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """What would happen, or has happened, to one record."""

    record: Record
    may: bool
    done: bool = False
    faults: tuple[Message, ...] = ()


@require_POST
@login_required
def bulk(request: HttpRequest, register_id: str) -> HttpResponse:
    """Say what a step would do to each selected record; with ``confirm``, take it where it can be taken."""
    register = listed_or_404(request.user, register_id)
    step = register.transition(request.POST.get("transition", ""))
    if step is None:
        raise Http404
    records = _selected(request, register)
    if not any(may_move(request.user, register, one, step) for one in records) and records:
        raise PermissionDenied
    values = typed_values(fields_of(register, step), request.POST)
    why = request.POST.get("why", "")
    is_done = request.POST.get("confirm") == "1"
    act = _taken if is_done else _foreseen
    verdicts = [act(request, register, one, step, values) for one in records]
    setting = Setting(timezone.localdate(), step.target, frozenset(step.needs))
    context = {
        "register": register,
        "step": step,
        "verdicts": verdicts,
        "ready": sum(one.may for one in verdicts),
        "done": sum(one.done for one in verdicts),
        "is_done": is_done,
        "inputs": [
            make_input(one, f"{PREFIX}{one.id}", values.get(one.id), {}, setting)
            for one in fields_of(register, step)
        ],
        "why": why,
        "back": QueryDict(request.POST.get("back", "")[:2000]).urlencode(),
        "most": MOST,
        "is_cut": len(request.POST.getlist("pk")) > MOST,
    }
    return render(request, "registers/bulk.html", context)


def _selected(request: HttpRequest, register: Register) -> list[Record]:
    typed = [whole_number(one, KEY_DIGITS) for one in request.POST.getlist("pk")[:MOST]]
    keys = [one for one in typed if one is not None]
    visible = visible_to(request.user, Record.objects.filter(merged_into__isnull=True), register)
    return list(visible.filter(pk__in=keys).order_by("-id"))


def _foreseen(
    request: HttpRequest, register: Register, record: Record, step: Transition, values: Mapping[str, object]
) -> Verdict:
    """Return what stands against the step, but for what the form below will bring."""
    if not may_move(request.user, register, record, step):
        return Verdict(record, may=False, faults=(Message("", gettext("This step is not yours here."), ""),))
    attached = set(record.attachments.exclude(proof="").values_list("proof", flat=True))
    seen = snapshot(record)
    found = workflow.steps(
        register, seen, acting(request.user), timezone.localdate(), calendar(), proofs=attached
    )
    mine = next((one for one in found if one.transition.id == step.id), None)
    if mine is None:
        state = in_language(register.state(record.state).label)
        what = gettext("It is in the state “%(state)s”, from which this step does not lead.") % {
            "state": state
        }
        return Verdict(record, may=False, faults=(Message("", what, ""),))
    missing = [in_language(one.label) for one in mine.proofs]
    if missing:
        what = gettext("To be attached on its own page first: %(proofs)s") % {"proofs": ", ".join(missing)}
        return Verdict(record, may=False, faults=(Message("", what, ""),))
    if mine.refusal and not mine.may:
        return Verdict(
            record, may=False, faults=(Message("", gettext("Its values do not allow this step now."), ""),)
        )
    return Verdict(record, may=True)


def _taken(
    request: HttpRequest, register: Register, record: Record, step: Transition, values: Mapping[str, object]
) -> Verdict:
    given = {key: value for key, value in values.items() if value is not None}
    try:
        services.move(
            person(request),
            record,
            step.id,
            version=version_of(request, record),
            values=given,
            why=request.POST.get("why", ""),
            proofs={},
        )
    except PermissionDenied:
        return Verdict(record, may=False, faults=(Message("", gettext("This step is not yours here."), ""),))
    except LvxunError as error:
        faults = error.errors if isinstance(error, ManyErrors) else (error,)
        return Verdict(record, may=False, faults=tuple(_named(register, one) for one in faults))
    return Verdict(Record.objects.get(pk=record.pk), may=True, done=True)


def _named(register: Register, fault: LvxunError) -> Message:
    message = in_words(fault)
    field = register.field(fault.where.field or "")
    return Message(in_language(field.label) if field else message.place, message.what, message.remedy)
