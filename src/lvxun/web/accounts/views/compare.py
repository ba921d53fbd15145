"""The page that compares two books."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lvxun.accounts.change.comparing import Comparison
from lvxun.accounts.change.errors import NothingInCommonError
from lvxun.web.accounts import comparing_pages
from lvxun.web.accounts.held import latest, years
from lvxun.web.accounts.views.frame import framed, nothing, served, told


@require_safe
@told
def compare_page(request: HttpRequest) -> HttpResponse:
    """Split what moved each total between two books into data, coefficient, formula and definition."""
    region = served()
    known = years(region)
    if not known:
        return nothing(request, region)
    newest = latest(region)
    earlier = [year for year in known if year < newest]
    first = comparing_pages.understood(region, _written(request, "a"), earlier[-1] if earlier else newest)
    second = comparing_pages.understood(region, _written(request, "b"), newest)
    context = framed(region, second, here_page="compare", first=first, second=second)
    context["kinds"] = comparing_pages.KINDS.values()
    try:
        found = comparing_pages.compared(region, first, second)
    except NothingInCommonError:
        return render(request, "accounts/compare.html", context)
    if isinstance(found, Comparison):
        context |= {
            "comparison": found,
            "moves": comparing_pages.moves(found),
            "entries": comparing_pages.largest_changes(found),
        }
    else:
        context["working"] = found
    context["compare_key"] = f"{first} {second} {region.version} {type(found).__name__}"
    return render(request, "accounts/compare.html", context)


def _written(request: HttpRequest, side: str) -> str:
    """Return which book a side names; the form sends its parts one by one."""
    written = request.GET.get(side, "")
    parts = [request.GET.get(f"{side}{name}", "") for name in ("set", "gwp")]
    return f"{written}:{':'.join(parts)}" if written and any(parts) and ":" not in written else written
