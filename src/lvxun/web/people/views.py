"""A person's own page."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lvxun.web.people.models import Event
from lvxun.web.people.permissions import RIGHTS, allowed


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show who is signed in, what they may do, and what they did last."""
    context = {
        "may": [act for act in RIGHTS if allowed(request.user, act)],
        "events": Event.objects.filter(actor_id=request.user.pk)[:20],
        "has_second_factor": Authenticator.objects.filter(user_id=request.user.pk).exists(),
    }
    return render(request, "people/account.html", context)
