"""``"officer@prefecture:ecology"`` turned into an actor."""

from __future__ import annotations

import re

from lvxun.registers.defining.entries import Entry
from lvxun.registers.defining.faults import did_you_mean, listed, shown
from lvxun.registers.model import Actor, ActorRole, Level

_FORM = re.compile(r"([^@:\s]+)(?:@([^@:\s]+))?(?::([^@:\s]+))?")
_ROLES = [str(one) for one in ActorRole]
_LEVELS = [str(one) for one in Level]
_PLACELESS = (ActorRole.HOLDER, ActorRole.SYSTEM, ActorRole.PUBLIC)


def actors_of(entry: Entry, key: str) -> tuple[Actor, ...]:
    """Return the actors of a list; one that cannot be read is a fault and left out."""
    read = [actor_of(entry, key, written) for written in entry.texts(key)]
    return tuple(actor for actor in read if actor is not None)


def actor_of(entry: Entry, key: str, written: str) -> Actor | None:
    """Return one actor; None, and a fault, where it cannot be read."""
    match = _FORM.fullmatch(written)
    if match is None:
        remedy = "Write role, role@level or role@level:function, as in officer@prefecture:ecology."
        entry.wrong(key, f"{shown(written)} names no actor", remedy)
        return None
    role, level, function = match.groups()
    if role not in _ROLES:
        remedy = f"{did_you_mean(role, _ROLES)}Roles are {listed(_ROLES)}."
        entry.wrong(key, f"there is no role {shown(role)}", remedy)
        return None
    if level and level not in _LEVELS:
        remedy = f"{did_you_mean(level, _LEVELS)}Levels are {listed(_LEVELS)}."
        entry.wrong(key, f"there is no level {shown(level)}", remedy)
        return None
    actor = Actor(ActorRole(role), Level(level) if level else None, function or "")
    if actor.role in _PLACELESS and (level or function):
        entry.wrong(key, f"'{role}' has neither level nor function", f'Write "{role}" alone.')
    return actor
