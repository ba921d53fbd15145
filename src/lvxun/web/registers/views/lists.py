"""All registers, the list of one, and views of it kept for later."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from lvxun.web.figures.wording import in_words
from lvxun.web.registers.definitions import definition_faults, definitions, region_id
from lvxun.web.registers.faults import Listed
from lvxun.web.registers.finding import listed_or_404, person
from lvxun.web.registers.list_page import ListPage
from lvxun.web.registers.models import SavedView
from lvxun.web.registers.overview import overview, without_measure

LONGEST_NAME = 80
LONGEST_QUERY = 2000
MOST_VIEWS = 50


@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """Show every register under the measure that asks for it; open to all, for the rules are public."""
    query = request.GET.get("q", "").strip()[:100]
    context = {
        "blocks": overview(request.user, query),
        "loose": without_measure(request.user, query),
        "total": len(definitions()),
        "faulty": len({one.where.file for one in definition_faults()}),
        "q": query,
    }
    return render(request, "registers/overview.html", context)


@require_safe
@login_required
def register_list(request: HttpRequest, register_id: str) -> HttpResponse:
    """Show the records of a register that the reader may see."""
    register = listed_or_404(request.user, register_id)
    page = ListPage(person(request), register, request.GET)
    faults = [Listed(message.what, message.remedy) for message in map(in_words, page.faults)]
    context = {
        "register": register,
        "page": page,
        "pages": page.pages,
        "faults": faults,
        "q": request.GET.get("q", ""),
    }
    return render(request, "registers/list.html", context)


@require_POST
@login_required
def save_view(request: HttpRequest, register_id: str) -> HttpResponse:
    """Keep the list as it is under a name, for oneself or for all who may open it."""
    register = listed_or_404(request.user, register_id)
    query = QueryDict(request.POST.get("query", "")[:LONGEST_QUERY]).urlencode()
    name = request.POST.get("name", "").strip()[:LONGEST_NAME]
    own = SavedView.objects.filter(owner=person(request), region=region_id(), register=register.id)
    if name and (own.count() < MOST_VIEWS or own.filter(name=name).exists()):
        SavedView.objects.update_or_create(
            owner=person(request),
            region=region_id(),
            register=register.id,
            name=name,
            defaults={"query": query, "shared": request.POST.get("shared") == "1"},
        )
        messages.success(request, gettext("The view is kept."))
    else:
        messages.error(request, gettext("Give the view a name; fifty of one's own are kept for a register."))
    return redirect(f"{reverse('register-list', args=[register.id])}?{query}")


@require_POST
@login_required
def drop_view(request: HttpRequest, register_id: str, view_id: int) -> HttpResponse:
    """Take away a view of one's own."""
    register = listed_or_404(request.user, register_id)
    own = SavedView.objects.filter(
        owner_id=request.user.pk, region=region_id(), register=register.id, pk=view_id
    )
    if not own.delete()[0]:
        raise Http404
    return redirect("register-list", register.id)
