"""Many records at once, in memory that does not grow: chunks of rows, a few statements each, one transaction.

A reader of sheets validates rows and hands them over one by one (any iterable will do); what comes of them is
the same as of ``create``: history, counts, search, filters, unique keys and serials. All are kept or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from lvxun.registers.actor import ActingAs, first_matching
from lvxun.registers.model import Register
from lvxun.web.people import record_rights
from lvxun.web.people.models import User
from lvxun.web.registers.bulk_writing import NewRecord, write_chunk
from lvxun.web.registers.definitions import definition
from lvxun.web.registers.keeping import Act, acting
from lvxun.web.registers.models import Record
from lvxun.web.registers.snapshots import snapshot
from lvxun.web.registers.statements import expect_many, tell_planner

__all__ = ["NewRecord", "create_many"]

CHUNK = 1000
MANY = 10_000  # rows after which the database looks at its tables anew
FIRST_ROW = 2  # as a sheet counts: the heading is row 1


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
        expect_many()
        for chunk in _chunks(rows):
            for one in chunk:
                _require(register, capacities, act, one)
            write_chunk(act, register, chunk, synthetic=synthetic)
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
