"""What concerns whoever is signed in: my tasks, alerts, calendar, verdicts to give."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lvxun.web.oversight import alerts, boards, digests, feeds, reporting
from lvxun.web.oversight.lighting import live_tasks, refresh_and_relight
from lvxun.web.oversight.models import Alert, Assessment, Escalation, Feed, Task
from lvxun.web.oversight.naming import office
from lvxun.web.oversight.published_rules import today
from lvxun.web.oversight.views.frame import for_officials, person, show, year
from lvxun.web.people.oversight_rights import offices
from lvxun.web.people.permissions import allowed
from lvxun.web.served import region_id

MOST_ALERTS = 300
CALENDAR = "text/calendar; charset=utf-8"


@require_safe
@for_officials()
def mine(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person: reports owed, letters to answer, reports to decide, tasks."""
    user = person(request)
    own = offices(user)
    tasks = [one for one in feeds.tasks_of(user) if _is_of(one, own)] if own else []
    refresh_and_relight(tasks, wait=False)
    letter = digests.letter_for(user)
    lines = [
        (boards.dot(one), reporting.missing(one), _next(one))
        for one in sorted(tasks, key=lambda task: (boards.ORDER.index(task.lamp), task.due, task.pk))
        if one.is_open or one.lamp != "green"
    ]
    letters = Escalation.objects.filter(state=Escalation.State.ISSUED, task__in=tasks)
    context = {
        "offices": [office(*one) for one in sorted(own)],
        "lines": lines,
        "done": [one for one in tasks if not one.is_open],
        "letters": letters.select_related("task__work_plan"),
        "waiting": letter.waiting,
        "alerts": alerts.open_alerts(user).count(),
    }
    return show(request, "mine.html", context)


def _is_of(task: Task, own: frozenset[tuple[str, str]]) -> bool:
    return (task.lead, task.area) in own or any((p.function, p.area) in own for p in task.partners.all())


def _next(task: Task) -> object:
    return next((one for one in task.milestones.all() if one.done_on is None), None)


@require_safe
@for_officials()
def alert_list(request: HttpRequest) -> HttpResponse:
    """List what somebody should look at now."""
    found = alerts.open_alerts(person(request))
    kind = request.GET.get("kind", "")
    counts = [(key, label, found.filter(kind=key).count()) for key, label in Alert.Kind.choices]
    if kind in Alert.Kind.values:
        found = found.filter(kind=kind)
    context = {
        "alerts": [
            (one, office(one.function, one.area) if one.function else None) for one in found[:MOST_ALERTS]
        ],
        "kind": kind,
        "counts": counts,
        "total": sum(count for _key, _label, count in counts),
        "today": today(),
        "most": MOST_ALERTS,
    }
    return show(request, "alerts.html", context)


@require_POST
@for_officials("keep_work_plan")
def look_now(request: HttpRequest) -> HttpResponse:
    """Look at all causes of alerts now instead of tomorrow morning."""
    tasks = live_tasks()
    refresh_and_relight(tasks, wait=False)
    raised, closed = alerts.refresh(tasks)
    said = _("%(raised)d alerts raised, %(closed)d closed.") % {"raised": raised, "closed": closed}
    messages.success(request, said)
    return redirect("oversight-alerts")


@require_safe
@for_officials()
def calendar(request: HttpRequest) -> HttpResponse:
    """Show this person's deadlines month by month, and the address for their calendar program."""
    tasks = [one for one in feeds.tasks_of(person(request)) if one.is_open]
    steps = [
        (step.due, task, step.label_zh, step.label_en)
        for task in tasks
        for step in task.milestones.all()
        if step.done_on is None
    ]
    ends = [(task.due, task, "", "") for task in tasks]
    days = sorted([*steps, *ends], key=lambda row: (row[0], row[1].pk))
    context = {
        "days": days[:400],
        "has_feed": Feed.objects.filter(user=person(request)).exists(),
        "address": request.session.pop("oversight_feed", ""),
        "today": today(),
    }
    return show(request, "calendar.html", context)


@require_POST
@for_officials()
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Make a new secret address, which is shown once; or end the present one."""
    if request.POST.get("end") == "1":
        feeds.end_feed(person(request))
        messages.success(request, _("The calendar address is void."))
    else:
        token = feeds.make_feed(person(request))
        request.session["oversight_feed"] = request.build_absolute_uri(
            reverse("oversight-feed", args=[token])
        )
    return redirect("oversight-calendar")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Send a person's calendar to whoever has its address."""
    user = feeds.user_of(token)
    if user is None:
        raise Http404
    site = request.build_absolute_uri("/").rstrip("/")
    answer = HttpResponse(feeds.feed_text(user, site), content_type=CALENDAR)
    answer.headers["Cache-Control"] = "private, max-age=900"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
@for_officials()
def assessments(request: HttpRequest) -> HttpResponse:
    """Show the owner's word and the independent verdict side by side; the assessor gives more from here."""
    wanted = year(request)
    tasks = boards.tasks_wanted(boards.Wanted(year=wanted))
    last: dict[int, Assessment] = {}
    for one in Assessment.objects.filter(task__work_plan__region=region_id()).order_by("id"):
        last[one.task_id] = one
    lines = [(boards.dot(task), last.get(task.pk)) for task in tasks]
    counts = dict.fromkeys(Assessment.Verdict.values, 0)
    for _dot, verdict in lines:
        if verdict is not None:
            counts[verdict.verdict] += 1
    asked = request.GET.get("show", "")
    if asked == "open":
        lines = [pair for pair in lines if pair[1] is None]
    elif asked in Assessment.Verdict.values:
        lines = [pair for pair in lines if pair[1] is not None and pair[1].verdict == asked]
    context = {
        "year": wanted,
        "years": boards.years(),
        "lines": lines,
        "asked": asked,
        "counts": [(key, label, counts[key]) for key, label in Assessment.Verdict.choices],
        "open": sum(task.pk not in last for task in tasks),
        "total": len(tasks),
        "may_assess": allowed(request.user, "assess_tasks"),
    }
    return show(request, "assessments.html", context)
