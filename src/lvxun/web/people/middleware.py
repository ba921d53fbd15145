"""What stands between a sign-in and the pages: leaving, a one-time password, a missing second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from lvxun.web.people.models import User
from lvxun.web.people.offices import remembering

# Where somebody may go who still has to set a password or a second factor.
WAYS_OUT = (
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_reauthenticate",
    "set_language",
)
REASONS = {
    "account_change_password": _("Set a password of your own first: the present one was given for one time."),
    "mfa_activate_totp": _(
        "Your role decides about others, so a password alone is not enough: set up the app."
    ),
}


class StandingMiddleware:
    """End the session of who has left; lead to the set-up who may not go on without it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            if request.user.has_left(timezone.localdate()):
                logout(request)
            else:
                page = what_is_due(request, request.user)
                if page and request.path not in {reverse(name) for name in WAYS_OUT}:
                    messages.info(request, REASONS[page])
                    return _sent_to(request, reverse(page))
        if request.method in ("GET", "HEAD"):
            with remembering():
                return self.get_response(request)
        return self.get_response(request)


def what_is_due(request: HttpRequest, user: User) -> str:
    """Return the name of the page that has to come first, "" where nothing is due.

    Only a sign-in with a password counts: a session that a test or a command opened has none.
    """
    if not get_authentication_records(request, user):
        return ""
    if user.must_set_password:
        return "account_change_password"
    if needs_second_factor(user) and not has_second_factor(user):
        return "mfa_activate_totp"
    return ""


def needs_second_factor(user: User) -> bool:
    """Say whether the role decides something, so that a password alone is not enough."""
    return str(user.role) in settings.MFA_REQUIRED_ROLES


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())


def _sent_to(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
