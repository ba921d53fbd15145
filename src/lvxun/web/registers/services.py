"""The acts on records: one transaction each, rights asked, history, counts and search kept.

``actor`` is a person; None is the system and the command line, which may all that the register allows. Every
act takes ``now`` (an aware datetime) for a past that is told to us: trials and imports, never a page.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from lvxun.registers.actor import SYSTEM, ActingAs
from lvxun.registers.errors import FieldError, InvalidRecordError
from lvxun.registers.model import Register
from lvxun.registers.record import validate
from lvxun.registers.workflow import move as decide
from lvxun.web.people import record_rights
from lvxun.web.people.models import User
from lvxun.web.people.offices import Capacity
from lvxun.web.registers.advancing import advance
from lvxun.web.registers.bulk import NewRecord, create_many
from lvxun.web.registers.definitions import calendar, codes
from lvxun.web.registers.errors import SealedRecordError
from lvxun.web.registers.evidence import Proofs, attach, comment, file_duty, shown
from lvxun.web.registers.history import differences
from lvxun.web.registers.keeping import Act, Deed, acting, locked, register_of, update
from lvxun.web.registers.models import Record
from lvxun.web.registers.moving import keep_moved
from lvxun.web.registers.opening import create
from lvxun.web.registers.placements import placement
from lvxun.web.registers.searching import facts
from lvxun.web.registers.snapshots import entered, fill, snapshot

__all__ = [
    "NewRecord",
    "advance",
    "attach",
    "change",
    "comment",
    "create",
    "create_many",
    "file_duty",
    "move",
    "snapshot",
]


def change(  # noqa: PLR0913 - who, what, how it is, why, when
    actor: User | None,
    record: Record,
    values: Mapping[str, object],
    *,
    version: int,
    why: str = "",
    now: datetime | None = None,
) -> Record:
    """Change some values of a record (None takes one away); the others stay as they are.

    Raises
    ------
    PermissionDenied
        if this person may not change the record.
    SealedRecordError
        if it is sealed: that takes a revision (``revisions.py``).
    StaleRecordError
        if others changed it since ``version``.
    InvalidRecordError
        with every fault of the values.
    """
    with acting(actor, now, why) as act:
        held = locked(record, version)
        register = register_of(held)
        if register.state(held.state).sealed:
            raise SealedRecordError(held)
        act.on_behalf_of = _require(
            act.actor, record_rights.changing_capacity(actor, register, held) if actor else None
        )
        rewrite(act, register, held, values, "changed")
    return held


def rewrite(act: Act, register: Register, held: Record, values: Mapping[str, object], verb: str) -> None:
    """Put other values into a locked record; what is the same as before leaves no trace."""
    merged = entered(register, {**held.values, **values})
    given = {key: value for key, value in merged.items() if value is not None}
    day = timezone.localdate(act.now)
    clean = validate(
        register,
        given,
        state=held.state,
        day=day,
        codes=codes(),
        opened=held.opened,
        calendar=calendar(),
    )
    before, after = differences(held.values, clean)
    if not after:
        return
    if verb == "changed":
        _require_place(act.actor, register, held, clean)
    known = facts(held)
    fill(held, register, placement(register), clean)
    update(act, register, held, known, Deed(verb, from_state=held.state, before=before, after=after))


def _require_place(
    actor: User | None,
    register: Register,
    held: Record,
    clean: Mapping[str, object],
    asked: Collection[str] = (),
) -> None:
    """Refuse to hand a record to an area or a firm that this person has nothing to do with."""
    moved = [key for key in ("area", "holder") if (clean.get(key) or "") != (held.values.get(key) or "")]
    moved = [key for key in moved if key not in asked]
    if actor is None or not moved or record_rights.may_place(actor, register, held, clean):
        return
    what, remedy = "With this value the record would be out of your hands.", "Ask whoever is above both."
    raise InvalidRecordError(what, [FieldError(what, key, remedy) for key in moved])


def _require(actor: User | None, capacity: Capacity | None) -> int | None:
    if actor is not None and capacity is None:
        raise PermissionDenied
    return capacity.acting.on_behalf_of if capacity else None


def move(  # noqa: PLR0913 - the act, what comes with it, and by whom
    actor: User | None,
    record: Record,
    transition: str,
    *,
    version: int,
    values: Mapping[str, object] | None = None,
    why: str = "",
    proofs: Proofs = (),
    now: datetime | None = None,
    code: str = "",
    capacities: Sequence[ActingAs] | None = None,
) -> Record:
    """Take a step on a record.

    ``proofs`` are files by the id of the proof; ids alone count only where the file is attached already, or
    where no person acts. ``capacities`` is for imports and trials that tell who acted without an account.

    Raises
    ------
    PermissionDenied
        if the step is not this person's.
    StaleRecordError
        if others changed the record since ``version``: of two steps at one version exactly one wins.
    TransitionRefusedError, InvalidRecordError
        if the step is not possible now, or something is missing.
    """
    with acting(actor, now, why) as act:
        held = locked(record, version)
        register = register_of(held)
        act.on_behalf_of = _require(
            actor, record_rights.moving_capacity(actor, register, held, transition) if actor else None
        )
        known = facts(held)
        moved = decide(
            register,
            snapshot(held),
            transition,
            _capacities(actor, capacities),
            act.now,
            calendar(),
            values=values,
            proofs=shown(act, held, transition, proofs),
            why=act.why,
            codes=codes(),
        )
        needed = register.transition(transition)
        _require_place(actor, register, held, moved.values, needed.needs if needed else ())
        keep_moved(act, register, held, moved, known, code=code)
    return held


def _capacities(actor: User | None, capacities: Sequence[ActingAs] | None) -> Sequence[ActingAs]:
    if actor is not None:
        return record_rights.acting(actor)
    return [SYSTEM] if capacities is None else list(capacities)
