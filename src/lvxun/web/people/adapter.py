"""allauth as we use it: accounts are given by an administrator, not taken; who has left stays out."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lvxun.web.people.middleware import needs_second_factor
from lvxun.web.people.models import User

NO_ADDRESS = "0.0.0.0"


class ClosedSignupAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth without open registration and without leavers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers by themselves."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse | None:  # noqa: ANN401 - allauth's own
        """Turn away who has left, as one whose account is closed."""
        if user.has_left(timezone.localdate()):
            clear_login(request)
            refusal: HttpResponse = self.respond_user_inactive(request, user)
            return refusal
        turned_away: HttpResponse | None = super().pre_login(request, user, **how)
        return turned_away

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address of the browser, for the list of sessions."""
        try:
            return str(super().get_client_ip(request))
        except PermissionDenied:
            return NO_ADDRESS


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's second factor, which a role that needs it cannot turn off."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """A role that decides keeps its second factor; an administrator may reset a lost one."""
        return not (authenticator.type == Authenticator.Type.TOTP and needs_second_factor(authenticator.user))
