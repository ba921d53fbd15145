"""Records that may be one: found, merged, taken apart again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from lvxun.errors import LvxunError
from lvxun.registers.model import Field, Register
from lvxun.web.figures.wording import in_words
from lvxun.web.people.record_rights import sight, visible_to
from lvxun.web.registers import merging
from lvxun.web.registers.definitions import region_id
from lvxun.web.registers.faults import Listed
from lvxun.web.registers.finding import listed_or_404, person, record_or_404
from lvxun.web.registers.models import Record
from lvxun.web.registers.places import city_labels
from lvxun.web.registers.views.versions import KEY_DIGITS, version_of
from lvxun.web.whole_numbers import whole_number

SHOWN = 50


@require_safe
@login_required
def duplicates(request: HttpRequest, register_id: str) -> HttpResponse:
    """Show pairs of records that may be about the same firm or place."""
    register = listed_or_404(request.user, register_id)
    if not merging.may_merge_some(request.user, register):
        raise PermissionDenied
    area = request.GET.get("area", "")[:12]
    faults: list[Listed] = []
    pairs: list[merging.Pair] = []
    try:
        pairs = merging.duplicates(register, sight(request.user, register), area)
    except LvxunError as error:
        message = in_words(error)
        faults = [Listed(message.what, message.remedy)]
    context = {
        "register": register,
        "pairs": [(pair, _compared(register, pair)) for pair in pairs[:SHOWN]],
        "more": max(0, len(pairs) - SHOWN),
        "cities": city_labels(),
        "area": area,
        "faults": faults,
    }
    return render(request, "registers/duplicates.html", context)


def _compared(register: Register, pair: merging.Pair) -> list[tuple[Field, object, object]]:
    """Return the fields in which two records differ, those first that lists show."""
    first, second = pair.first.values, pair.second.values
    differing = [one for one in register.fields if first.get(one.id) != second.get(one.id)]
    differing.sort(key=lambda one: not one.in_list)
    return [(one, first.get(one.id), second.get(one.id)) for one in differing[:12]]


@require_POST
@login_required
def merge(request: HttpRequest, register_id: str) -> HttpResponse:
    """Merge one record into another; it can be taken back."""
    register = listed_or_404(request.user, register_id)
    order = ("second", "first") if request.POST.get("pair") == "second" else ("first", "second")
    keep, other = (_chosen(request, register, name) for name in order)
    versions = (version_of(request, keep), version_of(request, other))
    adopt = [one.id for one in register.fields if one.id in request.POST.getlist("adopt")]
    try:
        merging.merge(
            person(request), keep, other, versions=versions, why=request.POST.get("why", ""), adopt=adopt
        )
    except LvxunError as error:
        message = in_words(error)
        messages.error(request, f"{message.what} {message.remedy}")
        return redirect("duplicates", register.id)
    messages.success(request, gettext("Merged; the other record says so and can be taken out again."))
    return redirect("record", register.id, keep.code)


def _chosen(request: HttpRequest, register: Register, name: str) -> Record:
    key = whole_number(request.POST.get(name), KEY_DIGITS)
    visible = visible_to(request.user, Record.objects.filter(region=region_id()), register)
    found = visible.filter(pk=key).first() if key is not None else None
    if found is None:
        raise Http404
    return found


@require_POST
@login_required
def unmerge(request: HttpRequest, register_id: str, code: str) -> HttpResponse:
    """Take a merged record out again."""
    register, record = record_or_404(request.user, register_id, code)
    try:
        merging.unmerge(person(request), record, version=version_of(request), why=request.POST.get("why", ""))
    except LvxunError as error:
        message = in_words(error)
        messages.error(request, f"{message.what} {message.remedy}")
    else:
        messages.success(request, gettext("The record stands on its own again."))
    return redirect("record", register.id, record.code)
