"""Whether computed fields can be computed: how, from what, and never from themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lvxun.registers.defining.faults import Faults, did_you_mean, listed, shown
from lvxun.registers.defining.source import Spot
from lvxun.registers.defining.surroundings import Surroundings
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


def check_computations(register: Register, around: Surroundings, faults: Faults) -> None:
    """Check every computed field and every ``check``."""
    for field, siblings, spot in all_fields(register):
        _check_function(field, spot, around, faults)
        if field.computation is not None:
            _check_one(field.computation, Inputs.of(siblings), (*spot, "computed"), around, faults)
            _check_time(field.computation, register, (*spot, "computed"), faults)
    _check_circles(register, faults)


def all_fields(register: Register) -> Iterator[tuple[Field, tuple[Field, ...], Spot]]:
    """Yield every field, column and field of a filing, with its neighbours and its place in the file."""
    for field in register.fields:
        yield field, register.fields, ("field", field.id)
        for column in field.columns:
            yield column, field.columns, ("field", field.id, "columns", column.id)
    for duty in register.duties:
        for one in duty.fields:
            yield one, duty.fields, ("duty", duty.id, "fields", one.id)


def _check_function(field: Field, spot: Spot, around: Surroundings, faults: Faults) -> None:
    if field.check and field.check not in around.checks:
        known = sorted(around.checks)
        remedy = f"{did_you_mean(field.check, known)}Known are {listed(known)}."
        faults.add((*spot, "check"), f"checks.py has no check {shown(field.check)}", remedy)


def _check_one(made: Computation, known: Inputs, spot: Spot, around: Surroundings, faults: Faults) -> None:
    if made.how not in SUMS and made.how not in around.computations:
        names = [*SUMS, *sorted(around.computations)]
        remedy = f"{did_you_mean(made.how, names)}Known are {listed(names, 40)}."
        faults.add((*spot, "how"), f"there is no computation {shown(made.how)}", remedy)
    for name in made.of:
        if name not in known.types:
            remedy = f"{did_you_mean(name, known.types)}Name fields of the same list, or table.column."
            faults.add((*spot, "of"), f"there is no field {shown(name)} to compute from", remedy)
            return
    most = around.computations.get(made.how)
    if most is not None and not 0 < len(made.of) <= most:
        what = f"'{made.how}' takes up to {most} inputs, not {len(made.of)}"
        faults.add((*spot, "of"), what, "See its inputs in registers/checks.py.")
    _check_inputs(made, known, spot, faults)


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


def _check_circles(register: Register, faults: Faults) -> None:
    for field, siblings, spot in all_fields(register):
        if field.computation is None:
            continue
        inputs = {
            one.id: [name.partition(".")[0] for name in one.computation.of]
            for one in siblings
            if one.computation
        }
        circle = _way_back(field.id, inputs)
        if circle:
            what = f"it is computed from itself: {' ← '.join(circle)}"
            remedy = "Compute one of them from entered fields only."
            faults.add((*spot, "computed", "of"), what, remedy)


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
