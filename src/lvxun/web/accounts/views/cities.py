"""The page of the cities."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lvxun.accounts.book.lineage import inputs_of
from lvxun.accounts.cities.model import CityBooks
from lvxun.web.accounts import asked, city_pages
from lvxun.web.accounts.held import held
from lvxun.web.accounts.views.frame import framed, lazily, served, told
from lvxun.web.language import language


@require_safe
@told
def cities(request: HttpRequest, year: int) -> HttpResponse:
    """Show a total of a year divided among the cities."""
    region = served()
    one = held(region, asked.choice(request, region, year))
    found = city_pages.city_books(region, one)
    context = framed(region, one.choice, one, here_page="cities", cities=found)
    if isinstance(found, CityBooks):
        choices = city_pages.choices(found)
        total = city_pages.chosen(choices, request.GET.get("id", ""))
        if total is None and request.GET.get("id"):
            raise Http404
        if total is not None:
            table = lazily(lambda: city_pages.table(region, found, total))
            context |= {"choices": choices, "total": total, "table": table}
            context["map"] = lazily(lambda: city_pages.drawn(region, table, language()))
            context["beside"] = [each for each in found.beside if each.total == total.id]
            context["province"] = one.values.of(total.id)
            context["sources"] = tuple(
                key
                for key in dict.fromkeys(entry.source for entry in inputs_of(one.book, total.id))
                if key in region.sources
            )
    context["cities_key"] = f"{request.GET.get('id', '')} {type(found).__name__}"
    return render(request, "accounts/cities.html", context)
