"""The inputs of a form, made from a register's fields: one kind of input for each type of field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from lvxun.registers.model import Field, FieldType, Label, ScoreItem
from lvxun.web.figures.wording import Message
from lvxun.web.registers.places import area_labels, body_labels
from lvxun.web.registers.shapes import Outline, outline
from lvxun.web.registers.typed import PREFIX

KINDS = {
    FieldType.LONG_TEXT: "long_text",
    FieldType.NUMBER: "number",
    FieldType.MONEY: "number",
    FieldType.DATE: "date",
    FieldType.YES_NO: "choice",
    FieldType.CHOICE: "choice",
    FieldType.CHOICES: "choices",
    FieldType.BODY: "choice",
    FieldType.AREA: "combo",
    FieldType.HOLDER: "holder",
    FieldType.INDUSTRY: "suggest",
    FieldType.WASTE: "suggest",
    FieldType.REFERENCE: "suggest",
    FieldType.POINT: "point",
    FieldType.POLYGON: "polygon",
    FieldType.FILE: "file",
    FieldType.TABLE: "table",
    FieldType.SCORE_SHEET: "score_sheet",
    FieldType.COMPUTED: "computed",
}
SPARE_ROWS = 1


@dataclass(frozen=True, slots=True)
class Option:
    """One value to choose."""

    value: str
    label: Label
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What somebody else made of a field while this form was open; both are stored values."""

    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number in the form, and its cells."""

    number: int
    cells: tuple[Input, ...]
    faults: tuple[Message, ...] = ()
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of a score sheet."""

    item: ScoreItem
    name: str
    key: str
    text: str
    faults: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """What a score sheet comes to so far, of its full marks."""

    reached: float
    full: float


@dataclass(frozen=True, slots=True)
class Input:
    """One field as a form shows it."""

    field: Field
    name: str
    key: str
    kind: str
    value: object = None
    text: str = ""
    is_needed: bool = False
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    marks: tuple[Mark, ...] = ()
    faults: tuple[Message, ...] = ()
    drawing: Outline | None = None
    meanwhile: Meanwhile | None = None

    @property
    def total(self) -> Total | None:
        """The weighted sum of a score sheet as far as it is filled in."""
        return score_total(self.field, self.value)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form is made for: on which day, in which state a record has to be complete, with which files."""

    day: date
    state: str = ""
    needed: frozenset[str] = frozenset()
    files: Sequence[tuple[str, str]] = ()  # (id, name) of the record's attachments
    spare: Mapping[str, int] = field(default_factory=dict)  # more empty rows for a table


@dataclass(frozen=True, slots=True)
class Group:
    """Inputs under one heading."""

    label: Label
    inputs: tuple[Input, ...]


def in_force(fields: Iterable[Field], day: date) -> list[Field]:
    """Return the fields that a record of ``day`` has."""
    return [one for one in fields if one.in_force is None or one.in_force.on(day)]


def groups(
    fields: Iterable[Field],
    values: Mapping[str, object],
    faults: Mapping[str, Sequence[Message]],
    setting: Setting,
    prefix: str = PREFIX,
) -> list[Group]:
    """Return the inputs of ``fields``, grouped as the register groups them, in its order."""
    found: dict[tuple[str, str], list[Input]] = {}
    labels: dict[tuple[str, str], Label] = {}
    for one in in_force(fields, setting.day):
        key = (one.group.zh, one.group.en)
        labels.setdefault(key, one.group)
        made = make_input(one, f"{prefix}{one.id}", values.get(one.id), faults, setting)
        found.setdefault(key, []).append(made)
    return [Group(labels[key], tuple(inputs)) for key, inputs in found.items()]


def make_input(
    one: Field, name: str, value: object, faults: Mapping[str, Sequence[Message]], setting: Setting
) -> Input:
    """Return the input of one field with what it holds and what is wrong with it."""
    path = name.removeprefix(PREFIX)
    is_needed = (
        one.required
        or one.id in setting.needed
        or (setting.state in one.required_in and one.required_in != ())
    )
    made = Input(
        one,
        name,
        f"f-{name.replace('.', '-')}",
        KINDS.get(one.type, "text"),
        value,
        as_text(one, value),
        is_needed,
        faults=tuple(faults.get(path, ())),
    )
    match one.type:
        case FieldType.TABLE:
            return replace(made, rows=_rows(made, faults, setting))
        case FieldType.SCORE_SHEET:
            return replace(made, marks=_marks(made, faults))
        case FieldType.POLYGON:
            return replace(made, drawing=outline(value))
    return replace(made, options=_options(one, value, setting))


def as_text(one: Field, value: object) -> str:
    """Return a stored or typed value as it stands in an input."""
    if value is None:
        return ""
    match one.type:
        case FieldType.YES_NO if isinstance(value, bool):
            return "yes" if value else "no"
        case FieldType.POINT if isinstance(value, list):
            return ", ".join(str(part) for part in value)
        case FieldType.POLYGON if isinstance(value, list):
            return "\n".join(" ".join(str(part) for part in pair) for pair in value if isinstance(pair, list))
        case FieldType.TABLE | FieldType.SCORE_SHEET:
            return ""
    return str(value)


def _options(one: Field, value: object, setting: Setting) -> tuple[Option, ...]:
    chosen = {str(part) for part in value} if isinstance(value, list) else {as_text(one, value)}
    found = [Option(key, label, key in chosen) for key, label in _choices(one, setting)]
    lost = chosen - {"", *(option.value for option in found)}
    if one.type in _CHOSEN:  # what was typed or stored but is no choice any more stays to be seen
        found += [Option(key, Label(key, key), is_chosen=True) for key in sorted(lost)]
    return tuple(found)


_CHOSEN = {FieldType.CHOICE, FieldType.CHOICES, FieldType.YES_NO, FieldType.BODY, FieldType.FILE}


def _choices(one: Field, setting: Setting) -> list[tuple[str, Label]]:
    match one.type:
        case FieldType.CHOICE | FieldType.CHOICES:
            known = [part for part in one.choices if part.in_force is None or part.in_force.on(setting.day)]
            return [(part.id, part.label) for part in known]
        case FieldType.YES_NO:
            return [("yes", Label(_("yes"), _("yes"))), ("no", Label(_("no"), _("no")))]
        case FieldType.AREA:
            return list(area_labels().items())
        case FieldType.BODY:
            return list(body_labels().items())
        case FieldType.FILE:
            return [(key, Label(name, name)) for key, name in setting.files]
    return []


def _rows(made: Input, faults: Mapping[str, Sequence[Message]], setting: Setting) -> tuple[Row, ...]:
    held = made.value if isinstance(made.value, list) else []
    path = made.name.removeprefix(PREFIX)
    spare = SPARE_ROWS + setting.spare.get(made.field.id, 0)
    rows = []
    for number, row in enumerate([*held, *([{}] * spare)]):
        own = {
            f"{path}.{number}{rest}": found
            for at, found in faults.items()
            if (rest := _in_row(at, path, number)) is not None
        }
        cells = tuple(
            make_input(column, f"{made.name}.{number}.{column.id}", _cell(row, column.id), own, setting)
            for column in made.field.columns
        )
        is_blank = number >= len(held)
        cells = tuple(replace(cell, is_needed=cell.is_needed and not is_blank) for cell in cells)
        rows.append(Row(number, cells, tuple(own.get(f"{path}.{number}", ())), is_blank))
    return tuple(rows)


def score_total(sheet: Field, value: object) -> Total | None:
    """Return the weighted marks of a score sheet and what they could be; None before the first mark."""
    held = value if isinstance(value, Mapping) else {}
    marks = {item.id: held.get(item.id) for item in sheet.items}
    known = {key: mark for key, mark in marks.items() if isinstance(mark, int | float)}
    if not known:
        return None
    reached = sum(known[item.id] * item.weight for item in sheet.items if item.id in known)
    return Total(float(reached), float(sum(item.full * item.weight for item in sheet.items)))


def _cell(row: object, column: str) -> object:
    return row.get(column) if isinstance(row, Mapping) else None


def _in_row(place: str, path: str, number: int) -> str | None:
    """Return what follows the row in a fault's place, ``options[2].investment`` -> ``.investment``.

    The engine counts the rows of a table from 1.
    """
    start = f"{path}[{number + 1}]"
    return place.removeprefix(start) if place.startswith(start) else None


def _marks(made: Input, faults: Mapping[str, Sequence[Message]]) -> tuple[Mark, ...]:
    held = made.value if isinstance(made.value, Mapping) else {}
    path = made.name.removeprefix(PREFIX)
    return tuple(
        Mark(
            item,
            f"{made.name}.{item.id}",
            f"{made.key}-{item.id}",
            "" if held.get(item.id) is None else str(held[item.id]),
            tuple(faults.get(f"{path}.{item.id}", ())),
        )
        for item in made.field.items
    )
