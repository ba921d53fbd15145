"""Pages of inspection draws: the list with seals, a new draw, one draw with its proof."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lvxun.errors import LvxunError
from lvxun.registers.actor import contains
from lvxun.registers.drawing import Inspector
from lvxun.registers.model import Register
from lvxun.registers.risk import risk_rules
from lvxun.web.draws.models import Draw
from lvxun.web.draws.population import drawable, population
from lvxun.web.draws.services import (
    Wish,
    draws_visible_to,
    make_draw,
    may_draw,
    proof_of,
    seal_draw,
)
from lvxun.web.figures.wording import Message, in_words
from lvxun.web.people.models import Role, User
from lvxun.web.people.offices import lies_in
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.places import area_labels
from lvxun.web.registers.tallies import registers_with_records
from lvxun.web.served import region_id
from lvxun.web.whole_numbers import whole_number

SHOWN = 100
MOST_EACH = 5
MOST_DIGITS = 6


@require_GET
def draws_page(request: HttpRequest) -> HttpResponse:
    """List all draws: seals for everybody, results for those concerned."""
    draws = Draw.objects.filter(region=region_id()).select_related("sealed_by")[:SHOWN]
    seen = set(draws_visible_to(request.user).values_list("pk", flat=True))
    context = {"draws": draws, "seen": seen, "may_draw": may_draw(request.user), "areas": area_labels()}
    return render(request, "draws/draws.html", context)


def _likeliest(registers: Mapping[str, Register]) -> Register | None:
    """Return the register that a new draw begins with: the one with the most records."""
    counts = registers_with_records(region_id())
    return max(registers.values(), key=lambda one: counts.get(one.id, 0), default=None)


@login_required
@require_http_methods(["GET", "POST"])
def new_page(request: HttpRequest) -> HttpResponse:
    """Show who could be drawn, and seal a draw."""
    user = request.user
    if not isinstance(user, User) or not may_draw(user):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else request.GET
    registers = {one.id: one for one in drawable()}
    areas = {code: name for code, name in area_labels().items() if lies_in(code, user.area)}
    register = registers.get(sent.get("register", "")) or _likeliest(registers)
    area = sent.get("area") if sent.get("area") in areas else next(iter(areas), user.area)
    if register is None:
        return render(request, "draws/new.html", {"registers": {}})
    fault: Message | None = None
    if request.method == "POST":
        try:
            made = seal_draw(user, _wish(request, register, area or ""))
        except LvxunError as error:
            fault = in_words(error)
        else:
            return redirect(reverse("draw", args=[made.pk]))
    subjects = population(register, area or "")
    context = {
        "registers": registers,
        "register": register,
        "areas": areas,
        "area": area,
        "subjects": sorted(subjects, key=lambda one: -one.weight)[:SHOWN],
        "total": len(subjects),
        "strata": _strata(register, Counter(one.stratum for one in subjects), sent),
        "inspectors": _inspectors(area or ""),
        "rules": risk_rules(),
        "factors": {one.id: one for one in risk_rules().factors},
        "fault": fault,
        "sent": sent,
    }
    return render(request, "draws/new.html", context, status=422 if fault else 200)


@login_required
@require_http_methods(["GET", "POST"])
def draw_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show one draw; draw it, with a witness's word."""
    made = get_object_or_404(draws_visible_to(request.user), pk=number)
    fault: Message | None = None
    if request.method == "POST":
        if not isinstance(request.user, User):
            raise PermissionDenied
        try:
            make_draw(request.user, made, request.POST.get("witness", ""), request.POST.get("word", ""))
        except LvxunError as error:
            fault = in_words(error)
        else:
            return redirect(reverse("draw", args=[made.pk]))
    return render(
        request, "draws/draw.html", _draw_context(request, made, fault), status=422 if fault else 200
    )


@login_required
@require_GET
def proof_file(request: HttpRequest, number: int) -> HttpResponse:
    """Send the proof of a draw, to be repeated by anybody."""
    made = get_object_or_404(draws_visible_to(request.user), pk=number, drawn_at__isnull=False)
    answer = HttpResponse(
        json.dumps(proof_of(made), ensure_ascii=False, indent=2),
        content_type="application/json; charset=utf-8",
    )
    answer["Content-Disposition"] = f'attachment; filename="draw-{made.pk}.json"'
    return answer


def _draw_context(request: HttpRequest, made: Draw, fault: Message | None) -> dict[str, object]:
    subjects = {one["id"]: one for one in made.order["subjects"]}
    names = {one["id"]: one["name"] for one in made.order["inspectors"]}
    drawn = [
        {
            **subjects[one["id"]],
            "key": one["key"][:12],
            "inspectors": [names[key] for key in one["inspectors"]],
        }
        for one in made.result
    ]
    return {
        "draw": made,
        "register": definitions().get(made.register),
        "drawn": drawn,
        "subjects": list(subjects.values())[:SHOWN],
        "total": len(subjects),
        "strata": Counter(one["stratum"] for one in subjects.values()).most_common(),
        "counts": made.order["counts"],
        "area_name": area_labels().get(made.area),
        "areas": area_labels(),
        "factors": {one.id: one for one in risk_rules().factors},
        "may_draw": may_draw(request.user, made.area) and made.drawn_at is None,
        "fault": fault,
    }


def _wish(request: HttpRequest, register: Register, area: str) -> Wish:
    sent = request.POST
    chosen = set(sent.getlist("inspector"))
    counts = {
        key.removeprefix("count."): whole_number(str(value), MOST_DIGITS) or 0
        for key, value in sent.items()
        if key.startswith("count.") and str(value).strip()
    }
    inspectors = [
        Inspector(str(one.pk), one.get_full_name() or one.username, (one.area,) if one.area else ())
        for one in _inspectors(area)
        if str(one.pk) in chosen
    ]
    each = whole_number(sent.get("each", ""), MOST_DIGITS) or risk_rules().inspectors_each
    return Wish(sent.get("title", ""), area, register, counts, inspectors, min(max(each, 1), MOST_EACH))


def _strata(register: Register, sizes: Counter[str], sent: QueryDict) -> list[dict[str, object]]:
    field = register.field("permit_class")
    labels = {one.id: one.label for one in field.choices} if field else {}
    labels |= {one.id: one.label for one in register.states}
    return [
        {"id": key, "label": labels.get(key), "size": size, "sent": sent.get(f"count.{key}", "")}
        for key, size in sizes.most_common()
    ]


def _inspectors(area: str) -> list[User]:
    people = User.objects.filter(role__in=[Role.INSPECTOR, Role.OFFICER], is_active=True, left_on=None)
    return [one for one in people.order_by("username") if one.area and _is_near(one, area)]


def _is_near(person: User, area: str) -> bool:
    """Say whether somebody's area and this one lie in each other."""
    return lies_in(area, person.area) or contains(area, person.area)
