"""The states of a register as a drawing: a column of boxes, steps as arcs beside it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from lvxun.registers.model import Register, State, Transition

BOX_WIDTH, BOX_HEIGHT, GAP = 168.0, 34.0, 30.0
ARC_STEP, MARGIN, TIP = 15.0, 10.0, 5.0
NEAREST, LARGEST_REACH = 14.0, 230.0


@dataclass(frozen=True, slots=True)
class Box:
    """A state in the drawing."""

    state: State
    x: float
    y: float
    width: float = BOX_WIDTH
    height: float = BOX_HEIGHT

    @property
    def middle(self) -> float:
        return self.y + self.height / 2 + 4

    @property
    def centre(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Arc:
    """A step in the drawing; ``number`` is its row in the table below."""

    path: str
    tip: str
    number: int
    label_x: float
    label_y: float
    is_back: bool

    @property
    def circle_y(self) -> float:
        return self.label_y - 4


@dataclass(frozen=True, slots=True)
class Diagram:
    """The whole drawing."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arcs: tuple[Arc, ...]


def diagram(register: Register) -> Diagram:
    """Draw a register: forward steps arch on the right, backward ones on the left, straight ones go down.

    An arc diagram needs no search for a layout and stays readable on a telephone.
    """
    order = in_order(register)
    rows = {state.id: number for number, state in enumerate(order)}
    steps = [
        (number, rows[source], rows[step.target])
        for number, step in enumerate(register.transitions, start=1)
        for source in sources(register, step)
        if source in rows and step.target in rows and source != step.target
    ]
    left = _reach([abs(a - b) for _, a, b in steps if b < a])
    right = _reach([b - a for _, a, b in steps if b - a > 1])
    x = MARGIN + left
    boxes = tuple(Box(state, x, MARGIN + number * (BOX_HEIGHT + GAP)) for number, state in enumerate(order))
    arcs = _arcs(steps, boxes)
    height = 2 * MARGIN + len(boxes) * (BOX_HEIGHT + GAP) - GAP
    return Diagram(x + BOX_WIDTH + right + MARGIN, max(height, BOX_HEIGHT), boxes, arcs)


def sources(register: Register, step: Transition) -> tuple[str, ...]:
    """Return the states that a step starts from; ``*`` is drawn from the start alone."""
    if step.is_from_anywhere:
        return (register.start.id,)
    return step.sources


def in_order(register: Register) -> list[State]:
    """Return the states as a record meets them: by distance from the start, decided and end states later."""
    distance = {register.start.id: 0}
    waiting = deque([register.start.id])
    while waiting:
        here = waiting.popleft()
        for step in register.transitions:
            if here in step.sources and step.target not in distance:
                distance[step.target] = distance[here] + 1
                waiting.append(step.target)
    rank = {"start": 0, "open": 1, "decided": 1, "end": 2}
    place = {state.id: number for number, state in enumerate(register.states)}
    far = len(register.states)
    return sorted(
        register.states,
        key=lambda one: (rank.get(one.kind, 1), distance.get(one.id, far), place[one.id]),
    )


def _reach(spans: list[int]) -> float:
    """Return the room beside the boxes that the widest arc and its number take."""
    return NEAREST + _lane(max(spans)) * max(spans) + 16 if spans else 12.0


def _lane(widest: int) -> float:
    """Return how much further out an arc lies for each state that it passes; less where some pass many."""
    return min(ARC_STEP, (LARGEST_REACH - NEAREST) / widest) if widest else ARC_STEP


def _arcs(steps: list[tuple[int, int, int]], boxes: tuple[Box, ...]) -> tuple[Arc, ...]:
    ahead = _lane(max((b - a for _, a, b in steps), default=0))
    back = _lane(max((a - b for _, a, b in steps), default=0))
    found: list[Arc] = []
    spread: dict[tuple[int, int], int] = {}
    for number, a, b in steps:
        place = spread.get((a, b), 0)
        spread[a, b] = place + 1
        found.append(
            _straight(number, boxes[a], boxes[b], place)
            if b == a + 1
            else _bow(number, boxes[a], boxes[b], NEAREST + abs(b - a) * (back if b < a else ahead), place)
        )
    return tuple(found)


def _straight(number: int, above: Box, below: Box, place: int) -> Arc:
    x = above.centre + place * 30
    top, end = above.y + above.height, below.y
    path = f"M{x:.1f},{top:.1f} L{x:.1f},{end - TIP:.1f}"
    tip = f"M{x:.1f},{end:.1f} l-4,-7 h8 z"
    return Arc(path, tip, number, x + 12, (top + end) / 2 + 4, is_back=False)


def _bow(number: int, begin: Box, to: Box, reach: float, place: int) -> Arc:
    """Return an arc beside the boxes; a second step between the same two lies inside, its number lower."""
    is_back = to.y < begin.y
    side = -1 if is_back else 1
    edge = begin.x if is_back else begin.x + BOX_WIDTH
    shift = 6.0 if is_back else -6.0
    from_y = begin.y + BOX_HEIGHT / 2 + shift
    to_y = to.y + BOX_HEIGHT / 2 - shift
    reach = max(NEAREST, reach - 6 * place)
    out = edge + side * reach * 4 / 3
    end = edge + side * TIP
    path = f"M{edge:.1f},{from_y:.1f} C{out:.1f},{from_y:.1f} {out:.1f},{to_y:.1f} {end:.1f},{to_y:.1f}"
    tip = f"M{edge:.1f},{to_y:.1f} l{side * 7},-4 v8 z"
    return Arc(path, tip, number, edge + side * reach, (from_y + to_y) / 2 + 4 + 14 * place, is_back)
