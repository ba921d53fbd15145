"""The page of a figure that a register yields: what is counted, and the records behind it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lvxun.registers.model import Register, RegisterIndicator
from lvxun.web.insight.state import current
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.places import area_labels
from lvxun.web.served import package_region
from lvxun.web.totals.behind import SHOWN, evidence
from lvxun.web.totals.overlay import series_id
from lvxun.web.whole_numbers import whole_number

YEAR_DIGITS = 4


@require_GET
def figure_page(request: HttpRequest, register_id: str, indicator_id: str) -> HttpResponse:
    """Show what one figure of a register rests on."""
    register, indicator = _declared(register_id, indicator_id)
    area = request.GET.get("area") or package_region().code
    year = _year(request.GET.get("year", ""))
    if area not in area_labels() or year is None:
        raise Http404
    key = series_id(register.id, indicator.id)
    series = current().region.series
    rows = series[(series["indicator"] == key) & (series["area"] == area) & (series["year"] == year)]
    context = {
        "register": register,
        "indicator": indicator,
        "key": key,
        "area": area,
        "area_label": area_labels()[area],
        "year": year,
        "value": float(rows["value"].iloc[0]) if len(rows) else None,
        "quality": rows["quality"].iloc[0] if len(rows) else "",
        "unit": rows["unit"].iloc[0] if len(rows) else indicator.unit,
        "evidence": evidence(request.user, register, indicator, year, area),
        "shown": SHOWN,
        "entered": [key for key in indicator.at.partition(":")[2].split(",") if key],
        "where": _conditions(register, indicator, "where"),
        "of": _conditions(register, indicator, "of"),
    }
    return render(request, "totals/figure.html", context)


def _declared(register_id: str, indicator_id: str) -> tuple[Register, RegisterIndicator]:
    register = definitions().get(register_id)
    found = next((one for one in register.indicators if one.id == indicator_id), None) if register else None
    if register is None or found is None:
        raise Http404
    return register, found


def _year(text: str) -> int | None:
    if not text:
        return timezone.localdate().year
    return whole_number(text) if len(text) == YEAR_DIGITS else None


def _conditions(register: Register, indicator: RegisterIndicator, name: str) -> list[tuple[str, list[str]]]:
    """Return a condition as (key, wanted values); the bounds of a number as "≥ low", "≤ high"."""
    found = []
    for key, wanted in getattr(indicator, name).items():
        if isinstance(wanted, tuple):
            found.append((key, [str(one) for one in wanted]))
        else:
            bounds = [f"≥ {wanted.low}"] if wanted.low is not None else []
            found.append((key, bounds + ([f"≤ {wanted.high}"] if wanted.high is not None else [])))
    return found
