"""What the public may see of a record: in published states, after the delay, public fields only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import takewhile

from lvxun.registers.calendar import Calendar
from lvxun.registers.limits import amount_of, day_of
from lvxun.registers.model import Field, FieldType, Register, Snapshot


def published(
    register: Register, snapshot: Snapshot, today: date, calendar: Calendar
) -> dict[str, object] | None:
    """Return what the public may see of a record on ``today``; None where it may not see the record.

    The dict has ``code``, ``state``, ``title``, ``since`` (the day from which it is public, ISO) and
    ``values``: those public fields that are filled, of tables the public columns only, never an attachment.
    """
    since = public_since(register, snapshot, calendar)
    if since is None or since > today:
        return None
    values = _public(register.fields, snapshot.values)
    return {
        "code": snapshot.code,
        "state": snapshot.state,
        "title": values.get(register.title_field, ""),
        "since": since.isoformat(),
        "values": values,
    }


def public_since(register: Register, snapshot: Snapshot, calendar: Calendar) -> date | None:
    """Return from which day a record is public as it stands; None where its state is not published.

    The delay runs from the day on which the record came from an unpublished state into a published one:
    moving on among published states does not hide it again.
    """
    states = register.publication.states
    if snapshot.state not in states:
        return None
    latest = list(takewhile(lambda one: one.state in states, reversed(snapshot.passages)))
    entered = day_of(latest[-1].at) if latest else snapshot.opened
    after = register.publication.after
    if after is None:
        return entered
    amount = amount_of(register, after, entered)
    # A delay whose length nobody has laid down has not passed.
    return None if amount is None else calendar.add(entered, amount, after.unit)


def public_fields(register: Register) -> tuple[Field, ...]:
    """Return the fields that the public sees once a record is published."""
    return tuple(field for field in register.fields if _is_shown(field))


def _is_shown(field: Field) -> bool:
    return field.public and field.type is not FieldType.FILE


def _public(fields: Iterable[Field], values: Mapping[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for field in fields:
        value = values.get(field.id)
        if not _is_shown(field) or value is None:
            continue
        if field.type is FieldType.TABLE:
            rows = value if isinstance(value, list) else []
            value = [_public(field.columns, row) for row in rows if isinstance(row, Mapping)]
        found[field.id] = value
    return found
