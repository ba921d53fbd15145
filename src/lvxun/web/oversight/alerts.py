"""Alerts: deadlines, indicators off their path, records due, red lamps, reports and letters that are missing.

All causes are looked at together; what is new is raised once, what is gone is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from lvxun.oversight import Colour
from lvxun.oversight.campaigns import State
from lvxun.oversight.days import add_working_days
from lvxun.web.insight.state import current
from lvxun.web.oversight import campaigning, reporting
from lvxun.web.oversight.models import Alert, Escalation, Finding, Task
from lvxun.web.oversight.published_rules import is_working_day, rules, today
from lvxun.web.oversight.readings import OFF_PATH
from lvxun.web.people.models import User
from lvxun.web.people.offices import area_of
from lvxun.web.people.oversight_rights import offices
from lvxun.web.people.permissions import allowed
from lvxun.web.people.record_rights import READS_ALL
from lvxun.web.registers.areas import within
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.models import Record
from lvxun.web.served import package_region, region_id

LONGEST = 250
MOST_RECORDS = 2000  # of the nearest due ones; the list of each register has all


@dataclass(frozen=True, slots=True)
class Cause:
    """Something to look at; ``key`` tells it from every other."""

    key: str
    kind: str
    zh: str
    en: str
    address: str
    measure_id: str = ""
    function: str = ""
    area: str = ""
    day: date | None = None


def refresh(tasks: Iterable[Task], day: date | None = None) -> tuple[int, int]:
    """Raise what is new and close what is gone; return how many of each."""
    when = day or today()
    causes = {cause.key: cause for cause in _causes(list(tasks), when)}
    with transaction.atomic():
        open_alerts = {one.key: one for one in Alert.objects.filter(region=region_id(), closed_on=None)}
        gone = [one.pk for key, one in open_alerts.items() if key not in causes]
        Alert.objects.filter(pk__in=gone).update(closed_on=when)
        new = [_alert(cause, when) for key, cause in causes.items() if key not in open_alerts]
        Alert.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    return len(new), len(gone)


def _alert(cause: Cause, day: date) -> Alert:
    return Alert(
        region=region_id(), key=cause.key[:160], kind=cause.kind, measure_id=cause.measure_id,
        function=cause.function, area=cause.area,
        subject_zh=cause.zh[:LONGEST], subject_en=cause.en[:LONGEST],
        address=cause.address[:LONGEST], day=cause.day, raised_on=day,
    )  # fmt: skip


def _causes(tasks: list[Task], day: date) -> Iterator[Cause]:
    for task in tasks:
        yield from _of_task(task, day)
    yield from _of_targets()
    yield from _of_records(day)
    yield from _of_letters()
    yield from _of_findings()


def _of_task(task: Task, day: date) -> Iterator[Cause]:
    if task.lamp == Colour.RED:
        yield _cause(task, f"lamp-{task.pk}-{task.lamp_since}", Alert.Kind.LAMP, task.lamp_since)
    if not task.is_open:
        return
    until = add_working_days(day, rules().whole("alert.deadline", day), is_working_day)
    near = [one for one in task.milestones.all() if one.done_on is None and day <= one.due <= until]
    for step in near[:1]:
        zh, en = f"{task.title_zh}：{step.label_zh}", f"{task.title_en}: {step.label_en}"
        yield _cause(task, f"step-{step.pk}", Alert.Kind.DEADLINE, step.due, (zh, en))
    if day <= task.due <= until:
        yield _cause(task, f"due-{task.pk}", Alert.Kind.DEADLINE, task.due)
    for office, period in reporting.missing(task, day):
        zh, en = f"{task.title_zh}（{period.id}）", f"{task.title_en} ({period.id})"
        key = f"report-{task.pk}-{office[0]}-{period.id}"
        yield _cause(task, key, Alert.Kind.REPORT, period.due, (zh, en))


def _cause(task: Task, key: str, kind: str, day: date | None, words: tuple[str, str] | None = None) -> Cause:
    zh, en = words or (task.title_zh, task.title_en)
    address = reverse("oversight-task", args=[task.pk])
    return Cause(key, kind, zh, en, address, task.measure_id, task.lead, task.area, day)


def _of_targets() -> Iterator[Cause]:
    region = package_region()
    for row in current().assessment.rows:
        if row.status not in OFF_PATH:
            continue
        known = region.bodies.values()
        lead = next((b.function for r in row.bodies[:1] for b in known if r.name in b.names), "")
        yield Cause(
            f"target-{row.target.id}-{row.status}", Alert.Kind.OFF_PATH, row.label_zh, row.label_en,
            reverse("target", args=[row.target.id]), row.target.measure_id or "", lead, region.code,
        )  # fmt: skip


def _of_records(day: date) -> Iterator[Cause]:
    """Permits that expire, and other records whose time runs out."""
    until = day + timedelta(days=rules().whole("alert.permit", day))
    found = Record.objects.filter(region=region_id(), due__isnull=False, due__lte=until, merged_into=None)
    rows = found.order_by("due").values("pk", "register", "code", "title", "area", "due")[:MOST_RECORDS]
    for row in rows:
        register = definitions().get(row["register"])
        if register is None:
            continue
        zh, en = f"{register.label.zh}：{row['title']}", f"{register.label.en}: {row['title']}"
        measure = f"m{register.measures[0]}" if register.measures else ""
        yield Cause(
            f"record-{row['pk']}-{row['due']}", Alert.Kind.PERMIT, zh, en,
            reverse("record", args=[row["register"], row["code"]]), measure, register.keeper,
            row["area"] or package_region().code,
            row["due"],
        )  # fmt: skip


def _of_letters() -> Iterator[Cause]:
    waiting = Escalation.objects.filter(
        task__work_plan__region=region_id(), state__in=(Escalation.State.DRAFTED, Escalation.State.ISSUED)
    )
    for one in waiting.select_related("task__work_plan"):
        yield _cause(one.task, f"letter-{one.pk}-{one.state}", Alert.Kind.LETTER, one.answer_due)


def _of_findings() -> Iterator[Cause]:
    limited = (State.TOLD.value, State.OBJECTED.value)
    for one in Finding.objects.filter(campaign__region=region_id(), state__in=limited).select_related(
        "campaign"
    ):
        title = one.campaign.title
        yield Cause(
            f"finding-{one.pk}-{one.state}", Alert.Kind.FINDING, title, title,
            reverse("oversight-campaign", args=[one.campaign_id]), one.campaign.measure_id, one.function,
            one.area, campaigning.due(one),
        )  # fmt: skip


def open_alerts(user: User) -> QuerySet[Alert]:
    """Return the open alerts that concern somebody: those of an officer's offices; for the others all.

    An alert names its record: who does not read the records of its area is not told of it.
    """
    found = Alert.objects.filter(region=region_id(), closed_on=None)
    if allowed(user, "keep_work_plan") or not offices(user):
        return _readable(user, found)
    own = Alert.objects.none()
    for function, area in offices(user):
        own |= found.filter(within(area), function=function)
    return own


def _readable(user: User, found: QuerySet[Alert]) -> QuerySet[Alert]:
    if user.role not in READS_ALL:
        return found.exclude(kind=Alert.Kind.PERMIT)
    if area_of(user) == package_region().code:
        return found
    return found.filter(~Q(kind=Alert.Kind.PERMIT) | within(area_of(user)))
