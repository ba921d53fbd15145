"""How an act is kept: record, history, counts, words and unique keys in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from lvxun.registers.model import Register
from lvxun.web.people.models import User
from lvxun.web.registers.definitions import calendar, definition, region_id
from lvxun.web.registers.errors import DuplicateRecordError, StaleRecordError
from lvxun.web.registers.history import since
from lvxun.web.registers.models import Link, Record, RecordEvent, SearchText, UniqueKey
from lvxun.web.registers.placements import placement
from lvxun.web.registers.searching import Facts, facts, tokens
from lvxun.web.registers.snapshots import references, settle
from lvxun.web.registers.tallies import Deltas, Scope

OPEN = "open"  # purpose of a key that one open record holds
REQUEST = "request"  # purpose of a key that makes a create sent twice one record


@dataclass(slots=True)
class Act:
    """Who does something, when and why; ``deltas`` are written to the counts at its end."""

    actor: User | None
    now: datetime
    why: str = ""
    on_behalf_of: int | None = None  # key of the person for whom it is done
    deltas: Deltas = field(default_factory=Deltas)


@dataclass(frozen=True, slots=True)
class Deed:
    """What an act's event says."""

    verb: str
    transition: str = ""
    from_state: str = ""
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)


@contextmanager
def acting(actor: User | None, now: datetime | None = None, why: str = "") -> Iterator[Act]:
    """Do one act in one transaction."""
    with transaction.atomic():
        act = Act(actor, now or timezone.now(), why.strip())
        yield act
        act.deltas.write()


def locked(record: Record, version: int | None = None) -> Record:
    """Return the record as it is now, locked for this act.

    Raises
    ------
    StaleRecordError
        if it is not at ``version`` any more: of two acts on one version exactly one wins.
    """
    held = Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if version is not None and held.version != version:
        raise StaleRecordError(held, since(held, version))
    return held


def register_of(record: Record) -> Register:
    """Return the definition of the record's register."""
    return definition(record.register)


def insert(act: Act, register: Register, record: Record, deed: Deed) -> None:
    """Keep a new record.

    Raises
    ------
    DuplicateRecordError
        if its code is given already, or another open record has what only one may have.
    """
    settle(record, register, calendar(), timezone.localdate(act.now))
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError:
        raise DuplicateRecordError((), record.code) from None
    _follow(act, register, record, None, deed)


def update(act: Act, register: Register, record: Record, before: Facts, deed: Deed) -> None:
    """Keep a changed record under its next version; ``before`` is what the indexes knew of it."""
    record.version += 1
    settle(record, register, calendar(), timezone.localdate(act.now))
    record.save()
    _follow(act, register, record, before, deed)


def _follow(act: Act, register: Register, record: Record, before: Facts | None, deed: Deed) -> None:
    """Let counts, words, unique keys, links and the history follow the record."""
    scope, layout, now = Scope(region_id(), register.id), placement(register), facts(record)
    if before is not None:
        act.deltas.add_record(scope, layout, record.pk, before, -1)
    act.deltas.add_record(scope, layout, record.pk, now)
    words = tokens(scope.region, register, layout, now)
    if before is None or tokens(scope.region, register, layout, before) != words:
        SearchText.objects.update_or_create(record=record, defaults={"tokens": words})
    hold_keys(register, record)
    _link_references(register, record)
    write_event(act, record, deed)


def write_event(act: Act, record: Record, deed: Deed) -> RecordEvent:
    """Write the act into the record's history."""
    return RecordEvent.objects.create(
        record=record,
        version=record.version,
        at=act.now,
        actor=act.actor,
        on_behalf_of_id=act.on_behalf_of,
        verb=deed.verb,
        transition=deed.transition,
        from_state=deed.from_state,
        to_state=record.state,
        why=act.why,
        before=dict(deed.before),
        after=dict(deed.after),
    )


def open_keys(register: Register, record: Record) -> dict[str, tuple[str, ...]]:
    """Return the keys that a record holds alone while it is open, with the fields that each stands for."""
    if record.merged_into_id is not None or register.state(record.state).kind == "end":
        return {}
    keys = {}
    for fields in register.unique:
        found = [record.values.get(one) for one in fields]
        if all(value not in (None, "", []) for value in found):
            keys[key_of([*fields], found)] = tuple(fields)
    return keys


def key_of(*parts: object) -> str:
    """Return a short form of values under which they are compared."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, default=str).encode()).hexdigest()


def hold_keys(register: Register, record: Record) -> None:
    """Take the record's unique keys and give up those that it holds no more.

    Raises
    ------
    DuplicateRecordError
        if another open record holds one.
    """
    wanted = open_keys(register, record)
    held = UniqueKey.objects.filter(record=record, purpose=OPEN)
    known = set(held.values_list("key", flat=True))
    if known - set(wanted):
        held.exclude(key__in=wanted).delete()
    for key in sorted(set(wanted) - known):
        _hold(register, record, key, wanted[key])


def _hold(register: Register, record: Record, key: str, fields: tuple[str, ...]) -> None:
    names = {"region": region_id(), "register": register.id, "purpose": OPEN, "key": key}
    try:
        with transaction.atomic():
            UniqueKey.objects.create(record=record, **names)
    except IntegrityError:
        other = UniqueKey.objects.filter(**names).values_list("record__code", flat=True).first()
        raise DuplicateRecordError(fields, other or "") from None


def _link_references(register: Register, record: Record) -> None:
    """Link the record to those that its reference fields name."""
    wanted = set()
    for one in references(register):
        code = record.values.get(one.id)
        if code:
            named = Record.objects.filter(region=record.region, register=one.register, code=code)
            wanted |= set(named.values_list("pk", flat=True))
    if not references(register):
        return
    links = Link.objects.filter(source=record, kind="references")
    links.exclude(target__in=wanted).delete()
    for target in wanted - set(links.values_list("target", flat=True)):
        Link.objects.create(source=record, target_id=target, kind="references")
