"""Cases, remarks of the public and their moderation, contact persons, measures over versions of the plan."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lvxun.errors import LvxunError
from lvxun.web.insight.state import current
from lvxun.web.oversight import following, publicity
from lvxun.web.oversight.following import FATES, ContactWanted
from lvxun.web.oversight.models import Case, Contact, Feedback, Succession
from lvxun.web.oversight.naming import known_functions, office, places
from lvxun.web.oversight.publicity import CaseWanted, Remark
from lvxun.web.oversight.views.frame import for_officials, office_of, person, show
from lvxun.web.people.oversight_rights import may_see
from lvxun.web.people.permissions import allowed
from lvxun.web.registers.definitions import definitions
from lvxun.web.served import region_id
from lvxun.web.whole_numbers import whole_number

SHOWN = 100


@require_http_methods(["GET", "POST"])
def cases(request: HttpRequest) -> HttpResponse:
    """Show good practice and negative cases; officials write them."""
    if request.method == "GET":
        return _cases(request)
    if not allowed(request.user, "write_cases"):
        raise PermissionDenied
    sent = request.POST
    try:
        place = office_of(f"{sent.get('function', '')}@{sent.get('area', '')}", "function")
        wanted = CaseWanted(
            kind=sent.get("kind", ""),
            title=sent.get("title", ""),
            text=sent.get("text", ""),
            measure_id=sent.get("measure_id", ""),
            office=place,
            record=(sent.get("register", ""), sent.get("code", "").strip()),
        )
        publicity.write_case(person(request), wanted)
    except LvxunError as fault:
        return _cases(request, fault)
    messages.success(request, _("The case is drafted; somebody else publishes it."))
    return redirect("oversight-cases")


def _cases(request: HttpRequest, fault: LvxunError | None = None) -> HttpResponse:
    official = may_see(request.user)
    drafts = (
        Case.objects.filter(region=region_id(), state=Case.State.DRAFT) if official else Case.objects.none()
    )
    context = {
        "good": [(one, office(one.function, one.area)) for one in publicity.published_cases("good")[:SHOWN]],
        "negative": [
            (one, office(one.function, one.area)) for one in publicity.published_cases("negative")[:SHOWN]
        ],
        "drafts": [(one, office(one.function, one.area)) for one in drafts.select_related("written_by")],
        "may_write": official and allowed(request.user, "write_cases"),
        "may_publish": official and allowed(request.user, "publish_cases"),
        "measures": current().plan.measures,
        "functions": known_functions(),
        "areas": places(),
        "registers": definitions(),
    }
    return show(request, "cases.html", context, fault)


@require_POST
@for_officials()
def case_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, refuse or withdraw a case."""
    found = get_object_or_404(Case, pk=pk, region=region_id())
    sent = request.POST
    try:
        publicity.decide_case(person(request), found, sent.get("state", ""), sent.get("why", ""))
    except LvxunError as fault:
        return _cases(request, fault)
    messages.success(request, _("It is decided."))
    return redirect("oversight-cases")


@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest, measure_id: str) -> HttpResponse:
    """Show what the public says of a measure; take one more remark."""
    if current().plan.measure(measure_id) is None:
        raise Http404
    if request.method == "GET":
        return _feedback(request, measure_id)
    sent = request.POST
    wanted = Remark(
        sent.get("text", ""), sent.get("name", ""), sent.get("contact", ""), sent.get("website", "")
    )
    try:
        publicity.remark(measure_id, wanted, request.META.get("REMOTE_ADDR", ""))
    except LvxunError as fault:
        return _feedback(request, measure_id, fault)
    messages.success(request, _("Thank you. Your remark is shown once somebody has read it."))
    return redirect("measure-feedback", measure_id)


def _feedback(request: HttpRequest, measure_id: str, fault: LvxunError | None = None) -> HttpResponse:
    context = {
        "measure": current().plan.measure(measure_id),
        "remarks": publicity.published_feedback(measure_id)[:SHOWN],
        "longest": publicity.LONGEST_REMARK,
    }
    return show(request, "feedback.html", context, fault)


@require_http_methods(["GET", "POST"])
@for_officials("moderate_feedback")
def moderation(request: HttpRequest) -> HttpResponse:
    """Read what the public said; publish it, with a reply, or refuse it."""
    if request.method == "GET":
        return _moderation(request)
    sent = request.POST
    found = get_object_or_404(Feedback, pk=whole_number(sent.get("pk")) or 0, region=region_id())
    try:
        publish = sent.get("decision") == "publish"
        publicity.moderate(
            person(request), found, publish=publish, why=sent.get("why", ""), reply=sent.get("reply", "")
        )
    except LvxunError as fault:
        return _moderation(request, fault)
    messages.success(request, _("It is decided."))
    return redirect("oversight-feedback")


def _moderation(request: HttpRequest, fault: LvxunError | None = None) -> HttpResponse:
    every = Feedback.objects.filter(region=region_id())
    context = {
        "pending": [
            (one, current().plan.measure(one.measure_id)) for one in every.filter(state="pending")[:SHOWN]
        ],
        "decided": every.exclude(state="pending").select_related("decided_by")[:30],
    }
    return show(request, "moderation.html", context, fault)


@require_http_methods(["GET", "POST"])
@for_officials()
def contacts(request: HttpRequest) -> HttpResponse:
    """List contact persons of measures and bodies; name one, or say that one has gone."""
    if request.method == "GET":
        return _contacts(request)
    sent, user = request.POST, person(request)
    if not allowed(user, "keep_contacts"):
        raise PermissionDenied
    try:
        if ended := whole_number(sent.get("end")):
            following.end_contact(user, get_object_or_404(Contact, pk=ended, region=region_id()))
        else:
            place = office_of(f"{sent.get('function', '')}@{sent.get('area', '')}", "function")
            names = ("name", "measure_id", "post", "phone", "email")
            wanted = ContactWanted(office=place, **{name: sent.get(name, "") for name in names})
            following.add_contact(user, wanted)
    except LvxunError as fault:
        return _contacts(request, fault)
    messages.success(request, _("It is written down."))
    return redirect("oversight-contacts")


def _contacts(request: HttpRequest, fault: LvxunError | None = None) -> HttpResponse:
    found = [
        (
            one,
            office(one.function, one.area),
            current().plan.measure(one.measure_id) if one.measure_id else None,
        )
        for one in following.contacts()
    ]
    context = {
        "contacts": found,
        "may_keep": allowed(request.user, "keep_contacts"),
        "measures": current().plan.measures,
        "functions": known_functions(),
        "areas": places(),
    }
    return show(request, "contacts.html", context, fault)


@require_http_methods(["GET", "POST"])
@for_officials()
def versions(request: HttpRequest) -> HttpResponse:
    """Say what measures became in the next version of the plan."""
    if request.method == "GET":
        return _versions(request)
    sent, user = request.POST, person(request)
    if not allowed(user, "keep_work_plan"):
        raise PermissionDenied
    try:
        plans = (sent.get("old_plan", ""), sent.get("new_plan", ""))
        new = tuple(sent.get("new", "").replace("，", ",").replace("、", ",").split(","))
        following.tell_fate(user, plans, sent.get("old", ""), new, sent.get("fate", ""), sent.get("why", ""))
    except LvxunError as fault:
        return _versions(request, fault)
    messages.success(request, _("It is written down."))
    return redirect("oversight-versions")


def _versions(request: HttpRequest, fault: LvxunError | None = None) -> HttpResponse:
    said = Succession.objects.filter(region=region_id()).select_related("by")
    newest: dict[tuple[str, str, str], Succession] = {}
    for one in said.order_by("id"):
        newest[one.old_plan, one.new_plan, one.old] = one
    context = {
        "rows": sorted(newest.values(), key=lambda one: (one.old_plan, one.pk)),
        "plan": current().plan,
        "fates": list(FATES.items()),
        "may_plan": allowed(request.user, "keep_work_plan"),
    }
    return show(request, "versions.html", context, fault)
