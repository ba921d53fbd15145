"""Scores with their arithmetic, cities side by side, chains, and the yearly report."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lvxun import accounts
from lvxun.oversight.normalising import BASES, Per
from lvxun.web.downloads import DOCX, download
from lvxun.web.insight.state import current
from lvxun.web.insight.views.asked import report_language
from lvxun.web.oversight import boards, comparing
from lvxun.web.oversight.chain_drawing import draw
from lvxun.web.oversight.published_rules import causal_chains, rules, today
from lvxun.web.oversight.scores import body_cards, city_cards
from lvxun.web.oversight.views.frame import for_officials, year
from lvxun.web.oversight.yearly_report import yearly_report
from lvxun.web.served import package_region


@require_safe
@for_officials()
def scores(request: HttpRequest) -> HttpResponse:
    """Rank bodies and cities."""
    wanted = year(request)
    context = {
        "year": wanted,
        "years": boards.years(),
        "bodies": body_cards(wanted),
        "cities": city_cards(wanted),
        "components": rules().components,
    }
    return render(request, "oversight/scores.html", context)


@require_safe
@for_officials()
def score(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show how one score is made, line by line, down to the tasks."""
    wanted = year(request)
    cards = {"body": body_cards, "city": city_cards}
    if kind not in cards:
        raise Http404
    found = cards[kind](wanted)
    card = next((one for one in found if one.key == key), None)
    if card is None:
        raise Http404
    parts = [(boards.dot(part.task), part) for part in card.parts]
    day = today()
    weights = {one.id: rules().number(f"score.{one.id}", day) for one in rules().components}
    context = {
        "card": card,
        "year": wanted,
        "parts": parts,
        "count": sum(one.rank is not None for one in found),
        "weights": weights,
    }
    return render(request, "oversight/score.html", context)


@require_safe
def chain(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Draw what a measure is meant to move, with how sure we are and why."""
    state = current()
    measure = state.plan.measure(measure_id)
    if measure is None:
        raise Http404
    links = [one for one in causal_chains() if f"m{one.measure}" == measure_id]
    catalogue = accounts.catalogue()
    known = [(one, catalogue[one.indicator]) for one in links if one.indicator in catalogue]
    figures = [(one, info, _trend(state.result, one.indicator)) for one, info in known]
    context = {"measure": measure, "links": figures, "drawing": draw(measure, known)}
    return render(request, "oversight/chain.html", context)


def _trend(result: accounts.Result, indicator: str) -> tuple[object, object] | None:
    """Return an indicator's earliest figure from the base year on, and its newest."""
    base = package_region().base_year
    years = [result.figure(indicator, one) for one in range(base, today().year + 1)]
    known = [one for one in years if one is not None]
    return (known[0], known[-1]) if len(known) > 1 else None


@require_safe
@for_officials()
def compare(request: HttpRequest) -> HttpResponse:
    """Put the cities side by side, per head, per unit of GDP or per area if asked."""
    asked, wanted = request.GET, year(request)
    by = asked.get("per", "")
    chosen = Per(by) if by in list(Per) else Per.NOTHING
    choices = comparing.choices()
    key = asked.get("indicator", "") or (choices[0][0] if choices else "")
    found = comparing.compare(key, chosen, wanted)
    context = {
        "choices": choices,
        "key": key,
        "found": found,
        "per": chosen,
        "bases": [(Per.NOTHING, None), *BASES.items()],
        "year": wanted,
    }
    return render(request, "oversight/compare.html", context)


@require_safe
@for_officials()
def report(request: HttpRequest) -> HttpResponse:
    """Send the yearly report as Word."""
    wanted = year(request)
    content = yearly_report(current(), wanted, report_language())
    return download(content, DOCX, f"{package_region().id}-{wanted}.docx")
