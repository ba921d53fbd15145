"""What allauth does to an account goes into the history, too."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

from lvxun.web.people.history import record_event
from lvxun.web.people.models import User
from lvxun.web.people.services import set_own_password


def connect() -> None:
    """Listen to allauth."""
    password_changed.connect(note_password, dispatch_uid="people.password_changed")
    password_set.connect(note_password, dispatch_uid="people.password_set")
    authenticator_added.connect(note_factor_added, dispatch_uid="people.factor_added")
    authenticator_removed.connect(note_factor_removed, dispatch_uid="people.factor_removed")
    authenticator_reset.connect(note_factor_reset, dispatch_uid="people.factor_reset")


def note_password(user: User, **_: Any) -> None:  # noqa: ANN401 - a signal's own
    """A password of one's own ends the one-time one."""
    set_own_password(user)


def note_factor_added(user: User, **_: Any) -> None:  # noqa: ANN401
    _note(user, "user.second_factor_set")


def note_factor_removed(user: User, **_: Any) -> None:  # noqa: ANN401
    _note(user, "user.second_factor_dropped")


def note_factor_reset(user: User, **_: Any) -> None:  # noqa: ANN401
    _note(user, "user.recovery_codes_renewed")


def _note(user: User, verb: str) -> None:
    record_event(actor=user, verb=verb, subject_type="user", subject_id=user.username)
