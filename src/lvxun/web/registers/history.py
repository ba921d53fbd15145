"""What was done to a record: written with each act, read with its differences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lvxun.registers.model import Field, Register
from lvxun.web.registers.models import Record, RecordEvent

VALUE_VERBS = ("created", "changed", "moved", "revised", "merged", "unmerged")  # whose event holds values
CODE = "@code"  # in an event: the record's code, which is no field


@dataclass(frozen=True, slots=True)
class Difference:
    """One value before and after; ``field`` is None for what the definition does not know any more."""

    field_id: str
    field: Field | None
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Act:
    """One event with its differences in the order of the register's fields."""

    event: RecordEvent
    differences: tuple[Difference, ...]


def differences(
    before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """Return the values that differ, as they were and as they are; None where there was or is none."""
    changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return {key: before.get(key) for key in changed}, {key: after.get(key) for key in changed}


def of(record: Record, register: Register) -> list[Act]:
    """Return all that was done to a record, the newest first."""
    events = record.events.select_related("actor", "on_behalf_of")
    return [Act(event, tuple(told(register, event.before, event.after))) for event in events]


def told(register: Register, before: Mapping[str, object], after: Mapping[str, object]) -> list[Difference]:
    """Return differences in the order of the register's fields, what it does not know any more at the end."""
    order = {field.id: number for number, field in enumerate(register.fields)}
    keys = sorted({*before, *after}, key=lambda key: (order.get(key, len(order)), key))
    return [Difference(key, register.field(key), before.get(key), after.get(key)) for key in keys]


def since(record: Record, version: int) -> list[RecordEvent]:
    """Return what was done after ``version``, the oldest first."""
    events = record.events.filter(version__gt=version).select_related("actor").order_by("id")
    return list(events)


def values_at(record: Record, version: int) -> dict[str, object]:
    """Return the values that a record had at a version: the present ones with later changes undone."""
    values = dict(record.values)
    for event in record.events.filter(version__gt=version, verb__in=VALUE_VERBS).order_by("-id"):
        for key in {*event.before, *event.after}:
            value = event.before.get(key)
            if value is None:
                values.pop(key, None)
            else:
                values[key] = value
    return values
