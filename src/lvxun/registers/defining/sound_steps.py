"""Whether a register's states and transitions lead somewhere, by people and limits that exist."""

from __future__ import annotations

from collections.abc import Iterable

from lvxun.registers.defining.faults import Faults, did_you_mean, listed, shown
from lvxun.registers.defining.sound_conditions import NUMERIC, is_date
from lvxun.registers.defining.source import Spot
from lvxun.registers.defining.surroundings import Surroundings
from lvxun.registers.model import ANY_STATE, Field, FieldType, Limit, Register, Transition

WORDS = ("today", "user")  # what `sets` understands besides literals


def check_steps(register: Register, around: Surroundings, faults: Faults) -> None:
    """Check states, transitions and the ways between them."""
    _check_start(register, faults)
    for step in register.transitions:
        _check_step(register, step, around, faults)
    _check_ways(register, faults)


def _check_start(register: Register, faults: Faults) -> None:
    starts = [state.id for state in register.states if state.kind == "start"]
    if not starts:
        remedy = 'Give one state kind = "start": where a record begins.'
        faults.add(("state",), "no state is the start", remedy)
    for extra in starts[1:]:
        what = f"a second start beside '{starts[0]}'"
        faults.add(("state", extra, "kind"), what, 'Give it kind = "open": a record begins in one state.')


def _check_step(register: Register, step: Transition, around: Surroundings, faults: Faults) -> None:
    spot: Spot = ("transition", step.id)
    states = [state.id for state in register.states]
    for name in step.sources:
        if name != ANY_STATE:
            _known(name, states, "state", (*spot, "from"), faults)
    if step.target:
        _known(step.target, states, "state", (*spot, "to"), faults)
    fields = [field.id for field in register.fields]
    for name in step.needs:
        _known(name, fields, "field", (*spot, "needs"), faults)
    for name, value in step.sets.items():
        if _known(name, fields, "field", (*spot, "sets"), faults):
            _check_set(register, name, value, (*spot, "sets", name), faults)
    for number, limit in enumerate(step.limits):
        check_limit(register, limit, (*spot, "limits", number), faults)
        if limit.silence in _sources(register, step):
            what = f"silence leads from '{limit.silence}' to itself, again and again"
            remedy = "Name another state, or leave silence out: a step that is late stays open."
            faults.add((*spot, "limits", number, "silence"), what, remedy)
    if step.opens:
        _known(step.opens, around.registers, "register", (*spot, "opens"), faults)


def _sources(register: Register, step: Transition) -> list[str]:
    ongoing = [state.id for state in register.states if state.kind != "end"]
    return ongoing if step.is_from_anywhere else list(step.sources)


def _check_set(register: Register, name: str, value: object, spot: Spot, faults: Faults) -> None:
    field = register.field(name)
    if field is None:
        return
    if field.type is FieldType.COMPUTED:
        faults.add(spot, f"'{name}' is computed and cannot be set", "Leave it out.")
    elif not _fits(field, value):
        what = f"{shown(value)} does not fit '{name}', which is {field.type}"
        faults.add(spot, what, 'Write a value of its type; "today" is for dates, "user" for texts.')
    elif value in WORDS:
        return
    elif field.choices and value not in [choice.id for choice in field.choices]:
        known = [choice.id for choice in field.choices]
        remedy = f"{did_you_mean(str(value), known)}Choices of '{name}' are {listed(known)}."
        faults.add(spot, f"'{name}' has no choice {shown(value)}", remedy)


def _fits(field: Field, value: object) -> bool:
    """Say whether a step could ever set this: a wrong value would be refused at every try."""
    if field.type is FieldType.DATE:
        return value == "today" or (isinstance(value, str) and is_date(value))
    if field.type in NUMERIC:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if field.type is FieldType.YES_NO:
        return isinstance(value, bool)
    return value != "today"


def check_limit(register: Register, limit: Limit, spot: Spot, faults: Faults) -> None:
    """Check what one limit counts from, its parameter, and where silence leads."""
    states = [state.id for state in register.states]
    what, _, name = limit.counted_from.partition(":")
    here = (*spot, "counted_from")
    if what == "state":
        if name:
            _known(name, states, "state", here, faults)
    elif what == "field":
        days = [one.id for one in register.fields if _is_day(one)]
        _known(name, days, "date field", here, faults)
    else:
        remedy = 'Write "state", "state:<id of a state>" or "field:<id of a date>".'
        faults.add(here, f"nothing is counted from {shown(limit.counted_from)}", remedy)
    if limit.parameter:
        known = [one.id for one in register.parameters]
        if _known(limit.parameter, known, "parameter", (*spot, "parameter"), faults):
            _check_length(register, limit, (*spot, "parameter"), faults)
    if limit.silence:
        _known(limit.silence, states, "state", (*spot, "silence"), faults)


def _is_day(field: Field) -> bool:
    computation = field.computation
    return field.type is FieldType.DATE or (computation is not None and computation.how == "add_time")


def _check_length(register: Register, limit: Limit, spot: Spot, faults: Faults) -> None:
    """Hold a parameter to whole numbers: a limit of another length would be cut or would never run."""
    parameter = register.parameter(limit.parameter)
    for one in parameter.values if parameter else ():
        if not isinstance(one.value, int) or isinstance(one.value, bool):
            what = f"{shown(one.value)} of parameter '{limit.parameter}' is no length of time"
            faults.add(spot, what, f"Write its values as whole numbers of {limit.unit}, without quotes.")


def _known(name: str, known: Iterable[str], kind: str, spot: Spot, faults: Faults) -> bool:
    names = list(known)
    if name in names:
        return True
    remedy = f"{did_you_mean(name, names)}Known are {listed(names)}."
    faults.add(spot, f"there is no {kind} {shown(name)}", remedy)
    return False


def ways_of(register: Register) -> dict[str, set[str]]:
    """Return for each state those that a transition or silence leads to from it."""
    ways: dict[str, set[str]] = {state.id: set() for state in register.states}
    for step in register.transitions:
        targets = {step.target, *(limit.silence for limit in step.limits if limit.silence)}
        for source in _sources(register, step):
            ways.setdefault(source, set()).update(targets)
    return ways


def _check_ways(register: Register, faults: Faults) -> None:
    ways = ways_of(register)
    starts = {state.id for state in register.states if state.kind == "start"}
    goals = {state.id for state in register.states if state.kind in ("end", "decided")}
    reached = _reached(starts, ways)
    back: dict[str, set[str]] = {}
    for source, targets in ways.items():
        for target in targets:
            back.setdefault(target, set()).add(source)
    finishing = _reached(goals, back)
    for state in register.states:
        if starts and state.id not in reached:
            remedy = f'Write a [[transition]] with to = "{state.id}", or leave the state out.'
            faults.add(("state", state.id), "no transition leads to this state from the start", remedy)
        if state.id not in finishing and state.id in reached:
            into = [step for step in register.transitions if step.target == state.id]
            spot: Spot = ("transition", into[0].id, "to") if into else ("state", state.id)
            what = f"this leads to '{state.id}', from where nothing leads to a decided or an end state"
            remedy = f"Write a [[transition]] from '{state.id}' onwards, or give it kind = \"end\"."
            faults.add(spot, what, remedy)


def _reached(starts: set[str], ways: dict[str, set[str]]) -> set[str]:
    reached, ahead = set(starts), list(starts)
    while ahead:
        for target in ways.get(ahead.pop(), ()):
            if target not in reached:
                reached.add(target)
                ahead.append(target)
    return reached
