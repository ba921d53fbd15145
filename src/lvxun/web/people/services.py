"""The acts on accounts: one transaction each, history written. ``actor`` None is the command line."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.utils import reset
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lvxun.web.people.errors import AccountFaultsError, PeopleError
from lvxun.web.people.history import record_event
from lvxun.web.people.models import Delegation, Role, User
from lvxun.web.people.office_checks import Contact, Office, faults
from lvxun.web.people.permissions import allowed

NO_CONTACT = Contact()


def give_account(
    actor: User | None,
    name: str,
    office: Office,
    *,
    contact: Contact = NO_CONTACT,
    one_time: bool = True,
) -> tuple[User, str]:
    """Make an account and return it with its password, which is kept nowhere in clear.

    ``one_time``: the person has to set a password of their own at the first sign-in.

    Raises
    ------
    PermissionDenied
        if ``actor`` keeps no accounts.
    AccountFaultsError
        with every fault of the name and the office; nothing is kept.
    """
    _check_right(actor)
    office = office.completed()
    password = secrets.token_urlsafe(12)
    user = User(username=name.strip(), must_set_password=one_time, **office.as_dict())
    user.first_name, user.email = contact.real_name, contact.email
    user.set_password(password)
    wrong = [*_name_faults(user), *contact.faults(), *faults(office)]
    if wrong:
        raise AccountFaultsError(_("This account cannot be given."), wrong)
    try:
        with transaction.atomic():
            user.save()
            _note(actor, "user.added", user, after=office.as_dict())
    except IntegrityError:
        raise AccountFaultsError(_("This account cannot be given."), [_taken(user.username)]) from None
    return user, password


def change_office(actor: User | None, user: User, office: Office, *, why: str) -> User:
    """Give a person another office; rights follow from the next request on, lent ones too."""
    _check_right(actor)
    office = office.completed()
    wrong = faults(office)
    if not wrong and office.role != Role.ADMINISTRATOR and _is_last_administrator(user):
        wrong = [_last_administrator("role")]
    if not why.strip():
        wrong.append(PeopleError(_("A change of office needs a reason."), "why", _("Say why.")))
    if wrong:
        raise AccountFaultsError(_("This office cannot be given."), wrong)
    with transaction.atomic():
        kept = User.objects.select_for_update().get(pk=user.pk)
        before = Office.of(kept)
        for name, value in office.as_dict().items():
            setattr(kept, name, value)
        kept.save(update_fields=list(office.as_dict()))
        changed = {k: v for k, v in office.as_dict().items() if before.as_dict()[k] != v}
        if changed:
            earlier = {name: before.as_dict()[name] for name in changed}
            _note(actor, "user.office", kept, why=why, before=earlier, after=changed)
    return kept


def change_contact(actor: User | None, user: User, contact: Contact) -> User:
    """Keep what a person is called and where letters go."""
    _check_right(actor)
    if wrong := contact.faults():
        raise AccountFaultsError(_("This cannot be kept."), wrong)
    with transaction.atomic():
        kept = User.objects.select_for_update().get(pk=user.pk)
        before = {"real_name": kept.get_full_name(), "email": kept.email}
        kept.first_name, kept.last_name, kept.email = contact.real_name, "", contact.email
        kept.save(update_fields=["first_name", "last_name", "email"])
        after = {"real_name": contact.real_name, "email": contact.email}
        changed = {name: value for name, value in after.items() if before[name] != value}
        if changed:
            earlier = {name: before[name] for name in changed}
            _note(actor, "user.contact", kept, before=earlier, after=changed)
    return kept


def mark_as_leaver(actor: User | None, user: User, day: date, *, why: str = "") -> User:
    """Take every right from ``day`` on: no sign-in, sessions end, what was lent comes back."""
    _check_right(actor)
    if _is_last_administrator(user):
        raise AccountFaultsError(_("This person cannot leave yet."), [_last_administrator("left_on")])
    with transaction.atomic():
        kept = User.objects.select_for_update().get(pk=user.pk)
        before = kept.left_on
        kept.left_on = day
        kept.is_active = not kept.has_left(timezone.localdate())
        kept.save(update_fields=["left_on", "is_active"])
        _note(actor, "user.left", kept, why=why, before=_day(before), after=_day(day))
        if not kept.is_active:
            end_sessions(kept)
            for one in Delegation.objects.filter(Q(giver=kept) | Q(taker=kept), revoked_at=None):
                _revoke(actor, one, why=_("left on %(day)s") % {"day": day.isoformat()})
    return kept


def take_back_leaving(actor: User | None, user: User, *, why: str = "") -> User:
    """Let somebody in again who was marked as a leaver by mistake; lent offices stay revoked."""
    _check_right(actor)
    with transaction.atomic():
        kept = User.objects.select_for_update().get(pk=user.pk)
        before = kept.left_on
        kept.left_on, kept.is_active = None, True
        kept.save(update_fields=["left_on", "is_active"])
        _note(actor, "user.returned", kept, why=why, before=_day(before))
    return kept


def give_one_time_password(actor: User | None, user: User) -> str:
    """Set a random password that the person must replace at the next sign-in; open sessions end."""
    _check_right(actor)
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        user.set_password(password)
        user.must_set_password = True
        user.save(update_fields=["password", "must_set_password"])
        _note(actor, "user.password", user)
        end_sessions(user)
        reset(username=user.username)
    return password


def set_own_password(user: User) -> None:
    """Note that a person has set a password of their own, which ends the one-time one."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(must_set_password=False)
        user.must_set_password = False
        _note(user, "user.password", user)


def drop_second_factor(actor: User | None, user: User, *, why: str = "") -> None:
    """Take the second factor from somebody who lost it; the next sign-in leads to its set-up again."""
    _check_right(actor)
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        _note(actor, "user.second_factor_dropped", user, why=why)
        end_sessions(user)


def unlock(actor: User | None, user: User) -> None:
    """Let somebody try again who is locked out after too many wrong passwords."""
    _check_right(actor)
    with transaction.atomic():
        reset(username=user.username)
        _note(actor, "user.unlocked", user)


def end_sessions(user: User, *, but: str | None = None) -> int:
    """End the sessions of a person, save the one with the key ``but``; return how many."""
    sessions = list(UserSession.objects.filter(user=user).exclude(session_key=but or ""))
    for session in sessions:
        session.end()
    return len(sessions)


def revoke_delegation(actor: User, delegation: Delegation, *, why: str = "") -> None:
    """Take an office back: its giver may, its taker may, and who keeps accounts may."""
    if actor.pk not in (delegation.giver_id, delegation.taker_id):
        _check_right(actor)
    with transaction.atomic():
        kept = Delegation.objects.select_for_update().get(pk=delegation.pk)
        if kept.revoked_at is None:
            _revoke(actor, kept, why=why)


def _revoke(actor: User | None, delegation: Delegation, *, why: str) -> None:
    delegation.revoked_at = timezone.now()
    delegation.save(update_fields=["revoked_at"])
    _note(actor, "delegation.revoked", delegation.giver, why=why, after={"taker": delegation.taker.username})


def _check_right(actor: User | None) -> None:
    if actor is not None and not allowed(actor, "keep_people"):
        raise PermissionDenied


def _is_last_administrator(user: User) -> bool:
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True, left_on=None).exclude(pk=user.pk)
    return user.role == Role.ADMINISTRATOR and not others.exists()


def _last_administrator(field: str) -> PeopleError:
    return PeopleError(
        _("This is the last administrator: nobody could give accounts any more."),
        field,
        _("Make another administrator first."),
    )


def _name_faults(user: User) -> list[PeopleError]:
    remedy = _("Choose another name.")
    try:
        user.full_clean(exclude=["password", "first_name", "email", *Office().as_dict()])
    except ValidationError as fault:
        return [PeopleError(message, "name", remedy) for message in fault.messages]
    return []


def _taken(name: str) -> PeopleError:
    return PeopleError(_("'%(name)s' is taken.") % {"name": name}, "name", _("Choose another name."))


def _day(day: date | None) -> dict[str, str]:
    return {"left_on": day.isoformat()} if day else {}


def _note(  # noqa: PLR0913 - as record_event
    actor: User | None,
    verb: str,
    user: User,
    *,
    why: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    record_event(
        actor=actor,
        verb=verb,
        subject_type="user",
        subject_id=user.username,
        why=why,
        before=before,
        after=after,
    )
