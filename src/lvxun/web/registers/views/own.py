"""What is mine to do: a department's inbox, an enterprise's duties."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lvxun.registers.actor import ActingAs, matches
from lvxun.registers.model import Register
from lvxun.web.people.models import User
from lvxun.web.people.record_rights import acting, may_list
from lvxun.web.registers import revisions
from lvxun.web.registers.definitions import definitions, region_id
from lvxun.web.registers.dues import DueLine, due_lines
from lvxun.web.registers.models import Record, Revision
from lvxun.web.registers.tallies import registers_with_records
from lvxun.web.registers.waiting import Waiting, by_date, piles, place_of

LOOKED_AT = 200  # records of one register whose duties are worked out for a page
AHEAD = timedelta(days=365)
BACK = timedelta(days=365)
REVISIONS_SHOWN = 50


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
        "revisions": _revisions(request.user),
        "acts": bool(acting(request.user, today)),
        "today": today,
    }
    return render(request, "registers/inbox.html", context)


def _revisions(user: object) -> list[tuple[Register, Revision]]:
    if not isinstance(user, User):
        return []
    known = definitions()
    waiting = Revision.objects.filter(outcome=Revision.Outcome.OPEN, record__region=region_id())
    keys = set(waiting.values_list("record__register", flat=True).distinct())
    mine = [one for key, one in known.items() if key in keys and may_list(user, one)]
    return [
        (known[one.record.register], one) for one in revisions.open_revisions(user, mine)[:REVISIONS_SHOWN]
    ]


@require_safe
@login_required
def duties(request: HttpRequest) -> HttpResponse:
    """Show what the reader has to file and do, across registers, with one button each."""
    today = timezone.localdate()
    capacities = acting(request.user, today)
    lines, is_cut = _lines(request.user, capacities, today)
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


def _lines(user: object, capacities: list[ActingAs], today: date) -> tuple[list[DueLine], bool]:
    found: list[DueLine] = []
    is_cut = False
    counts = registers_with_records(region_id())
    for register in definitions().values():
        if not register.duties or register.id not in counts:
            continue
        records = _concerned(register, capacities)
        is_cut = is_cut or len(records) > LOOKED_AT
        for record in records[:LOOKED_AT]:
            lines = due_lines(user, register, record, today - BACK, today + AHEAD)
            found += [one for one in lines if one.filed or one.address]
    return sorted(found, key=lambda one: one.due), is_cut


def _concerned(register: Register, capacities: list[ActingAs]) -> list[Record]:
    """Return the records of which somebody in one of these capacities may owe a duty."""
    found: list[Record] = []
    for capacity in capacities:
        if any(matches(duty.who, capacity, register, None) for duty in register.duties):
            records = Record.objects.filter(
                place_of(capacity), region=region_id(), register=register.id, merged_into__isnull=True
            )
            found += list(records.order_by("due", "id")[: LOOKED_AT + 1])
    return list({one.pk: one for one in found}.values())


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
