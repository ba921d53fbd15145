"""A total over the years, and the decomposition of the change of CO2."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lvxun.accounts.book.model import Total
from lvxun.accounts.change.drivers import Decomposition
from lvxun.region.model import Region
from lvxun.web.accounts import asked, plots, series_pages
from lvxun.web.accounts.held import Choice, latest, years
from lvxun.web.accounts.series_pages import Run
from lvxun.web.accounts.views.frame import framed, nothing, served, told
from lvxun.web.accounts.working import Progress
from lvxun.web.language import language

NO_CONTENT = 204


@dataclass(frozen=True)
class _Asked:
    region: Region
    choice: Choice
    run: Run | Progress
    span: range
    wanted: str

    @property
    def total(self) -> Total | None:
        return series_pages.chosen(self.run, self.wanted) if isinstance(self.run, Run) else None


def _understood(request: HttpRequest, region: Region) -> _Asked:
    choice = asked.choice(request, region, latest(region))
    known = series_pages.span_of(years(region))
    first = asked.year(request, "from", known[0])
    last = asked.year(request, "to", known[-1])
    if first > last or first not in known or last not in known:
        raise Http404
    run = series_pages.run(region, choice)
    found = _Asked(region, choice, run, range(first, last + 1), request.GET.get("id", ""))
    if isinstance(run, Run) and found.wanted and found.total is None:
        raise Http404
    return found


def _moved(request: HttpRequest, found: _Asked) -> tuple[int, int, Decomposition | None] | None:
    if not isinstance(found.run, Run):
        return None
    able = found.run.decomposable
    first = asked.year(request, "a", able[0] if able else 0)
    second = asked.year(request, "b", able[-1] if able else 0)
    return first, second, series_pages.moved(found.run, first, second)


@require_safe
@told
def series_page(request: HttpRequest) -> HttpResponse:
    """Show a total over the years with its bands, and what moved CO2 between two years."""
    region = served()
    if not years(region):
        return nothing(request, region)
    found = _understood(request, region)
    total = found.total
    context = framed(region, found.choice, here_page="series", run=found.run, span=found.span)
    if isinstance(found.run, Run) and total is not None:
        first, second, change = _moved(request, found) or (0, 0, None)
        context |= {
            "total": total,
            "totals": found.run.totals,
            "rows": series_pages.rows(found.run, total.id, found.span)[::-1],
            "published": series_pages.published(region, total.id, total.unit, found.span),
            "able": found.run.decomposable,
            "first": first,
            "second": second,
            "change": change,
            "effects": series_pages.effects(change) if change else (),
            "query": request.GET.urlencode(),
        }
    return render(request, "accounts/series.html", context)


@require_safe
@told
def chart(request: HttpRequest) -> HttpResponse:
    """Serve the chart of a total; nothing yet while the years are worked out."""
    region = served()
    if not years(region):
        raise Http404
    found = _understood(request, region)
    total = found.total
    if not isinstance(found.run, Run) or total is None:
        return HttpResponse(status=NO_CONTENT)
    english = language().startswith("en")
    points = [row.point for row in series_pages.rows(found.run, total.id, found.span)]
    others = {
        one.label_en if english else one.label_zh: one.points
        for one in series_pages.published(region, total.id, total.unit, found.span)
    }
    names = {"band": gettext("Interval of 95 in 100"), "total": total.label_en if english else total.label_zh}
    return JsonResponse(plots.series_band(points, others, total.unit, language(), names))


@require_safe
@told
def change_chart(request: HttpRequest) -> HttpResponse:
    """Serve the waterfall of the change of CO2 between two years."""
    region = served()
    if not years(region):
        raise Http404
    found = _understood(request, region)
    told = _moved(request, found)
    if told is None:
        return HttpResponse(status=NO_CONTENT)
    if told[2] is None:
        raise Http404
    steps = series_pages.steps(told[2], language().startswith("en"))
    return JsonResponse(plots.waterfall(steps, told[2].unit, language()))
