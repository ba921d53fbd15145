"""The page of an account and its pictures."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lvxun.region.model import Region
from lvxun.web.accounts import asked, overview_pages, plots, stacking, tables
from lvxun.web.accounts.flowing import flows_of
from lvxun.web.accounts.held import Held, held
from lvxun.web.accounts.uncertain import bounds_of
from lvxun.web.accounts.views.frame import framed, lazily, served, told
from lvxun.web.language import language


def _asked(request: HttpRequest, account: str, year: int) -> tuple[Region, Held]:
    region = served()
    one = held(region, asked.choice(request, region, year))
    if account not in one.book.accounts:
        raise Http404
    return region, one


@require_safe
@told
def account_page(request: HttpRequest, account: str, year: int) -> HttpResponse:
    """Show an account: its table, totals, pictures, checks and what is missing."""
    region, one = _asked(request, account, year)
    content = one.book.accounts[account]
    context = framed(
        region,
        one.choice,
        one,
        account=account,
        matrix=lazily(lambda: tables.matrix(one, account)),
        reasons=lazily(lambda: tables.reasons(one, account)),
        totals=lazily(lambda: tables.totals(one, account)),
        origins=lazily(lambda: tables.origin_counts(one, account)),
        further=lazily(lambda: tables.further(one, account)),
        checks=lazily(lambda: overview_pages.ordered(content.checks)),
        missing=lazily(lambda: overview_pages.missing(region, content.gaps)),
        stack=lazily(lambda: stacking.stack(one, account, language())),
        flows=lazily(lambda: flows_of(one, account)),
        bounds=lazily(lambda: bounds_of(one)),
    )
    return render(request, "accounts/account.html", context)


@require_safe
@told
def sankey(request: HttpRequest, account: str, year: int) -> JsonResponse:
    """Serve the Sankey of an account."""
    _, one = _asked(request, account, year)
    flows = flows_of(one, account)
    if flows is None:
        raise Http404
    return JsonResponse(plots.sankey(flows.nodes, flows.links, language()))


@require_safe
@told
def sectors(request: HttpRequest, account: str, year: int) -> JsonResponse:
    """Serve the stacked bars of an account."""
    _, one = _asked(request, account, year)
    stack = stacking.stack(one, account, language())
    if stack is None:
        raise Http404
    return JsonResponse(plots.stacked(stack, language()))
