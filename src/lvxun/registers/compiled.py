"""The reading of a register's values, made ready once for many records: the same as ``record.validate``.

For every field there is a small function that knows the plain forms of a value (a number, a text without odd
signs, a word seen before) and hands all others to the cleaner of ``values.py`` or ``listed_values.py``. Clean
values and faults are those of ``record.validate``, in the same order; a test compares the two on random rows
of every register. A sheet of 100,000 rows is read so in a fraction of the time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from lvxun.errors import LvxunError
from lvxun.registers.calendar import Calendar
from lvxun.registers.codes import Codes
from lvxun.registers.computing import Setting, in_order, value_of
from lvxun.registers.errors import FieldError, InvalidRecordError
from lvxun.registers.forms import (
    CLEANERS,
    MISSING,
    MISSING_REMEDY,
    Form,
    check_faults,
    fields_in_force,
    is_about,
    is_empty,
    is_required,
    order_faults,
    read_field,
    unknown_fields,
)
from lvxun.registers.model import Field, FieldType, Register
from lvxun.registers.record import INVALID
from lvxun.registers.values import FIRST_YEAR, LARGEST, LAST_YEAR, LONG_TEXT_LENGTH, TEXT_LENGTH, Reading

Reader = Callable[[object], object]
MOST_REMEMBERED = 20_000  # words of one field; a column of free text would fill the memory
LONGEST_REMEMBERED = 120
NESTED = frozenset({FieldType.TABLE, FieldType.SCORE_SHEET})
# What reads the same on every day: these readers serve all records of a register.
TIMELESS = frozenset(FieldType) - NESTED - {FieldType.CHOICE, FieldType.CHOICES, FieldType.COMPUTED}
PLAIN_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,12})?", re.ASCII)
PLAIN_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
HOLDER_SIGNS = {sign: place for place, sign in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
HOLDER_FORM = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))  # GB 32100-2015
UNSEEN = object()


@dataclass(frozen=True, slots=True)
class _Column:
    """One field that is entered, ready to be read."""

    field: Field
    read: Reader
    is_required: bool
    is_nested: bool


class Compiled:
    """A register made ready to read many records on one day.

    ``validator(state, opened)`` gives what reads the records of one state and opening day; readers of fields
    that mean the same on every day are shared among them.
    """

    def __init__(
        self, register: Register, *, day: date, codes: Codes, calendar: Calendar | None = None
    ) -> None:
        self.register = register
        self.setting = Setting(register, codes, day, calendar or Calendar())
        self._readers: dict[str, Reader] = {}
        self.validator = lru_cache(maxsize=256)(self._validator)

    def _validator(self, state: str, opened: date) -> Validator:
        return Validator(self, state, opened)

    def reader(self, field: Field, reading: Reading) -> Reader:
        """Return the function that reads one field."""
        if field.type not in TIMELESS:
            return _made(field, reading)
        if field.id not in self._readers:
            self._readers[field.id] = _made(field, reading)
        return self._readers[field.id]


class Validator:
    """What reads records that were opened on one day, and must suffice for one state."""

    def __init__(self, compiled: Compiled, state: str, opened: date) -> None:
        register, setting = compiled.register, compiled.setting
        fields = fields_in_force(register.fields, opened)
        reading = Reading(setting.codes, setting.day, opened)
        self.register = register
        self.form = Form(fields, state, reading, setting)
        self._columns = tuple(
            _Column(one, compiled.reader(one, reading), is_required(one, state), one.type in NESTED)
            for one in fields
            if one.type != FieldType.COMPUTED
        )
        self._by_id = {one.field.id: one for one in self._columns}
        self._ids = frozenset(one.id for one in fields)
        self._order = tuple(one.id for one in fields)
        self._computed = tuple(in_order(fields))
        self._bounded = any(one.not_before or one.not_after for one in fields)
        self._checked = tuple(one for one in fields if one.check)

    def validate(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return the record's values as they are kept, or raise ``InvalidRecordError`` with all faults."""
        faults: list[FieldError] = []
        if not values.keys() <= self._ids:
            faults += unknown_fields(self.register.fields, self.form.fields, values)
        clean: dict[str, object] = {}
        for column in self._columns:
            raw = values.get(column.field.id)
            value = None if raw is None else self._read(column, raw, faults)
            if value is not None:
                clean[column.field.id] = value
            elif column.is_required and not any(is_about(one, column.field.id) for one in faults):
                faults.append(FieldError(MISSING, column.field.id, MISSING_REMEDY, kind="missing"))
        self._compute(clean)
        if self._bounded:
            faults += order_faults(self.form, clean)
        if self._checked:
            faults += check_faults(self._checked, clean)
        if faults:
            raise InvalidRecordError(INVALID, list[LvxunError](faults))
        return {key: clean[key] for key in self._order if key in clean}

    def read_given(self, values: Mapping[str, object]) -> tuple[dict[str, object | None], list[FieldError]]:
        """Return the given values as they would be kept, each by itself, None for an empty one; and faults.

        Nothing is asked that concerns several fields, and nothing of fields that were not given.
        """
        faults: list[FieldError] = []
        if not values.keys() <= self._ids:
            faults += unknown_fields(self.register.fields, self.form.fields, values)
        clean: dict[str, object | None] = {}
        for key, raw in values.items():
            column = self._by_id.get(key)
            if column is None:
                continue
            before = len(faults)
            value = None if raw is None else self._read(column, raw, faults)
            if len(faults) == before:
                clean[key] = value
        return clean, faults

    def _read(self, column: _Column, raw: object, faults: list[FieldError]) -> object | None:
        if column.is_nested:
            return read_field(column.field, raw, self.form, faults)
        if is_empty(raw):
            return None
        try:
            return column.read(raw)
        except FieldError as fault:
            faults.append(FieldError(fault.what, column.field.id, fault.remedy, fault.kind))
            return None

    def _compute(self, clean: dict[str, object]) -> None:
        found: dict[str, object] = {}
        for field in self._computed:
            value = value_of(field, self.form.fields, {**clean, **found}, self.form.setting)
            if value is not None:
                found[field.id] = value
        clean.update(found)


def _made(field: Field, reading: Reading) -> Reader:
    if field.type in NESTED or field.type == FieldType.COMPUTED:
        return _never
    cleaner = CLEANERS[field.type]

    def by_rule(raw: object) -> object:
        return cleaner(field, raw, reading)

    make = FAST.get(field.type)
    return make(field, by_rule) if make else by_rule


def _never(raw: object) -> object:
    raise AssertionError("A table, a score sheet or a computed field is not read so.")


def _text(field: Field, by_rule: Reader) -> Reader:
    """Take a text of visible signs that is composed already: nothing of it has to be changed or refused."""
    usual = LONG_TEXT_LENGTH if field.type == FieldType.LONG_TEXT else TEXT_LENGTH
    longest = int(field.maximum) if field.maximum is not None else usual
    shortest = int(field.minimum) if field.minimum is not None else 0
    pattern = re.compile(field.pattern) if field.pattern else None

    def read(raw: object) -> object:
        if type(raw) is not str:
            return by_rule(raw)
        text = raw.strip()
        if not (shortest <= len(text) <= longest and text.isprintable()):
            return by_rule(raw)
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            return by_rule(raw)
        return text if pattern is None or pattern.fullmatch(text) else by_rule(raw)

    return read


def _bounds(field: Field) -> tuple[Decimal, Decimal]:
    low = -LARGEST if field.minimum is None else Decimal(str(field.minimum))
    high = LARGEST if field.maximum is None else Decimal(str(field.maximum))
    return max(low, -LARGEST), min(high, LARGEST)


def _number(field: Field, by_rule: Reader) -> Reader:
    low, high = _bounds(field)
    has_plain_unit = not field.unit[-1:].isdigit()

    def read(raw: object) -> object:
        if type(raw) is int:
            return raw if low <= raw <= high else by_rule(raw)
        if type(raw) is str and has_plain_unit and PLAIN_NUMBER.fullmatch(raw):
            number = Decimal(raw)
            if low <= number <= high:
                return int(number) if number == number.to_integral_value() else float(number)
        return by_rule(raw)

    return read


def _money(field: Field, by_rule: Reader) -> Reader:
    low, high = _bounds(field)
    has_plain_unit = not field.unit[-1:].isdigit()

    def read(raw: object) -> object:
        if type(raw) is int:
            return f"{raw}.00" if low <= raw <= high else by_rule(raw)
        if type(raw) is str and has_plain_unit and PLAIN_NUMBER.fullmatch(raw):
            _whole, _point, places = raw.partition(".")
            number = Decimal(raw)
            if len(places) <= 2 and low <= number <= high:
                return f"{number:.2f}"
        return by_rule(raw)

    return read


def _date(field: Field, by_rule: Reader) -> Reader:
    first = max(f"{FIRST_YEAR}-01-01", str(field.minimum or ""))
    last = min(f"{LAST_YEAR}-12-31", str(field.maximum or "9999"))
    remembered = _remembered(field, by_rule)

    def read(raw: object) -> object:
        if type(raw) is str:
            return remembered(raw)
        if type(raw) is datetime and raw.tzinfo is None:
            text = raw.date().isoformat()
        elif type(raw) is date:
            text = raw.isoformat()
        else:
            return by_rule(raw)
        return text if first <= text <= last else by_rule(raw)

    return read


def _holder(field: Field, by_rule: Reader) -> Reader:
    def read(raw: object) -> object:
        if type(raw) is str and HOLDER_FORM.fullmatch(raw):
            total = sum(HOLDER_SIGNS[sign] * weight for sign, weight in zip(raw, WEIGHTS, strict=False))
            if HOLDER_SIGNS[raw[17]] == (31 - total % 31) % 31:
                return raw
        return by_rule(raw)

    return read


def _remembered(field: Field, by_rule: Reader) -> Reader:
    """Read a word by rule once; what came of it, be it a fault, is given again."""
    known: dict[str, object] = {}

    def read(raw: object) -> object:
        if type(raw) is not str or len(raw) > LONGEST_REMEMBERED:
            return by_rule(raw)
        found = known.get(raw, UNSEEN)
        if found is UNSEEN:
            found = _outcome(by_rule, raw)
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            known[raw] = found
        if type(found) is FieldError:
            raise FieldError(found.what, "", found.remedy, found.kind)
        return list(found) if type(found) is list else found

    return read


def _outcome(by_rule: Reader, raw: object) -> object:
    try:
        return by_rule(raw)
    except FieldError as fault:
        return FieldError(fault.what, "", fault.remedy, fault.kind)


FAST: Mapping[FieldType, Callable[[Field, Reader], Reader]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _date,
    FieldType.YES_NO: _remembered,
    FieldType.CHOICE: _remembered,
    FieldType.CHOICES: _remembered,
    FieldType.BODY: _remembered,
    FieldType.AREA: _remembered,
    FieldType.HOLDER: _holder,
    FieldType.INDUSTRY: _remembered,
    FieldType.WASTE: _remembered,
}
