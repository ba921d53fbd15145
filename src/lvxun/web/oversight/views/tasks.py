"""A task's page and what is done on it: begin, report, decide, answer, assess, drop."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lvxun.errors import LvxunError
from lvxun.oversight import planned, progress
from lvxun.web.insight.state import current
from lvxun.web.oversight import assessing, boards, escalating, planning, reporting
from lvxun.web.oversight.errors import OversightActError
from lvxun.web.oversight.following import contacts
from lvxun.web.oversight.lighting import judged, refresh_and_relight
from lvxun.web.oversight.models import Assessment, Escalation, Evidence, Report, Task
from lvxun.web.oversight.naming import office
from lvxun.web.oversight.published_rules import today
from lvxun.web.oversight.readings import Tying
from lvxun.web.oversight.views.frame import for_officials, person, show
from lvxun.web.people.models import Event, User
from lvxun.web.people.oversight_rights import may_answer, may_decide, offices_of, reporting_office
from lvxun.web.people.permissions import allowed
from lvxun.web.registers import uploads
from lvxun.web.served import region_id
from lvxun.web.whole_numbers import whole_number

MOST_EVENTS = 60


def _task(pk: int) -> Task:
    found = Task.objects.filter(work_plan__region=region_id()).select_related("work_plan", "successor")
    return get_object_or_404(found, pk=pk)


@require_safe
@for_officials()
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a task: what the plan says, who, by when, how it stands and why."""
    found = _task(pk)
    refresh_and_relight([found], wait=False)
    return page(request, found)


def page(request: HttpRequest, found: Task, fault: LvxunError | None = None) -> HttpResponse:
    """Draw a task's page."""
    user, seen = person(request), judged(found)
    reports = found.reports.select_related("sent_by", "decided_by").prefetch_related("evidence", "milestones")
    verdicts = list(found.assessments.select_related("by"))
    context = {
        "task": found,
        "measure": current().plan.measure(found.measure_id),
        "dot": boards.dot(found),
        "lead": office(found.lead, found.area),
        "partners": [office(*one) for one in offices_of(found)[1:]],
        "milestones": found.milestones.all(),
        "progress": round(100 * progress(seen)),
        "planned": round(100 * planned(seen, today())),
        "tied": Tying([found]).of(found),
        "reports": [(one, may_decide(user, one) and one.state == Report.State.SENT) for one in reports],
        "letters": [(one, *_letter_acts(user, one)) for one in found.escalations.all()],
        "today": today(),
        "coming": escalating.coming_step(found) if found.lamp == "red" else None,
        "verdicts": verdicts,
        "verdict": verdicts[0] if verdicts else None,
        "verdict_choices": Assessment.Verdict.choices,
        "changes": found.lamp_changes.all()[:20],
        "periods": reporting.asked_periods(found),
        "period": reporting.current_period(found),
        "owed": reporting.missing(found),
        "office": reporting_office(user, found) if found.work_plan.published_on else None,
        "may_begin": _may_begin(user, found),
        "may_plan": allowed(user, "keep_work_plan"),
        "may_assess": allowed(user, "assess_tasks"),
        "contacts": contacts(found.measure_id).filter(
            function__in=[one[0] for one in offices_of(found)], area=found.area
        ),
        "siblings": _siblings(found),
        "events": _events(found),
        "largest": uploads.largest() // uploads.MEGABYTE,
        "accept": ",".join(f".{kind}" for kind in sorted(uploads.KINDS)),
    }
    return show(request, "task.html", context, fault)


def _may_begin(user: User, found: Task) -> bool:
    if found.state != Task.State.PLANNED or found.work_plan.published_on is None:
        return False
    return reporting_office(user, found) is not None or allowed(user, "keep_work_plan")


def _letter_acts(user: User, letter: Escalation) -> tuple[bool, bool, tuple[str, str]]:
    may_sign = letter.state == Escalation.State.DRAFTED and allowed(user, "escalate")
    may_reply = letter.state == Escalation.State.ISSUED and may_answer(user, letter)
    return may_sign, may_reply, escalating.step_label(letter.step)


def _siblings(found: Task) -> list[Task]:
    """Return the tasks of the same measure that this one may live on in."""
    same = Task.objects.filter(work_plan=found.work_plan_id, measure_id=found.measure_id)
    return list(same.exclude(pk=found.pk).order_by("area", "pk")[:40])


def _events(found: Task) -> list[Event]:
    """Return what happened to a task, its reports, letters and verdicts, the newest first."""
    keys = {
        "oversight_task": [str(found.pk)],
        "oversight_report": [str(pk) for pk in found.reports.values_list("pk", flat=True)],
        "oversight_escalation": [str(pk) for pk in found.escalations.values_list("pk", flat=True)],
        "oversight_assessment": [str(pk) for pk in found.assessments.values_list("pk", flat=True)],
    }
    every = Event.objects.none()
    for kind, own in keys.items():
        every |= Event.objects.filter(subject_type=kind, subject_id__in=own)
    return list(every.select_related("actor").order_by("-id")[:MOST_EVENTS])


Act = Callable[[HttpRequest, Task], str]


@require_POST
@for_officials()
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Do something on a task."""
    acts: dict[str, Act] = {"begin": _begin, "report": _report, "verdict": _verdict, "drop": _drop}
    if name not in acts:
        raise Http404
    found = _task(pk)
    return _done(request, found, lambda: acts[name](request, found))


def _done(request: HttpRequest, found: Task, deed: Callable[[], str]) -> HttpResponse:
    try:
        messages.success(request, deed())
    except LvxunError as fault:
        return page(request, _task(found.pk), fault)
    return redirect("oversight-task", found.pk)


def _begin(request: HttpRequest, found: Task) -> str:
    planning.begin(person(request), found)
    return _("Work on the task has begun.")


def _report(request: HttpRequest, found: Task) -> str:
    sent = request.POST
    wanted = reporting.ReportWanted(
        period=sent.get("period", ""),
        text=sent.get("text", ""),
        problems=sent.get("problems", ""),
        milestones=tuple(
            key for text in sent.getlist("milestones") if (key := whole_number(text)) is not None
        ),
        is_done=sent.get("is_done") == "1",
        files=tuple(request.FILES.getlist("files")),
        records=_records(found, sent.get("records", "")),
    )
    reporting.send(person(request), found, wanted)
    return _("The report is sent.")


def _records(found: Task, text: str) -> tuple[tuple[str, str], ...]:
    """Return the records named in a form, a code each line, of the register that the task is tied to."""
    codes = [line.strip() for line in text.splitlines() if line.strip()]
    if codes and not found.register:
        raise OversightActError(_("This task is tied to no register."), "records", _("Attach a file."))
    return tuple((found.register, code) for code in codes[:20])


def _verdict(request: HttpRequest, found: Task) -> str:
    sent = request.POST
    user = person(request)
    assessing.assess(user, found, sent.get("verdict", ""), sent.get("reasons", ""), sent.get("seen", ""))
    return _("Your verdict stands beside the owner's word.")


def _drop(request: HttpRequest, found: Task) -> str:
    key = whole_number(request.POST.get("successor", ""))
    heir = Task.objects.filter(pk=key, work_plan__region=region_id()).first() if key else None
    planning.drop(person(request), found, request.POST.get("why", ""), heir)
    return _("The task is dropped.")


@require_POST
@for_officials()
def decide(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Accept a report, send it back, or withdraw it."""
    report = get_object_or_404(Report.objects.select_related("task__work_plan"), pk=pk)
    user, why = person(request), request.POST.get("why", "")

    def deed() -> str:
        if name == "withdraw":
            reporting.withdraw(user, report)
            return _("The report is withdrawn.")
        reporting.decide(user, report, accept=name == "accept", why=why)
        return _("The report is accepted.") if name == "accept" else _("The report is sent back.")

    if name not in ("accept", "return", "withdraw") or report.task.work_plan.region != region_id():
        raise Http404
    return _done(request, report.task, deed)


@require_POST
@for_officials()
def letter(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Sign a letter, decline it, or answer it."""
    found = get_object_or_404(Escalation.objects.select_related("task__work_plan"), pk=pk)
    user, sent = person(request), request.POST

    def deed() -> str:
        if name == "issue":
            escalating.issue(user, found, sent.get("text", ""))
            return _("The letter is issued.")
        if name == "decline":
            escalating.decline(user, found, sent.get("why", ""))
            return _("The letter is not issued.")
        escalating.answer(user, found, sent.get("answer", ""))
        return _("The answer is sent.")

    if name not in ("issue", "decline", "answer") or found.task.work_plan.region != region_id():
        raise Http404
    return _done(request, found.task, deed)


@require_safe
@for_officials()
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a file that shows what a report says, as a download."""
    own = Evidence.objects.filter(report__task__work_plan__region=region_id()).exclude(sha256="")
    found = get_object_or_404(own, pk=pk)
    try:
        stream = uploads.opened(found.sha256)
    except LvxunError:
        raise Http404 from None
    # An unknown kind, and as a download: no browser runs what somebody attached.
    kind = "application/octet-stream"
    sent = FileResponse(stream, as_attachment=True, filename=found.name, content_type=kind)
    return cast(HttpResponse, sent)
