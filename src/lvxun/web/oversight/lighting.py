"""Keeps the lamps of tasks: what the published rules say of milestones, dates and indicators."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from lvxun.oversight import Colour, Reading, Verdict, lamp
from lvxun.oversight import Milestone as Step
from lvxun.oversight import Task as Judged
from lvxun.web.oversight import readings
from lvxun.web.oversight.models import LampChange, Task
from lvxun.web.oversight.published_rules import is_working_day, rules, today
from lvxun.web.served import region_id


def judged(task: Task, tied: Iterable[Reading] = ()) -> Judged:
    """Return a task as the engine sees it; milestones are taken as they were fetched."""
    steps = tuple(Step(one.due, one.weight, one.done_on) for one in task.milestones.all())
    return Judged(
        start=task.start,
        due=task.due,
        milestones=steps,
        has_begun=task.begun_on is not None,
        done_on=task.done_on,
        is_dropped=task.state == Task.State.DROPPED,
        readings=tuple(tied),
    )


def live_tasks(region: str | None = None) -> list[Task]:
    """Return the tasks of published work plans, with what their lamps look at."""
    found = Task.objects.filter(work_plan__region=region or region_id()).exclude(work_plan__published_on=None)
    return list(found.select_related("work_plan").prefetch_related("milestones", "partners"))


def relight(tasks: Iterable[Task], day: date | None = None) -> list[LampChange]:
    """Judge tasks anew and keep what changed; indicators are taken as last read.

    Of a task in a work plan that is not published the lamp stays grey: nobody was asked for anything yet.
    """
    when, found = day or today(), list(tasks)
    tying = readings.Tying(found)
    changes = []
    for task in found:
        verdict = lamp(judged(task, (one.reading for one in tying.of(task))), when, rules(), is_working_day)
        change = _keep(task, verdict, when)
        if change is not None:
            changes.append(change)
    return changes


def refresh_and_relight(tasks: Iterable[Task], *, wait: bool = True, force: bool = False) -> list[LampChange]:
    """Read the indicators again whose records changed, then judge anew."""
    found = list(tasks)
    readings.refresh(found, wait=wait)
    return relight(found)


def _keep(task: Task, verdict: Verdict, day: date) -> LampChange | None:
    colour = verdict.colour.value
    same = (task.lamp, task.lamp_rule, task.lamp_facts) == (colour, verdict.rule, verdict.facts)
    if same and task.lamp_since is not None:
        return None
    before = task.lamp if task.lamp_since is not None else ""
    turned = task.lamp != colour or task.lamp_since is None
    since = day if turned else task.lamp_since
    with transaction.atomic():
        # Only if nobody else judged it meanwhile: of two judges one writes the change down.
        seen = Task.objects.filter(pk=task.pk, lamp=task.lamp, lamp_since=task.lamp_since)
        kept = seen.update(lamp=colour, lamp_rule=verdict.rule, lamp_facts=verdict.facts, lamp_since=since)
        task.lamp, task.lamp_rule, task.lamp_facts, task.lamp_since = (
            colour,
            verdict.rule,
            verdict.facts,
            since,
        )
        if not kept or not turned:
            return None
        return LampChange.objects.create(
            task=task, day=day, before=before, colour=colour, rule=verdict.rule, facts=verdict.facts
        )


def red_since(task: Task) -> date | None:
    """Return since when a task's lamp is red; None where it is not."""
    return task.lamp_since if task.lamp == Colour.RED else None
