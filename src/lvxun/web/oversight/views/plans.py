"""Work plans: the tasks of a year, drawn up, published, added to."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lvxun import accounts
from lvxun.errors import LvxunError
from lvxun.web.insight.state import current
from lvxun.web.oversight import planning
from lvxun.web.oversight.errors import OversightActError
from lvxun.web.oversight.models import Task, WorkPlan
from lvxun.web.oversight.naming import known_functions, office, places
from lvxun.web.oversight.planning import MilestoneWanted, TaskWanted
from lvxun.web.oversight.published_rules import decomposition, today
from lvxun.web.oversight.readings import register_indicator
from lvxun.web.oversight.views.frame import day, for_officials, office_of, person, show
from lvxun.web.people.oversight_rights import offices_of
from lvxun.web.people.permissions import allowed
from lvxun.web.registers.definitions import definitions
from lvxun.web.served import region_id
from lvxun.web.whole_numbers import whole_number

MILESTONES_SHOWN = 5


@require_safe
@for_officials()
def plan(request: HttpRequest, year: int) -> HttpResponse:
    """Show the work plan of a year, a row a task."""
    return _page(request, year)


def _page(request: HttpRequest, year: int, fault: LvxunError | None = None) -> HttpResponse:
    found = WorkPlan.objects.filter(region=region_id(), year=year).first()
    tasks = (
        list(found.tasks.select_related("work_plan").prefetch_related("milestones", "partners"))
        if found
        else []
    )
    place = {measure.id: number for number, measure in enumerate(current().plan.measures)}
    tasks.sort(key=lambda task: (place.get(task.measure_id, 999), task.pk))
    grouped = [
        (
            measure,
            [
                (task, office(task.lead, task.area), len(task.partners.all()))
                for task in tasks
                if task.measure_id == measure.id
            ],
        )
        for measure in current().plan.measures
    ]
    context = {
        "year": year,
        "work_plan": found,
        "grouped": [pair for pair in grouped if pair[1]],
        "count": len(tasks),
        "named": sum(task.is_deliverable_named for task in tasks),
        "years": [one.year for one in planning.work_plans()],
        "this_year": today().year,
        "may_plan": allowed(request.user, "keep_work_plan"),
        "steps": decomposition().steps,
        "has_definitions": bool(decomposition().definitions),
    }
    return show(request, "plan.html", context, fault)


@require_POST
@for_officials()
def plan_act(request: HttpRequest, year: int, name: str) -> HttpResponse:
    """Draw a work plan up, or publish it."""
    try:
        if name == "draw-up":
            planning.draw_up(person(request), year)
            messages.success(request, _("The work plan is drawn up."))
        elif name == "publish":
            found = get_object_or_404(WorkPlan, region=region_id(), year=year)
            planning.publish(person(request), found)
            messages.success(request, _("The work plan is published: who is named in it has to report."))
        else:
            raise Http404
    except LvxunError as fault:
        return _page(request, year, fault)
    return redirect("oversight-plan", year)


@require_http_methods(["GET", "POST"])
@for_officials()
def new_task(request: HttpRequest, year: int) -> HttpResponse:
    """Add a task to a work plan."""
    _require_planner(request)
    found = get_object_or_404(WorkPlan, region=region_id(), year=year)
    if request.method == "GET":
        return _form(request, found)
    try:
        made = planning.add_task(person(request), found, _wanted(request.POST))
    except LvxunError as fault:
        return _form(request, found, fault=fault)
    messages.success(request, _("The task is added."))
    return redirect("oversight-task", made.pk)


@require_http_methods(["GET", "POST"])
@for_officials()
def edit_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a task that is still open."""
    _require_planner(request)
    own = Task.objects.filter(work_plan__region=region_id()).select_related("work_plan")
    task = get_object_or_404(own, pk=pk)
    if request.method == "GET":
        return _form(request, task.work_plan, task)
    sent = request.POST
    version = whole_number(sent.get("version", "")) or 0
    try:
        wanted = _wanted(sent)
        planning.change_task(person(request), task, wanted, version=version, why=sent.get("why", ""))
    except LvxunError as fault:
        return _form(request, task.work_plan, task, fault)
    messages.success(request, _("The task is changed."))
    return redirect("oversight-task", task.pk)


def _require_planner(request: HttpRequest) -> None:
    if not allowed(request.user, "keep_work_plan"):
        raise PermissionDenied


def _form(
    request: HttpRequest, plan: WorkPlan, task: Task | None = None, fault: LvxunError | None = None
) -> HttpResponse:
    kept = task.milestones.all() if task else []
    rows = [
        {"zh": m.label_zh, "en": m.label_en, "due": m.due, "weight": m.weight, "done": m.done_on}
        for m in kept
    ]
    blank = [{"zh": "", "en": "", "due": "", "weight": 1, "done": None}] * max(
        1, MILESTONES_SHOWN - len(rows)
    )
    context = {
        "work_plan": plan,
        "task": task,
        "partner_functions": [function for function, _area in offices_of(task)[1:]] if task else [],
        "measures": current().plan.measures,
        "functions": known_functions(),
        "areas": places(),
        "milestones": [*rows, *blank],
        "registers": definitions(),
        "indicators": accounts.catalogue(),
    }
    return show(request, "task_form.html", context, fault)


def _wanted(sent: QueryDict) -> TaskWanted:
    register, indicator = sent.get("register", ""), sent.get("register_indicator", "")
    key, _dot, one = indicator.partition(".")
    if indicator and register_indicator(key, one) is None:
        raise OversightActError(_("There is no such indicator."), "register_indicator", _("Choose one."))
    if sent.get("indicator") and sent["indicator"] not in accounts.catalogue():
        raise OversightActError(_("There is no such indicator."), "indicator", _("Choose one of the list."))
    lead = office_of(f"{sent.get('lead', '')}@{sent.get('area', '')}", "lead")
    partners = tuple(office_of(f"{f}@{lead[1]}", "partners") for f in sent.getlist("partners") if f)
    return TaskWanted(
        measure_id=sent.get("measure_id", ""),
        title_zh=sent.get("title_zh", ""),
        title_en=sent.get("title_en", "") or sent.get("title_zh", ""),
        quote=sent.get("quote", ""),
        lead=lead,
        due=day(sent.get("due", ""), "due"),
        partners=partners,
        deliverable_zh=sent.get("deliverable_zh", ""),
        deliverable_en=sent.get("deliverable_en", ""),
        milestones=tuple(_milestones(sent)),
        register=key or register,
        register_indicator=one,
        indicator=sent.get("indicator", ""),
        goal=_goal(sent.get("goal", "")),
    )


def _goal(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        found = float(text)
    except ValueError:
        found = float("nan")
    if abs(found) <= 1e15:
        return found
    raise OversightActError(_("This is no number."), "goal", _("Write digits alone."))


def _milestones(sent: QueryDict) -> list[MilestoneWanted]:
    names = [sent.getlist(f"step_{part}") for part in ("zh", "en", "due", "weight")]
    found = []
    for zh, en, due, weight in zip(*names, strict=False):
        if not zh.strip():
            continue
        heavy = _goal(weight)
        found.append(
            MilestoneWanted(zh.strip()[:120], (en or zh).strip()[:120], day(due, "milestones"), heavy or 1.0)
        )
    return found
