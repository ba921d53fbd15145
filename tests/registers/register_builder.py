"""Small registers for the tests of the engine, and people who act on their records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from stdnum.cn import uscc

from lvxun.registers.actor import ActingAs
from lvxun.registers.calendar import CHINA
from lvxun.registers.codes import Codes, load_codes
from lvxun.registers.model import (
    Actor,
    ActorRole,
    Field,
    FieldType,
    InForce,
    Label,
    Level,
    Numbering,
    Parameter,
    ParameterValue,
    Passage,
    Publication,
    Register,
    Retention,
    Snapshot,
    State,
    Transition,
)

OFFICER = Actor(ActorRole.OFFICER, Level.PREFECTURE, "")
HOLDER = Actor(ActorRole.HOLDER)
SYSTEM_ACTOR = Actor(ActorRole.SYSTEM)
SINCE = InForce(date(2020, 1, 1))
FIRM = "91210100600037341" + uscc.calc_check_digit("91210100600037341")
OTHER_FIRM = "91210200600037342" + uscc.calc_check_digit("91210200600037342")


def label(word: str) -> Label:
    return Label(f"{word}（中）", word)


def field(key: str, kind: str = "text", **more: object) -> Field:
    return Field(id=key, type=FieldType(kind), label=label(key), **more)  # type: ignore[arg-type]


def state(key: str, kind: str = "open", **more: object) -> State:
    return State(id=key, label=label(key), kind=kind, **more)  # type: ignore[arg-type]


def step(key: str, sources: str, target: str, **more: object) -> Transition:
    more.setdefault("by", (OFFICER,))
    return Transition(id=key, label=label(key), sources=tuple(sources.split()), target=target, **more)  # type: ignore[arg-type]


def parameter(key: str, *values: tuple[int, str]) -> Parameter:
    """Return a parameter with (value, first day) each, every one in force until the next."""
    held = tuple(ParameterValue(value, InForce(date.fromisoformat(since))) for value, since in values)
    return Parameter(id=key, label=label(key), unit="days", values=held, confirmed=False)


def register(**more: object) -> Register:
    """Return a register of permits: asked, accepted, (completing), issued or refused, expired."""
    parts: dict[str, object] = {
        "id": "permits",
        "label": label("permits"),
        "summary": label("permits"),
        "measures": (3,),
        "quotes": {},
        "keeper": "ecology",
        "level": Level.PREFECTURE,
        "subject": "firm",
        "title_field": "name",
        "numbering": Numbering(form="P{year}-{serial:03d}", serial_by=("year",)),
        "unique": (),
        "basis": (),
        "parameters": (),
        "fields": (
            field("name", required=True),
            field("area", "area", required=True),
            field("holder", "holder", required=True),
        ),
        "states": (
            state("asked", "start"),
            state("accepted"),
            state("completing", stops_clock=True),
            state("issued", "decided", sealed=True),
            state("refused", "end"),
            state("expired", "end"),
        ),
        "transitions": (step("accept", "asked", "accepted"),),
        "duties": (),
        "publication": Publication(),
        "retention": Retention(),
        "indicators": (),
        "readers": (),
        "creators": (HOLDER,),
        "path": "in a test",
    }
    return Register(**{**parts, **more})  # type: ignore[arg-type]


GOOD: Mapping[str, object] = {"name": "示例公司", "area": "210100", "holder": FIRM}


def codes() -> Codes:
    return load_codes(
        {"210000": "辽宁省", "210100": "沈阳市", "210200": "大连市", "21SF00": "沈抚示范区"},
        {"ecology": "生态环境厅"},
    )


def moment(day: str, hour: int = 12) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour), CHINA)


def snapshot(*passages: str, values: Mapping[str, object] = GOOD, of: str = "permits") -> Snapshot:
    """Return a record that passed ``"2026-02-05 accepted"`` and so on, in order."""
    course = tuple(
        Passage(name, moment(day), "" if not number else "step")
        for number, (day, name) in enumerate(one.split() for one in passages)
    )
    return Snapshot(
        register=of,
        code="P1",
        state=course[-1].state,
        values=values,
        opened=course[0].at.date(),
        area=str(values.get("area", "")),
        holder=str(values.get("holder", "")),
        passages=course,
    )


def officer(area: str = "210100", level: str = "prefecture", function: str = "ecology") -> ActingAs:
    return ActingAs(frozenset({Actor(ActorRole.OFFICER, Level(level), function)}), area=area, name="李四")


def holder(firm: str = FIRM) -> ActingAs:
    return ActingAs(frozenset({HOLDER}), holder=firm)
