"""One chunk of new records: codes, rows of every table, and which row is to blame where one is not kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from lvxun.errors import Where
from lvxun.registers import numbering
from lvxun.registers.model import Register
from lvxun.web.registers.bulk_tables import Tables
from lvxun.web.registers.definitions import calendar, region_id
from lvxun.web.registers.errors import DuplicateRecordError
from lvxun.web.registers.keeping import OPEN, Act, open_keys
from lvxun.web.registers.layouts import Placement
from lvxun.web.registers.models import Record, UniqueKey
from lvxun.web.registers.placements import placement
from lvxun.web.registers.searching import facts, tokens
from lvxun.web.registers.serials import (
    ATTEMPTS,
    given_code,
    is_given_at_once,
    provisional_code,
    provisional_scope,
    serial_scope,
    take_many,
)
from lvxun.web.registers.snapshots import begun, fill, settle
from lvxun.web.registers.statements import among
from lvxun.web.registers.tallies import Scope


@dataclass(frozen=True, slots=True)
class NewRecord:
    """One row to be kept: clean values; ``code`` where it is given from outside, ``row`` for messages."""

    values: Mapping[str, object]
    code: str = ""
    opened: date | None = None
    row: int = 0


def write_chunk(act: Act, register: Register, rows: list[NewRecord], *, synthetic: bool) -> None:
    """Keep a chunk of rows, or say which row cannot be kept.

    The database itself finds out what is there already; only then are codes and keys looked up. A code from
    outside that one of ours would meet is passed over.
    """
    for _ in range(ATTEMPTS):
        tables = _tables(act, register, rows, synthetic=synthetic)
        try:
            with transaction.atomic():
                tables.write(placement(register))
        except IntegrityError:
            if not _blame(register, tables, rows):
                raise
        else:
            act.deltas.update(tables.deltas)
            return
    raise DuplicateRecordError((), tables.codes[0])


def _tables(act: Act, register: Register, rows: list[NewRecord], *, synthetic: bool) -> Tables:
    layout, today = placement(register), timezone.localdate(act.now)
    days = [one.opened or today for one in rows]
    tables = Tables(_codes(register, rows, days), act.now)
    _refuse_twice(tables, rows)
    course = json.dumps(begun(register, act.now))
    # One object for all rows: what a row becomes is written out before the next one comes.
    record = Record(region=region_id(), register=register.id, state=register.start.id, synthetic=synthetic)
    record.course = begun(register, act.now)
    has_limits = any(
        one.limits for one in register.transitions if one.is_from_anywhere or register.start.id in one.sources
    )
    for pk, one, code, day in zip(tables.ids, rows, tables.codes, days, strict=True):
        record.pk, record.code, record.opened = pk, code, day
        fill(record, register, layout, dict(one.values))
        if has_limits:
            settle(record, register, calendar(), today)
        _add(tables, act, register, layout, record, course)
    if tables.keys_twice:
        _blame(register, tables, rows)
    return tables


def _add(  # noqa: PLR0913, PLR0917 - one record with all that follows from it
    tables: Tables, act: Act, register: Register, layout: Placement, record: Record, course: str
) -> None:
    told = facts(record)
    values = json.dumps(record.values, ensure_ascii=False)
    tables.add_record(record, layout, values, course)
    tables.add_event(record, act, values)
    tables.words.append((record.pk, tokens(record.region, register, layout, told)))
    for key, fields in open_keys(register, record).items():
        tables.add_key(record, key, fields)
    tables.deltas.add_record(Scope(record.region, register.id), layout, record.pk, told)


def _codes(register: Register, rows: list[NewRecord], days: list[date]) -> list[str]:
    """Return the code of each row: the one given, or the next of its scope, all taken at once."""
    at_once = is_given_at_once(register)
    scopes = [
        "" if one.code else _scope(register, one, day, at_once=at_once)
        for one, day in zip(rows, days, strict=True)
    ]
    serials = take_many(Counter(scope for scope in scopes if scope))
    codes = []
    for one, scope, day in zip(rows, scopes, days, strict=True):
        if not scope:
            codes.append(given_code(register, one.code))
            continue
        serial, serials[scope] = serials[scope], serials[scope] + 1
        made = numbering.code(register, dict(one.values), day, serial) if at_once else ""
        codes.append(made or provisional_code(day, serial))
    return codes


def _scope(register: Register, one: NewRecord, day: date, *, at_once: bool) -> str:
    return serial_scope(register, dict(one.values), day) if at_once else provisional_scope(register, day)


def _refuse_twice(tables: Tables, rows: list[NewRecord]) -> None:
    """Refuse a code from outside that the rows have twice."""
    seen: set[str] = set()
    for one, code in zip(rows, tables.codes, strict=True):
        if code in seen and one.code:
            raise _in_row(DuplicateRecordError((), code), one)
        seen.add(code)


def _blame(register: Register, tables: Tables, rows: list[NewRecord]) -> bool:
    """Say which row has what another record has; True where only codes that we made ourselves are taken."""
    own = {"region": region_id(), "register": register.id}
    taken = {code for code, _ in among("registers_record", own, "code", tables.codes)}
    for one, code in zip(rows, tables.codes, strict=True):
        if one.code and code in taken:
            raise _in_row(DuplicateRecordError((), code), one)
    held = {
        key for key, _ in among("registers_uniquekey", own | {"purpose": OPEN}, "key", [*tables.key_fields])
    }
    first = next((key for key in tables.key_fields if key in held or key in tables.keys_twice), None)
    if first is not None:
        holder = UniqueKey.objects.filter(**own, purpose=OPEN, key=first).select_related("record").first()
        other = holder.record.code if holder else tables.keys_twice[first]
        raise _in_row(DuplicateRecordError(tables.key_fields[first], other), rows[tables.row_of(first)])
    return bool(taken)


def _in_row(error: DuplicateRecordError, one: NewRecord) -> DuplicateRecordError:
    error.where = Where(row=one.row or None, field=error.where.field)
    error.args = (error.message,)
    return error
