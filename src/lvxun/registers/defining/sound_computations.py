"""Whether computed fields can be computed: how, from what, and never from themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lvxun.registers.defining.faults import Faults, did_you_mean, listed, shown
from lvxun.registers.defining.source import Spot
from lvxun.registers.model import Computation, Field, FieldType, LimitUnit, Register

SUMS = ("sum", "difference", "product", "ratio", "score", "add_time")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a computed field may name: ids (``table.column`` too) with their types."""

    types: dict[str, FieldType]

    @classmethod
    def of(cls, fields: tuple[Field, ...]) -> Inputs:
        """Return the inputs that these fields are, with the columns of their tables."""
        types = {field.id: field.type for field in fields}
        columns = {f"{f.id}.{column.id}": column.type for f in fields for column in f.columns}
        return cls({**types, **columns})


def check_computations(register: Register, named: frozenset[str], faults: Faults) -> None:
    """Check every computed field and every ``check``; ``named`` are the functions of ``checks.py``."""
    known = Inputs.of(register.fields)
    for field in register.fields:
        _check_one(field, known, ("field", field.id), register, named, faults)
        for column in field.columns:
            within = Inputs.of(field.columns)
            spot = ("field", field.id, "columns", column.id)
            _check_one(column, within, spot, register, named, faults)
        _check_circles(field.columns, lambda name, field=field: ("field", field.id, "columns", name), faults)  # type: ignore[misc]
    for duty in register.duties:
        for one in duty.fields:
            within = Inputs.of(duty.fields)
            _check_one(one, within, ("duty", duty.id, "fields", one.id), register, named, faults)
    _check_circles(register.fields, lambda name: ("field", name), faults)


def _check_one(
    field: Field, known: Inputs, spot: Spot, register: Register, named: frozenset[str], faults: Faults
) -> None:
    if field.check and field.check not in named:
        remedy = f"{did_you_mean(field.check, named)}Known are {listed(sorted(named))}."
        faults.add((*spot, "check"), f"checks.py has no function {shown(field.check)}", remedy)
    made = field.computation
    if made is None:
        return
    here = (*spot, "computed")
    if made.how not in SUMS and made.how not in named:
        remedy = f"{did_you_mean(made.how, [*SUMS, *named])}Known are {listed([*SUMS, *sorted(named)], 40)}."
        faults.add((*here, "how"), f"there is no computation {shown(made.how)}", remedy)
    for name in made.of:
        if name not in known.types:
            remedy = f"{did_you_mean(name, known.types)}Name fields of the same list, or table.column."
            faults.add((*here, "of"), f"there is no field {shown(name)} to compute from", remedy)
            return
    _check_inputs(made, known, here, faults)
    _check_time(made, register, here, faults)


def _check_inputs(made: Computation, known: Inputs, spot: Spot, faults: Faults) -> None:
    numeric = (FieldType.NUMBER, FieldType.MONEY, FieldType.COMPUTED)
    types = [known.types[name] for name in made.of]
    wanted = ""
    if made.how in ("sum", "product") and not (types and all(one in numeric for one in types)):
        wanted = "one number or more"
    elif made.how == "difference" and not (len(types) > 1 and all(one in numeric for one in types)):
        wanted = "two numbers or more"
    elif made.how == "ratio" and not (len(types) == 2 and all(one in numeric for one in types)):
        wanted = "two numbers"
    elif made.how == "score" and types != [FieldType.SCORE_SHEET]:
        wanted = "one score sheet"
    elif made.how == "add_time" and (len(types) != 1 or types[0] not in (FieldType.DATE, FieldType.COMPUTED)):
        wanted = "one date"
    if wanted:
        is_of = f"{shown(', '.join(made.of))} ({', '.join(types)})" if types else "nothing"
        faults.add((*spot, "of"), f"'{made.how}' is not made of {is_of}", f"It takes {wanted}.")


def _check_time(made: Computation, register: Register, spot: Spot, faults: Faults) -> None:
    if made.how != "add_time":
        return
    if made.unit is None:
        faults.add((*spot, "unit"), "'add_time' needs a unit", f"Write one of {listed(LimitUnit)}.")
    if made.parameter and register.parameter(made.parameter) is None:
        known = [one.id for one in register.parameters]
        remedy = f"{did_you_mean(made.parameter, known)}Parameters are {listed(known)}."
        faults.add((*spot, "parameter"), f"there is no parameter {shown(made.parameter)}", remedy)
    elif not made.parameter and not made.amount:
        faults.add((*spot, "amount"), "'add_time' adds nothing", "Write amount = 5, or a parameter.")


def _check_circles(fields: tuple[Field, ...], spot_of: Callable[[str], Spot], faults: Faults) -> None:
    inputs = {
        field.id: [name.partition(".")[0] for name in field.computation.of]
        for field in fields
        if field.computation
    }
    for name in inputs:
        circle = _way_back(name, inputs)
        if circle:
            remedy = "Compute one of them from entered fields only."
            what = f"it is computed from itself: {' ← '.join(circle)}"
            faults.add((*spot_of(name), "computed", "of"), what, remedy)


def _way_back(start: str, inputs: dict[str, list[str]]) -> list[str]:
    """Return the fields on the way from ``start`` back to itself, nothing where there is none."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for name in inputs.get(way[-1], []):
            if name == start:
                return [*way, start]
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []
