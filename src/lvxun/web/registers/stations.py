"""The way of a record: the states it passed, where it is, and the shortest way to a decision."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from lvxun.registers.conditions import meets
from lvxun.registers.model import ActorRole, Register, Snapshot, State, Transition

PASSED, HERE, AHEAD = "passed", "here", "ahead"
LONGEST_PAST = 6


@dataclass(frozen=True, slots=True)
class Station:
    """A state on the way of a record; ``at`` is when it was entered last, ``times`` how often."""

    state: State
    place: str  # passed, here, ahead
    at: datetime | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Way:
    """The stations in order; ``left_out`` counts earlier ones that are not drawn."""

    stations: tuple[Station, ...]
    left_out: int


def way(register: Register, snapshot: Snapshot) -> Way:
    """Return the way of a record.

    A state that was entered more than once stands at its last entry, so that a returned record shows where it
    is instead of every turn it took; the history has them all.
    """
    passed = _passed(register, snapshot)
    shown = passed[-LONGEST_PAST:]
    here = next((one for one in reversed(snapshot.passages) if one.state == snapshot.state), None)
    times = max(1, sum(one.state == snapshot.state for one in snapshot.passages))
    current = Station(register.state(snapshot.state), HERE, here.at if here else None, times)
    is_open = current.state.kind not in {"decided", "end"}
    way_on = shortest_way(register, snapshot.state, snapshot.values) if is_open else []
    ahead = tuple(Station(register.state(key), AHEAD) for key in way_on)
    return Way((*shown, current, *ahead), len(passed) - len(shown))


def _passed(register: Register, snapshot: Snapshot) -> list[Station]:
    known = {state.id for state in register.states}
    last = {one.state: one for one in snapshot.passages if one.state in known and one.state != snapshot.state}
    counts: dict[str, int] = {}
    for one in snapshot.passages:
        counts[one.state] = counts.get(one.state, 0) + 1
    ordered = sorted(last.values(), key=lambda one: one.at)
    return [Station(register.state(one.state), PASSED, one.at, counts[one.state]) for one in ordered]


def shortest_way(
    register: Register, state: str, values: Mapping[str, object] = MappingProxyType({})
) -> list[str]:
    """Return the states after ``state`` on the shortest way to a decision or, where there is none, to an end.

    Steps that start from every state (to withdraw, to cancel) and states that say bad news are ways out, not
    the way; nor is a step that what is written down rules out: a key permit is never a registration.
    """
    came_from: dict[str, str] = {state: ""}
    waiting = deque([state])
    goals: list[str] = []
    steps = sorted(register.transitions, key=_is_silence)  # what people decide comes before what silence does
    while waiting:
        here = waiting.popleft()
        for step in steps:
            if here in step.sources and step.target not in came_from and not _ruled_out(step, values):
                came_from[step.target] = here
                waiting.append(step.target)
                goals.append(step.target)
    goal = _best(register, goals)
    found: list[str] = []
    while goal and goal != state:
        found.append(goal)
        goal = came_from[goal]
    return found[::-1]


def _is_silence(step: Transition) -> bool:
    return all(one.role is ActorRole.SYSTEM for one in step.by)


def _ruled_out(step: Transition, values: Mapping[str, object]) -> bool:
    """Say whether a known value stands against the step; what is not known yet stands against none."""
    known = {key: values[key] for key in step.when if values.get(key) is not None}
    return any(not meets(step.when[key], value) for key, value in known.items())


def _best(register: Register, reached: list[str]) -> str:
    """Return the first reached state that is good and decided, else decided, else a good end, else an end."""
    states = [register.state(key) for key in reached]
    good = [one for one in states if one.kind in {"decided", "end"} and one.tone == "good"]
    decided = [one for one in states if one.kind == "decided"]
    ended = [one for one in states if one.kind == "end"]
    return next((one.id for one in (*good, *decided, *ended)), "")
