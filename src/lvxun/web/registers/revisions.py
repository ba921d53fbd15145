"""Corrections of sealed records: proposed, heard, decided; both versions stay.

Whoever acts on a record may propose. An officer who may bring a record into its sealed state decides (where
no step leads there, an officer of the keeper at the register's level), never the one who proposed it. Where
others than the holder proposed, the holder is heard: it may agree or object until the decision; to decide
before it was heard, or against its objection, takes a reason. ``history.values_at`` reads the old version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone

from lvxun.errors import Where
from lvxun.registers.actor import first_matching
from lvxun.registers.model import Actor, ActorRole, Register
from lvxun.registers.record import validate
from lvxun.web.people import record_rights
from lvxun.web.people.models import User
from lvxun.web.registers.definitions import calendar, codes, region_id
from lvxun.web.registers.errors import RevisionError, StaleRecordError
from lvxun.web.registers.history import differences, since
from lvxun.web.registers.keeping import Act, Deed, acting, locked, register_of, write_event
from lvxun.web.registers.models import Record, Revision
from lvxun.web.registers.services import rewrite
from lvxun.web.registers.snapshots import entered, snapshot

OPEN = Revision.Outcome.OPEN


def may_propose(user: User, register: Register, record: Record) -> bool:
    """Say whether this person may propose a revision: the record is sealed and they act on it."""
    return _is_sealed(register, record) and record_rights.may_comment(user, register, record)


def may_hear(user: User, register: Register, revision: Revision) -> bool:
    """Say whether this person is the holder that is to be heard about an open revision."""
    return _is_open(revision) and _is_holder(user, revision.record) and _is_by_others(revision)


def may_decide(user: User, register: Register, revision: Revision) -> bool:
    """Say whether this person decides about an open revision: who may seal, and did not propose it."""
    return (
        _is_open(revision)
        and revision.proposed_by_id != user.pk
        and _decides(user, register, revision.record)
    )


def deciders(register: Register, record: Record) -> tuple[Actor, ...]:
    """Return who decides about revisions of a record in its present state."""
    officers = [
        actor
        for step in register.transitions
        if step.target == record.state
        for actor in step.by
        if actor.role == ActorRole.OFFICER
    ]
    return tuple(dict.fromkeys(officers)) or (Actor(ActorRole.OFFICER, register.level),)


def open_revisions(user: User, registers: Iterable[Register]) -> list[Revision]:
    """Return the open revisions of these registers that wait for this person, to decide or to be heard."""
    found: list[Revision] = []
    for register in registers:
        visible = record_rights.visible_to(user, Record.objects.all(), register).values("pk")
        waiting = Revision.objects.filter(outcome=OPEN, record__register=register.id, record__in=visible)
        for revision in waiting.select_related("record", "proposed_by").order_by("id"):
            if may_decide(user, register, revision) or (
                revision.heard_at is None and may_hear(user, register, revision)
            ):
                found.append(revision)
    return found


def of(record: Record) -> QuerySet[Revision]:
    """Return the revisions of a record, the newest first."""
    return record.revisions.select_related("proposed_by", "decided_by", "heard_by").order_by("-id")


def propose(actor: User, record: Record, values: Mapping[str, object], *, version: int, why: str) -> Revision:
    """Propose other values for a sealed record.

    Raises
    ------
    PermissionDenied
        if this person does not act on the record.
    RevisionError
        if the record is not sealed, nothing differs, no reason is given, or a revision is open already.
    StaleRecordError, InvalidRecordError
        as for a change.
    """
    with acting(actor, why=why) as act:
        held = locked(record, version)
        register = register_of(held)
        if not record_rights.may_comment(actor, register, held):
            raise PermissionDenied
        if not _is_sealed(register, held):
            raise RevisionError("The record is not sealed.", Where(field="state"), "Change it directly.")
        _require_why(act.why)
        if held.revisions.filter(outcome=OPEN).exists():
            remedy = "Wait for the decision, or withdraw the other one."
            raise RevisionError("A revision of this record is open already.", Where(field="version"), remedy)
        before, after = differences(held.values, _clean(act, register, held, values))
        if not after:
            raise RevisionError("Nothing differs from the record.", remedy="Change a value, then propose it.")
        revision = Revision.objects.create(
            record=held, version=held.version, proposed=after, before=before, why=act.why, proposed_by=actor
        )
        _tell(act, held, "revision_proposed", revision)
    return revision


def hear(actor: User, revision: Revision, *, agrees: bool, why: str = "") -> Revision:
    """Keep what the holder says of a revision that others proposed; said again, the last word counts.

    Raises
    ------
    PermissionDenied
        if this person is not the holder, or the revision is decided.
    RevisionError
        if an objection has no reason.
    """
    with acting(actor, why=why) as act:
        held, record, register = _locked(revision)
        if not may_hear(actor, register, held):
            raise PermissionDenied
        if not agrees:
            _require_why(act.why)
        held.heard_by, held.heard_at, held.heard_agrees, held.heard_why = actor, act.now, agrees, act.why
        held.save()
        _tell(act, record, "revision_heard", held)
    return held


def agree(actor: User, revision: Revision, why: str = "") -> Record:
    """Put a revision into force: the record takes the values on, under its next version.

    Raises
    ------
    PermissionDenied
        if this person does not decide about it.
    RevisionError
        if a reason is missing: the holder was not heard, or objects.
    StaleRecordError
        if what it changes is not any more as it was when it was proposed.
    """
    with acting(actor, why=why) as act:
        held, record, register = _locked(revision)
        _require_decider(actor, register, held)
        if _is_by_others(held) and record.holder and not held.heard_agrees:
            _require_why(act.why)
        if any(record.values.get(key) != value for key, value in held.before.items()):
            raise StaleRecordError(record, since(record, held.version))
        act.why = act.why or held.why
        rewrite(act, register, record, _without_computed(register, held.proposed), "revised")
        _decide(act, held, Revision.Outcome.AGREED, why)
    return record


def refuse(actor: User, revision: Revision, why: str) -> Revision:
    """Refuse a revision; the record stays as it is.

    Raises
    ------
    PermissionDenied
        if this person does not decide about it.
    RevisionError
        if no reason is given.
    """
    with acting(actor, why=why) as act:
        held, record, register = _locked(revision)
        _require_decider(actor, register, held)
        _require_why(act.why)
        _decide(act, held, Revision.Outcome.REFUSED, why)
        _tell(act, record, "revision_refused", held)
    return held


def withdraw(actor: User, revision: Revision) -> Revision:
    """Take one's own proposal back while it is open.

    Raises
    ------
    PermissionDenied
        if it is somebody else's, or decided.
    """
    with acting(actor) as act:
        held, record, _ = _locked(revision)
        if held.proposed_by_id != actor.pk or not _is_open(held):
            raise PermissionDenied
        _decide(act, held, Revision.Outcome.WITHDRAWN, "")
        _tell(act, record, "revision_withdrawn", held)
    return held


def _clean(act: Act, register: Register, held: Record, values: Mapping[str, object]) -> dict[str, object]:
    merged = entered(register, {**held.values, **values})
    given = {key: value for key, value in merged.items() if value is not None}
    return validate(
        register,
        given,
        state=held.state,
        day=timezone.localdate(act.now),
        codes=codes(),
        opened=held.opened,
        calendar=calendar(),
    )


def _without_computed(register: Register, proposed: Mapping[str, object]) -> dict[str, object]:
    return entered(register, dict(proposed))


def _locked(revision: Revision) -> tuple[Revision, Record, Register]:
    """Lock the record first, as every act does, then look at the revision again."""
    record = locked(revision.record)
    held = Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
    held.record = record
    return held, record, register_of(record)


def _require_decider(actor: User, register: Register, held: Revision) -> None:
    if not may_decide(actor, register, held):
        raise PermissionDenied


def _require_why(why: str) -> None:
    if not why:
        raise RevisionError("A reason is missing.", Where(field="why"), "Say why: it stays in the history.")


def _decide(act: Act, held: Revision, outcome: str, why: str) -> None:
    held.outcome, held.decided_by, held.decided_at = outcome, act.actor, act.now
    held.decision_why = why.strip()
    held.save()


def _tell(act: Act, record: Record, verb: str, revision: Revision) -> None:
    write_event(act, record, Deed(verb, from_state=record.state, after={"revision": revision.pk}))


def _is_open(revision: Revision) -> bool:
    return revision.outcome == OPEN and revision.record.region == region_id()


def _is_sealed(register: Register, record: Record) -> bool:
    return record.merged_into_id is None and register.state(record.state).sealed


def _is_holder(user: User, record: Record) -> bool:
    return bool(record.holder) and any(one.holder == record.holder for one in record_rights.acting(user))


def _is_by_others(revision: Revision) -> bool:
    """Say whether others than the record's holder proposed it."""
    return not _is_holder(revision.proposed_by, revision.record)


def _decides(user: User, register: Register, record: Record) -> bool:
    capacities = record_rights.acting(user)
    return first_matching(deciders(register, record), capacities, register, snapshot(record)) is not None
