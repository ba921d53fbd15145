"""What a form offers while somebody types: codes with their names, records of other registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lvxun.registers.model import Field, FieldType, Label
from lvxun.web.figures.wording import in_words
from lvxun.web.people.record_rights import sight
from lvxun.web.registers.definitions import codes, definitions
from lvxun.web.registers.filtering import Filters
from lvxun.web.registers.listing import Listing
from lvxun.web.registers.partial import first_fault
from lvxun.web.registers.presenting import in_language

OFFERED = 20


@require_safe
@login_required
def suggest(request: HttpRequest, kind: str) -> HttpResponse:
    """Offer what fits the typed text; of a credit code say whether its check sign is right."""
    typed = request.GET.get(request.GET.get("name", ""), "").strip()[:80]
    if kind == FieldType.HOLDER:
        return _judge_holder(request, typed)
    if kind == FieldType.INDUSTRY:
        found = list(_codes(codes().industries, typed))
    elif kind == FieldType.WASTE:
        found = list(_codes(codes().wastes, typed))
    elif kind == FieldType.REFERENCE:
        found = list(_records(request, request.GET.get("register", ""), typed))
    else:
        raise Http404
    return render(request, "registers/parts/suggested.html", {"found": found})


def _codes(known: Mapping[str, Label], typed: str) -> Iterator[tuple[str, str]]:
    wanted = typed.casefold()
    count = 0
    for code, label in known.items():
        if wanted and (
            code.casefold().startswith(wanted) or wanted in label.zh or wanted in label.en.casefold()
        ):
            yield code, in_language(label)
            count += 1
        if count >= OFFERED:
            return


def _records(request: HttpRequest, register_id: str, typed: str) -> Iterator[tuple[str, str]]:
    register = definitions().get(register_id)
    if register is None or not typed:
        return
    seen = sight(request.user, register)
    found = Listing(register, Filters(search=typed), sight=seen, per_page=OFFERED)
    yield from ((one.code, one.title) for one in found.rows)


def _judge_holder(request: HttpRequest, typed: str) -> HttpResponse:
    field = Field("holder", FieldType.HOLDER, Label("统一社会信用代码", "Unified social credit code"))
    register = next(iter(definitions().values()), None)
    fault = first_fault(register, field, typed, timezone.localdate()) if register and typed else None
    context = {"typed": typed, "fault": in_words(fault) if fault else None}
    return render(request, "registers/parts/holder_verdict.html", context)
