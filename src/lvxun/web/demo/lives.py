"""The made-up life of a record: opened on some day of the last year, and moved on as its register allows."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone, translation

from lvxun.errors import LvxunError
from lvxun.registers.actor import ActingAs
from lvxun.registers.forms import is_empty
from lvxun.registers.model import Actor, ActorRole, Field, FieldType, Register, Transition
from lvxun.registers.record import missing_fields
from lvxun.registers.steps import held_back, transitions_from
from lvxun.web.demo.firms import MARK
from lvxun.web.demo.inventing import CATALOGUE_FIELD, Setting, invent
from lvxun.web.registers import services
from lvxun.web.registers.advancing import advance_one
from lvxun.web.registers.models import Record
from lvxun.web.registers.presenting import who

MOST_STEPS = 9
STAYS = 0.12  # chance at each step that a record stays where it is
OPTIONAL = 0.6  # share of the optional fields that are filled
ATTEMPTS = 2
ALWAYS = ("holder", "area", CATALOGUE_FIELD)
LEADS_BACK, ENDS_EARLY = 0.15, 0.12  # beside 1 for a step that leads on


def live(register: Register, setting: Setting, today: date) -> Record | None:
    """Make one record and let it live until today; None where the register takes nothing made up."""
    record = _opened(register, setting)
    if record is None:
        return None
    day = setting.day
    for _ in range(MOST_STEPS):
        day += timedelta(days=setting.rng.randint(1, 25))
        if day > today or setting.rng.random() < STAYS:
            break
        moved = _moved(register, record, replace(setting, day=day, known=record.values))
        if moved is None:
            break
        record = moved
    return record


def _opened(register: Register, setting: Setting) -> Record | None:
    later = {key for step in register.transitions for key in (*step.needs, *step.sets)}
    wanted = [
        one
        for one in _entered(register.fields)
        if one.required or one.id in ALWAYS or (_is_early(one, later) and setting.rng.random() < OPTIONAL)
    ]
    for _ in range(ATTEMPTS):
        values = _values(wanted, setting)
        try:
            return services.create(
                None, register.id, values, now=_moment(setting.day, setting.rng), why=MARK, synthetic=True
            )
        except LvxunError as error:
            wanted = _without_faulty(wanted, error)
    return None


def _is_early(one: Field, later: Collection[str]) -> bool:
    """Say whether a field is usually known when a record is opened, not only from a later step on."""
    return not one.required_in and one.id not in later and one.type is not FieldType.DATE


def _moved(register: Register, record: Record, setting: Setting) -> Record | None:
    """Take one of the steps that a person may take; None where none is possible."""
    record = advance_one(record, setting.day) or record
    seen = services.snapshot(record)
    possible = [one for one in transitions_from(register, seen) if _is_human(one)]
    visited = {one.state for one in seen.passages}
    likely = {one.id: _likelihood(register, one, visited) for one in possible}
    for step in sorted(possible, key=lambda one: setting.rng.random() ** (1 / likely[one.id]), reverse=True):
        if held_back(register, step, seen):
            continue
        moved = _taken(register, record, step, setting)
        if moved is not None:
            return moved
    return None


def _likelihood(register: Register, step: Transition, visited: Collection[str]) -> float:
    """Return how likely a step is beside others: most lives lead on, few back or to an early end."""
    target = register.state(step.target)
    if target.id in visited:
        return LEADS_BACK
    return ENDS_EARLY if target.kind == "end" or target.tone == "bad" else 1.0


def _in_chinese(actor: Actor, register: Register) -> str:
    with translation.override("zh-hans"):
        return who(actor, register)


def _taken(register: Register, record: Record, step: Transition, setting: Setting) -> Record | None:
    seen = services.snapshot(record)
    needed = [
        *(key for key in step.needs if is_empty(record.values.get(key))),
        *missing_fields(register, record.values, step.target, record.opened),
    ]
    fields = [one for key in dict.fromkeys(needed) if (one := register.field(key)) is not None]
    values = _values(_entered(fields), setting)
    actor = step.by[0]
    try:
        return services.move(
            None,
            record,
            step.id,
            version=record.version,
            values=values,
            why=f"{MARK}：{_in_chinese(actor, register)}",
            proofs=[proof.id for proof in step.proofs],
            now=_moment(setting.day, setting.rng),
            capacities=[_capacity(one, register, seen.area, seen.holder) for one in step.by],
        )
    except LvxunError:
        return None


def _capacity(actor: Actor, register: Register, area: str, holder: str) -> ActingAs:
    meant = actor
    if actor.role in (ActorRole.OFFICER, ActorRole.INSPECTOR):
        meant = replace(actor, function=actor.function or register.keeper)
    place = area if actor.role not in (ActorRole.OFFICER, ActorRole.INSPECTOR) else "000000"
    return ActingAs(frozenset({meant}), area=place, holder=holder, name=MARK)


def _is_human(step: Transition) -> bool:
    return any(actor.role is not ActorRole.SYSTEM for actor in step.by)


def _entered(fields: Sequence[Field]) -> list[Field]:
    return [one for one in fields if one.type not in (FieldType.COMPUTED, FieldType.FILE)]


def _values(fields: Sequence[Field], setting: Setting) -> dict[str, object]:
    made = {one.id: invent(one, setting) for one in fields}
    return {key: value for key, value in made.items() if value is not None}


def _without_faulty(fields: list[Field], error: LvxunError) -> list[Field]:
    """Leave out the optional fields that were refused; what must be filled is made up anew."""
    faulty = {re.split(r"[\[.]", one.where.field or "")[0] for one in _faults(error)}
    return [one for one in fields if one.required or one.id not in faulty]


def _faults(error: LvxunError) -> Iterator[LvxunError]:
    yield from getattr(error, "errors", (error,))


def _moment(day: date, rng: random.Random) -> datetime:
    at = time(rng.randint(9, 16), rng.randint(0, 59))
    return timezone.make_aware(datetime.combine(day, at))
