"""Accounts, for who keeps them; for everybody else these pages are not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lvxun.region.bodies import functions
from lvxun.web.people import services
from lvxun.web.people.errors import AccountFaultsError
from lvxun.web.people.leaving import hanging_on
from lvxun.web.people.middleware import has_second_factor, needs_second_factor
from lvxun.web.people.models import Event, Role, User
from lvxun.web.people.office_checks import Contact, Office
from lvxun.web.people.office_words import in_language, office_in_words
from lvxun.web.people.permissions import allowed
from lvxun.web.people.views.days import day_in
from lvxun.web.served import package_region

PER_PAGE = 50
LONGEST_REASON = 500
STANDINGS = ("serving", "left", "all")


def for_keepers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who keeps the accounts; for everybody else who signed in, there is no such page."""

    @login_required
    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not allowed(request.user, "keep_people"):
            raise Http404
        return view(request, *args, **kwargs)

    return asked


@require_safe
@for_keepers
def people(request: HttpRequest) -> HttpResponse:
    """List the accounts."""
    chosen = {name: request.GET.get(name, "") for name in ("q", "role", "standing")}
    page = Paginator(_found(chosen), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(user, office_in_words(user)) for user in page],
        "chosen": chosen,
        "roles": Role.choices,
        "standings": STANDINGS,
        "today": timezone.localdate(),
    }
    return render(request, "people/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Give somebody an account; its one-time password is shown now and never again."""
    if request.method != "POST":
        return render(request, "people/new.html", _form(Office(role=Role.OFFICER)))
    office, contact, name = _office(request), _contact(request), request.POST.get("name", "")
    try:
        user, password = services.give_account(_keeper(request), name, office, contact=contact)
    except AccountFaultsError as fault:
        context = _form(office) | {"faults": fault.by_field, "name": name, "contact": contact}
        return render(request, "people/new.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    context = {"person": user, "password": password}
    return render(request, "people/password.html", context, status=HTTPStatus.CREATED)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def person(request: HttpRequest, name: str) -> HttpResponse:
    """Show an account: its office, what hangs on it, its history; give it another office."""
    user = get_object_or_404(User, username=name)
    if request.method != "POST":
        return render(request, "people/person.html", _person(user))
    office, why = _office(request), request.POST.get("why", "")[:LONGEST_REASON]
    try:
        services.change_office(_keeper(request), user, office, why=why.strip())
    except AccountFaultsError as fault:
        context = _person(user) | _form(office) | {"faults": fault.by_field, "why": why}
        return render(request, "people/person.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("The office is changed."))
    return redirect("person", name)


@require_POST
@for_keepers
@never_cache
def act(request: HttpRequest, name: str, act_name: str) -> HttpResponse:
    """Do one of the other acts on an account."""
    user = get_object_or_404(User, username=name)
    doing = ACTS.get(act_name)
    if doing is None:
        raise Http404
    try:
        answer = doing(request, user)
    except AccountFaultsError as fault:
        context = _person(user) | {"faults": fault.by_field}
        if act_name == "contact":
            context["contact"] = _contact(request)
        return render(request, "people/person.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return answer or redirect("person", name)


def _contact_change(request: HttpRequest, user: User) -> None:
    services.change_contact(_keeper(request), user, _contact(request))
    messages.success(request, _("Name and address are kept."))


def _leave(request: HttpRequest, user: User) -> None:
    day = day_in(request.POST.get("left_on", "")) or timezone.localdate()
    services.mark_as_leaver(_keeper(request), user, day, why=_why(request))
    messages.success(request, _("Marked as a leaver."))


def _return(request: HttpRequest, user: User) -> None:
    services.take_back_leaving(_keeper(request), user, why=_why(request))
    messages.success(request, _("The person may sign in again."))


def _password(request: HttpRequest, user: User) -> HttpResponse:
    password = services.give_one_time_password(_keeper(request), user)
    return render(request, "people/password.html", {"person": user, "password": password})


def _second_factor(request: HttpRequest, user: User) -> None:
    services.drop_second_factor(_keeper(request), user, why=_why(request))
    messages.success(request, _("The second factor is taken off; the next sign-in leads to its set-up."))


def _unlock(request: HttpRequest, user: User) -> None:
    services.unlock(_keeper(request), user)
    messages.success(request, _("The person may try again."))


ACTS: dict[str, Callable[[HttpRequest, User], HttpResponse | None]] = {
    "contact": _contact_change,
    "leave": _leave,
    "return": _return,
    "password": _password,
    "second-factor": _second_factor,
    "unlock": _unlock,
}


def _found(chosen: dict[str, str]) -> QuerySet[User]:
    today = timezone.localdate()
    gone = Q(left_on__lte=today) | Q(is_active=False)
    found = User.objects.order_by("username")
    if chosen["standing"] == "left":
        found = found.filter(gone)
    elif chosen["standing"] != "all":
        found = found.exclude(gone)
    if chosen["role"] in Role.values:
        found = found.filter(role=chosen["role"])
    if chosen["q"].strip():
        words = chosen["q"].strip()
        named = Q(username__icontains=words) | Q(first_name__icontains=words) | Q(last_name__icontains=words)
        named |= Q(holder__startswith=words) | Q(area__startswith=words)
        found = found.filter(named)
    return found


def _person(user: User) -> dict[str, object]:
    today = timezone.localdate()
    return {
        **_form(Office.of(user)),
        "person": user,
        "contact": Contact(user.get_full_name(), user.email),
        "words": office_in_words(user),
        "hanging": hanging_on(user),
        "has_left": user.has_left(today),
        "today": today,
        "has_second_factor": has_second_factor(user),
        "needs_second_factor": needs_second_factor(user),
        "events": Event.objects.filter(subject_type="user", subject_id=user.username).select_related("actor")[
            :50
        ],
    }


def _form(office: Office) -> dict[str, object]:
    region = package_region()
    areas = [
        (str(code), in_language(str(row["label_zh"]), str(row["label_en"])))
        for code, row in region.areas.iterrows()
    ]
    return {
        "form": office,
        "roles": Role.choices,
        "bodies": region.bodies.values(),
        "functions": functions().values(),
        "areas": areas,
    }


def _office(request: HttpRequest) -> Office:
    names = ("role", "body", "function", "area", "holder")
    return Office(**{name: request.POST.get(name, "").strip()[:80] for name in names})


def _contact(request: HttpRequest) -> Contact:
    return Contact(
        request.POST.get("real_name", "").strip()[:200], request.POST.get("email", "").strip()[:254]
    )


def _keeper(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # for_keepers let nobody else in
    return request.user


def _why(request: HttpRequest) -> str:
    return request.POST.get("why", "")[:LONGEST_REASON].strip()
