"""In which capacities a person acts on records: an office of their own, and those lent to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.db.models import Q

from lvxun.region.bodies import functions, responsible
from lvxun.registers.actor import ActingAs, contains
from lvxun.registers.model import Actor, ActorRole, Level
from lvxun.web.people.models import Delegation, Role, User
from lvxun.web.served import package_region

PLANNERS_FUNCTION = "drc"  # a planner acts as staff of the commission that keeps the plan
THIRD_PARTIES = {Role.AUDITOR: ActorRole.AUDITOR, Role.BANK: ActorRole.BANK}
STAFF = {
    Role.OFFICER: ActorRole.OFFICER,
    Role.INSPECTOR: ActorRole.INSPECTOR,
    Role.PLANNER: ActorRole.OFFICER,
}
OF_THE_WHOLE = frozenset(
    {Role.PLANNER, Role.STATISTICIAN, Role.ADMINISTRATOR, Role.AUDITOR, Role.BANK}
)  # where no area is said
KINDS = {"province": Level.PROVINCE, "prefecture": Level.PREFECTURE, "zone": Level.PREFECTURE}


@dataclass(frozen=True, slots=True)
class Capacity:
    """One office that somebody may act in; ``giver`` is whose it is where it was lent."""

    acting: ActingAs
    giver: User | None = None


def is_serving(user: object, on: date) -> bool:
    """Say whether this is a person with an account who has not left by ``on``."""
    if not (isinstance(user, User) and user.is_authenticated and user.is_active):
        return False
    return not user.has_left(on)


_remembered: ContextVar[dict[tuple[int, date], list[Capacity]] | None] = ContextVar("offices", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Ask for what was lent to somebody once, for the time of a request that only reads."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def capacities(user: object, on: date) -> list[Capacity]:
    """Return every capacity of ``user`` on that day: their own first, then what was lent; none by default."""
    if not (isinstance(user, User) and is_serving(user, on)):
        return []
    known = _remembered.get()
    if known is None or user.pk is None:
        return _capacities(user, on)
    if (user.pk, on) not in known:
        known[user.pk, on] = _capacities(user, on)
    return known[user.pk, on]


def _capacities(user: User, on: date) -> list[Capacity]:
    own = office(user)
    found = [Capacity(own)] if own else []
    for delegation in delegations_in_force(on, taker=user):
        lent = office(delegation.giver)
        if lent and is_serving(delegation.giver, on):
            borrowed = replace(lent, name=user.username, on_behalf_of=delegation.giver_id)
            found.append(Capacity(borrowed, delegation.giver))
    return found


def delegations_in_force(on: date, taker: User) -> Iterator[Delegation]:
    """Return what was lent to ``taker`` and holds on that day; a lent office is never lent on."""
    if taker.pk is None:
        return iter(())
    in_force = Q(since__lte=on, until__gte=on, revoked_at=None, taker=taker)
    return iter(Delegation.objects.filter(in_force).select_related("giver").order_by("id"))


def office(user: User) -> ActingAs | None:
    """Return the one office that the account itself gives; None where it gives none that may act."""
    return _office(
        package_region().id, str(user.role), user.function, area_of(user), user.holder, user.username
    )


@lru_cache(maxsize=4096)
def _office(_region_id: str, role: str, function: str, area: str, holder: str, name: str) -> ActingAs | None:
    if role in STAFF:
        level = level_of(area)
        if role == Role.PLANNER and not function:
            function = PLANNERS_FUNCTION
        if not (function and level):
            return None
        acts_as = STAFF[Role(role)]
        return ActingAs(
            frozenset({Actor(acts_as, level, each) for each in functions_of(function)}), area=area, name=name
        )
    if role == Role.HOLDER and holder:
        return ActingAs(frozenset({Actor(ActorRole.HOLDER)}), holder=holder, name=name)
    if role in THIRD_PARTIES:
        return ActingAs(frozenset({Actor(THIRD_PARTIES[Role(role)])}), area=area, name=name)
    return None


def area_of(user: User) -> str:
    """Return the area within which the account counts.

    A planner, a statistician and a third party without one belong to the whole region; an officer or
    inspector without one belongs nowhere.
    """
    return user.area or (package_region().code if user.role in OF_THE_WHOLE else "")


def lies_in(inner: str, area: str) -> bool:
    """Say whether ``inner`` lies in ``area``; all that the region has lies in the region, its zone too."""
    return area == package_region().code or contains(area, inner)


def level_of(area: str) -> Level | None:
    """Return the level of an area's bodies; None for what is no area of the served region."""
    region = package_region()
    if area in region.areas.index:
        return KINDS.get(str(region.areas.loc[area, "kind"]), Level.COUNTY)
    if len(area) != len(region.code) or not area.isalnum() or not area.startswith(region.code[:2]):
        return None
    return Level.PREFECTURE if area.endswith("00") else Level.COUNTY


def functions_of(function: str) -> frozenset[str]:
    """Return the functions that an office carries: its own, and those that no body of the region has.

    Where a region has no body for one, the function named as ``otherwise`` (rules/bodies.csv) takes over.
    """
    return _functions_carried(package_region().id).get(function, frozenset({function}))


@lru_cache(maxsize=4)
def _functions_carried(_region_id: str) -> dict[str, frozenset[str]]:
    bodies = list(package_region().bodies.values())
    carried = {function: {function} for function in functions()}
    for function in functions():
        bearer = responsible(bodies, function)
        if bearer is not None and bearer.function in carried:
            carried[bearer.function].add(function)
    return {function: frozenset(all_of_them) for function, all_of_them in carried.items()}
