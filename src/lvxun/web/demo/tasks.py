"""A made-up year of oversight: the work plan drawn up in January, some milestones done, lamps lit."""

from __future__ import annotations

import random
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Model, QuerySet
from django.urls import reverse

from lvxun.web.oversight import lighting, planning
from lvxun.web.oversight.models import (
    Alert,
    Assessment,
    Escalation,
    Evidence,
    LampChange,
    Report,
    Task,
    WorkPlan,
)
from lvxun.web.served import region_id

PUBLISHED = (1, 15)  # month and day of the made-up publication
BEGUN, KEPT = 0.85, 0.8  # share of tasks begun, of milestones done in time
LATE = 20  # most days of delay of the others


def load_tasks(rng: random.Random, today: date) -> int:
    """Draw the year's work plan up and let it run until today; nothing where there is a real plan already."""
    if WorkPlan.objects.filter(region=region_id(), year=today.year).exists():
        return 0
    published = min(today, date(today.year, *PUBLISHED))
    with transaction.atomic():
        plan = planning.draw_up(None, today.year, day=published)
        plan.drawn_up_on = plan.published_on = published
        plan.save()
        plan.tasks.update(synthetic=True, lamp_since=published)
        tasks = list(plan.tasks.prefetch_related("milestones"))
        for task in tasks:
            _live(task, rng, today)
    lighting.refresh_and_relight(lighting.live_tasks())
    return len(tasks)


def _live(task: Task, rng: random.Random, today: date) -> None:
    if rng.random() > BEGUN or task.start > today:
        return
    task.state, task.begun_on = Task.State.RUNNING, task.start
    for step in task.milestones.all():
        done = step.due - timedelta(days=rng.randint(0, 10))
        if rng.random() > KEPT:
            done = step.due + timedelta(days=rng.randint(1, LATE))
        if done <= today:
            step.done_on = max(done, task.start)
            step.save(update_fields=["done_on"])
    task.save(update_fields=["state", "begun_on"])


def remove_tasks() -> int:
    """Take the made-up tasks out with all that hangs on them; a work plan that is then empty goes, too."""
    tasks = Task.objects.filter(work_plan__region=region_id(), synthetic=True)
    ids = list(tasks.values_list("pk", flat=True))
    plans = list(tasks.values_list("work_plan", flat=True).distinct())
    reports = Report.objects.filter(task__in=ids)
    behind: list[QuerySet[Model]] = [
        Evidence.objects.filter(report__in=reports),
        Escalation.objects.filter(task__in=ids),
        LampChange.objects.filter(task__in=ids),
        Assessment.objects.filter(task__in=ids),
        Alert.objects.filter(address__in=[reverse("oversight-task", args=[pk]) for pk in ids]),
    ]
    for rows in behind:
        rows._raw_delete(using=rows.db)
    for report in reports:
        report.milestones.clear()
    reports.delete()
    tasks.delete()
    WorkPlan.objects.filter(pk__in=plans, tasks=None).delete()
    return len(ids)
