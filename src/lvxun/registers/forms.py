"""Reading the values of some fields, of a record, a table's row or a filing: all faults at once."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lvxun.registers.checks import CHECKS
from lvxun.registers.computing import Setting, computed
from lvxun.registers.errors import FieldError
from lvxun.registers.listed_values import (
    clean_area,
    clean_body,
    clean_choice,
    clean_choices,
    clean_file,
    clean_holder,
    clean_industry,
    clean_reference,
    clean_waste,
)
from lvxun.registers.model import Field, FieldType
from lvxun.registers.shapes import clean_point, clean_polygon
from lvxun.registers.values import (
    Reading,
    as_number,
    clean_date,
    clean_money,
    clean_number,
    clean_text,
    clean_yes_no,
    short,
)

MISSING, MISSING_REMEDY = "This is missing.", "Fill it in."
TODAY = "today"
MOST_ROWS, SHOWN_FIELDS = 1000, 12
DEEPEST = 4  # a list in a cell of a row of a table

CLEANERS: Mapping[FieldType, Callable[[Field, object, Reading], object]] = {
    FieldType.TEXT: clean_text,
    FieldType.LONG_TEXT: clean_text,
    FieldType.NUMBER: clean_number,
    FieldType.MONEY: clean_money,
    FieldType.DATE: clean_date,
    FieldType.YES_NO: clean_yes_no,
    FieldType.CHOICE: clean_choice,
    FieldType.CHOICES: clean_choices,
    FieldType.BODY: clean_body,
    FieldType.AREA: clean_area,
    FieldType.HOLDER: clean_holder,
    FieldType.INDUSTRY: clean_industry,
    FieldType.WASTE: clean_waste,
    FieldType.POINT: clean_point,
    FieldType.POLYGON: clean_polygon,
    FieldType.FILE: clean_file,
    FieldType.REFERENCE: clean_reference,
}


@dataclass(frozen=True, slots=True)
class Form:
    """What values are read against: some fields, the state for which they must suffice, and the setting."""

    fields: Sequence[Field]
    state: str
    reading: Reading
    setting: Setting


def read_values(form: Form, values: Mapping[str, object], faults: list[FieldError]) -> dict[str, object]:
    """Return clean values of ``form``'s fields, computed ones too; what is wrong is added to ``faults``."""
    clean: dict[str, object] = {}
    for field in form.fields:
        if field.type == FieldType.COMPUTED:
            continue
        raw = values.get(field.id)
        value = None if raw is None else read_field(field, raw, form, faults)
        if value is not None:
            clean[field.id] = value
        elif is_required(field, form.state) and not any(is_about(one, field.id) for one in faults):
            faults.append(FieldError(MISSING, field.id, MISSING_REMEDY, kind="missing"))
    clean.update(computed(form.fields, clean, form.setting))
    faults += order_faults(form, clean)
    faults += check_faults(form.fields, clean)
    return {field.id: clean[field.id] for field in form.fields if field.id in clean}


def fields_in_force(fields: Sequence[Field], opened: date) -> tuple[Field, ...]:
    """Return the fields that a record opened on this day has."""
    return tuple(one for one in fields if one.in_force is None or one.in_force.on(opened))


def is_required(field: Field, state: str) -> bool:
    """Say whether the field must be filled in a record that is in ``state``."""
    return field.type != FieldType.COMPUTED and (field.required or state in field.required_in)


def is_empty(raw: object, depth: int = DEEPEST) -> bool:
    """Say whether nothing was given: no text, no row, no mark. Deeper than a table goes, something was."""
    if raw is None:
        return True
    if isinstance(raw, str):
        return not raw.strip()
    if depth and isinstance(raw, dict | list | tuple | set):
        parts = raw.values() if isinstance(raw, dict) else raw
        return all(is_empty(one, depth - 1) for one in parts)
    return False


def read_field(field: Field, raw: object, form: Form, faults: list[FieldError]) -> object | None:
    """Return the clean value of one field, None where it is empty or wrong (then a fault is added)."""
    if is_empty(raw):
        return None
    try:
        if field.type == FieldType.TABLE:
            return _read_table(field, raw, form, faults)
        if field.type == FieldType.SCORE_SHEET:
            return _read_score_sheet(field, raw, form, faults)
        return CLEANERS[field.type](field, raw, form.reading)
    except FieldError as fault:
        faults.append(FieldError(fault.what, field.id, fault.remedy, fault.kind))
        return None


def _read_table(
    field: Field, raw: object, form: Form, faults: list[FieldError]
) -> list[dict[str, object]] | None:
    rows = _decoded(raw)
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise FieldError("This is not a table.", remedy="Give a list of rows, a value for each column.")
    longest = int(field.maximum) if field.maximum is not None else MOST_ROWS
    if len(rows) > longest:
        raise FieldError(f"The table has {len(rows)} rows.", remedy=f"At most {longest} fit here.")
    columns = fields_in_force(field.columns, form.reading.opened)
    inner = Form(columns, form.state, form.reading, form.setting)
    clean = []
    for number, row in enumerate(rows, 1):
        if is_empty(row):
            continue
        found: list[FieldError] = list(unknown_fields(field.columns, columns, row))
        clean.append(read_values(inner, row, found))
        path = f"{field.id}[{number}]"
        faults += [FieldError(one.what, f"{path}.{one.where.field}", one.remedy, one.kind) for one in found]
    if field.minimum is not None and 0 < len(clean) < int(field.minimum):
        what = f"The table has {len(clean)} rows."
        raise FieldError(what, remedy=f"At least {field.minimum} are asked for.")
    return clean or None


def _read_score_sheet(
    field: Field, raw: object, form: Form, faults: list[FieldError]
) -> dict[str, object] | None:
    """Return marks by item; where the sheet is asked for, every item must have one."""
    marks = _decoded(raw)
    if not isinstance(marks, Mapping):
        raise FieldError("This is not a score sheet.", remedy="Give a mark for each item.")
    known = {item.id for item in field.items}
    for key in marks:
        if key not in known:
            faults.append(_unknown_field(f"{field.id}.{key}", str(key), sorted(known)))
    clean: dict[str, object] = {}
    for item in field.items:
        path, mark = f"{field.id}.{item.id}", marks.get(item.id)
        if is_empty(mark):
            if is_required(field, form.state):
                faults.append(FieldError(MISSING, path, f"Give 0 to {item.full:g} marks.", kind="missing"))
            continue
        number = as_number(mark)
        if number is None:
            faults.append(FieldError(f"“{short(mark)}” is not a number.", path, "Give the marks alone."))
        elif not 0 <= number <= item.full:
            what = f"{number:f} marks are too {'few' if number < 0 else 'many'}."
            faults.append(FieldError(what, path, f"Give 0 to {item.full:g}."))
        else:
            clean[item.id] = int(number) if number == number.to_integral_value() else float(number)
    return clean or None


def _decoded(raw: object) -> object:
    if isinstance(raw, str):
        try:
            return json.loads(raw)
        except (ValueError, RecursionError):
            return None
    return raw


def is_about(fault: FieldError, field: str) -> bool:
    about = fault.where.field or ""
    return about == field or about.startswith((f"{field}[", f"{field}."))


def unknown_fields(
    declared: Sequence[Field], in_force: Sequence[Field], values: Mapping[str, object]
) -> Iterator[FieldError]:
    known = {one.id for one in in_force}
    lapsed = {one.id for one in declared} - known
    for key, raw in values.items():
        if key in known or is_empty(raw):
            continue
        if key in lapsed:
            what = "This field does not hold for a record of this date."
            yield FieldError(what, str(key), "Leave it empty.", kind="unknown")
        else:
            yield _unknown_field(str(key), str(key), sorted(known))


def _unknown_field(path: str, key: str, known: list[str]) -> FieldError:
    near = difflib.get_close_matches(key, known, 1)
    remedy = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known[:SHOWN_FIELDS])}."
    return FieldError(f"There is no field “{short(key)}” here.", path, remedy, kind="unknown")


def order_faults(form: Form, clean: Mapping[str, object]) -> Iterator[FieldError]:
    """Say which dates lie before or after what they must not."""
    for field in form.fields:
        day = clean.get(field.id) if field.not_before or field.not_after else None
        if not isinstance(day, str):
            continue
        first, last = _bound(form, clean, field.not_before), _bound(form, clean, field.not_after)
        if first and day < first:
            what = f"{day} lies before {_named(form, field.not_before)} ({first})."
            yield FieldError(what, field.id, f"Give {first} or a later day.")
        if last and day > last:
            what = f"{day} lies after {_named(form, field.not_after)} ({last})."
            yield FieldError(what, field.id, f"Give {last} or an earlier day.")


def _bound(form: Form, clean: Mapping[str, object], name: str) -> str:
    if name == TODAY:
        return form.reading.day.isoformat()
    value = clean.get(name) if name else None
    return value if isinstance(value, str) else ""


def _named(form: Form, name: str) -> str:
    other = next((one for one in form.fields if one.id == name), None)
    return f"“{other.label.zh}”" if other else TODAY


def check_faults(fields: Sequence[Field], clean: Mapping[str, object]) -> Iterator[FieldError]:
    """Say what the named checks of ``fields`` have against their values."""
    for field in fields:
        check = CHECKS.get(field.check) if field.check else None
        if check is None or field.id not in clean:
            continue
        try:
            check(clean[field.id], clean)
        except FieldError as fault:
            yield FieldError(fault.what, field.id, fault.remedy, fault.kind)
