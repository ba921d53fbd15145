"""Lending one's office for a period: what may be lent, to whom, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lvxun.web.people.errors import AccountFaultsError, PeopleError
from lvxun.web.people.history import record_event
from lvxun.web.people.models import Delegation, Role, User
from lvxun.web.people.offices import office

# Staff stand in for staff. Nobody stands in for somebody across the counter: the office that decides about a
# firm is never lent to the firm, nor a firm's to the office.
SIDES = (
    frozenset({Role.OFFICER, Role.INSPECTOR, Role.PLANNER}),
    frozenset({Role.HOLDER}),
    frozenset({Role.AUDITOR}),
    frozenset({Role.BANK}),
)


@dataclass(frozen=True, slots=True)
class Loan:
    """What somebody asks for: to whom, from when to when, why."""

    taker: str
    since: date
    until: date
    why: str


def give_delegation(giver: User, loan: Loan) -> Delegation:
    """Lend one's own office; a lent one cannot be lent on.

    Raises
    ------
    PermissionDenied
        if the person has no office that acts.
    AccountFaultsError
        with every fault of what was asked; nothing is kept.
    """
    if not giver.is_active or giver.has_left(timezone.localdate()) or office(giver) is None:
        raise PermissionDenied
    with transaction.atomic():
        list(
            User.objects.select_for_update().filter(pk=giver.pk)
        )  # two loans at once: the second sees the first
        taker = User.objects.filter(username=loan.taker.strip()).first()
        wrong = [*_taker_faults(giver, taker, loan), *_period_faults(giver, loan)]
        if not loan.why.strip():
            wrong.append(PeopleError(_("A delegation needs a reason."), "why", _("Say why.")))
        if wrong or taker is None:
            raise AccountFaultsError(_("This cannot be lent."), wrong)
        kept = Delegation.objects.create(
            giver=giver, taker=taker, since=loan.since, until=loan.until, why=loan.why.strip()
        )
        record_event(
            actor=giver,
            verb="delegation.given",
            subject_type="user",
            subject_id=giver.username,
            why=kept.why,
            after={"taker": taker.username, "since": str(loan.since), "until": str(loan.until)},
        )
    return kept


def _taker_faults(giver: User, taker: User | None, loan: Loan) -> list[PeopleError]:
    if taker is None or not taker.is_active or taker.has_left(loan.since):
        what = _("Nobody called '%(name)s' works here at that time.") % {"name": loan.taker}
        return [PeopleError(what, "taker", _("Give the name that the person signs in with."))]
    if taker.pk == giver.pk:
        return [PeopleError(_("This is yourself."), "taker", _("Name somebody else."))]
    if not any({giver.role, taker.role} <= side for side in SIDES):
        remedy = _("Name somebody on the same side of the counter.")
        return [PeopleError(_("An office is not lent to this role."), "taker", remedy)]
    running = Delegation.objects.filter(
        giver=giver, taker=taker, revoked_at=None, since__lte=loan.until, until__gte=loan.since
    )
    if running.exists():
        remedy = _("Revoke that one first, or choose other days.")
        return [PeopleError(_("It is lent to this person in that time already."), "since", remedy)]
    return []


def _period_faults(giver: User, loan: Loan) -> list[PeopleError]:
    found = []
    if loan.since < timezone.localdate():
        found.append(PeopleError(_("The first day has passed."), "since", _("Begin today or later.")))
    if loan.until < loan.since:
        found.append(
            PeopleError(
                _("The last day lies before the first."), "until", _("Choose a day after the first one.")
            )
        )
    if giver.has_left(loan.until):
        what = _("You leave on %(day)s: an office is not lent beyond that.") % {"day": giver.left_on}
        found.append(PeopleError(what, "until", _("Choose an earlier last day.")))
    return found
