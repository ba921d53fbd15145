"""A record as the engine sees it, and back."""

from __future__ import annotations

from datetime import date, datetime

from lvxun.registers.calendar import Calendar
from lvxun.registers.model import Field, FieldType, Passage, Register, Snapshot
from lvxun.registers.workflow import due
from lvxun.web.registers.areas import city
from lvxun.web.registers.layouts import Placement, slot_values
from lvxun.web.registers.models import Record
from lvxun.web.served import package_region

LONGEST_TITLE = 200


def snapshot(record: Record) -> Snapshot:
    """Return the record as the engine sees it; no query is asked."""
    passages = record.course.get("passages", [])
    return Snapshot(
        register=record.register,
        code=record.code,
        state=record.state,
        values=record.values,
        opened=record.opened,
        area=record.area,
        holder=record.holder,
        passages=tuple(Passage(state, datetime.fromisoformat(at), step) for state, at, step in passages),
        extensions=record.course.get("extensions", {}),
    )


def course(seen: Snapshot) -> dict[str, object]:
    """Return what the column ``course`` keeps of a snapshot."""
    passages = [[one.state, one.at.isoformat(), one.transition] for one in seen.passages]
    return {"passages": passages} | ({"extensions": dict(seen.extensions)} if seen.extensions else {})


def begun(register: Register, at: datetime) -> dict[str, object]:
    """Return the course of a record that begins now."""
    return {"passages": [[register.start.id, at.isoformat(), ""]]}


def fill(record: Record, register: Register, layout: Placement, values: dict[str, object]) -> None:
    """Put clean values into a record, and into the columns that are copies of them."""
    record.values = values
    record.title = str(values.get(register.title_field) or record.code)[:LONGEST_TITLE]
    record.holder = str(values.get("holder") or "")
    record.area = str(values.get("area") or "")
    record.city = city(record.area)
    record.body = str(values.get("body") or keeper_body(register))
    for column, value in slot_values(layout.slots, values).items():
        setattr(record, column, value)


def keeper_body(register: Register) -> str:
    """Return the id of the region's department that keeps the register; "" where there is none."""
    bodies = package_region().bodies.values()
    return next((body.id for body in bodies if body.function == register.keeper), "")


def settle(record: Record, register: Register, calendar: Calendar, today: date) -> None:
    """Put what follows from a record's state into its columns: when it is due, whether it is closed."""
    found = due(register, snapshot(record), calendar)
    record.due = found.date if found else None
    ended = register.state(record.state).kind == "end"
    record.closed = (record.closed or today) if ended else None


def entered(register: Register, values: dict[str, object]) -> dict[str, object]:
    """Return values without the computed ones, which nobody enters."""
    computed = {one.id for one in register.fields if one.type == FieldType.COMPUTED}
    return {key: value for key, value in values.items() if key not in computed}


def references(register: Register) -> list[Field]:
    """Return the fields that name a record of another register."""
    return [one for one in register.fields if one.type == FieldType.REFERENCE]
