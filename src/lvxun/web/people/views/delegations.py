"""Lend one's office for a period, see what is lent, take it back."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lvxun.web.people.delegating import Loan, give_delegation
from lvxun.web.people.errors import AccountFaultsError, PeopleError
from lvxun.web.people.models import Delegation, User
from lvxun.web.people.office_words import office_in_words
from lvxun.web.people.offices import office
from lvxun.web.people.permissions import allowed
from lvxun.web.people.services import revoke_delegation
from lvxun.web.people.views.days import day_in

LONGEST_REASON = 500


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delegations(request: HttpRequest) -> HttpResponse:
    """Show what one has lent and been lent; lend."""
    user = request.user
    assert isinstance(user, User)
    if request.method != "POST":
        return render(request, "people/delegations.html", _context(user))
    try:
        give_delegation(user, _asked(request))
    except AccountFaultsError as fault:
        context = _context(user) | {"faults": fault.by_field, "typed": request.POST}
        return render(request, "people/delegations.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("Your office is lent."))
    return redirect("delegations")


@require_POST
@login_required
def revoke(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Take a lent office back; for somebody else's the delegation is not there."""
    user = request.user
    assert isinstance(user, User)
    found = Delegation.objects.filter(pk=delegation_id).select_related("giver", "taker").first()
    if found is None or not (user.pk in (found.giver_id, found.taker_id) or allowed(user, "keep_people")):
        raise Http404
    revoke_delegation(user, found, why=request.POST.get("why", "")[:LONGEST_REASON].strip())
    messages.success(request, _("The lent office is taken back."))
    if user.pk in (found.giver_id, found.taker_id):
        return redirect("delegations")
    return redirect("person", found.giver.username)


def _context(user: User) -> dict[str, object]:
    either = Q(giver=user) | Q(taker=user)
    known = Delegation.objects.filter(either).select_related("giver", "taker").order_by("-since", "-id")
    today = timezone.localdate()
    return {
        "known": [(one, standing(one, today)) for one in known[:100]],
        "may_lend": office(user) is not None,
        "office": office_in_words(user),
        "today": today,
    }


def standing(delegation: Delegation, today: date) -> str:
    """Return how a delegation stands: revoked, to_come, running or over."""
    if delegation.revoked_at is not None:
        return "revoked"
    if today < delegation.since:
        return "to_come"
    return "running" if today <= delegation.until else "over"


def _asked(request: HttpRequest) -> Loan:
    """Read the form.

    Raises
    ------
    AccountFaultsError
        where a day is none.
    """
    if not isinstance(request.user, User) or office(request.user) is None:
        raise PermissionDenied
    days, wrong = {}, []
    for field in ("since", "until"):
        days[field] = day_in(request.POST.get(field, ""))
        if days[field] is None:
            wrong.append(PeopleError(_("This is no day."), field, _("Give it as 2026-12-31.")))
    since, until = days["since"], days["until"]
    if since is None or until is None:
        raise AccountFaultsError(_("This cannot be lent."), wrong)
    why = request.POST.get("why", "")[:LONGEST_REASON]
    return Loan(request.POST.get("taker", ""), since, until, why)
