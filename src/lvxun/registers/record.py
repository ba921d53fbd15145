"""A record's values: checked with all faults at once, compared, shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from lvxun.errors import LvxunError
from lvxun.registers.calendar import Calendar
from lvxun.registers.computing import Setting
from lvxun.registers.display import display
from lvxun.registers.errors import FieldError, InvalidRecordError
from lvxun.registers.forms import (
    Form,
    fields_in_force,
    is_empty,
    is_required,
    read_values,
    unknown_fields,
)
from lvxun.registers.model import Field, Register
from lvxun.registers.values import Reading

if TYPE_CHECKING:
    from lvxun.registers.codes import Codes

__all__ = [
    "changed",
    "display",
    "fields_in_force",
    "is_empty",
    "is_required",
    "missing_fields",
    "validate",
    "validate_filing",
]
INVALID = "The record cannot be kept as it is."


def validate(  # noqa: PLR0913 - what is read, for which state, when, by which lists
    register: Register,
    values: Mapping[str, object],
    *,
    state: str,
    day: date,
    codes: Codes,
    opened: date | None = None,
    calendar: Calendar | None = None,
) -> dict[str, object]:
    """Return the record's values as they are kept (JSON), computed ones included.

    Parameters
    ----------
    values
        by field id; empty ones count as missing, computed ones are computed anew whatever is given.
    state
        the state for which the values must suffice.
    day
        today: no date field with ``not_after = "today"`` lies behind it.
    opened
        when the record was opened, which decides the rules that it follows; ``day`` where it is new.

    Raises
    ------
    InvalidRecordError
        all faults, a ``FieldError`` each: ``where.field`` is the field's id, for a table
        ``options[2].investment`` (the second row as it was given), for a score sheet ``score.item``.
    """
    opened = opened or day
    setting = Setting(register, codes, day, calendar or Calendar())
    fields = fields_in_force(register.fields, opened)
    form = Form(fields, state, Reading(codes, day, opened), setting)
    faults: list[FieldError] = list(unknown_fields(register.fields, fields, values))
    clean = read_values(form, values, faults)
    if faults:
        raise InvalidRecordError(INVALID, list[LvxunError](faults))
    return clean


def validate_filing(  # noqa: PLR0913 - as validate
    register: Register,
    fields: Sequence[Field],
    values: Mapping[str, object],
    *,
    day: date,
    codes: Codes,
    calendar: Calendar | None = None,
) -> dict[str, object]:
    """Return what a filing says (``Duty.fields``) as it is kept, or raise ``InvalidRecordError``."""
    setting = Setting(register, codes, day, calendar or Calendar())
    form = Form(fields_in_force(fields, day), "", Reading(codes, day, day), setting)
    faults: list[FieldError] = list(unknown_fields(fields, form.fields, values))
    clean = read_values(form, values, faults)
    if faults:
        raise InvalidRecordError("The filing cannot be kept as it is.", list[LvxunError](faults))
    return clean


def missing_fields(register: Register, values: Mapping[str, object], state: str, opened: date) -> list[str]:
    """Return the ids of the fields that ``state`` asks for and that are empty."""
    fields = fields_in_force(register.fields, opened)
    return [one.id for one in fields if is_required(one, state) and is_empty(values.get(one.id))]


def changed(
    register: Register, before: Mapping[str, object], after: Mapping[str, object]
) -> dict[str, tuple[object, object]]:
    """Return what differs as (before, after) by field id, in the register's order; None where nothing was."""
    ids = [one.id for one in register.fields]
    extra = sorted((set(before) | set(after)) - set(ids))
    return {
        key: (before.get(key), after.get(key)) for key in [*ids, *extra] if before.get(key) != after.get(key)
    }
