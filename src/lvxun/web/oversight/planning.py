"""The acts on work plans and tasks: draw up, publish, add, change, begin, drop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lvxun.oversight.decomposing import TO_BE_SET, Assignment, work_plan
from lvxun.web.insight.state import current
from lvxun.web.oversight.errors import OversightActError, StaleActError, said
from lvxun.web.oversight.lighting import relight
from lvxun.web.oversight.models import Milestone, Task, TaskPartner, WorkPlan
from lvxun.web.oversight.naming import area_of, city_codes
from lvxun.web.oversight.noting import locked, note
from lvxun.web.oversight.published_rules import decomposition, today
from lvxun.web.people.models import User
from lvxun.web.people.oversight_rights import Office, reporting_office
from lvxun.web.people.permissions import allowed
from lvxun.web.served import package_region, region_id

FIRST_YEAR, LAST_YEAR = 2021, 2060


@dataclass(frozen=True, slots=True)
class MilestoneWanted:
    """A milestone as somebody writes it."""

    label_zh: str
    label_en: str
    due: date
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class TaskWanted:
    """A task as somebody writes it; ``partners`` make it a joint one."""

    measure_id: str
    title_zh: str
    title_en: str
    quote: str
    lead: Office
    due: date
    partners: tuple[Office, ...] = ()
    deliverable_zh: str = ""
    deliverable_en: str = ""
    milestones: tuple[MilestoneWanted, ...] = ()
    register: str = ""
    register_indicator: str = ""
    indicator: str = ""
    goal: float | None = None


def draw_up(actor: User | None, year: int, *, day: date | None = None) -> WorkPlan:
    """Draft the work plan of a year from the region's definitions; done again, it adds what is missing.

    ``day`` is for trials that tell a past: milestones before it are left out.

    Raises
    ------
    PermissionDenied
        if this person keeps no work plans.
    OversightActError
        for a year that no work plan is for.
    """
    _require(actor)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OversightActError(_("No work plan is made for this year."), "year")
    region, when = package_region(), day or today()
    with transaction.atomic():
        plan, made = WorkPlan.objects.get_or_create(
            region=region.id, year=year, defaults={"drawn_up_on": when}
        )
        wanted = work_plan(decomposition(), year, region.code, city_codes(), when)
        kept = set(plan.tasks.values_list("key", flat=True))
        added = [one for one in wanted if one.key not in kept]
        tasks = Task.objects.bulk_create([_task(plan, one) for one in added])
        Milestone.objects.bulk_create(
            [step for task, one in zip(tasks, added, strict=True) for step in _steps(task, one)]
        )
        TaskPartner.objects.bulk_create(
            [
                TaskPartner(task=task, function=function, area=task.area)
                for task, one in zip(tasks, added, strict=True)
                for function in one.definition.partners
            ]
        )
        if made or added:
            note(actor, "work_plan_drawn_up", plan, after={"year": year, "tasks": len(added)})
    return plan


def _task(plan: WorkPlan, one: Assignment) -> Task:
    made = one.definition
    lead = made.lead
    if lead == "cities" and area_of(one.area).kind == "zone":
        lead = "zone"
    return Task(
        work_plan=plan,
        key=one.key,
        measure_id=f"m{made.measure}",
        title_zh=made.label.zh,
        title_en=made.label.en,
        quote=made.quote,
        lead=lead,
        area=one.area,
        deliverable_zh=made.deliverable.zh,
        deliverable_en=made.deliverable.en,
        is_deliverable_named=made.is_deliverable_named,
        start=one.start,
        due=one.due,
        plan_until=made.until,
        target_id=made.target,
        indicator=made.indicator,
        register=made.register,
        register_indicator=made.register_indicator,
        goal=made.goal,
        higher_is_better=made.higher_is_better,
    )


def _steps(task: Task, one: Assignment) -> list[Milestone]:
    return [
        Milestone(task=task, label_zh=step.label.zh, label_en=step.label.en, due=due, weight=step.weight)
        for step, due in one.milestones
    ]


def publish(actor: User, plan: WorkPlan) -> WorkPlan:
    """Publish a work plan: its tasks are asked for from today on.

    Raises
    ------
    PermissionDenied
        if this person keeps no work plans.
    OversightActError
        if it has no task; StaleActError if it is published already.
    """
    _require(actor)
    with transaction.atomic():
        held = locked(plan)
        if held.published_on is not None:
            raise StaleActError
        if not held.tasks.exists():
            raise OversightActError(_("This work plan has no task."), remedy=_("Add one."))
        held.published_on, held.published_by = today(), actor
        held.save()
        note(actor, "work_plan_published", held, after={"year": held.year})
        held.tasks.update(lamp_since=today())  # they begin grey
        relight(held.tasks.select_related("work_plan").prefetch_related("milestones"))
    return held


def add_task(actor: User, plan: WorkPlan, wanted: TaskWanted) -> Task:
    """Add a task to a work plan.

    Raises
    ------
    PermissionDenied, OversightActError
        if this person keeps no work plans, or something of the task is missing or impossible.
    """
    _require(actor)
    _check(plan, wanted)
    with transaction.atomic():
        number = plan.tasks.filter(measure_id=wanted.measure_id).count() + 1
        task = Task(work_plan=plan, key=f"{wanted.measure_id}-{wanted.lead[1]}-{plan.year}-{number}")
        task.start = (
            max(today(), date(plan.year, 1, 1)) if plan.year >= today().year else date(plan.year, 1, 1)
        )
        task.start = min(task.start, wanted.due)
        _fill(task, wanted)
        try:
            with transaction.atomic():
                task.save()
        except IntegrityError:
            raise StaleActError from None
        _set_parts(task, wanted)
        note(actor, "task_added", task, after={"title": task.title_zh, "due": str(task.due)})
        if plan.published_on:
            task.lamp_since = today()
            task.save(update_fields=["lamp_since"])
            relight([task])
    return task


def change_task(actor: User, task: Task, wanted: TaskWanted, *, version: int, why: str) -> Task:
    """Change a task that is still open. Milestones that are done stay as they are.

    Raises
    ------
    PermissionDenied, OversightActError
        as for a new one; StaleActError if somebody else changed it since ``version``.
    """
    _require(actor)
    _check(task.work_plan, wanted)
    reason = said(why, "why", 1000)
    with transaction.atomic():
        held = locked(task)
        if held.version != version or not held.is_open:
            raise StaleActError
        before = {"title": held.title_zh, "lead": held.lead, "due": str(held.due)}
        _fill(held, wanted)
        held.version += 1
        held.save()
        held.partners.all().delete()
        held.milestones.filter(done_on=None, pk__in=_unclaimed(held)).delete()
        _set_parts(held, wanted)
        note(actor, "task_changed", held, why=reason, after={"before": before, "due": str(held.due)})
        relight([held])
    return held


def _unclaimed(task: Task) -> list[int]:
    """Return the milestones that no report speaks of."""
    claimed = task.reports.values_list("milestones__pk", flat=True)
    return list(task.milestones.exclude(pk__in=[key for key in claimed if key]).values_list("pk", flat=True))


def _check(plan: WorkPlan, wanted: TaskWanted) -> None:
    if current().plan.measure(wanted.measure_id) is None:
        raise OversightActError(
            _("The plan has no such measure."), "measure_id", _("Choose one of the list.")
        )
    for field in ("title_zh", "title_en", "quote"):
        said(getattr(wanted, field), field, 200 if field != "quote" else 2000)
    text = current().plan.measure(wanted.measure_id)
    if text is not None and _bare(wanted.quote) not in _bare(text.text):
        what = _("These words do not stand in the measure.")
        raise OversightActError(what, "quote", _("Copy them from the measure's page."))
    if wanted.due.year != plan.year:
        what = _("The date is not in the year of the work plan.")
        raise OversightActError(what, "due", _("Choose a day of %(year)d.") % {"year": plan.year})
    late = [one for one in wanted.milestones if one.due > wanted.due or one.weight <= 0]
    if late:
        what = _("A milestone lies after the task's date, or weighs nothing.")
        raise OversightActError(what, "milestones", _("Correct its date or weight."))
    if wanted.lead in wanted.partners:
        raise OversightActError(_("The lead is no partner of itself."), "partners", _("Take it out there."))


def _bare(text: str) -> str:
    return "".join(text.split())


def _fill(task: Task, wanted: TaskWanted) -> None:
    task.measure_id, task.quote = wanted.measure_id, wanted.quote.strip()
    task.title_zh, task.title_en = wanted.title_zh.strip(), wanted.title_en.strip()
    task.lead, task.area = wanted.lead
    task.due = wanted.due
    task.is_deliverable_named = bool(wanted.deliverable_zh.strip())
    task.deliverable_zh = wanted.deliverable_zh.strip()[:200] or TO_BE_SET.zh
    task.deliverable_en = wanted.deliverable_en.strip()[:200] or (
        wanted.deliverable_zh.strip()[:200] or TO_BE_SET.en
    )
    task.register, task.register_indicator = wanted.register, wanted.register_indicator
    task.indicator, task.goal = wanted.indicator, wanted.goal


def _set_parts(task: Task, wanted: TaskWanted) -> None:
    TaskPartner.objects.bulk_create(
        [TaskPartner(task=task, function=f, area=a) for f, a in dict.fromkeys(wanted.partners)]
    )
    kept = set(task.milestones.values_list("label_zh", "due"))
    Milestone.objects.bulk_create(
        [
            Milestone(task=task, label_zh=m.label_zh, label_en=m.label_en, due=m.due, weight=m.weight)
            for m in wanted.milestones
            if (m.label_zh, m.due) not in kept
        ]
    )


def begin(actor: User, task: Task) -> Task:
    """Say that work on a task has begun.

    Raises
    ------
    PermissionDenied
        if the task is none of this person's offices'.
    StaleActError
        if it has begun already, or its work plan is not published.
    """
    if reporting_office(actor, task) is None and not allowed(actor, "keep_work_plan"):
        raise PermissionDenied
    with transaction.atomic():
        held = locked(task)
        if held.state != Task.State.PLANNED or task.work_plan.published_on is None:
            raise StaleActError
        held.state, held.begun_on = Task.State.RUNNING, today()
        held.version += 1
        held.save()
        note(actor, "task_begun", held)
        relight([held])
    return held


def drop(actor: User, task: Task, why: str, successor: Task | None = None) -> Task:
    """End a task that is not to be carried out, or lives on in ``successor`` (merged, superseded).

    Raises
    ------
    PermissionDenied, OversightActError
        if this person keeps no work plans, no reason is given, or the task is closed already.
    """
    _require(actor)
    reason = said(why, "why", 1000)
    if successor is not None and successor.pk == task.pk:
        raise OversightActError(_("A task is not its own successor."), "successor")
    with transaction.atomic():
        held = locked(task)
        if not held.is_open:
            raise StaleActError
        held.state, held.successor = Task.State.DROPPED, successor
        held.version += 1
        held.save()
        note(actor, "task_dropped", held, why=reason, after={"successor": successor.key if successor else ""})
        relight([held])
    return held


def _require(actor: User | None) -> None:
    if actor is not None and not allowed(actor, "keep_work_plan"):
        raise PermissionDenied


def work_plans() -> Sequence[WorkPlan]:
    """Return the served region's work plans, the newest year first."""
    return list(WorkPlan.objects.filter(region=region_id()).order_by("-year"))
