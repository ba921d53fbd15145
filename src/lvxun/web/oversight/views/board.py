"""The board for officials, and what the public sees of the work."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lvxun.web.insight.state import current
from lvxun.web.oversight import boards, publicity
from lvxun.web.oversight.boards import Wanted
from lvxun.web.oversight.lighting import refresh_and_relight
from lvxun.web.oversight.models import Escalation, LampChange, Report, Task
from lvxun.web.oversight.naming import known_functions, places
from lvxun.web.oversight.published_rules import rules, today
from lvxun.web.oversight.views.frame import year
from lvxun.web.people.oversight_rights import may_decide, may_see
from lvxun.web.people.permissions import allowed
from lvxun.web.served import package_region, region_id

NEWEST = 12


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show the lamps to officials, and to the public what is published."""
    return _official(request) if may_see(request.user) else _public(request)


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    by, lamp = asked.get("by", "measure"), asked.get("lamp", "")
    areas, functions = {one.code for one in places()}, {key for key, _zh, _en in known_functions()}
    return Wanted(
        year=year(request),
        by=by if by in ("measure", "body", "city") else "measure",
        lamp=lamp if lamp in boards.ORDER else "",
        area=asked.get("area", "") if asked.get("area") in areas else "",
        lead=asked.get("lead", "") if asked.get("lead") in functions else "",
    )


def _official(request: HttpRequest) -> HttpResponse:
    wanted = _wanted(request)
    tasks = boards.tasks_wanted(wanted)
    refresh_and_relight(tasks, wait=False)
    waiting = Report.objects.filter(state=Report.State.SENT, task__work_plan__region=region_id())
    drafted = Escalation.objects.filter(
        state=Escalation.State.DRAFTED, task__work_plan__region=region_id()
    ).select_related("task__work_plan")
    changed = LampChange.objects.filter(task__work_plan__region=region_id()).exclude(before="")
    context = {
        "wanted": wanted,
        "years": boards.years(),
        "this_year": today().year,
        "tasks": tasks,
        "rows": boards.rows(tasks, wanted.by),
        "stretches": boards.stretches(tasks),
        "bar_width": boards.BAR,
        "red": [boards.dot(task) for task in tasks if task.lamp == "red"],
        "yellow": [boards.dot(task) for task in tasks if task.lamp == "yellow"],
        "waiting": [
            one for one in waiting.select_related("task__work_plan") if may_decide(request.user, one)
        ],
        "drafted": drafted if allowed(request.user, "escalate") else [],
        "changed": changed.select_related("task")[:NEWEST],
        "areas": places(),
        "leads": sorted({task.lead for task in tasks} | ({wanted.lead} if wanted.lead else set())),
        "home_code": package_region().code,
        "may_moderate": allowed(request.user, "moderate_feedback"),
        "unconfirmed": len(rules().unconfirmed),
    }
    return render(request, "oversight/board.html", context)


def _public(request: HttpRequest) -> HttpResponse:
    wanted = Wanted(year=year(request))
    tasks = boards.tasks_wanted(wanted)
    counts = Counter((task.measure_id, task.state) for task in tasks)
    lines = [
        (measure, {state: counts[measure.id, state] for state in Task.State.values})
        for measure in current().plan.measures
        if any(counts[measure.id, state] for state in Task.State.values)
    ]
    made_public = Escalation.objects.filter(
        task__work_plan__region=region_id(),
        step="public",
        state__in=(Escalation.State.ISSUED, Escalation.State.ANSWERED),
    )
    context = {
        "wanted": wanted,
        "years": boards.years(),
        "lines": lines,
        "tasks": tasks,
        "done": sum(task.state == Task.State.DONE for task in tasks),
        "made_public": made_public.select_related("task__work_plan"),
        "good": publicity.published_cases("good")[:NEWEST],
        "negative": publicity.published_cases("negative")[:NEWEST],
    }
    return render(request, "oversight/public.html", context)


@require_safe
def published_parameters(request: HttpRequest) -> HttpResponse:
    """Show every parameter of lamps, ladder and scores: they are published."""
    context = {"rules": rules(), "today": today()}
    return render(request, "oversight/rules.html", context)
