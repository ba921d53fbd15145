"""Campaigns of supervision and their findings."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lvxun.errors import LvxunError
from lvxun.oversight.campaigns import ACTS, State
from lvxun.web.insight.state import current
from lvxun.web.oversight import campaigning
from lvxun.web.oversight.campaigning import CampaignWanted
from lvxun.web.oversight.models import Campaign, Finding
from lvxun.web.oversight.naming import known_functions, office, places
from lvxun.web.oversight.published_rules import rules, today
from lvxun.web.oversight.views.frame import day, for_officials, office_of, person, show
from lvxun.web.people.permissions import allowed
from lvxun.web.served import region_id
from lvxun.web.whole_numbers import whole_number

ACT_WORDS = {
    "tell": gettext_lazy("Tell the body"),
    "object": gettext_lazy("Object"),
    "close_time": gettext_lazy("Make it final"),
    "keep": gettext_lazy("Keep it after review"),
    "change": gettext_lazy("Change it after review"),
    "withdraw": gettext_lazy("Withdraw it"),
    "rectify": gettext_lazy("Say it is put right"),
    "check": gettext_lazy("Checked: it is put right"),
    "check_failed": gettext_lazy("Checked: it is not put right"),
}


@require_http_methods(["GET", "POST"])
@for_officials()
def campaigns(request: HttpRequest) -> HttpResponse:
    """List the campaigns; plan a new one."""
    if request.method == "GET":
        return _list(request)
    sent = request.POST
    if not allowed(request.user, "supervise"):
        raise PermissionDenied
    try:
        wanted = CampaignWanted(
            title=sent.get("title", ""),
            content=sent.get("content", ""),
            objects_said=sent.get("objects_said", ""),
            scope=sent.get("scope", ""),
            begins=day(sent.get("begins", ""), "begins"),
            ends=day(sent.get("ends", ""), "ends"),
            measure_id=sent.get("measure_id", "")
            if current().plan.measure(sent.get("measure_id", ""))
            else "",
        )
        made = campaigning.open_campaign(person(request), wanted)
    except LvxunError as fault:
        return _list(request, fault)
    return redirect("oversight-campaign", made.pk)


def _list(request: HttpRequest, fault: LvxunError | None = None) -> HttpResponse:
    found = Campaign.objects.filter(region=region_id()).prefetch_related("findings")
    context = {
        "campaigns": found,
        "may_run": allowed(request.user, "supervise"),
        "measures": current().plan.measures,
        "objection": rules().whole("campaign.objection", today()),
        "review": rules().whole("campaign.review", today()),
    }
    return show(request, "campaigns.html", context, fault)


def _campaign(pk: int) -> Campaign:
    return get_object_or_404(Campaign, pk=pk, region=region_id())


@require_safe
@for_officials()
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a campaign with its findings."""
    return _page(request, _campaign(pk))


def _page(request: HttpRequest, found: Campaign, fault: LvxunError | None = None) -> HttpResponse:
    user = person(request)
    lines = []
    for one in found.findings.all():
        acts = [
            (name, ACT_WORDS[name], name in campaigning.TEXTS, ACTS[name].article)
            for name in campaigning.possible(user, one)
        ]
        lines.append(
            (
                one,
                office(one.function, one.area),
                Finding.STATES[State(one.state)],
                campaigning.due(one),
                acts,
            )
        )
    following = campaigning.STAGES.get(Campaign.Stage(found.stage))
    context = {
        "campaign": found,
        "lines": lines,
        "may_run": allowed(user, "supervise"),
        "following": following.label if following else "",
        "concludes": following == Campaign.Stage.CONCLUDED,
        "measure": current().plan.measure(found.measure_id) if found.measure_id else None,
        "functions": known_functions(),
        "areas": places(),
        "outcomes": Finding.OUTCOMES,
        "today": today(),
    }
    return show(request, "campaign.html", context, fault)


@require_POST
@for_officials()
def campaign_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take a campaign on, or write a finding down."""
    found, sent, user = _campaign(pk), request.POST, person(request)
    try:
        if name == "find":
            place = office_of(f"{sent.get('function', '')}@{sent.get('area', '')}", "function")
            campaigning.find(user, found, place, sent.get("text", ""))
            messages.success(request, _("The finding is written down; it is told in a step of its own."))
        elif name == "advance":
            seen, conclusion = sent.get("seen", ""), sent.get("conclusion", "")
            campaigning.advance(user, found, seen=seen, conclusion=conclusion)
            messages.success(request, _("The campaign is taken on."))
        else:
            raise Http404
    except LvxunError as fault:
        return _page(request, _campaign(pk), fault)
    return redirect("oversight-campaign", pk)


@require_POST
@for_officials()
def finding_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take a step on a finding."""
    found = get_object_or_404(Finding.objects.select_related("campaign"), pk=pk, campaign__region=region_id())
    sent = request.POST
    try:
        campaigning.act(
            person(request),
            found,
            name,
            sent.get("text", ""),
            version=whole_number(sent.get("version", "")) or 0,
            outcome=sent.get("outcome", ""),
        )
    except LvxunError as fault:
        return _page(request, found.campaign, fault)
    messages.success(request, _("It is written down."))
    return redirect("oversight-campaign", found.campaign_id)
