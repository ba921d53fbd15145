"""Who acts on a record, and whether what a register's file says is meant of him. Denied by default."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lvxun.registers.model import Actor, ActorRole, Register, Snapshot

STAFF = frozenset({ActorRole.OFFICER, ActorRole.INSPECTOR})


@dataclass(frozen=True, slots=True)
class ActingAs:
    """One capacity in which somebody acts: his own, or one lent to him.

    ``roles``: staff carry the function of their body and its level. ``area``: code of the area within which
    they act (``"000000"``: the whole country). ``holder``: the credit code an enterprise acts under.
    ``name``: what ``sets = { x = "user" }`` writes. ``on_behalf_of``: key of who lent the capacity.
    """

    roles: frozenset[Actor]
    area: str = ""
    holder: str = ""
    name: str = ""
    on_behalf_of: int | None = None


SYSTEM = ActingAs(frozenset({Actor(ActorRole.SYSTEM)}), area="000000", name="system")


def contains(area: str, inner: str) -> bool:
    """Say whether ``inner`` lies in ``area``, or is it: ``210000`` ⊃ ``210100`` ⊃ ``210102``; ``21SF00`` too.

    Trailing pairs of noughts are taken off; an area not given contains nothing and lies nowhere.
    """
    return bool(area and inner) and inner.startswith(stem(area))


def stem(area: str) -> str:
    """Return the part of an area's code that all codes within it begin with."""
    while area.endswith("00"):
        area = area[:-2]
    return area


def matches(spec: Actor, acting: ActingAs, register: Register, snapshot: Snapshot | None) -> bool:
    """Say whether ``spec`` of a register's file is meant of ``acting`` on this record.

    Without a function, an officer or inspector is one of the register's keeper. Staff act within their area;
    a holder on his own records only. Without a record (``snapshot`` None) area and holder are not asked.
    """
    if not any(_is_meant(spec, role, register) for role in acting.roles):
        return False
    if snapshot is None:
        return True
    if spec.role == ActorRole.HOLDER:
        return bool(acting.holder) and acting.holder == snapshot.holder
    if spec.role in STAFF:
        return contains(acting.area, snapshot.area)
    return not acting.area or contains(acting.area, snapshot.area)


def first_matching(
    specs: Iterable[Actor], capacities: Iterable[ActingAs], register: Register, snapshot: Snapshot | None
) -> ActingAs | None:
    """Return the first capacity that one of ``specs`` is meant of, None where there is none."""
    wanted = tuple(specs)
    return next(
        (one for one in capacities if any(matches(spec, one, register, snapshot) for spec in wanted)), None
    )


def _is_meant(spec: Actor, role: Actor, register: Register) -> bool:
    if spec.role != role.role:
        return False
    if spec.role not in STAFF:
        return True
    function = spec.function or register.keeper
    return spec.level in (None, role.level) and bool(function) and function == role.function
