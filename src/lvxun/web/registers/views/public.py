"""What everybody may see: published records with their public fields."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lvxun.registers.model import Field, Register
from lvxun.registers.publishing import public_fields
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.finding import register_or_404
from lvxun.web.registers.paging import Pages, page_number
from lvxun.web.registers.published_records import (
    matching_rows,
    public_count,
    public_counts,
    public_row,
    published_records,
)

A_PAGE = 50
LAST_PAGE = 200
COLUMNS = 5


@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """List the registers of which something is made public."""
    found = [one for one in definitions().values() if one.publication.states]
    counts = public_counts(found)
    rows = [(one, counts[one.id]) for one in found]
    return render(request, "registers/public.html", {"rows": rows})


@require_safe
def register(request: HttpRequest, register_id: str) -> HttpResponse:
    """Show what is public of a register, searchable by what is public and nothing else."""
    found = _published_or_404(register_id)
    query = request.GET.get("q", "").strip()[:100]
    number = min(page_number(request.GET.get("page")), LAST_PAGE)
    start = (number - 1) * A_PAGE
    records = published_records(found)
    if query:
        rows = list(matching_rows(found, query))
        page, is_more = rows[start : start + A_PAGE], len(rows) > start + A_PAGE
    else:
        held = list(records.order_by("-id")[start : start + A_PAGE + 1])
        page = [row for one in held[:A_PAGE] if (row := public_row(found, one))]
        is_more = len(held) > A_PAGE
    context = {
        "register": found,
        "rows": page,
        "columns": _columns(found),
        "q": query,
        "count": public_count(found),
        "pages": Pages(number, None, is_more and number < LAST_PAGE),
    }
    return render(request, "registers/public_register.html", context)


@require_safe
def record(request: HttpRequest, register_id: str, code: str) -> HttpResponse:
    """Show one published record."""
    found = _published_or_404(register_id)
    held = published_records(found).filter(code=code).first()
    row = public_row(found, held) if held else None
    if row is None:
        raise Http404
    values = [(one, row.values[one.id]) for one in public_fields(found) if one.id in row.values]
    return render(request, "registers/public_record.html", {"register": found, "row": row, "values": values})


def _published_or_404(register_id: str) -> Register:
    found = register_or_404(register_id)
    if not found.publication.states:
        raise Http404
    return found


def _columns(found: Register) -> list[Field]:
    shown = [one for one in public_fields(found) if one.id != found.title_field and not one.columns]
    listed = [one for one in shown if one.in_list]
    return (listed + [one for one in shown if not one.in_list])[:COLUMNS]
