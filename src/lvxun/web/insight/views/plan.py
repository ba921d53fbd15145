"""Home, measures, targets."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lvxun.attainment.model import Status, TargetStatus
from lvxun.attainment.words import rule_words, target_text
from lvxun.web.insight import bodies as body_pages
from lvxun.web.insight import charts, plan_pages
from lvxun.web.insight.changes import latest_changes
from lvxun.web.insight.cities_map import cities_map
from lvxun.web.insight.figure_pages import name
from lvxun.web.insight.state import current
from lvxun.web.insight.views import asked
from lvxun.web.language import language


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the plan at a glance."""
    state = current()
    context = {
        "plan": state.plan,
        "assessment": state.assessment,
        "shares": plan_pages.shares(state.assessment),
        "bar_width": plan_pages.BAR_WIDTH,
        "chapters": plan_pages.chapter_blocks(state.plan, state.assessment),
        "loose": plan_pages.loose_measures(state.plan, state.assessment),
        "quantitative": [row for row in state.assessment.rows if row.target.value is not None],
        "map": cities_map(state.region, request.GET.get("map", ""), language()),
        "changes": latest_changes(state.region),
    }
    return render(request, "insight/home.html", context)


@require_safe
def measure(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Show a measure: its text with targets in place, bodies, indicators, what it is carried out with."""
    state = current()
    found = state.plan.measure(measure_id)
    if found is None:
        raise Http404
    covered = next(row for row in state.coverage.rows if row.measure.id == measure_id)
    before, after = plan_pages.neighbours(state.plan, found)
    context = {
        "measure": found,
        "chapter": plan_pages.chapter_of(state.plan, found.chapter),
        "pieces": plan_pages.pieces(found, state.plan.targets),
        "bodies": body_pages.named(state.region, found.bodies),
        "rows": plan_pages.rows_of(state.assessment, measure_id),
        "figures": [(name(state.region, key), state.result.latest(key)) for key in covered.indicators],
        "coverage": covered,
        "before": before,
        "after": after,
    }
    return render(request, "insight/measure.html", context)


@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """List the targets, by status if asked."""
    assessment = current().assessment
    wanted = request.GET.get("status", "")
    context = {
        "rows": [row for row in assessment.rows if wanted in ("", row.status)],
        "wanted": wanted,
        "statuses": [(status, assessment.count(status)) for status in Status],
        "assessment": assessment,
    }
    return render(request, "insight/targets.html", context)


def _row(target_id: str) -> TargetStatus:
    row = plan_pages.row_of(current().assessment, target_id)
    if row is None:
        raise Http404
    return row


@require_safe
def target(request: HttpRequest, target_id: str) -> HttpResponse:
    """Show one target: its sentence, where it stands, why, and on what evidence."""
    state, row = current(), _row(target_id)
    latest = row.latest
    context = {
        "row": row,
        "region": state.region,
        "target": row.target,
        "plan": state.plan,
        "measure": state.plan.measure(row.target.measure_id) if row.target.measure_id else None,
        "chapter": plan_pages.chapter_of(state.plan, row.target.chapter),
        "pieces": plan_pages.surroundings(state.plan, row.target),
        "asks": target_text(row, asked.report_language()),
        "rule": rule_words(row, asked.report_language()),
        "bodies": body_pages.named(state.region, row.bodies),
        "evidence": [(key, state.region.sources.get(key)) for key in latest.sources] if latest else [],
        "requested": body_pages.requested(state.region, row.request),
        "history": row.history[::-1],
    }
    return render(request, "insight/target.html", context)


@require_safe
def target_chart(request: HttpRequest, target_id: str) -> JsonResponse:
    """Serve the chart of a target."""
    return JsonResponse(charts.target_chart(_row(target_id), language()))
