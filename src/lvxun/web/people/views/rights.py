"""The matrix of rights, drawn for one register and as one table of all."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from io import StringIO

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lvxun.registers.model import Label, Register
from lvxun.web.downloads import CSV
from lvxun.web.people.page_words import PAGE_WORDS
from lvxun.web.people.permissions import allowed
from lvxun.web.people.positions import Position, positions
from lvxun.web.people.rights_matrix import STATUS, Act, Answer, Rule, acts, answer, cells, specimen
from lvxun.web.registers.definitions import definitions

HEADINGS = ("register", "page", "step", "state", "position", "answer", "status")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the drawn matrix: a page or a step, and what each position is answered."""

    page: object
    step: Label | None
    answers: tuple[tuple[Position, Answer], ...]


def for_readers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in who reads the matrix; for everybody else who signed in, there is no such page."""

    @login_required
    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not allowed(request.user, "read_rights"):
            raise Http404
        return view(request, *args, **kwargs)

    return asked


@require_safe
@for_readers
def rights(request: HttpRequest) -> HttpResponse:
    """Draw the matrix of one register."""
    known = definitions()
    chosen = known.get(request.GET.get("register", "")) or next(iter(known.values()), None)
    context: dict[str, object] = {
        "registers": sorted(known.values(), key=lambda one: one.id),
        "chosen": chosen,
    }
    if chosen:
        columns = positions(chosen)
        context |= {"columns": columns, "lines": list(_lines(chosen, columns))}
    return render(request, "people/rights.html", context)


@require_safe
@for_readers
def rights_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Send every cell of every register."""
    headers = {"Content-Disposition": 'attachment; filename="rights.csv"'}
    return StreamingHttpResponse(_rows(), content_type=CSV, headers=headers)


def _lines(register: Register, columns: list[Position]) -> Iterator[Line]:
    people = [(position, position.user()) for position in columns]
    for act in acts(register):
        record = specimen(register, act.state)
        answers = tuple((position, answer(user, register, act, record)) for position, user in people)
        yield Line(PAGE_WORDS.get(act.page, act.page), _step_label(register, act), answers)


def _step_label(register: Register, act: Act) -> Label | None:
    if act.rule is Rule.MOVE:
        step = register.transition(act.transition)
        return step.label if step else None
    return next((duty.label for duty in register.duties if duty.id == act.transition), None)


def _rows() -> Iterator[str]:
    yield "\ufeff" + ",".join(HEADINGS) + "\r\n"  # the mark lets Excel read Chinese
    for register in definitions().values():
        held = StringIO()
        writer = csv.writer(held)
        for cell in cells(register):
            act = cell.act
            writer.writerow(
                (
                    cell.register,
                    act.page,
                    act.transition,
                    act.state,
                    cell.position,
                    cell.answer,
                    STATUS[cell.answer],
                )
            )
        yield held.getvalue()
