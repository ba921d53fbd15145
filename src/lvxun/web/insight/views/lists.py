"""Bodies, data requests, coverage, search, and the page that shows every part."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lvxun.attainment.model import Status
from lvxun.region.model import Quality
from lvxun.web.insight import bodies as body_pages
from lvxun.web.insight import searching
from lvxun.web.insight.state import current


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """List the bodies: what each leads, supports, and is asked for."""
    state = current()
    lines = body_pages.body_lines(state.plan, state.region, state.assessment)
    by_kind = sorted(lines, key=lambda line: body_pages.KINDS.get(line.body.kind, len(body_pages.KINDS)))
    context = {
        "kinds": [(kind, list(found)) for kind, found in groupby(by_kind, key=lambda line: line.body.kind)],
        "unknown": body_pages.unknown_names(state.plan, state.region),
    }
    return render(request, "insight/bodies.html", context)


@require_safe
def body(request: HttpRequest, body_id: str) -> HttpResponse:
    """Show what one body must do, across measures."""
    state = current()
    found = state.region.bodies.get(body_id)
    if found is None:
        raise Http404
    context = {
        "region": state.region,
        "line": body_pages.body_line(state.plan, state.region, state.assessment, found),
        "body": found,
        "parent": state.region.bodies.get(found.parent or ""),
        "children": [one for one in state.region.bodies.values() if one.parent == body_id],
    }
    return render(request, "insight/body.html", context)


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """List what is not known, by the body that would know."""
    state = current()
    found = body_pages.all_requests(state.region, state.assessment)
    by_body = groupby(sorted(found, key=lambda one: one.body), key=lambda one: one.body)
    groups = [(state.region.bodies.get(body_id), body_id, list(ones)) for body_id, ones in by_body]
    groups.sort(key=lambda group: -len(group[2]))
    context = {"region": state.region, "groups": groups, "total": len(found)}
    return render(request, "insight/requests.html", context)


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Show what each measure has, empty cells included."""
    return render(request, "insight/coverage.html", {"coverage": current().coverage})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search over all of it."""
    state = current()
    question, kind = request.GET.get("q", "").replace("\x00", ""), request.GET.get("kind", "")
    answer = searching.search(state.plan, state.region, question, kind)
    context = {"answer": answer, "query": question[: searching.LONGEST_QUESTION], "kind": kind}
    return render(request, "insight/search.html", context)


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every part that pages are built from, and how to read it."""
    rows = current().assessment.rows
    context = {
        "statuses": list(Status),
        "qualities": list(Quality),
        "example": next((row for row in rows if row.latest), None),
        "rows": rows[:3],
        "quote": rows[0].target.quote if rows else "",
    }
    return render(request, "insight/style.html", context)
