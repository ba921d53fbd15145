"""The overview of the accounts of a year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lvxun.web.accounts import asked, overview_pages
from lvxun.web.accounts.held import held, latest, years
from lvxun.web.accounts.uncertain import bounds_of
from lvxun.web.accounts.views.frame import framed, lazily, nothing, served, told


@require_safe
@told
def overview(request: HttpRequest) -> HttpResponse:
    """Show the headline figures of a year, what is missing, and whether the checks hold."""
    region = served()
    known = years(region)
    if not known:
        return nothing(request, region)
    choice = asked.choice(request, region, asked.year(request, "year", latest(region)))
    one = held(region, choice)
    context = framed(
        region,
        choice,
        one,
        blocks=lazily(lambda: overview_pages.blocks(one)),
        missing=lazily(lambda: overview_pages.by_account(overview_pages.missing(region, one.book.gaps))),
        checks=overview_pages.ordered(one.book.checks),
        broken=sum(not check.is_ok for check in one.book.checks),
        sources=lazily(lambda: overview_pages.sources(one)),
        bounds=lazily(lambda: bounds_of(one)),
    )
    return render(request, "accounts/overview.html", context)
