"""What a request asks for: a year that has a book, a report, a set of factors; anything else is not found."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from lvxun.accounts.assembling import FACTOR_SETS, GWP
from lvxun.region.model import Region
from lvxun.web.accounts.held import DEFAULT_GWP, DEFAULT_SET, Choice, years
from lvxun.web.whole_numbers import whole_number

YEAR_DIGITS = 4


def choice(request: HttpRequest, region: Region, year: int) -> Choice:
    """Return the book asked for.

    Raises
    ------
    Http404
        where the region has no book of that year, or no such report or set of factors is known.
    """
    gwp = request.GET.get("gwp") or DEFAULT_GWP
    factor_set = request.GET.get("set") or DEFAULT_SET
    if year not in years(region) or gwp not in GWP or factor_set not in FACTOR_SETS:
        raise Http404
    return Choice(year, gwp, factor_set)


def year(request: HttpRequest, name: str, default: int) -> int:
    """Return the year in the query parameter ``name``, ``default`` where there is none.

    Raises
    ------
    Http404
        where something else than a year is written there.
    """
    text = request.GET.get(name, "")
    if not text:
        return default
    found = whole_number(text) if len(text) == YEAR_DIGITS else None
    if found is None:
        raise Http404
    return found
