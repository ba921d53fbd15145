"""The page of the reconciliation."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lvxun.accounts.emissions.reconciling import Reconciliation
from lvxun.errors import LvxunError
from lvxun.web.accounts import asked, plots, reconciling_pages
from lvxun.web.accounts.held import held
from lvxun.web.accounts.views.frame import framed, served, told
from lvxun.web.accounts.working import Progress
from lvxun.web.language import language

NO_CONTENT = 204


@require_safe
@told
def reconciliation(request: HttpRequest, year: int) -> HttpResponse:
    """Show the CO2 of a year in three ways, what makes them differ, and published contradictions."""
    region = served()
    one = held(region, asked.choice(request, region, year))
    found = reconciling_pages.reconciliation(one)
    balance = one.basis.balance
    context = framed(
        region,
        one.choice,
        one,
        here_page="reconciliation",
        contradictions=balance.contradictions if balance else (),
        balance=balance,
        unit=reconciling_pages.UNIT,
    )
    if isinstance(found, Progress):
        context["working"] = found
    elif isinstance(found, LvxunError):
        context["reason"] = found
    else:
        context["found"] = found
    return render(request, "accounts/reconciliation.html", context)


@require_safe
@told
def bridge(request: HttpRequest, year: int, name: str) -> HttpResponse:
    """Serve the waterfall of one comparison."""
    region = served()
    found = reconciling_pages.reconciliation(held(region, asked.choice(request, region, year)))
    if isinstance(found, Progress):
        return HttpResponse(status=NO_CONTENT)
    comparisons = found.comparisons if isinstance(found, Reconciliation) else ()
    one = next((each for each in comparisons if each.name == name), None)
    if one is None:
        raise Http404
    words = {"theirs": gettext("The other figure"), "ours": gettext("Ours")}
    if one.name == "approaches":
        words = {"theirs": gettext("By sector"), "ours": gettext("By supply")}
    steps = reconciling_pages.steps(one, words, language().startswith("en"))
    return JsonResponse(plots.waterfall(steps, reconciling_pages.UNIT, language()))
