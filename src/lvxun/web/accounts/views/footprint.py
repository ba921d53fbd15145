"""The page of the footprint."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lvxun.web.accounts import asked, footprint_pages, plots
from lvxun.web.accounts.footprint_pages import Footprints, NoFootprint
from lvxun.web.accounts.held import held
from lvxun.web.accounts.views.frame import framed, served, told
from lvxun.web.language import language

NO_CONTENT = 204


@require_safe
@told
def footprint(request: HttpRequest, year: int) -> HttpResponse:
    """Show production against consumption, by product and trade, and the border adjustment."""
    region = served()
    one = held(region, asked.choice(request, region, year))
    found = footprint_pages.footprints(one)
    context = framed(region, one.choice, one, here_page="footprint")
    if isinstance(found, Footprints):
        products = sorted(found.result.products, key=lambda row: -row.consumption.value)
        context |= {"found": found, "result": found.result, "products": products}
    elif isinstance(found, NoFootprint):
        context["reason"] = found.error
    else:
        context["working"] = found
    return render(request, "accounts/footprint.html", context)


@require_safe
@told
def trade_chart(request: HttpRequest, year: int) -> HttpResponse:
    """Serve the waterfall from production to consumption."""
    region = served()
    found = footprint_pages.footprints(held(region, asked.choice(request, region, year)))
    if isinstance(found, NoFootprint):
        raise Http404
    if not isinstance(found, Footprints):
        return HttpResponse(status=NO_CONTENT)
    words = {
        "production": gettext("Production"),
        "consumption": gettext("Consumption"),
        "error": gettext("Error term of the table"),
    }
    steps = footprint_pages.steps(found.result, words, language().startswith("en"))
    return JsonResponse(plots.waterfall(steps, found.result.unit, language()))
