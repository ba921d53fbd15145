"""What is mine to do: a department's inbox, an enterprise's duties."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lvxun.registers.actor import ActingAs
from lvxun.registers.model import Register
from lvxun.web.people.record_rights import acting
from lvxun.web.registers.definitions import definitions, region_id
from lvxun.web.registers.models import Record
from lvxun.web.registers.owing import LOOKED_AT, owed_lines, waiting_revisions
from lvxun.web.registers.waiting import Waiting, by_date, piles


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the records that wait for the reader, and the revisions to decide."""
    today = timezone.localdate()
    only = request.GET.get("register", "")
    found = piles(request.user, today)
    shown = [pile for pile in found if only in ("", pile.register.id)]
    context = {
        "piles": found,
        "only": only,
        "items": by_date(shown),
        "overdue": sum(one.urgency == "overdue" for one in by_date(shown)),
        "is_more": any(pile.is_more or pile.count > len(pile.items) for pile in shown),
        "revisions": waiting_revisions(request.user),
        "acts": bool(acting(request.user, today)),
        "today": today,
    }
    return render(request, "registers/inbox.html", context)


@require_safe
@login_required
def duties(request: HttpRequest) -> HttpResponse:
    """Show what the reader has to file and do, across registers, with one button each."""
    today = timezone.localdate()
    capacities = acting(request.user, today)
    lines, is_cut = owed_lines(request.user, capacities, today)
    context = {
        "late": [one for one in lines if one.urgency == "overdue"],
        "soon": [one for one in lines if one.urgency == "soon"],
        "later": [one for one in lines if not one.urgency and not one.filed],
        "done": [one for one in lines if one.filed][-20:],
        "steps": _steps(request.user, capacities, today),
        "records": _own_records(capacities),
        "is_cut": is_cut,
        "acts": bool(capacities),
        "today": today,
    }
    return render(request, "registers/duties.html", context)


def _steps(user: object, capacities: list[ActingAs], today: date) -> list[Waiting]:
    """Return the steps that an enterprise has in hand; an office has them in its inbox."""
    return by_date(piles(user, today)) if any(one.holder for one in capacities) else []


def _own_records(capacities: list[ActingAs]) -> list[tuple[Register, Record]]:
    """Return the records about an enterprise, for it to look them up."""
    holders = [one.holder for one in capacities if one.holder]
    if not holders:
        return []
    known = definitions()
    records = Record.objects.filter(region=region_id(), holder__in=holders, merged_into__isnull=True)
    return [
        (known[one.register], one) for one in records.order_by("-id")[:LOOKED_AT] if one.register in known
    ]
