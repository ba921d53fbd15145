"""Many records at once, in memory that does not grow: chunks of rows, a few statements each, one transaction.

A reader of sheets validates rows and hands them over one by one (any iterable will do); what comes of them is
the same as of ``create``: history, counts, search, filters, unique keys and serials. All are kept or none.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from lvxun.errors import Where
from lvxun.registers import numbering
from lvxun.registers.actor import ActingAs, first_matching
from lvxun.registers.model import Register
from lvxun.web.people import record_rights
from lvxun.web.people.models import User
from lvxun.web.registers.bulk_tables import Tables
from lvxun.web.registers.definitions import calendar, definition, region_id
from lvxun.web.registers.errors import DuplicateRecordError
from lvxun.web.registers.keeping import OPEN, Act, acting, open_keys
from lvxun.web.registers.layouts import Placement
from lvxun.web.registers.models import Record, UniqueKey
from lvxun.web.registers.placements import placement
from lvxun.web.registers.searching import facts, tokens
from lvxun.web.registers.serials import (
    given_code,
    is_given_at_once,
    provisional_scope,
    serial_scope,
    take_many,
)
from lvxun.web.registers.snapshots import begun, fill, settle, snapshot
from lvxun.web.registers.statements import among, check_at_once, tell_planner
from lvxun.web.registers.tallies import Scope

CHUNK = 1000
MANY = 10_000  # rows after which the database looks at its tables anew
FIRST_ROW = 2  # as a sheet counts: the heading is row 1


@dataclass(frozen=True, slots=True)
class NewRecord:
    """One row to be kept: clean values; ``code`` where it is given from outside, ``row`` for messages."""

    values: Mapping[str, object]
    code: str = ""
    opened: date | None = None
    row: int = 0


def create_many(  # noqa: PLR0913 - who, where, what; the rest is for imports and trials
    actor: User | None,
    register_id: str,
    rows: Iterable[Mapping[str, object] | NewRecord],
    *,
    why: str = "",
    now: datetime | None = None,
    synthetic: bool = False,
    on_progress: Callable[[int], None] | None = None,
) -> int:
    """Open a record for every row of clean values (``registers.validate``); return how many there are.

    All are kept or none. ``on_progress`` is told after each chunk how many rows are written so far.

    Raises
    ------
    PermissionDenied
        if this person may not open a record with the area and holder of some row.
    DuplicateRecordError
        if a row has a code or unique values that another record has; ``where.row`` says which row.
    """
    register = definition(register_id)
    capacities = _capacities(actor, register)
    count = 0
    with acting(actor, now, why) as act:
        check_at_once()
        for chunk in _chunks(rows):
            for one in chunk:
                _require(register, capacities, act, one)
            _write(act, register, chunk, synthetic=synthetic)
            count += len(chunk)
            if on_progress:
                on_progress(count)
        if count >= MANY:
            transaction.on_commit(tell_planner)
    return count


def _capacities(actor: User | None, register: Register) -> list[ActingAs] | None:
    if actor is None:
        return None
    if not record_rights.may_create(actor, register):
        raise PermissionDenied
    return record_rights.acting(actor)


def _require(register: Register, capacities: list[ActingAs] | None, act: Act, one: NewRecord) -> None:
    if capacities is None:
        return
    probe = Record(
        register=register.id,
        values=dict(one.values),
        area=str(one.values.get("area") or ""),
        holder=str(one.values.get("holder") or ""),
        opened=timezone.localdate(act.now),
    )
    capacity = first_matching(register.creators, capacities, register, snapshot(probe))
    if capacity is None:
        raise PermissionDenied
    act.on_behalf_of = capacity.on_behalf_of


def _chunks(rows: Iterable[Mapping[str, object] | NewRecord]) -> Iterator[list[NewRecord]]:
    numbered = enumerate(rows, FIRST_ROW)
    while chunk := list(islice(numbered, CHUNK)):
        yield [one if isinstance(one, NewRecord) else NewRecord(one, row=row) for row, one in chunk]


def _write(act: Act, register: Register, rows: list[NewRecord], *, synthetic: bool) -> None:
    layout, today = placement(register), timezone.localdate(act.now)
    days = [one.opened or today for one in rows]
    codes = _codes(register, rows, days)
    tables = Tables(len(rows), act.now)
    course = json.dumps(begun(register, act.now))
    # One object for all rows: what a row becomes is written out before the next one comes.
    record = Record(region=region_id(), register=register.id, state=register.start.id, synthetic=synthetic)
    record.course = begun(register, act.now)
    has_limits = any(one.limits for one in register.transitions if register.start.id in (*one.sources, "*"))
    for pk, one, code, day in zip(tables.ids, rows, codes, days, strict=True):
        record.pk, record.code, record.opened = pk, code, day
        fill(record, register, layout, dict(one.values))
        if has_limits:
            settle(record, register, calendar(), today)
        _add(tables, act, register, layout, record, course)
    _refuse_held_keys(register, tables, rows)
    tables.write(layout)


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
    act.deltas.add_record(Scope(record.region, register.id), layout, record.pk, told)


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
        codes.append(_code(register, one, day, serial, at_once=at_once))
    _refuse_taken(register, rows, codes)
    return codes


def _scope(register: Register, one: NewRecord, day: date, *, at_once: bool) -> str:
    return serial_scope(register, dict(one.values), day) if at_once else provisional_scope(register, day)


def _code(register: Register, one: NewRecord, day: date, serial: int, *, at_once: bool) -> str:
    if at_once:
        return numbering.code(register, dict(one.values), day, serial)
    return f"T{day.year}-{serial:06d}"


def _refuse_taken(register: Register, rows: list[NewRecord], codes: list[str]) -> None:
    """Refuse a code that is given already, in the database or twice in the rows."""
    own = {"region": region_id(), "register": register.id}
    taken = {code for code, _ in among("registers_record", own, "code", codes)}
    for one, code in zip(rows, codes, strict=True):
        if code in taken:
            raise _in_row(DuplicateRecordError((), code), one)
        taken.add(code)


def _refuse_held_keys(register: Register, tables: Tables, rows: list[NewRecord]) -> None:
    """Refuse a row whose unique values another open record has, in the database or among the rows."""
    own = {"region": region_id(), "register": register.id, "purpose": OPEN}
    held = {key for key, _ in among("registers_uniquekey", own, "key", list(tables.key_fields))}
    faulty = [key for key in tables.key_fields if key in held or key in tables.keys_twice]
    if faulty:
        first = faulty[0]
        other = tables.keys_twice.get(first) or UniqueKey.objects.get(**own, key=first).record.code
        raise _in_row(DuplicateRecordError(tables.key_fields[first], other), rows[tables.row_of(first)])


def _in_row(error: DuplicateRecordError, one: NewRecord) -> DuplicateRecordError:
    error.where = Where(row=one.row or None, field=error.where.field)
    error.args = (error.message,)
    return error
