"""What is wrong with a form, by the place where it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from lvxun.errors import LvxunError, ManyErrors
from lvxun.registers.model import Label, Register
from lvxun.web.figures.wording import Message, in_words

Faults = Mapping[str, tuple[Message, ...]]
WHOLE = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A fault in the list above a form: where it leads, what it is about."""

    what: str
    remedy: str
    anchor: str = ""
    label: Label | None = None
    place: str = ""


def by_place(error: LvxunError) -> dict[str, tuple[Message, ...]]:
    """Return the faults of an error by the field (``options[2].investment``) that they are about."""
    faults = error.errors if isinstance(error, ManyErrors) else (error,)
    found: dict[str, list[Message]] = defaultdict(list)
    for fault in faults:
        place = fault.where.field or WHOLE
        found[place].append(in_words(fault))
    return {place: tuple(messages) for place, messages in found.items()}


def listed(register: Register, faults: Faults) -> list[Listed]:
    """Return the faults in the order of the form, each leading to its input."""
    places = {field.id: number for number, field in enumerate(register.fields)}
    ordered = sorted(faults, key=lambda place: (places.get(_field(place), -1), place))
    found = []
    for place in ordered:
        field = register.field(_field(place))
        for fault in faults[place]:
            if field is None:
                found.append(Listed(fault.what, fault.remedy, place=fault.place))
            else:
                found.append(Listed(fault.what, fault.remedy, f"f-v-{field.id}", field.label))
    return found


def _field(place: str) -> str:
    return place.split(".", 1)[0].split("[", 1)[0]
