"""Who sees and does what on records: one place, denied by default.

What a register's file says (``creators``, ``readers``, the ``by`` of a step, the ``who`` of a duty) is met
with the capacities of a person (``offices.py``). Nothing else opens a record: an unknown role, register or
step gives nothing. What a step needs besides (state, values, proofs, dates) is the workflow's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from lvxun.registers.actor import STAFF, ActingAs, first_matching, matches
from lvxun.registers.model import Actor, Duty, Register, Snapshot, Transition
from lvxun.web.people.models import Role, User
from lvxun.web.people.named_actors import acting_on, named
from lvxun.web.people.offices import Capacity, area_of, capacities, is_serving, lies_in
from lvxun.web.registers.areas import records_within
from lvxun.web.registers.models import Record
from lvxun.web.served import package_region

READS_ALL = frozenset(
    {Role.ADMINISTRATOR, Role.PLANNER, Role.STATISTICIAN}
)  # within their area, deciding nothing


@dataclass(frozen=True, slots=True)
class Sight:
    """Which records of one register somebody sees: those in ``areas``, and those about ``holders``."""

    areas: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()

    def covers(self, area: str, holder: str) -> bool:
        """Say whether a record of this area and holder is seen."""
        return any(lies_in(area, one) for one in self.areas) or (bool(holder) and holder in self.holders)

    def condition(self) -> Q | None:
        """Return the same as a condition of the database; None where nothing is seen."""
        whole = package_region().code
        found = [records_within(one, whole) for one in sorted(self.areas)]
        if self.holders:
            found.append(Q(holder__in=sorted(self.holders)))
        if not found:
            return None
        if Q() in found:
            return Q()  # one capacity sees the whole region: the others add nothing
        either = found[0]
        for one in found[1:]:
            either |= one
        return either


def acting(user: object, on: date | None = None) -> list[ActingAs]:
    """Return the capacities in which ``user`` acts on ``on`` (today): own first, then those lent."""
    return [one.acting for one in capacities(user, on or timezone.localdate())]


def sight(user: object, register: Register, on: date | None = None) -> Sight:
    """Return which records of ``register`` this person sees."""
    day = on or timezone.localdate()
    areas, holders = set(), set()
    if isinstance(user, User) and is_serving(user, day) and user.role in READS_ALL:
        areas.add(area_of(user))
    for capacity in capacities(user, day):
        acts_as = capacity.acting
        if not _opens(register, acts_as):
            continue
        if acts_as.holder:
            holders.add(acts_as.holder)
        elif acts_as.area:
            areas.add(acts_as.area)
    return Sight(frozenset(areas), frozenset(holders))


def visible_to(user: object, queryset: QuerySet[Record], register: Register) -> QuerySet[Record]:
    """Narrow ``queryset`` to what this person sees: equalities and ranges that an index serves."""
    condition = sight(user, register).condition()
    if condition is None:
        return queryset.none()
    return queryset.filter(condition, region=package_region().id, register=register.id)


def may_see(user: object, register: Register, record: Record) -> bool:
    """Say whether this person sees the record; who may not is answered as if it were not there."""
    return _is_of(register, record) and sight(user, register).covers(record.area, record.holder)


def may_list(user: object, register: Register) -> bool:
    """Say whether the register's list is open to this person at all (it may still be empty)."""
    return sight(user, register) != Sight()


def may_create(user: object, register: Register, values: Mapping[str, object] | None = None) -> bool:
    """Say whether this person may open a record, with these values (area, holder) where they are known."""
    return creating_capacity(user, register, values) is not None


def may_move(user: object, register: Register, record: Record, transition: Transition | str) -> bool:
    """Say whether the step is this person's to take on the record, whatever state it is in."""
    return moving_capacity(user, register, record, transition) is not None


def may_change(user: object, register: Register, record: Record) -> bool:
    """Say whether this person may change values: who has a step from the present state in hand, or opened it.

    A record in a sealed or end state is changed by nobody: that takes a revision.
    """
    return changing_capacity(user, register, record) is not None


def may_file(user: object, register: Register, record: Record, duty: Duty) -> bool:
    """Say whether the duty is this person's to fulfil."""
    return _capacity(user, register, (duty.who,), _snapshot(record)) is not None


def may_comment(user: object, register: Register, record: Record) -> bool:
    """Say whether this person may add a remark or a file: who acts on the record, not who only reads it."""
    return _capacity(user, register, acting_on(register), _snapshot(record)) is not None


def may_place(user: object, register: Register, record: Record, values: Mapping[str, object]) -> bool:
    """Say whether the record would still be this person's with these values (area, holder).

    Without it whoever may not open a record for another firm or area could open one of their own and hand it
    over.
    """
    area, holder = str(values.get("area") or package_region().code), str(values.get("holder") or "")
    there = Snapshot(register.id, record.code, record.state, values, record.opened, area, holder)
    return _capacity(user, register, acting_on(register), there) is not None


def is_one_of(user: object, register: Register, actors: Iterable[Actor], record: Record | None) -> bool:
    """Say whether one of these is meant of this person: on a record, or (None) on some record somewhere."""
    if record is not None and not _is_of(register, record):
        return False
    return _capacity(user, register, actors, _snapshot(record) if record else None) is not None


def creating_capacity(
    user: object, register: Register, values: Mapping[str, object] | None = None
) -> Capacity | None:
    """Return the capacity in which this person may open a record; None where there is none."""
    if values is None:
        snapshot = None
    else:
        area, holder = str(values.get("area") or package_region().code), str(values.get("holder") or "")
        snapshot = Snapshot(register.id, "", "", values, timezone.localdate(), area, holder)
    return _capacity(user, register, register.creators, snapshot)


def moving_capacity(
    user: object, register: Register, record: Record, transition: Transition | str
) -> Capacity | None:
    """Return the capacity in which this person may take the step; its ``giver`` is who it is done for."""
    step = register.transition(transition) if isinstance(transition, str) else transition
    if step is None or not _is_of(register, record):
        return None
    return _capacity(user, register, step.by, _snapshot(record))


def changing_capacity(user: object, register: Register, record: Record) -> Capacity | None:
    """Return the capacity in which this person may change values; None where there is none."""
    if not _is_of(register, record) or record.state not in {one.id for one in register.states}:
        return None
    state = register.state(record.state)
    if state.sealed or state.kind == "end":
        return None
    actors = [actor for step in register.transitions if _leaves(step, record.state) for actor in step.by]
    if state.kind == "start":
        actors.extend(register.creators)
    return _capacity(user, register, actors, _snapshot(record))


def _capacity(
    user: object, register: Register, actors: Iterable[Actor], snapshot: Snapshot | None
) -> Capacity | None:
    held = capacities(user, timezone.localdate())
    found = first_matching(actors, [one.acting for one in held], register, snapshot)
    return next((one for one in held if one.acting is found), None)


def _opens(register: Register, capacity: ActingAs) -> bool:
    """Say whether the register is open to a capacity: it keeps it, or its file names it somewhere."""
    if any(role.role in STAFF and role.function == register.keeper for role in capacity.roles):
        return True
    return any(matches(actor, capacity, register, None) for actor in named(register))


def _leaves(step: Transition, state: str) -> bool:
    return state in step.sources or step.is_from_anywhere


def _is_of(register: Register, record: Record) -> bool:
    return record.register == register.id and record.region == package_region().id


def _snapshot(record: Record) -> Snapshot:
    # A record without a place is the region's own: its bodies act on it, no city's.
    area = record.area or package_region().code
    return Snapshot(
        record.register, record.code, record.state, record.values, record.opened, area, record.holder
    )
