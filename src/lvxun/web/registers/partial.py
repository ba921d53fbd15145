"""A form as far as it is filled in: what is clear of it already, and what follows from that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lvxun.registers.computing import Setting
from lvxun.registers.errors import FieldError
from lvxun.registers.forms import Form, fields_in_force, read_values
from lvxun.registers.model import Field, Register
from lvxun.registers.values import Reading
from lvxun.web.registers.definitions import calendar, codes


def so_far(
    register: Register, fields: Sequence[Field], values: Mapping[str, object], day: date
) -> dict[str, object]:
    """Return the clean values of what can be read, computed ones included; faults are left to the sending."""
    faults: list[FieldError] = []
    reading = Reading(codes(), day, day)
    form = Form(fields_in_force(fields, day), "", reading, Setting(register, codes(), day, calendar()))
    return read_values(form, values, faults)


def first_fault(register: Register, field: Field, value: object, day: date) -> FieldError | None:
    """Return what is wrong with one value alone."""
    faults: list[FieldError] = []
    reading = Reading(codes(), day, day)
    form = Form((field,), "", reading, Setting(register, codes(), day, calendar()))
    read_values(form, {field.id: value}, faults)
    return next((one for one in faults if one.kind != "missing"), None)
