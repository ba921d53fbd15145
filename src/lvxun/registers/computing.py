"""Fields that are computed from others, each after those that it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from lvxun.registers.calendar import Calendar
from lvxun.registers.checks import COMPUTATIONS
from lvxun.registers.limits import iso_date
from lvxun.registers.model import Computation, Field, FieldType, Register

if TYPE_CHECKING:
    from lvxun.registers.codes import Codes

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a computation may ask besides the values: code lists, today, the calendar, parameters."""

    register: Register
    codes: Codes
    day: date
    calendar: Calendar


def computed(fields: Sequence[Field], values: Mapping[str, object], setting: Setting) -> dict[str, object]:
    """Return the computed ones of ``fields``; what cannot be known for lack of an input is left out.

    Money in, money out: sums of it are exact, to the cent.
    """
    found: dict[str, object] = {}
    for field in in_order(fields):
        value = value_of(field, fields, {**values, **found}, setting)
        if value is not None:
            found[field.id] = value
    return found


def in_order(fields: Sequence[Field]) -> list[Field]:
    """Return the computed fields, each after those it is computed from; of a circle none."""
    waiting = [one for one in fields if one.computation is not None]
    ordered: list[Field] = []
    while waiting:
        open_ids = {one.id for one in waiting}
        ready = [one for one in waiting if not open_ids & _needed(one)]
        if not ready:
            break
        ordered += ready
        waiting = [one for one in waiting if one not in ready]
    return ordered


def _needed(field: Field) -> set[str]:
    return {name.partition(".")[0] for name in field.computation.of} if field.computation else set()


def value_of(
    field: Field, fields: Sequence[Field], values: Mapping[str, object], setting: Setting
) -> object | None:
    """Return a computed field's value; ``fields`` are all that may be its inputs, ``values`` theirs."""
    computation = field.computation
    if computation is None:
        return None
    inputs = [_input(name, values) for name in computation.of]
    if computation.how in COMPUTATIONS:
        return COMPUTATIONS[computation.how].apply(inputs, setting.codes, setting.day)
    if computation.how == "add_time":
        return _added_time(computation, inputs, setting)
    if computation.how == "score":
        number = _score(fields, computation, inputs)
    else:
        number = SUMS[computation.how](inputs) if computation.how in SUMS else None
    if number is not None and computation.how != "score" and _is_money(field, fields):
        return str((number * Decimal(str(computation.times))).quantize(CENT, ROUND_HALF_UP))
    return _plain(number, computation.times)


def _input(name: str, values: Mapping[str, object]) -> object | None:
    """Return a field's value; of ``table.column`` the column's values, row by row."""
    table, _, column = name.partition(".")
    value = values.get(table)
    if not column:
        return value
    rows = value if isinstance(value, list) else []
    return [row.get(column) for row in rows if isinstance(row, dict)]


def _is_money(field: Field, fields: Sequence[Field]) -> bool:
    """Say whether a sum or difference is of money; a product or ratio is where its unit says so."""
    computation = field.computation
    if computation is None or computation.how not in ("sum", "difference"):
        return field.unit == "CNY"
    types = {one.id: one for one in fields}
    for name in computation.of:
        table, _, column = name.partition(".")
        source = types.get(table)
        if source is not None and column:
            source = next((one for one in source.columns if one.id == column), None)
        if source is not None and (source.type == FieldType.MONEY or _is_money_sum(source, fields)):
            return True
    return False


def _is_money_sum(source: Field, fields: Sequence[Field]) -> bool:
    return source.type == FieldType.COMPUTED and _is_money(source, fields)


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return Decimal(str(value))


def _known(values: Iterable[object]) -> list[Decimal] | None:
    """Return all of them as numbers, None where one is not known (conventions §2)."""
    numbers = [_decimal(one) for one in values]
    known = [one for one in numbers if one is not None]
    return known if len(known) == len(numbers) and known else None


def _total(inputs: list[object]) -> Decimal | None:
    """Return the sum: every field must be known; in a table an empty cell adds nothing."""
    parts: list[object] = []
    for one in inputs:
        if not isinstance(one, list):
            parts.append(one)
            continue
        cells = [cell for cell in map(_decimal, one) if cell is not None]
        parts.append(str(sum(cells, Decimal())) if cells else None)
    known = _known(parts)
    return sum(known, Decimal()) if known else None


def _difference(inputs: list[object]) -> Decimal | None:
    parts = [_total([one]) for one in inputs]
    known = [one for one in parts if one is not None]
    return known[0] - sum(known[1:], Decimal()) if known and len(known) == len(parts) else None


def _product(inputs: list[object]) -> Decimal | None:
    """Return the product; of columns of one table the sum of the products row by row."""
    if inputs and all(isinstance(one, list) for one in inputs):
        rows = zip(*(one for one in inputs if isinstance(one, list)), strict=True)
        products = [one for one in (_product(list(row)) for row in rows) if one is not None]
        return sum(products, Decimal()) if products else None
    known = _known(inputs)
    if known is None:
        return None
    product = Decimal(1)
    for one in known:
        product *= one
    return product


def _ratio(inputs: list[object]) -> Decimal | None:
    parts = [_total([one]) for one in inputs[:2]]
    if len(parts) < 2 or parts[0] is None or not parts[1]:  # over nothing: not known
        return None
    return parts[0] / parts[1]


SUMS: Mapping[str, Callable[[list[object]], Decimal | None]] = {
    "sum": _total,
    "difference": _difference,
    "product": _product,
    "ratio": _ratio,
}


def _score(fields: Sequence[Field], computation: Computation, inputs: list[object]) -> Decimal | None:
    """Return the weighted sum of the marks given so far."""
    sheet = next((one for one in fields if one.id in computation.of), None)
    marks = inputs[0] if inputs else None
    if sheet is None or not isinstance(marks, dict) or not marks:
        return None
    weights = {item.id: Decimal(str(item.weight)) for item in sheet.items}
    parts = [weights.get(key, Decimal()) * (_decimal(mark) or Decimal()) for key, mark in marks.items()]
    return sum(parts, Decimal())


def _added_time(computation: Computation, inputs: list[object], setting: Setting) -> str | None:
    start = iso_date(inputs[0] if inputs else None)
    if start is None or computation.unit is None:
        return None
    amount: object = computation.amount
    if computation.parameter:
        parameter = setting.register.parameter(computation.parameter)
        amount = parameter.on(start) if parameter else None
    if not isinstance(amount, int | float):
        return None
    return setting.calendar.add(start, int(amount), computation.unit).isoformat()


def _plain(number: Decimal | None, times: float) -> int | float | None:
    """Return a number as JSON has it: whole ones as int."""
    if number is None:
        return None
    product = number * Decimal(str(times))
    return int(product) if product == product.to_integral_value() else float(product)
