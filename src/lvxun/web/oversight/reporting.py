"""The acts on reports: send with evidence, withdraw, accept, return; and how each office reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lvxun.oversight.reporting import Delivered, Period, Record, periods, quarter, record
from lvxun.web.oversight.errors import OversightActError, StaleActError, said
from lvxun.web.oversight.lighting import refresh_and_relight
from lvxun.web.oversight.models import Evidence, Milestone, Report, Task
from lvxun.web.oversight.noting import locked, note
from lvxun.web.oversight.published_rules import is_working_day, rules, today
from lvxun.web.people.models import User
from lvxun.web.people.oversight_rights import Office, may_decide, offices_of, reporting_office
from lvxun.web.people.record_rights import visible_to
from lvxun.web.registers import uploads
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.models import Record as RegisterRecord

MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class ReportWanted:
    """A report as somebody writes it; ``records`` are (register, code) of records that show it."""

    period: str
    text: str
    problems: str = ""
    milestones: tuple[int, ...] = ()
    is_done: bool = False
    files: Sequence[UploadedFile[bytes]] = field(default_factory=tuple)
    records: tuple[tuple[str, str], ...] = ()


def asked_periods(task: Task) -> list[Period]:
    """Return the quarters that a task reports on."""
    if task.work_plan.published_on is None:
        return []
    start = max(task.start, task.work_plan.published_on)
    return periods(start, task.due, rules(), is_working_day) if start <= task.due else []


def send(actor: User, task: Task, wanted: ReportWanted) -> Report:
    """Report on a task, with evidence. A later report on the period takes the place of one that waits.

    Raises
    ------
    PermissionDenied
        if the task is none of this person's offices'.
    OversightActError
        if nothing is said, done is said without evidence, or the task is closed.
    UploadRefusedError
        if a file is too large or of a kind that is not taken.
    """
    office = reporting_office(actor, task)
    if office is None:
        raise PermissionDenied
    text, problems = said(wanted.text, "text"), said(wanted.problems, "problems", needed=False)
    _check(actor, task, wanted)
    with transaction.atomic():
        held = locked(task)
        if not held.is_open or task.work_plan.published_on is None:
            raise StaleActError
        waiting = held.reports.filter(period=wanted.period, state=Report.State.SENT)
        waiting.filter(function=office[0], area=office[1]).update(state=Report.State.WITHDRAWN)
        report = Report.objects.create(
            task=held,
            period=wanted.period,
            text=text,
            problems=problems,
            is_done=wanted.is_done,
            sent_by=actor,
            sent_on=today(),
            function=office[0],
            area=office[1],
        )
        report.milestones.set(Milestone.objects.filter(task=held, pk__in=wanted.milestones))
        _attach(report, wanted)
        if held.state == Task.State.PLANNED:
            held.state, held.begun_on = Task.State.RUNNING, today()
            held.save(update_fields=["state", "begun_on"])
        note(actor, "report_sent", report, after={"task": held.key, "period": wanted.period})
        refresh_and_relight([held], wait=False)
    return report


def _check(actor: User, task: Task, wanted: ReportWanted) -> None:
    if wanted.period not in {one.id for one in asked_periods(task)}:
        raise OversightActError(_("This period is not reported on."), "period", _("Choose one of the list."))
    if (wanted.is_done or wanted.milestones) and not (wanted.files or wanted.records):
        what = _("Something is said to be done, and nothing shows it.")
        raise OversightActError(what, "files", _("Attach a file, or name a record of a register."))
    if len(wanted.files) > MOST_FILES:
        raise OversightActError(_("At most ten files go with a report."), "files", _("Join some of them."))
    for register, code in wanted.records:
        if not _sees(actor, register, code):
            what = _("The register has no record %(code)s.") % {"code": code[:40]}
            raise OversightActError(what, "records", _("Copy the code from the record's page."))


def _sees(actor: User, register: str, code: str) -> bool:
    """Say whether somebody sees a record: one that they do not see is not there for them."""
    declared = definitions().get(register)
    if declared is None:
        return False
    return visible_to(actor, RegisterRecord.objects.filter(code=code), declared).exists()


def _attach(report: Report, wanted: ReportWanted) -> None:
    for upload in wanted.files:
        kept = uploads.keep(upload)
        Evidence.objects.create(
            report=report, name=kept.name, media_type=kept.media_type, size=kept.size, sha256=kept.sha256
        )
    for register, code in wanted.records:
        Evidence.objects.create(report=report, name=code, register=register, code=code)


def withdraw(actor: User, report: Report) -> Report:
    """Take back a report of one's own office that nobody has decided on.

    Raises
    ------
    PermissionDenied, StaleActError
        if it is another office's, or decided already.
    """
    office = reporting_office(actor, report.task)
    if office != (report.function, report.area):
        raise PermissionDenied
    with transaction.atomic():
        held = _waiting(report)
        held.state = Report.State.WITHDRAWN
        held.save(update_fields=["state"])
        note(actor, "report_withdrawn", held)
    return held


def decide(actor: User, report: Report, *, accept: bool, why: str = "") -> Report:
    """Accept a report, which makes its milestones and the task done that it says are; or send it back.

    Raises
    ------
    PermissionDenied
        if this person does not decide on it; nobody does on their own.
    OversightActError
        if it is sent back without a reason; StaleActError if it is decided already.
    """
    if not may_decide(actor, report):
        raise PermissionDenied
    reason = said(why, "why", 2000, needed=not accept)
    with transaction.atomic():
        held = _waiting(report)
        held.state = Report.State.ACCEPTED if accept else Report.State.RETURNED
        held.decided_by, held.decided_at, held.decision_why = actor, timezone.now(), reason
        held.save(update_fields=["state", "decided_by", "decided_at", "decision_why"])
        task = locked(held.task)
        if accept:
            _carry_over(held, task)
        verb = "report_accepted" if accept else "report_returned"
        note(actor, verb, held, why=reason, after={"task": task.key, "state": task.state})
        refresh_and_relight([task], wait=False)
    return held


def _waiting(report: Report) -> Report:
    held = locked(report)
    if held.state != Report.State.SENT:
        raise StaleActError
    return held


def _carry_over(report: Report, task: Task) -> None:
    """Done counts from the day on which it was reported, not on which somebody found time to look."""
    if not task.is_open:
        raise StaleActError
    for step in report.milestones.filter(done_on=None):
        step.done_on = report.sent_on
        step.save(update_fields=["done_on"])
    is_lead = (report.function, report.area) == (task.lead, task.area)
    if report.is_done and is_lead:  # a partner's share is not the whole
        task.milestones.filter(done_on=None).update(done_on=report.sent_on)
        task.state, task.done_on = Task.State.DONE, report.sent_on
    task.version += 1
    task.save(update_fields=["state", "done_on", "version"])


def delivered(reports: Iterable[Report], office: Office) -> list[Delivered]:
    """Return an office's reports as the engine counts them: returned and withdrawn ones did not come."""
    counted = (Report.State.SENT, Report.State.ACCEPTED)
    return [
        Delivered(one.period, one.sent_on, is_complete=_is_complete(one))
        for one in reports
        if one.state in counted and (one.function, one.area) == office
    ]


def _is_complete(report: Report) -> bool:
    """Words and evidence; what was returned was not complete, whatever it had."""
    return bool(report.text) and len(report.evidence.all()) > 0


def record_of(task: Task, office: Office, day: date | None = None) -> Record:
    """Count how an office reported on a task."""
    return record(asked_periods(task), delivered(task.reports.all(), office), day or today())


def missing(task: Task, day: date | None = None) -> list[tuple[Office, Period]]:
    """Return which offices owe which reports on a task."""
    when = day or today()
    if not task.is_open:
        return []
    found = []
    for office in offices_of(task)[:1]:  # partners report through the lead unless they want to
        came = {one.period for one in delivered(task.reports.all(), office)}
        found += [(office, one) for one in asked_periods(task) if one.due < when and one.id not in came]
    return found


def current_period(task: Task) -> str:
    """Return the period that a report written today is about: the oldest one owed, else the running one."""
    owed = missing(task)
    if owed:
        return owed[0][1].id
    every = [one.id for one in asked_periods(task)]
    now = quarter(today())
    return now if now in every else (every[-1] if every else "")
