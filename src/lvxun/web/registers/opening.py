"""Records opened: one by one, by a person or by a step of another record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from lvxun.registers.model import Register
from lvxun.registers.record import validate
from lvxun.registers.workflow import Moved
from lvxun.web.people import record_rights
from lvxun.web.people.models import User
from lvxun.web.registers.definitions import calendar, codes, definition, region_id
from lvxun.web.registers.errors import DuplicateRecordError
from lvxun.web.registers.keeping import REQUEST, Act, Deed, acting, insert, key_of
from lvxun.web.registers.models import Link, Record, UniqueKey
from lvxun.web.registers.placements import placement
from lvxun.web.registers.serials import first_code, given_code
from lvxun.web.registers.snapshots import begun, entered, fill


def create(  # noqa: PLR0913 - who, where, what; the rest is for imports, trials and buttons pressed twice
    actor: User | None,
    register_id: str,
    values: Mapping[str, object],
    *,
    why: str = "",
    now: datetime | None = None,
    code: str = "",
    request_key: str = "",
    synthetic: bool = False,
) -> Record:
    """Open a record.

    ``code`` is one given from outside; ``request_key`` makes a create that is sent twice one record.

    Raises
    ------
    PermissionDenied
        if this person may not open a record with this area and holder.
    InvalidRecordError
        with every fault of the values.
    DuplicateRecordError
        if an open record has what only one may have.
    """
    register = definition(register_id)
    _require_creator(actor, register, None)
    if request_key and (known := _requested(actor, register, request_key)):
        return known
    try:
        with acting(actor, now, why) as act:
            record = _open(act, register, values, code=code, synthetic=synthetic)
            if request_key:
                _remember(actor, register, request_key, record)
    except (IntegrityError, DuplicateRecordError):
        # Sent twice at the same moment: the first one is what was asked for.
        if request_key and (known := _requested(actor, register, request_key)):
            return known
        raise
    return record


def _remember(actor: User | None, register: Register, request_key: str, record: Record) -> None:
    key = key_of(actor.pk if actor else None, request_key)
    UniqueKey.objects.create(
        region=region_id(), register=register.id, purpose=REQUEST, key=key, record=record
    )


def _require_creator(
    actor: User | None, register: Register, values: Mapping[str, object] | None
) -> int | None:
    """Return the key of the person for whom somebody acts where that was lent to them."""
    if actor is None:
        return None
    capacity = record_rights.creating_capacity(actor, register, values)
    if capacity is None:
        raise PermissionDenied
    return capacity.acting.on_behalf_of


def _requested(actor: User | None, register: Register, request_key: str) -> Record | None:
    key = key_of(actor.pk if actor else None, request_key)
    held = UniqueKey.objects.filter(region=region_id(), register=register.id, purpose=REQUEST, key=key)
    found = held.select_related("record").first()
    return found.record if found else None


def _open(
    act: Act, register: Register, values: Mapping[str, object], *, code: str = "", synthetic: bool = False
) -> Record:
    day = timezone.localdate(act.now)
    start = register.start.id
    given = entered(register, dict(values))
    clean = validate(register, given, state=start, day=day, codes=codes(), calendar=calendar())
    act.on_behalf_of = _require_creator(act.actor, register, clean)
    record = Record(
        region=region_id(),
        register=register.id,
        code=given_code(register, code) if code else first_code(register, clean, day),
        state=start,
        opened=day,
        course=begun(register, act.now),
        synthetic=synthetic,
    )
    fill(record, register, placement(register), clean)
    insert(act, register, record, Deed("created", after=clean))
    return record


def open_linked(act: Act, source: Record, moved: Moved) -> Record:
    """Open the record that a step brings along, with the values that both registers have."""
    register = definition(moved.opens)
    shared = {field.id: moved.values[field.id] for field in register.fields if field.id in moved.values}
    why = act.why or f"{source.register} {source.code}: {moved.transition}"
    opened = Act(None, act.now, why, deltas=act.deltas)  # the register opens it, whoever took the step
    record = _open(opened, register, shared, synthetic=source.synthetic)
    Link.objects.create(source=source, target=record, kind="opened")
    return record
