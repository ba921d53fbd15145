"""The code of a record: made from its values and a serial, or given from outside and checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from string import Formatter

from lvxun.registers.errors import NumberingError
from lvxun.registers.model import Register

LONGEST = 80
SERIAL = "serial"


def code(register: Register, values: Mapping[str, object], opened: date, serial: int) -> str:
    """Return the code of a record: the register's form with its values in.

    A register without a form of its own (the code is given from outside) gets ``ID-2026-000001`` until then.

    Raises
    ------
    NumberingError
        where a value that the form asks for is missing, or the code does not match the register's pattern.
    """
    form = register.numbering.form
    if not form:
        return f"{register.id.upper()}-{opened.year}-{serial:06d}"
    parts = []
    for text, name, spec, _ in Formatter().parse(form):
        parts.append(text)
        if name == SERIAL:
            parts.append(format(serial, spec or ""))
        elif name:
            parts.append(_part(register, name, values, opened))
    made = "".join(parts)
    check_code(register, made)
    return made


def scope(register: Register, values: Mapping[str, object], opened: date) -> str:
    """Return within what the serial counts: two records of one scope never share a serial."""
    if not register.numbering.form:
        return str(opened.year)
    return "|".join(_part(register, name, values, opened) for name in register.numbering.serial_by)


def check_code(register: Register, given: str) -> None:
    """Raise ``NumberingError`` where a code cannot be one of the register's."""
    if not 0 < len(given) <= LONGEST or given != given.strip():
        raise NumberingError(f"“{given[:LONGEST]}” is not a code.", remedy=f"It has 1 to {LONGEST} signs.")
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in given):
        raise NumberingError("The code has a control character.", remedy="Take it out.")
    pattern = register.numbering.pattern
    if pattern and re.fullmatch(pattern, given) is None:
        raise NumberingError(
            f"“{given}” is not a code of {register.label.zh}.", remedy=f"It must match {pattern}."
        )


def _part(register: Register, name: str, values: Mapping[str, object], opened: date) -> str:
    if name == "year":
        return str(opened.year)
    if name == "month":
        return f"{opened.month:02d}"
    value = values.get(name)
    if value is None or isinstance(value, list | dict):
        field = register.field(name)
        label = field.label.zh if field else name
        raise NumberingError(f"The code needs “{label}”, which is empty.", remedy="Fill it in first.")
    return str(value)
