"""Measures merged or superseded between versions of the plan, and contact persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lvxun.oversight.versions import Fate, check, heirs
from lvxun.oversight.versions import Succession as Row
from lvxun.web.insight.state import current
from lvxun.web.oversight.errors import OversightActError, said
from lvxun.web.oversight.models import Contact, Succession
from lvxun.web.oversight.noting import note
from lvxun.web.oversight.published_rules import today
from lvxun.web.people.models import User
from lvxun.web.people.oversight_rights import Office
from lvxun.web.people.permissions import allowed
from lvxun.web.served import region_id

FATES = {
    Fate.KEPT: gettext_lazy("kept as it is"),
    Fate.MERGED: gettext_lazy("merged with others"),
    Fate.SPLIT: gettext_lazy("split"),
    Fate.SUPERSEDED: gettext_lazy("superseded"),
    Fate.DROPPED: gettext_lazy("dropped"),
}


def rows(old_plan: str, new_plan: str) -> list[Succession]:
    """Return what is said of each measure between two plans, the last word on each."""
    found: dict[str, Succession] = {}
    said_of = Succession.objects.filter(region=region_id(), old_plan=old_plan, new_plan=new_plan)
    for one in said_of.order_by("id"):
        found[one.old] = one
    return list(found.values())


def tell_fate(  # noqa: PLR0913, PLR0917 - of which measure, between which plans, what, and why
    actor: User, plans: tuple[str, str], old: str, new: tuple[str, ...], fate: str, why: str
) -> Succession:
    """Say what a measure became in the next version of the plan.

    Raises
    ------
    PermissionDenied, OversightActError
        if this person keeps no work plans, or what is said cannot be.
    """
    if not allowed(actor, "keep_work_plan"):
        raise PermissionDenied
    if fate not in list(Fate):
        raise OversightActError(_("This is no fate of a measure."), "fate", _("Choose one of the list."))
    old_plan, new_plan = said(plans[0], "old_plan", 200), said(plans[1], "new_plan", 200)
    measure, reason = said(old, "old", 20), said(why, "why", 1000)
    heirs_of = tuple(dict.fromkeys(one.strip() for one in new if one.strip()))
    wrong = [
        one
        for one in check((measure,), heirs_of, [Row(measure, heirs_of, Fate(fate))])
        if fate != Fate.MERGED or len(heirs_of) != 1  # its partners in the merger are told one by one
    ]
    if wrong:
        raise OversightActError(_("This does not go together."), "new", wrong[0].what)
    with transaction.atomic():
        made = Succession.objects.create(
            region=region_id(), old_plan=old_plan, new_plan=new_plan, old=measure, new=list(heirs_of),
            fate=fate, why=reason, by=actor,
        )  # fmt: skip
        note(actor, "measure_followed", made, why=reason, after={"old": measure, "new": list(heirs_of)})
    return made


def heirs_of(measure_id: str) -> tuple[str, ...]:
    """Return the measures in which one lives on."""
    said_of = Succession.objects.filter(region=region_id()).order_by("id")
    table = {one.old: Row(one.old, tuple(one.new), Fate(one.fate)) for one in said_of}
    return heirs(measure_id, table.values())


@dataclass(frozen=True, slots=True)
class ContactWanted:
    """A contact person as somebody writes it."""

    office: Office
    name: str
    measure_id: str = ""
    post: str = ""
    phone: str = ""
    email: str = ""


def add_contact(actor: User, wanted: ContactWanted) -> Contact:
    """Name a contact person of an office for a measure, or for all.

    Raises
    ------
    PermissionDenied, OversightActError
        if this person keeps none, or something is missing.
    """
    if not allowed(actor, "keep_contacts"):
        raise PermissionDenied
    if wanted.measure_id and current().plan.measure(wanted.measure_id) is None:
        raise OversightActError(
            _("The plan has no such measure."), "measure_id", _("Choose one of the list.")
        )
    if not (wanted.phone.strip() or wanted.email.strip()):
        raise OversightActError(_("There is no way to reach this person."), "phone", _("Give one."))
    if wanted.email.strip():
        try:
            validate_email(wanted.email.strip())
        except ValidationError:
            raise OversightActError(_("This is no e-mail address."), "email", _("Correct it.")) from None
    with transaction.atomic():
        made = Contact.objects.create(
            region=region_id(), measure_id=wanted.measure_id,
            function=wanted.office[0], area=wanted.office[1],
            name=said(wanted.name, "name", 60), post=said(wanted.post, "post", 80, needed=False),
            phone=said(wanted.phone, "phone", 40, needed=False), email=wanted.email.strip(), since=today(),
        )  # fmt: skip
        note(actor, "contact_added", made)
    return made


def end_contact(actor: User, contact: Contact) -> Contact:
    """Say that somebody is no longer the contact person; the row stays.

    Raises
    ------
    PermissionDenied
        if this person keeps none.
    """
    if not allowed(actor, "keep_contacts"):
        raise PermissionDenied
    with transaction.atomic():
        contact.until = today()
        contact.save(update_fields=["until"])
        note(actor, "contact_ended", contact)
    return contact


def contacts(measure_id: str | None = None, day: date | None = None) -> QuerySet[Contact]:
    """Return the present contact persons, of one measure (and those for all) or of all."""
    present = Q(until=None) | Q(until__gt=day or today())
    found = Contact.objects.filter(present, region=region_id())
    return found.filter(measure_id__in=("", measure_id)) if measure_id else found
