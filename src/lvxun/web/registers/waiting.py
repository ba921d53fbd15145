"""What waits for somebody: records in a state from which they have a step, by the date it is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lvxun.registers import workflow
from lvxun.registers.actor import ActingAs, matches
from lvxun.registers.model import Register, Transition
from lvxun.web.people.record_rights import acting
from lvxun.web.registers.areas import records_within
from lvxun.web.registers.definitions import calendar, definitions, region_id
from lvxun.web.registers.dues import urgency
from lvxun.web.registers.models import Record
from lvxun.web.registers.snapshots import snapshot
from lvxun.web.registers.tallies import registers_with_records
from lvxun.web.served import package_region

SHOWN = 50  # of each register; more are a list of their own
COUNTED = 1000  # how far what waits is counted


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record that waits, and the steps that its reader may take."""

    register: Register
    record: Record
    steps: tuple[Transition, ...]
    due: date | None
    urgency: str


@dataclass(frozen=True, slots=True)
class Pile:
    """What waits in one register; ``is_more`` where there is more than ``count``."""

    register: Register
    count: int
    is_more: bool
    states: tuple[str, ...]
    items: tuple[Waiting, ...]


def piles(user: object, today: date, only: str = "") -> list[Pile]:
    """Return what waits for ``user``, register by register; registers where nothing does are left out."""
    capacities = acting(user, today)
    counts = registers_with_records(region_id())
    found = []
    for register in definitions().values():
        if register.id in counts and only in ("", register.id):
            pile = _pile(register, capacities, today)
            if pile is not None:
                found.append(pile)
    return found


def by_date(found: Sequence[Pile]) -> list[Waiting]:
    """Return all that is shown, the overdue and nearest first, what has no date last."""
    items = [one for pile in found for one in pile.items]
    return sorted(items, key=lambda one: (one.due is None, one.due or date.max, one.record.pk))


def _pile(register: Register, capacities: Sequence[ActingAs], today: date) -> Pile | None:
    wanted = waiting_for(register, capacities)
    if wanted is None:
        return None
    dated = list(wanted.filter(due__isnull=False).order_by("due", "id")[:SHOWN])
    if len(dated) < SHOWN:
        dated += list(wanted.filter(due__isnull=True).order_by("-id")[: SHOWN - len(dated)])
    items = tuple(_items(register, dated, capacities, today))
    if not items:
        return None
    count = len(items) if len(dated) < SHOWN else wanted.values("pk")[: COUNTED + 1].count()
    states = tuple({state for _, states in _states(register, capacities) for state in states})
    return Pile(register, min(count, COUNTED), count > COUNTED, states, items)


def waiting_for(register: Register, capacities: Sequence[ActingAs]) -> QuerySet[Record] | None:
    """Return the records from whose state one of the capacities has a step; None where there is none."""
    either: Q | None = None
    for capacity, states in _states(register, capacities):
        one = Q(state__in=sorted(states)) & place_of(capacity)
        either = one if either is None else either | one
    if either is None:
        return None
    return Record.objects.filter(either, region=region_id(), register=register.id, merged_into__isnull=True)


def place_of(capacity: ActingAs) -> Q:
    """Return the condition on records that a capacity may act on."""
    if capacity.holder:
        return Q(holder=capacity.holder)
    return records_within(capacity.area, package_region().code) if capacity.area else Q()


def _states(register: Register, capacities: Sequence[ActingAs]) -> Iterator[tuple[ActingAs, set[str]]]:
    open_states = [one.id for one in register.states if one.kind in {"start", "open"}]
    for capacity in capacities:
        states = {
            state
            for state in open_states
            for step in steps_on(register, state)
            if any(matches(actor, capacity, register, None) for actor in step.by)
        }
        if states:
            yield capacity, states


def steps_on(register: Register, state: str) -> list[Transition]:
    """Return the steps for which a record in ``state`` waits: those that lead on.

    A step back, away or to the same state (which asks for a reason) is open to many and waited for by nobody,
    unless nothing else leads from the state.
    """
    leading = [one for one in register.transitions if state in one.sources and one.target != state]
    return [one for one in leading if not one.reason_needed] or leading


def _items(
    register: Register, records: Sequence[Record], capacities: Sequence[ActingAs], today: date
) -> Iterator[Waiting]:
    for record in records:
        steps = workflow.steps(register, snapshot(record), capacities, today, calendar())
        wanted = steps_on(register, record.state)
        mine = tuple(
            one.transition
            for one in steps
            if one.refusal not in {"role", "when"} and one.transition in wanted
        )
        if mine:
            yield Waiting(
                register, record, mine, record.due, urgency(record.due, today) if record.due else ""
            )
