"""A record: its page, its history, its print."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lvxun.registers.model import Register
from lvxun.web.registers import history
from lvxun.web.registers.faults import Listed
from lvxun.web.registers.finding import person, record_or_404
from lvxun.web.registers.models import Record
from lvxun.web.registers.paging import Pages, page_number
from lvxun.web.registers.record_page import RecordPage

EVENTS_A_PAGE = 50


@require_safe
@login_required
def record(request: HttpRequest, register_id: str, code: str) -> HttpResponse:
    """Show a record to who may see it."""
    register, found = record_or_404(request.user, register_id, code)
    return draw(request, RecordPage(person(request), register, found))


def draw(
    request: HttpRequest,
    page: RecordPage,
    faults: list[Listed] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """Draw the page of a record, with what went wrong on it."""
    context = _frame(page) | {"faults": faults or []}
    return render(request, "registers/record.html", context, status=status)


@require_safe
@login_required
def record_history(request: HttpRequest, register_id: str, code: str) -> HttpResponse:
    """Show all that was done to a record."""
    register, found = record_or_404(request.user, register_id, code)
    number = page_number(request.GET.get("page"))
    page = RecordPage(person(request), register, found)
    count = found.events.count()
    last = max(1, -(-count // EVENTS_A_PAGE))
    start = (min(number, last) - 1) * EVENTS_A_PAGE
    events = history.of(found, register)[start : start + EVENTS_A_PAGE]
    context = _frame(page) | {
        "way": page.way,
        "events": events,
        "pages": Pages(min(number, last), last, number < last),
    }
    return render(request, "registers/history.html", context)


@require_safe
@login_required
def record_print(request: HttpRequest, register_id: str, code: str) -> HttpResponse:
    """Show a record as a sheet of paper."""
    register, found = record_or_404(request.user, register_id, code)
    context = _frame(RecordPage(person(request), register, found)) | {
        "passages": _passages(found),
        "today": timezone.localdate(),
    }
    return render(request, "registers/print.html", context)


def _passages(found: Record) -> list[object]:
    events = found.events.select_related("actor").order_by("id")
    return [one for one in events if one.to_state != one.from_state]


def _frame(page: RecordPage) -> dict[str, object]:
    register: Register = page.register
    return {"register": register, "record": page.record, "state": page.state, "page": page}
