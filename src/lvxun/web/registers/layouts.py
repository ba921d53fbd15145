"""Which filter field of a register lies in which indexed column, and what a record has there.

A field keeps its column (``slots.py``) for as long as it is declared; ``placements.py`` keeps that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lvxun.registers.model import Field, FieldType, Register
from lvxun.web.registers.slots import NUMBER_SLOTS, SLOT_LENGTH, TEXT_SLOTS

FORMAT = 2  # grows when slots, words or tallies are made in another way: everything is indexed anew
PROMOTED = frozenset({"area", "holder"})  # columns of every record
NUMBERS = frozenset({FieldType.NUMBER, FieldType.MONEY})
SUMS = frozenset({"sum", "difference", "product", "ratio", "score"})
# Few values each, so that counts by value are kept and every value is a word of the search index.
COUNTED = frozenset({FieldType.CHOICE, FieldType.CHOICES, FieldType.YES_NO, FieldType.BODY})
TEXTS = (COUNTED - {FieldType.CHOICES}) | {
    FieldType.TEXT,
    FieldType.DATE,
    FieldType.AREA,
    FieldType.HOLDER,
    FieldType.INDUSTRY,
    FieldType.WASTE,
    FieldType.REFERENCE,
}


FACETED = frozenset({FieldType.INDUSTRY, FieldType.WASTE, FieldType.DATE, FieldType.AREA})


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a register's filter values lie: ``slots`` by field.

    ``counted``: counts by value are kept. ``faceted``: every value is a word of the search index, too.
    """

    slots: Mapping[str, str]
    counted: tuple[Field, ...]
    faceted: tuple[Field, ...]
    searched: tuple[Field, ...]


def place(register: Register, slots: Mapping[str, str]) -> Placement:
    """Return the placement of a definition whose slots are given."""
    return Placement(
        slots=slots,
        counted=tuple(one for one in register.fields if one.in_filter and is_counted(one)),
        faceted=tuple(one for one in register.fields if one.in_filter and is_faceted(one)),
        searched=tuple(one for one in register.fields if one.in_search),
    )


def is_counted(field: Field) -> bool:
    """Say whether counts by value are kept: choices, and what is computed as one of a few words."""
    if field.type == FieldType.COMPUTED and field.computation:
        return slot_kind(field) == "text" and field.computation.how != "add_time"
    return field.type in COUNTED


def is_faceted(field: Field) -> bool:
    """Say whether every value is a word of the search index: all that is no free text."""
    if field.id in PROMOTED:
        return False
    return is_counted(field) or field.type in FACETED or slot_kind(field) == "number"


def signature(register: Register) -> str:
    """Return a short form of all that the indexes of a register depend on."""
    parts = [(one.id, slot_kind(one), one.in_filter, one.in_search, str(one.type)) for one in register.fields]
    wanted = sorted(part for part in parts if part[2] or part[3])
    return hashlib.sha256(repr((FORMAT, register.title_field, wanted)).encode()).hexdigest()


def slot_kind(field: Field) -> str:
    """Return "number", "text", or "" for a field that is filtered in another way or not at all."""
    if field.id in PROMOTED:
        return ""
    if field.type == FieldType.COMPUTED and field.computation:
        is_number = field.computation.how in SUMS or bool(field.unit)
        return "number" if is_number and field.computation.how != "add_time" else "text"
    if field.type in NUMBERS:
        return "number"
    return "text" if field.type in TEXTS else ""


def slot_values(slots: Mapping[str, str], values: Mapping[str, object]) -> dict[str, str | float | None]:
    """Return what lies in the slots of a record with these values."""
    found: dict[str, str | float | None] = {}
    for field_id, column in slots.items():
        value = values.get(field_id)
        if column in NUMBER_SLOTS:
            found[column] = as_number(value)
        else:
            found[column] = None if value in (None, "", []) else as_text(value)[:SLOT_LENGTH]
    return found


def as_number(value: object) -> float | None:
    """Return the value of a number or an amount of money; None for what is neither."""
    try:
        return None if value is None or isinstance(value, bool) else float(str(value))
    except ValueError:
        return None


def as_text(value: object) -> str:
    """Return a value as slots, tallies and the search index write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def each_value(value: object) -> Iterator[str]:
    """Return the value, or every one of several, as tallies write it; nothing where there is none."""
    several = value if isinstance(value, list) else [value]
    for one in several:
        if one not in (None, ""):
            yield as_text(one)[:SLOT_LENGTH]


def assigned(register: Register, before: Mapping[str, str]) -> dict[str, str]:
    """Return a slot for each filter field: the one it had, or a free one; none where all are taken."""
    kinds = {one.id: slot_kind(one) for one in register.fields if one.in_filter and slot_kind(one)}
    columns = {"number": NUMBER_SLOTS, "text": TEXT_SLOTS}
    slots = {key: before[key] for key, kind in kinds.items() if before.get(key) in columns[kind]}
    for key, kind in kinds.items():
        free = next((one for one in columns[kind] if one not in slots.values()), None)
        if key not in slots and free is not None:
            slots[key] = free
    return slots
