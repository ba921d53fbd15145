"""What waits for you, and what you have to file."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from lvxun.web.api import schemas
from lvxun.web.api.documents import PROBLEMS
from lvxun.web.api.presenting import Json, label, revision_out
from lvxun.web.people.record_rights import acting
from lvxun.web.registers.dues import DueLine
from lvxun.web.registers.owing import owed_lines, waiting_revisions
from lvxun.web.registers.waiting import Waiting, by_date, piles

router = Router(tags=["your work"])


@router.get("/inbox", response={200: schemas.Inbox, **PROBLEMS}, summary="What waits for you")
def inbox(request: HttpRequest) -> Json:
    """Return records in a state from which you have a step, the overdue first; corrections to decide."""
    found = piles(request.user, timezone.localdate())
    return {
        "records": [_waiting(one) for one in by_date(found)],
        "revisions": [revision_out(one) for _register, one in waiting_revisions(request.user)],
        "is_more": any(pile.is_more or pile.count > len(pile.items) for pile in found),
    }


def _waiting(one: Waiting) -> Json:
    record = one.record
    return {
        "register_id": record.register,
        "code": record.code,
        "title": record.title,
        "state": record.state,
        "due": one.due,
        "urgency": one.urgency,
        "steps": [step.id for step in one.steps],
    }


@router.get("/duties", response={200: schemas.DutyList, **PROBLEMS}, summary="What you have to file")
def duties(request: HttpRequest) -> Json:
    """Return duties of a year back and a year ahead, across registers, by date."""
    today = timezone.localdate()
    lines, is_cut = owed_lines(request.user, acting(request.user, today), today)
    return {"duties": [_duty(one) for one in lines], "is_cut": is_cut}


def _duty(line: DueLine) -> Json:
    return {
        "register_id": line.register.id,
        "code": line.record.code,
        "title": line.record.title,
        "duty": line.duty.id,
        "label": label(line.duty.label),
        "period": line.period,
        "due": line.due,
        "filed": line.filed,
        "urgency": line.urgency,
        "step": line.duty.step,
    }
