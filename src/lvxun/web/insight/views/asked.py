"""What a request asks for: report language, year, area. What the region does not have is not guessed at."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from lvxun.attainment.words import Language
from lvxun.region.model import Region
from lvxun.web.insight.areas import Area, areas
from lvxun.web.language import language
from lvxun.web.whole_numbers import whole_number

YEAR_DIGITS = 4


def report_language() -> Language:
    """Return the language of the page as the engines name it."""
    return Language.EN if language().startswith("en") else Language.ZH


def year(request: HttpRequest) -> int | None:
    """Return the year asked for, ``None`` for none or nonsense."""
    text = request.GET.get("year", "")
    return whole_number(text) if len(text) == YEAR_DIGITS else None


def area(request: HttpRequest, region: Region) -> Area:
    """Return the area asked for, the region itself where none is."""
    found = areas(region).get(request.GET.get("area") or region.code)
    if found is None:
        raise Http404
    return found
