"""Everybody who could stand before a register: the positions that the matrix of rights runs through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext

from lvxun.region.bodies import functions
from lvxun.registers.actor import STAFF
from lvxun.registers.model import ActorRole, Level, Register
from lvxun.web.people.models import Role, User
from lvxun.web.people.named_actors import named
from lvxun.web.people.office_words import LEVEL_WORDS, office_label
from lvxun.web.people.offices import level_of
from lvxun.web.served import package_region

OWN_FIRM = "91210100MA0XYN001J"
OTHER_FIRM = "91210200MA0XYN002T"
LONG_AGO = date(2000, 1, 1)
LEVELS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
WEB_ROLES = {ActorRole.OFFICER: Role.OFFICER, ActorRole.INSPECTOR: Role.INSPECTOR}
PLAIN = (Role.READER, Role.ASSESSOR, Role.STATISTICIAN, Role.PLANNER, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Position:
    """Somebody in relation to one record: a role, and where it is needed level, function, and whose firm.

    ``elsewhere``: the same office in another city. ``has_left``: the same person after leaving.
    """

    id: str
    role: Role | None = None
    level: Level | None = None
    function: str = ""
    holder: str = ""
    elsewhere: bool = False
    has_left: bool = False

    @property
    def label(self) -> str:
        """Return the position in the reader's language."""
        if self.role is None:
            return gettext("stranger")
        if self.role == Role.HOLDER:
            own = self.holder == OWN_FIRM
            return gettext("the enterprise itself") if own else gettext("another enterprise")
        level = str(LEVEL_WORDS[self.level]) if self.level else ""
        parts = [str(self.role.label), office_label(self.function, self.level), level]
        if self.elsewhere:
            parts.append(gettext("elsewhere"))
        if self.has_left:
            parts.append(gettext("has left"))
        return " · ".join(part for part in parts if part)

    def user(self) -> User | AnonymousUser:
        """Return an account in this position, not saved."""
        if self.role is None:
            return AnonymousUser()
        return User(
            username=self.id,
            role=self.role,
            function=self.function,
            area=self._area(),
            holder=self.holder,
            left_on=LONG_AGO if self.has_left else None,
        )

    def _area(self) -> str:
        if self.level is None:
            return ""
        own, other = two_cities()
        city = other if self.elsewhere else own
        county = county_of(city)
        return {Level.COUNTY: county, Level.PREFECTURE: city}.get(self.level, package_region().code)


@lru_cache(maxsize=4)
def _two_cities(_region_id: str) -> tuple[str, str]:
    areas = [str(code) for code in package_region().areas.index]
    cities = [code for code in areas if level_of(code) == Level.PREFECTURE]
    return cities[0], cities[1] if len(cities) > 1 else ""


def two_cities() -> tuple[str, str]:
    """Return the city that a specimen record lies in, and another one."""
    return _two_cities(package_region().id)


def county_of(city: str) -> str:
    """Return the code of a county of a city, known or not: levels are told by the form of a code."""
    return f"{city[:-2]}02"


def positions(register: Register) -> list[Position]:
    """Return every position that makes a difference to a register, without doubles."""
    found = [Position("stranger"), *(Position(role.value, role) for role in PLAIN)]
    found += [Position("holder-own", Role.HOLDER, holder=OWN_FIRM)]
    found += [Position("holder-other", Role.HOLDER, holder=OTHER_FIRM)]
    found += [Position("auditor", Role.AUDITOR), Position("bank", Role.BANK)]
    staff = {*_keepers(register), *_named_staff(register)}
    for role, function in sorted(staff):
        found += [_staff(role, function, level) for level in LEVELS]
    found.append(_staff(ActorRole.OFFICER, register.keeper, Level.PREFECTURE, elsewhere=True))
    found.append(_staff(ActorRole.OFFICER, _stranger_to(staff), Level.PROVINCE))
    found.append(_staff(ActorRole.OFFICER, register.keeper, Level.PROVINCE, has_left=True))
    return found


def _staff(
    role: ActorRole, function: str, level: Level, *, elsewhere: bool = False, has_left: bool = False
) -> Position:
    where = "-elsewhere" if elsewhere else ""
    gone = "-left" if has_left else ""
    name = f"{role.value}-{function}-{level.value}{where}{gone}"
    return Position(name, WEB_ROLES[role], level, function, elsewhere=elsewhere, has_left=has_left)


def _keepers(register: Register) -> Iterator[tuple[ActorRole, str]]:
    yield ActorRole.OFFICER, register.keeper
    yield ActorRole.INSPECTOR, register.keeper


def _named_staff(register: Register) -> Iterator[tuple[ActorRole, str]]:
    for actor in named(register):
        if actor.role in STAFF:
            yield actor.role, actor.function or register.keeper


def _stranger_to(staff: set[tuple[ActorRole, str]]) -> str:
    """Return a function that the register does not know."""
    known = {"all_departments"} | {function for _role, function in staff}
    return next(key for key, one in functions().items() if key not in known and one.kind == "department")
