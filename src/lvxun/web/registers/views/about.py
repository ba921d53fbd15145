"""What a register is: its way drawn from the definition, what it rests on, what it writes down."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lvxun.registers.model import Field, Label, Register
from lvxun.web.people.record_rights import may_create, may_list
from lvxun.web.registers.asked import asked_by
from lvxun.web.registers.diagram import diagram
from lvxun.web.registers.finding import register_or_404


@require_safe
def about(request: HttpRequest, register_id: str) -> HttpResponse:
    """Show a register as its file declares it; open to everybody, for it is the rule."""
    register = register_or_404(register_id)
    today = timezone.localdate()
    context = {
        "register": register,
        "asked": asked_by(register),
        "diagram": diagram(register),
        "basis": {one.id: one for one in register.basis},
        "parameters": [(one, one.on(today)) for one in register.parameters],
        "groups": field_groups(register),
        "may_list": may_list(request.user, register),
        "may_create": may_create(request.user, register),
        "today": today,
    }
    return render(request, "registers/about.html", context)


def field_groups(register: Register) -> list[tuple[Label, list[Field]]]:
    """Return the fields under the headings of the form."""
    grouped = groupby(register.fields, key=lambda one: one.group)
    return [(label, list(fields)) for label, fields in grouped]
