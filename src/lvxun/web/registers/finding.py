"""Registers and records as a page asks for them: what somebody may not see is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from lvxun.registers.model import Register
from lvxun.web.people.models import User
from lvxun.web.people.record_rights import may_list, visible_to
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.models import Attachment, Record
from lvxun.web.served import region_id


def person(request: HttpRequest) -> User:
    """Return who is signed in; only behind ``login_required``."""
    assert isinstance(request.user, User)
    return request.user


def register_or_404(register_id: str) -> Register:
    """Return a register of the served region."""
    found = definitions().get(register_id)
    if found is None:
        raise Http404
    return found


def listed_or_404(user: object, register_id: str) -> Register:
    """Return a register whose list is open to ``user``."""
    found = register_or_404(register_id)
    if not may_list(user, found):
        raise Http404
    return found


def record_or_404(user: object, register_id: str, code: str) -> tuple[Register, Record]:
    """Return a record that ``user`` may see, with its register."""
    register = register_or_404(register_id)
    visible = visible_to(user, Record.objects.all(), register)
    record = visible.filter(region=region_id(), register=register.id, code=code).first()
    if record is None:
        raise Http404
    return register, record


def attachment_or_404(user: object, attachment_id: int) -> Attachment:
    """Return an attachment of a record that ``user`` may see."""
    found = Attachment.objects.select_related("record").filter(pk=attachment_id).first()
    if found is None or found.record.region != region_id():
        raise Http404
    record_or_404(user, found.record.register, found.record.code)
    return found
