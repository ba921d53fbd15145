"""What everybody may see: published records with their public fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lvxun.registers.model import Field, Register, State
from lvxun.registers.publishing import public_fields, published
from lvxun.web.registers.definitions import calendar, codes, definitions, region_id
from lvxun.web.registers.finding import register_or_404
from lvxun.web.registers.models import Record
from lvxun.web.registers.paging import Pages, page_number
from lvxun.web.registers.presenting import value_text
from lvxun.web.registers.searching import Found, query_terms, register_facet
from lvxun.web.registers.snapshots import snapshot
from lvxun.web.registers.tallies import Scope, by_state

A_PAGE = 50
LAST_PAGE = 200
LOOKED_THROUGH = 2000  # candidates of a search that are looked at
COLUMNS = 5


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A record as the public sees it."""

    code: str
    title: str
    state: State
    since: str
    values: dict[str, object]
    synthetic: bool


@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """List the registers of which something is made public."""
    found = [one for one in definitions().values() if one.publication.states]
    rows = [(one, _count(one)) for one in found]
    return render(request, "registers/public.html", {"rows": rows})


def _count(register: Register) -> int:
    counts = by_state(Scope(region_id(), register.id))
    return sum(counts.get(state, 0) for state in register.publication.states)


@require_safe
def register(request: HttpRequest, register_id: str) -> HttpResponse:
    """Show what is public of a register, searchable by what is public and nothing else."""
    found = _published_or_404(register_id)
    query = request.GET.get("q", "").strip()[:100]
    number = min(page_number(request.GET.get("page")), LAST_PAGE)
    start = (number - 1) * A_PAGE
    records = _records(found)
    if query:
        rows = list(_matching(found, query))
        page, is_more = rows[start : start + A_PAGE], len(rows) > start + A_PAGE
    else:
        held = list(records.order_by("-id")[start : start + A_PAGE + 1])
        page = [row for one in held[:A_PAGE] if (row := _row(found, one))]
        is_more = len(held) > A_PAGE
    context = {
        "register": found,
        "rows": page,
        "columns": _columns(found),
        "q": query,
        "count": _count(found),
        "pages": Pages(number, None, is_more and number < LAST_PAGE),
    }
    return render(request, "registers/public_register.html", context)


@require_safe
def record(request: HttpRequest, register_id: str, code: str) -> HttpResponse:
    """Show one published record."""
    found = _published_or_404(register_id)
    held = _records(found).filter(code=code).first()
    row = _row(found, held) if held else None
    if row is None:
        raise Http404
    values = [(one, row.values[one.id]) for one in public_fields(found) if one.id in row.values]
    return render(request, "registers/public_record.html", {"register": found, "row": row, "values": values})


def _published_or_404(register_id: str) -> Register:
    found = register_or_404(register_id)
    if not found.publication.states:
        raise Http404
    return found


def _records(found: Register) -> QuerySet[Record]:
    return Record.objects.filter(
        region=region_id(), register=found.id, state__in=found.publication.states, merged_into__isnull=True
    )


def _matching(found: Register, query: str) -> Iterator[PublicRow]:
    """Yield the published records in whose public words the query stands.

    The index knows words that are not public; a hit counts only where what the public sees has it, else a
    search would tell what the page does not.
    """
    terms = query_terms(query)
    if not terms:
        return
    states = [f"s:{state}" for state in found.publication.states]
    own = register_facet(region_id(), found.id)
    ids = Found([[own], states, *([term] for term in terms)]).ids(0, LOOKED_THROUGH)
    held = _records(found).in_bulk(ids)
    wanted = query.casefold().split()
    for one in ids:
        row = _row(found, held[one]) if one in held else None
        if row is None:
            continue
        words = [row.code, row.title, *(_text(field, row.values) for field in public_fields(found))]
        told = "\n".join(words).casefold()
        if all(word in told for word in wanted):
            yield row


def _text(field: Field, values: dict[str, object]) -> str:
    return value_text(field, values.get(field.id), codes())


def _row(found: Register, one: Record) -> PublicRow | None:
    shown = published(found, snapshot(one), timezone.localdate(), calendar())
    if shown is None:
        return None
    values = shown["values"] if isinstance(shown["values"], dict) else {}
    state = found.state(one.state)
    return PublicRow(one.code, str(shown["title"]), state, str(shown["since"]), values, one.synthetic)


def _columns(found: Register) -> list[Field]:
    shown = [one for one in public_fields(found) if one.id != found.title_field and not one.columns]
    listed = [one for one in shown if one.in_list]
    return (listed + [one for one in shown if not one.in_list])[:COLUMNS]
