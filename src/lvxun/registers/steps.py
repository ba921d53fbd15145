"""Which steps lead on from where a record stands, to whom they are open, and what they still need."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lvxun.registers.actor import ActingAs, first_matching
from lvxun.registers.calendar import Calendar
from lvxun.registers.conditions import STATE, meets
from lvxun.registers.errors import TransitionRefusedError
from lvxun.registers.forms import is_empty
from lvxun.registers.limits import Span, limit_that_counts, span
from lvxun.registers.model import ActorRole, Proof, Register, Snapshot, State, Transition
from lvxun.registers.record import missing_fields

Acting = ActingAs | Sequence[ActingAs]  # one capacity, or all that a person has


@dataclass(frozen=True, slots=True)
class Step:
    """A step from the present state, as somebody sees it.

    ``may``: it is his, and only what is ``missing`` (fields), ``proofs`` or a reason stands against it; else
    ``refusal`` says why not: role, when (``held_back`` names the fields), late (the right has lapsed),
    silence (a limit has passed, and the calendar has spoken).
    ``silence``: the state that comes by itself once the limit has passed.
    """

    transition: Transition
    may: bool
    refusal: str
    held_back: tuple[str, ...]
    missing: tuple[str, ...]
    proofs: tuple[Proof, ...]
    due: date | None
    estimated: bool
    silence: str


def as_capacities(actor: Acting) -> tuple[ActingAs, ...]:
    """Return what somebody acts as, as a tuple."""
    return (actor,) if isinstance(actor, ActingAs) else tuple(actor)


def state_of(register: Register, state: str) -> State | None:
    """Return a state, None where the register has lost it since."""
    return next((one for one in register.states if one.id == state), None)


def transitions_from(register: Register, snapshot: Snapshot) -> tuple[Transition, ...]:
    """Return the steps from the record's state, of the rules in force when it was opened."""
    return tuple(
        one
        for one in register.transitions
        if _in_force(one, snapshot) and _leads_from(register, one, snapshot.state)
    )


def known_transition(register: Register, snapshot: Snapshot, transition_id: str) -> Transition:
    """Return a step that the record can take from where it stands, or raise ``TransitionRefusedError``."""
    transition = register.transition(transition_id)
    if transition is None:
        ids = [one.id for one in register.transitions]
        near = difflib.get_close_matches(transition_id, ids, 1)
        remedy = f"Did you mean {near[0]}?" if near else f"There are {', '.join(ids)}."
        raise TransitionRefusedError(f"There is no step “{transition_id}”.", remedy, "unknown")
    if not _in_force(transition, snapshot):
        what = f"“{transition.label.zh}” is not in force for a record opened on {snapshot.opened}."
        raise TransitionRefusedError(what, "Take a step of the rules that held then.", "rule")
    if not _leads_from(register, transition, snapshot.state):
        state = state_of(register, snapshot.state)
        what = (
            f"“{transition.label.zh}” does not lead on from “{state.label.zh if state else snapshot.state}”."
        )
        onward = "、".join(f"“{one.label.zh}”" for one in transitions_from(register, snapshot))
        remedy = f"From here lead {onward}." if onward else "No step leads on from here."
        raise TransitionRefusedError(what, remedy, "state")
    return transition


def held_back(register: Register, transition: Transition, snapshot: Snapshot) -> tuple[str, ...]:
    """Return what of the step's condition does not hold and is not filled in with the step itself."""
    return tuple(
        key
        for key, wanted in transition.when.items()
        if not comes_with(register, key, transition.needs) and not meets(wanted, _value(snapshot, key))
    )


def comes_with(register: Register, key: str, given: Collection[str]) -> bool:
    """Say whether a field is among those ``given`` with a step, or computed from one of them."""
    if key in given:
        return True
    field = register.field(key)
    if field is None or field.computation is None:
        return False
    inputs = {name.partition(".")[0] for name in field.computation.of}
    return any(comes_with(register, name, given) for name in inputs)


def missing_proofs(transition: Transition, proofs: Collection[str]) -> tuple[Proof, ...]:
    """Return the proofs that are asked for and not there."""
    return tuple(one for one in transition.proofs if one.id not in proofs)


def span_of(
    register: Register, snapshot: Snapshot, transition: Transition, calendar: Calendar
) -> Span | None:
    """Return the running limit of a step, None where it has none (or its event has not happened)."""
    limit = limit_that_counts(transition.limits, snapshot.values, snapshot.state)
    if limit is None:
        return None
    by_people = any(one.role != ActorRole.SYSTEM for one in transition.by)
    further = snapshot.extensions.get(transition.id, 0)
    return span(register, snapshot, limit, calendar, further=further, rolls=by_people)


def has_lapsed(
    register: Register, snapshot: Snapshot, transition: Transition, calendar: Calendar, today: date
) -> bool:
    """Say whether the step is a right whose time is over."""
    limit = limit_that_counts(transition.limits, snapshot.values, snapshot.state)
    if limit is None or not limit.lapses:
        return False
    running = span_of(register, snapshot, transition, calendar)
    return running is not None and running.end is not None and today > running.end


def silence_of(transition: Transition, values: Mapping[str, object], state: str) -> str:
    """Return the state that comes by itself once the step's limit has passed, "" where none does.

    A step of the calendar alone is one that happens by itself.
    """
    limit = limit_that_counts(transition.limits, values, state)
    if limit is None:
        return ""
    alone = all(one.role == ActorRole.SYSTEM for one in transition.by)
    return limit.silence or (transition.target if alone else "")


def step(
    register: Register,
    snapshot: Snapshot,
    transition: Transition,
    capacities: Sequence[ActingAs],
    calendar: Calendar,
) -> Step:
    """Return one step as ``capacities`` see it, with nothing attached yet."""
    back = held_back(register, transition, snapshot)
    yours = first_matching(transition.by, capacities, register, snapshot) is not None
    running = span_of(register, snapshot, transition, calendar)
    return Step(
        transition=transition,
        may=yours and not back,
        refusal="" if yours and not back else "when" if yours else "role",
        held_back=back,
        missing=_missing(register, snapshot, transition),
        proofs=transition.proofs,
        due=running.end if running else None,
        estimated=bool(running and running.estimated),
        silence=silence_of(transition, snapshot.values, snapshot.state),
    )


def _missing(register: Register, snapshot: Snapshot, transition: Transition) -> tuple[str, ...]:
    needed = [one for one in transition.needs if is_empty(snapshot.values.get(one))]
    asked = missing_fields(register, snapshot.values, transition.target, snapshot.opened)
    return tuple(one for one in dict.fromkeys([*needed, *asked]) if one not in transition.sets)


def _value(snapshot: Snapshot, key: str) -> object:
    return snapshot.state if key == STATE else snapshot.values.get(key)


def _in_force(transition: Transition, snapshot: Snapshot) -> bool:
    return transition.in_force is None or transition.in_force.on(snapshot.opened)


def _leads_from(register: Register, transition: Transition, state: str) -> bool:
    """Say whether the step begins in ``state``; "*" is every state but the ends and the target."""
    if state in transition.sources:
        return True
    known = state_of(register, state)
    is_open = known is not None and known.kind != "end"
    return transition.is_from_anywhere and is_open and state != transition.target
