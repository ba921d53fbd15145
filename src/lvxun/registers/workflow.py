"""A record's steps: what may happen next, who may do it, by when; and the step itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from lvxun.errors import LvxunError
from lvxun.registers.actor import SYSTEM, ActingAs, first_matching
from lvxun.registers.attempts import Attempt, refuse_condition, refuse_out_of_time
from lvxun.registers.calendar import CHINA, Calendar
from lvxun.registers.computing import Setting, computed
from lvxun.registers.dueness import Due, Silence, due, silent
from lvxun.registers.errors import FieldError, InvalidRecordError, TransitionRefusedError
from lvxun.registers.forms import MISSING, MISSING_REMEDY, fields_in_force, is_empty
from lvxun.registers.limits import day_of
from lvxun.registers.model import FieldType, Passage, Register, Snapshot, Transition
from lvxun.registers.record import validate
from lvxun.registers.steps import (
    Acting,
    Step,
    as_capacities,
    has_lapsed,
    known_transition,
    missing_proofs,
    state_of,
    step,
    transitions_from,
)

if TYPE_CHECKING:
    from lvxun.registers.codes import Codes

__all__ = ["Due", "Moved", "Silence", "Step", "due", "fall", "move", "silent", "steps"]


@dataclass(frozen=True, slots=True)
class Moved:
    """A record after a step: its new snapshot, clean values, next due date, the register it opens.

    ``acting``: in which of his capacities the actor did it.
    """

    snapshot: Snapshot
    values: dict[str, object]
    due: Due | None
    opens: str
    transition: str
    acting: ActingAs


def steps(  # noqa: PLR0913 - a record, seen by somebody on a day
    register: Register,
    snapshot: Snapshot,
    actor: Acting,
    today: date,
    calendar: Calendar,
    *,
    proofs: Collection[str] = (),
) -> list[Step]:
    """Return every step from the record's present state, those not open to ``actor`` too, each with why.

    ``proofs``: ids of those that are attached already. Where the calendar has spoken, no step is open.
    """
    passed = silent(register, snapshot, today, calendar) is not None
    found = []
    for transition in transitions_from(register, snapshot):
        one = step(register, snapshot, transition, as_capacities(actor), calendar)
        one = replace(one, proofs=missing_proofs(transition, proofs))
        lapsed = one.may and has_lapsed(register, snapshot, transition, calendar, today)
        refusal = "silence" if passed else "late" if lapsed else ""
        found.append(replace(one, may=False, refusal=refusal) if one.may and refusal else one)
    return found


def move(  # noqa: PLR0913, PLR0917 - the step, its actor and moment, and what comes with it
    register: Register,
    snapshot: Snapshot,
    transition_id: str,
    actor: Acting,
    now: datetime,
    calendar: Calendar,
    *,
    values: Mapping[str, object] | None = None,
    proofs: Collection[str] = (),
    why: str = "",
    codes: Codes,
) -> Moved:
    """Take a step, or say all that stands against it.

    Parameters
    ----------
    values
        raw values to be written with the step, over those of the record.
    proofs
        ids of the proofs that are attached.

    Raises
    ------
    TransitionRefusedError
        the step is unknown, not in force, not from this state, not this actor's, or not now.
    InvalidRecordError
        a field, a proof or the reason is missing, or a value is wrong: all of them at once.
    """
    transition = known_transition(register, snapshot, transition_id)
    acting = first_matching(transition.by, as_capacities(actor), register, snapshot)
    if acting is None:
        who = ", ".join(str(one) for one in transition.by)
        what = f"“{transition.label.zh}” is not yours to do on this record."
        raise TransitionRefusedError(
            what, f"It is for {who}, within their area or for their own records.", "role"
        )
    attempt = Attempt(
        register, snapshot, transition, acting, now, dict(values or {}), proofs, why, calendar, codes
    )
    refuse_out_of_time(attempt)
    refuse_condition(attempt, {k: v for k, v in snapshot.values.items() if k not in attempt.values})
    passage = Passage(transition.target, now, transition.id)
    return _arrived(attempt, passage, _written(attempt))


def fall(
    register: Register, snapshot: Snapshot, now: datetime, calendar: Calendar, *, codes: Codes
) -> Moved | None:
    """Do what the calendar brings by itself (``silent``), None where it brings nothing.

    The record enters the state at the first moment after the limit's last day, whenever this is called. What
    the state asks to be filled stays open: silence does not wait for it.
    """
    found = silent(register, snapshot, day_of(now), calendar)
    transition = register.transition(found.transition) if found else None
    if found is None or transition is None:
        return None
    at = datetime.combine(found.due + timedelta(days=1), time.min, CHINA)
    if snapshot.passages:
        at = max(at, snapshot.passages[-1].at)
    values = {**snapshot.values, **_set_by_silence(register, snapshot, transition, found.state, at)}
    setting = Setting(register, codes, day_of(now), calendar)
    fields = fields_in_force(register.fields, snapshot.opened)
    entered = {f.id: values[f.id] for f in fields if f.id in values and f.type != FieldType.COMPUTED}
    clean = {**entered, **computed(fields, entered, setting)}
    attempt = Attempt(register, snapshot, transition, SYSTEM, at, {}, (), "", calendar, codes)
    return _arrived(attempt, Passage(found.state, at, transition.id), clean)


def _written(attempt: Attempt) -> dict[str, object]:
    """Return the clean values that the record has after the step, or raise all that is missing or wrong."""
    register, snapshot, transition = attempt.register, attempt.snapshot, attempt.transition
    merged = {**snapshot.values, **attempt.values}
    before = {key: merged.get(key) for key in transition.sets}
    merged.update(_sets(transition, attempt.acting, attempt.now))
    faults = [*_missing_evidence(attempt), *_sealed_faults(attempt)]
    clean: dict[str, object] = {}
    try:
        clean = validate(
            register,
            merged,
            state=transition.target,
            day=day_of(attempt.now),
            codes=attempt.codes,
            opened=snapshot.opened,
            calendar=attempt.calendar,
        )
    except InvalidRecordError as invalid:
        faults += [one for one in invalid.errors if isinstance(one, FieldError)]
    told = {one.where.field for one in faults}
    empty = [one for one in transition.needs if is_empty(merged.get(one)) and is_empty(clean.get(one))]
    faults += [FieldError(MISSING, one, MISSING_REMEDY, "missing") for one in empty if one not in told]
    if faults:
        what = f"“{transition.label.zh}” cannot be done yet."
        raise InvalidRecordError(what, list[LvxunError](faults))
    refuse_condition(attempt, {**clean, **before}, whole=True)
    return clean


def _missing_evidence(attempt: Attempt) -> Iterator[FieldError]:
    if attempt.transition.reason_needed and not attempt.why.strip():
        yield FieldError("The reason is missing.", "why", "Say why.", "reason")
    for proof in missing_proofs(attempt.transition, attempt.proofs):
        yield FieldError(f"“{proof.label.zh}” is not attached.", proof.id, "Attach it.", "proof")


def _sealed_faults(attempt: Attempt) -> Iterator[FieldError]:
    """Refuse values that a sealed record does not take with the step: they need an agreed revision."""
    state = state_of(attempt.register, attempt.snapshot.state)
    if state is None or not state.sealed:
        return
    asked = {f.id for f in attempt.register.fields if attempt.transition.target in f.required_in}
    for key, raw in attempt.values.items():
        kept = attempt.snapshot.values.get(key)
        if key not in asked and key not in attempt.transition.needs and raw != kept:
            yield FieldError("The record is sealed.", key, "Propose a revision instead.", "sealed")


def _sets(transition: Transition, acting: ActingAs, at: datetime) -> dict[str, object]:
    """Return what the step itself writes."""
    words = {"today": day_of(at).isoformat(), "user": acting.name}
    return {
        key: words.get(value, value) if isinstance(value, str) else value
        for key, value in transition.sets.items()
    }


def _set_by_silence(
    register: Register, snapshot: Snapshot, transition: Transition, state: str, at: datetime
) -> dict[str, object]:
    """Return what silence writes when it brings ``state``: what the calendar's own step would write."""
    own = [
        one
        for one in transitions_from(register, snapshot)
        if one.target == state
        and (one.id == transition.id or first_matching(one.by, (SYSTEM,), register, snapshot))
    ]
    return _sets(own[0], SYSTEM, at) if own else {}


def _arrived(attempt: Attempt, passage: Passage, clean: dict[str, object]) -> Moved:
    before = attempt.snapshot
    after = replace(
        before,
        state=passage.state,
        values=clean,
        area=str(clean.get("area", before.area)),
        holder=str(clean.get("holder", before.holder)),
        passages=(*before.passages, passage),
    )
    own_target = passage.state == attempt.transition.target
    return Moved(
        snapshot=after,
        values=clean,
        due=due(attempt.register, after, attempt.calendar),
        opens=attempt.transition.opens if own_target else "",
        transition=attempt.transition.id,
        acting=attempt.acting,
    )
