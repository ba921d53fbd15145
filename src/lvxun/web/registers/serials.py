"""Codes of records: the serial within its scope, taken under the database's own lock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import connection

from lvxun.registers import numbering
from lvxun.registers.model import Register
from lvxun.web.registers.definitions import region_id
from lvxun.web.registers.models import Record

TAKE_MANY = """INSERT INTO registers_serial (scope, last) VALUES {rows}
ON CONFLICT (scope) DO UPDATE SET last = registers_serial.last + excluded.last RETURNING scope, last"""
LONGEST_SCOPE = 200
AT_A_TIME = 400
PROVISIONAL = "T"  # a code until the real one is given: T2026-000042
ATTEMPTS = 50  # codes that were brought in from outside may stand in the way


def take(scope: str) -> int:
    """Take the next serial; others wait for it until this transaction ends.

    A transaction that fails gives it back, so that no number is missing.
    """
    return take_many({scope: 1})[scope[:LONGEST_SCOPE]]


def first_code(register: Register, values: dict[str, object], opened: date) -> str:
    """Return the code of a new record: its own, or a provisional one where that is given later."""
    if is_given_at_once(register):
        return new_code(register, values, opened)
    return provisional_code(opened, take(provisional_scope(register, opened)))


def provisional_code(opened: date, serial: int) -> str:
    """Return a code that stands until the real one is given."""
    return f"{PROVISIONAL}{opened.year}-{serial:06d}"


def given_code(register: Register, code: str) -> str:
    """Return a code that comes from outside, which must look like one of the register's."""
    numbering.check_code(register, code)
    return code


def take_many(counts: Mapping[str, int]) -> dict[str, int]:
    """Take serials of many scopes in one statement; return the first of each scope."""
    first: dict[str, int] = {}
    wanted = sorted((scope[:LONGEST_SCOPE], count) for scope, count in counts.items())
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), AT_A_TIME):
            chunk = wanted[start : start + AT_A_TIME]
            marks = ", ".join(["(%s, %s)"] * len(chunk))
            cursor.execute(TAKE_MANY.format(rows=marks), [part for pair in chunk for part in pair])
            last = dict(cursor.fetchall())
            first.update({scope: int(last[scope]) - count + 1 for scope, count in chunk})
    return first


def provisional_scope(register: Register, opened: date) -> str:
    """Return within what provisional codes count."""
    return f"{region_id()}|{register.id}|provisional|{opened.year}"


def is_given_at_once(register: Register) -> bool:
    """Say whether a record has its code from the beginning."""
    return not register.numbering.given_in


def new_code(register: Register, values: dict[str, object], opened: date) -> str:
    """Return the next free code that the register's form makes of these values."""
    scope = serial_scope(register, values, opened)
    for _ in range(ATTEMPTS):
        made = numbering.code(register, values, opened, take(scope))
        if not Record.objects.filter(region=region_id(), register=register.id, code=made).exists():
            return made
    return numbering.code(register, values, opened, take(scope))


def serial_scope(register: Register, values: dict[str, object], opened: date) -> str:
    """Return within what the serial counts."""
    return f"{region_id()}|{register.id}|{numbering.scope(register, values, opened)}"[:LONGEST_SCOPE]
