"""Indicators, series, areas, sources: where figures come from."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lvxun import accounts
from lvxun.region.model import Region
from lvxun.web.insight import charts, figure_pages
from lvxun.web.insight.areas import Area, areas
from lvxun.web.insight.lineage_graph import draw
from lvxun.web.insight.state import current
from lvxun.web.insight.views import asked
from lvxun.web.language import language


def _placed(region: Region, place: Area, page: str, key: str) -> dict[str, object]:
    """Return what a page about a figure in an area needs to link to others; the region itself goes unsaid."""
    area_code = "" if place.code == region.code else place.code
    address = reverse(f"{page}-chart", args=[key]) + (f"?area={area_code}" if area_code else "")
    return {"region": region, "area": place, "area_code": area_code, "chart_address": address}


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """List the indicators with their newest figures, theme by theme."""
    result = current().result
    themes = [
        (theme, [(info, result.latest(info.id)) for info in infos])
        for theme, infos in figure_pages.indicators_by_theme()
    ]
    return render(request, "insight/indicators.html", {"themes": themes})


@require_safe
def indicator(request: HttpRequest, key: str) -> HttpResponse:
    """Show how an indicator comes about: in words, as a formula, as a graph, with the figures used."""
    state = current()
    if key not in accounts.catalogue():
        raise Http404
    place = asked.area(request, state.region)
    explanation, is_asked_year = figure_pages.explained(state.region, key, asked.year(request), place.code)
    context = {
        "explanation": explanation,
        "info": accounts.catalogue()[key],
        **_placed(state.region, place, "indicator", key),
        "is_asked_year": is_asked_year,
        "inputs": figure_pages.inputs(state.region, explanation),
        "drawing": draw(explanation, language()),
        "dependants": [figure_pages.name(state.region, one) for one in explanation.dependants],
        "targets": figure_pages.served_targets(state.plan, key),
        "measures": [row.measure for row in state.coverage.rows if key in row.indicators],
        "history": explanation.history[::-1],
        "publishers": figure_pages.publishers(state.region, explanation),
    }
    return render(request, "insight/indicator.html", context)


@require_safe
def series(request: HttpRequest, key: str) -> HttpResponse:
    """Show the figures of a series with where each was written."""
    state = current()
    definition = state.region.catalogue.get(key)
    if definition is None:
        raise Http404
    place = asked.area(request, state.region)
    context = {
        "series": definition,
        **_placed(state.region, place, "series", key),
        "areas": figure_pages.areas_with(state.region, key),
        "cells": figure_pages.series_cells(state.region, key, place.code),
        "year": asked.year(request),
        "dependants": [figure_pages.name(state.region, one) for one in accounts.downstream(key)],
        "targets": figure_pages.served_targets(state.plan, key),
        "publisher": figure_pages.publisher(state.region, key),
        "requests": [one for one in state.region.requests if one.topic == key],
    }
    return render(request, "insight/series.html", context)


@require_safe
def chart(request: HttpRequest, key: str) -> JsonResponse:
    """Serve the chart of an indicator or a series in an area."""
    state = current()
    if key not in accounts.catalogue() and key not in state.region.catalogue:
        raise Http404
    explanation = accounts.explain(state.region, key, None, asked.area(request, state.region).code)
    chosen = language()
    label = explanation.label_en if chosen.startswith("en") else explanation.label_zh
    return JsonResponse(charts.history_chart(explanation.history, label, explanation.unit, chosen))


@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """Show all that is known of an area."""
    region = current().region
    place = areas(region).get(code)
    if place is None:
        raise Http404
    context = {
        "area": place,
        "areas": list(areas(region).values()),
        "topics": figure_pages.by_topic(figure_pages.grouped(figure_pages.cells_of_area(region, code))),
    }
    return render(request, "insight/area.html", context)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """List the sources with how many figures each gives."""
    region = current().region
    counts = figure_pages.source_counts(region)
    context = {
        "sources": [(source, counts.get(source.id, 0)) for source in region.sources.values()],
        "qualities": figure_pages.quality_counts(region),
        "grid": figure_pages.quality_grid(region),
    }
    return render(request, "insight/sources.html", context)


@require_safe
def source(request: HttpRequest, source_id: str) -> HttpResponse:
    """Show a source and every figure that it gives."""
    region = current().region
    found = region.sources.get(source_id)
    if found is None:
        raise Http404
    groups = figure_pages.grouped(figure_pages.cells_of_source(region, source_id))
    return render(request, "insight/source.html", {"source": found, "groups": groups})
