"""Whether those who act on a register exist: the keeper, levels, functions, the holder of the record."""

from __future__ import annotations

from collections.abc import Iterable

from lvxun.registers.defining.faults import Faults, did_you_mean, listed, shown
from lvxun.registers.defining.source import Spot
from lvxun.registers.defining.surroundings import Surroundings
from lvxun.registers.model import Actor, ActorRole, Register


def check_people(register: Register, around: Surroundings, faults: Faults) -> None:
    """Check the keeper and every actor of the register."""
    _check_function(register.keeper, ("register", "keeper"), around, faults)
    for spot, actors in _actors(register):
        for actor in actors:
            _check_function(actor.function, spot, around, faults)
            if actor.role is ActorRole.HOLDER and register.field("holder") is None:
                remedy = "Add the field 'holder' of type holder, or name an officer."
                faults.add(spot, "the register has no holder who could act", remedy)
    if any(actor.role is ActorRole.PUBLIC for actor in register.readers):
        remedy = "Leave 'public' out: what the public sees is said in [publication]."
        faults.add(("register", "readers"), "the public would read all of every record", remedy)


def _actors(register: Register) -> Iterable[tuple[Spot, tuple[Actor, ...]]]:
    yield ("register", "readers"), register.readers
    yield ("register", "creators"), register.creators
    for step in register.transitions:
        yield ("transition", step.id, "by"), step.by
    for duty in register.duties:
        yield ("duty", duty.id, "who"), (duty.who,)


def _check_function(function: str, spot: Spot, around: Surroundings, faults: Faults) -> None:
    if function and function not in around.functions:
        known = sorted(around.functions)
        remedy = f"{did_you_mean(function, known)}Functions of bodies.csv are {listed(known, 60)}."
        faults.add(spot, f"no body has the function {shown(function)}", remedy)
