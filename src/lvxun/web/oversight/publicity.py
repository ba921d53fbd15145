"""Good practice and negative cases, and what the public says of a measure: nothing shows before approval."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lvxun.web.insight.state import current
from lvxun.web.oversight.errors import OversightActError, StaleActError, said
from lvxun.web.oversight.models import Case, Feedback
from lvxun.web.oversight.noting import locked, note
from lvxun.web.oversight.published_rules import rules, today
from lvxun.web.people.models import User
from lvxun.web.people.oversight_rights import Office
from lvxun.web.people.permissions import allowed
from lvxun.web.registers.models import Record
from lvxun.web.served import region_id

SHORTEST_REMARK, LONGEST_REMARK = 5, 1000
MOST_WAITING = 5000  # pending remarks in all: a flood from many senders fills no disk


@dataclass(frozen=True, slots=True)
class CaseWanted:
    """A case as somebody writes it; ``record`` is (register, code) of a record that shows it."""

    kind: str
    title: str
    text: str
    measure_id: str
    office: Office
    record: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Remark:
    """What a form from the public brings; ``trap`` is a field that people do not see."""

    text: str
    name: str = ""
    contact: str = ""
    trap: str = ""


def write_case(actor: User, wanted: CaseWanted) -> Case:
    """Draft a case.

    Raises
    ------
    PermissionDenied, OversightActError
        if this person writes none, or something is missing.
    """
    if not allowed(actor, "write_cases"):
        raise PermissionDenied
    if wanted.kind not in Case.Kind.values:
        raise OversightActError(_("Say whether it is good or bad."), "kind", _("Choose one of the two."))
    if current().plan.measure(wanted.measure_id) is None:
        raise OversightActError(
            _("The plan has no such measure."), "measure_id", _("Choose one of the list.")
        )
    register, code = wanted.record
    if code and not Record.objects.filter(region=region_id(), register=register, code=code).exists():
        raise OversightActError(_("The register has no such record."), "code", _("Copy its code."))
    title, text = said(wanted.title, "title", 200), said(wanted.text, "text")
    with transaction.atomic():
        made = Case.objects.create(
            region=region_id(), kind=wanted.kind, title=title, text=text, measure_id=wanted.measure_id,
            function=wanted.office[0], area=wanted.office[1], register=register if code else "", code=code,
            written_by=actor,
        )  # fmt: skip
        note(actor, "case_written", made, after={"kind": wanted.kind, "title": title})
    return made


def decide_case(actor: User, case: Case, state: str, why: str = "") -> Case:
    """Publish, refuse or withdraw a case; nobody publishes their own.

    Raises
    ------
    PermissionDenied, OversightActError
        if this person decides none, it is their own, or no reason is given; StaleActError if it moved on.
    """
    if not allowed(actor, "publish_cases"):
        raise PermissionDenied
    from_state = {
        Case.State.PUBLISHED: Case.State.DRAFT,
        Case.State.REFUSED: Case.State.DRAFT,
        Case.State.WITHDRAWN: Case.State.PUBLISHED,
    }
    if state not in from_state:
        raise OversightActError(_("This is no decision."), "state")
    if state == Case.State.PUBLISHED and case.written_by_id == actor.pk:
        what = _("Nobody publishes what they wrote themselves.")
        raise OversightActError(what, "state", _("Ask a colleague."))
    reason = said(why, "why", 1000, needed=state != Case.State.PUBLISHED)
    with transaction.atomic():
        held = locked(case)
        if held.state != from_state[Case.State(state)]:
            raise StaleActError
        held.state, held.decided_by, held.why = state, actor, reason
        if state == Case.State.PUBLISHED:
            held.published_on = today()
        held.save()
        note(actor, f"case_{state}", held, why=reason)
    return held


def published_cases(kind: str = "", measure_id: str = "") -> QuerySet[Case]:
    """Return the cases that everybody may see, the newest first."""
    found = Case.objects.filter(region=region_id(), state=Case.State.PUBLISHED)
    if kind:
        found = found.filter(kind=kind)
    return found.filter(measure_id=measure_id) if measure_id else found


def sender_of(address: str, day: str) -> str:
    """Return what remarks of one sender are counted by: it changes daily and leads back to nobody."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{day}|{address}".encode(), hashlib.sha256).hexdigest()


def remark(measure_id: str, wanted: Remark, address: str) -> Feedback | None:
    """Take a remark of the public on a measure; it waits for a moderator. None: a machine wrote it.

    Raises
    ------
    OversightActError
        if too little or too much is said, or this sender has sent many.
    """
    if current().plan.measure(measure_id) is None:
        raise OversightActError(_("The plan has no such measure."))
    if wanted.trap:
        return None  # no answer that tells a machine what gave it away
    text = said(wanted.text, "text", LONGEST_REMARK)
    if len(text) < SHORTEST_REMARK:
        raise OversightActError(_("This is very short."), "text", _("Write a sentence."))
    name, contact = (
        said(wanted.name, "name", 60, needed=False),
        said(wanted.contact, "contact", 120, needed=False),
    )
    sender = sender_of(address, str(today()))
    _limit(sender)
    same = Feedback.objects.filter(measure_id=measure_id, sender=sender, text=text).first()
    return same or Feedback.objects.create(
        region=region_id(), measure_id=measure_id, text=text, name=name, contact=contact, sender=sender
    )


def _limit(sender: str) -> None:
    an_hour = timezone.now() - timedelta(hours=1)
    sent = Feedback.objects.filter(sender=sender, sent_at__gt=an_hour).count()
    waiting = Feedback.objects.filter(region=region_id(), state=Feedback.State.PENDING)
    if sent >= rules().whole("feedback.hour", today()) or waiting[:MOST_WAITING].count() >= MOST_WAITING:
        what = _("Many remarks came from here in the last hour.")
        raise OversightActError(what, "text", _("Try again later."))


def moderate(actor: User, feedback: Feedback, *, publish: bool, why: str = "", reply: str = "") -> Feedback:
    """Publish a remark, with a reply if one is given, or refuse it with a reason.

    Raises
    ------
    PermissionDenied, OversightActError
        if this person moderates none, or no reason is given; StaleActError if it is decided already.
    """
    if not allowed(actor, "moderate_feedback"):
        raise PermissionDenied
    reason = said(why, "why", 1000, needed=not publish)
    words = said(reply, "reply", 2000, needed=False)
    with transaction.atomic():
        held = locked(feedback)
        if held.state != Feedback.State.PENDING:
            raise StaleActError
        held.state = Feedback.State.PUBLISHED if publish else Feedback.State.REFUSED
        held.decided_by, held.decided_at, held.why, held.reply = actor, timezone.now(), reason, words
        held.save()
        note(actor, f"feedback_{held.state}", held, why=reason)
    return held


def published_feedback(measure_id: str) -> QuerySet[Feedback]:
    """Return the remarks on a measure that everybody may see, the newest first."""
    return Feedback.objects.filter(region=region_id(), measure_id=measure_id, state=Feedback.State.PUBLISHED)
