"""The page of a cell, and the list of cells to begin with."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lvxun.region.model import Region
from lvxun.web.accounts import asked, cell_pages, overview_pages, tables
from lvxun.web.accounts.held import Held, held, quality_of
from lvxun.web.accounts.uncertain import bounds_of, contributors
from lvxun.web.accounts.views.frame import framed, lazily, served, told
from lvxun.web.insight.state import current


@require_safe
@told
def cell_page(request: HttpRequest, year: int) -> HttpResponse:
    """Show a cell (``id``), the lines of a place (``account``, ``sector``, ``item``), or all totals."""
    region = served()
    one = held(region, asked.choice(request, region, year))
    if ident := request.GET.get("id", ""):
        return _one_cell(request, region, one, ident)
    if request.GET.get("account"):
        return _one_place(request, region, one)
    context = framed(
        region,
        one.choice,
        one,
        lists=lazily(lambda: [(name, tables.totals(one, name)) for name in one.book.accounts]),
        sources=lazily(lambda: overview_pages.sources(one)),
    )
    return render(request, "accounts/cells.html", context)


def _one_cell(request: HttpRequest, region: Region, one: Held, ident: str) -> HttpResponse:
    thing = cell_pages.find(one, ident)
    if thing is None:
        raise Http404
    context = framed(
        region,
        one.choice,
        one,
        cell=lazily(lambda: cell_pages.explain(one, ident)),
        thing=thing,
        targets=lazily(lambda: cell_pages.targets_served(current().plan, region, one, thing)),
        quality=lazily(lambda: quality_of(one, ident)),
        bounds=lazily(lambda: bounds_of(one)),
        contributors=lazily(lambda: contributors(one, ident)),
    )
    return render(request, "accounts/cell.html", context)


def _one_place(request: HttpRequest, region: Region, one: Held) -> HttpResponse:
    account, sector, item = (request.GET.get(name, "") for name in ("account", "sector", "item"))
    terms = cell_pages.lines_at(one, account, sector, item)
    if not terms:
        raise Http404
    context = framed(
        region,
        one.choice,
        one,
        account=account,
        terms=terms,
        sum=sum(term.value or 0.0 for term in terms),
    )
    return render(request, "accounts/place.html", context)
