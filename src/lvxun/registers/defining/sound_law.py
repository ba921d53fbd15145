"""Whether a register rests on bases that it names, on parameters in force, and shows what may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from lvxun.registers.defining.faults import Faults, did_you_mean, listed, shown
from lvxun.registers.defining.source import Spot
from lvxun.registers.defining.surroundings import Surroundings
from lvxun.registers.model import Field, FieldType, Parameter, Register


def check_law(register: Register, around: Surroundings, faults: Faults) -> None:
    """Check bases, parameters, quotes, publication and retention."""
    known = [basis.id for basis in register.basis]
    for spot, name in _references(register):
        if name and name not in known:
            remedy = f"{did_you_mean(name, known)}Bases of this file are {listed(known)}."
            faults.add((*spot, "basis"), f"there is no basis {shown(name)}", remedy)
    for parameter in register.parameters:
        _check_parameter(parameter, around, faults)
    _check_quotes(register, faults)
    _check_publication(register, faults)


def _references(register: Register) -> Iterable[tuple[Spot, str]]:
    for parameter in register.parameters:
        yield ("parameter", parameter.id), parameter.basis
    for step in register.transitions:
        yield ("transition", step.id), step.basis
    for duty in register.duties:
        yield ("duty", duty.id), duty.basis
    yield ("publication",), register.publication.basis
    yield ("retention",), register.retention.basis


def _check_parameter(parameter: Parameter, around: Surroundings, faults: Faults) -> None:
    spot: Spot = ("parameter", parameter.id)
    lasts = [one.in_force.until for one in parameter.values]
    if all(until is not None and until < around.today for until in lasts):
        what = "the parameter has no value" + (f" in force since {max(filter(None, lasts))}" if lasts else "")
        remedy = "Write [[parameter.values]] with value and since, the last one without until."
        faults.add((*spot, "values"), what, remedy)
    values = sorted(enumerate(parameter.values), key=lambda one: one[1].in_force.since)
    for (_, first), (number, second) in combinations(values, 2):
        ends = first.in_force.until
        if second.in_force.since == first.in_force.since or (ends and ends >= second.in_force.since):
            what = f"the value since {second.in_force.since} overlaps the one since {first.in_force.since}"
            remedy = "End the earlier one (until) on the day before the later one begins."
            faults.add((*spot, "values", number), what, remedy)
        elif ends is None:
            what = f"the value since {first.in_force.since} has no end, and another follows it"
            remedy = f"Give the earlier one an until before {second.in_force.since}."
            faults.add((*spot, "values", number), what, remedy)


def _check_quotes(register: Register, faults: Faults) -> None:
    for number in register.measures:
        if number not in register.quotes:
            remedy = f'Write {number} = "…" below [register.quotes]: the words of the plan that ask for it.'
            faults.add(("register", "quotes"), f"measure {number} has no quote", remedy)
    for number in register.quotes:
        if number not in register.measures:
            remedy = f"Add {number} to measures, or leave the quote out."
            faults.add(
                ("register", "quotes", str(number)), f"measure {number} is quoted, but not named", remedy
            )


def _check_publication(register: Register, faults: Faults) -> None:
    states = [state.id for state in register.states]
    published = register.publication.states
    for name in published:
        if name not in states:
            remedy = f"{did_you_mean(name, states)}States are {listed(states)}."
            faults.add(("publication", "states"), f"there is no state {shown(name)}", remedy)
    public = [field.id for field in register.fields if field.public]
    title = register.field(register.title_field)
    if published and title is not None and not title.public:
        remedy = f"Write public = true at '{title.id}', or publish no states."
        faults.add(("register", "title"), "published records have a title that is not public", remedy)
    if public and not published:
        what = f"'{public[0]}' is public, but no state is published"
        remedy = "Name the published states in [publication], or leave out public."
        faults.add(("field", public[0], "public"), what, remedy)
    for field in register.fields:
        _check_public_field(field, faults)
    after = register.publication.after
    if after is not None and after.parameter and register.parameter(after.parameter) is None:
        what = f"there is no parameter {shown(after.parameter)}"
        faults.add(("publication", "after", "parameter"), what, "Declare it with [[parameter]].")
    elif after is not None and after.amount < 0:
        faults.add(("publication", "after", "amount"), "the delay is negative", "Write amount = 7.")


def _check_public_field(field: Field, faults: Faults) -> None:
    spot: Spot = ("field", field.id)
    if field.public and field.type is FieldType.FILE:
        remedy = "Leave public out, and put what may be known into a field."
        faults.add((*spot, "public"), "an attachment is never shown to the public", remedy)
    shown_columns = [column.id for column in field.columns if column.public]
    if field.public and field.columns and not shown_columns:
        remedy = "Write public = true at each column that may be seen."
        faults.add((*spot, "columns"), "the table is public, but none of its columns is", remedy)
    if shown_columns and not field.public:
        what = f"the column is public, but its table '{field.id}' is not"
        faults.add((*spot, "columns", shown_columns[0], "public"), what, "Write public = true at both.")
