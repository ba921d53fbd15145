"""A person's own page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lvxun.web.people.middleware import has_second_factor, needs_second_factor
from lvxun.web.people.models import Event, User
from lvxun.web.people.office_words import office_in_words
from lvxun.web.people.offices import delegations_in_force
from lvxun.web.people.permissions import RIGHTS, allowed

NOT_SENT = ("console", "locmem", "dummy", "filebased")  # backends that bring no mail to anybody


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show who is signed in, what they may do, and what they did last."""
    user = request.user
    assert isinstance(user, User)
    context = {
        "office": office_in_words(user),
        "may": [act for act in RIGHTS if allowed(user, act)],
        "events": Event.objects.filter(actor_id=user.pk)[:20],
        "has_second_factor": has_second_factor(user),
        "needs_second_factor": needs_second_factor(user),
        "lent": [one.giver for one in delegations_in_force(timezone.localdate(), taker=user)],
        "sessions": UserSession.objects.filter(user=user).count(),
    }
    return render(request, "people/account.html", context)


def only_with_mail(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Close a page that needs mail to be sent, as long as none is: it would promise a letter nobody gets."""

    @wraps(view)
    def closed_without_mail(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if settings.EMAIL_BACKEND.split(".")[-2] in NOT_SENT:
            raise Http404
        return view(request, *args, **kwargs)

    return closed_without_mail
