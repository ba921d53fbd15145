"""Whether conditions compare fields that exist with values that these can have."""

from __future__ import annotations

from datetime import date

from lvxun.registers.defining.faults import Faults, did_you_mean, listed, shown
from lvxun.registers.defining.source import Spot
from lvxun.registers.model import Between, Condition, Field, FieldType, Register

NUMERIC = (FieldType.NUMBER, FieldType.MONEY)
COMPARED_WITH_NOTHING = (
    FieldType.TABLE,
    FieldType.SCORE_SHEET,
    FieldType.POLYGON,
    FieldType.POINT,
    FieldType.FILE,
)


def check_conditions(register: Register, faults: Faults) -> None:
    """Check every condition of transitions, limits, duties and indicators."""
    for step in register.transitions:
        check_condition(register, step.when, ("transition", step.id, "when"), faults)
        for number, limit in enumerate(step.limits):
            spot = ("transition", step.id, "limits", number, "when")
            check_condition(register, limit.when, spot, faults)
    for duty in register.duties:
        check_condition(register, duty.when, ("duty", duty.id, "when"), faults)
    for one in register.indicators:
        check_condition(register, one.where, ("indicator", one.id, "where"), faults)
        check_condition(register, one.of, ("indicator", one.id, "of"), faults)


def check_condition(register: Register, condition: Condition, spot: Spot, faults: Faults) -> None:
    """Check one condition of a register."""
    for name, wanted in condition.items():
        here = (*spot, name)
        if name == "state":
            _check_states(register, wanted, here, faults)
            continue
        field = register.field(name)
        if field is None:
            known = ["state", *(one.id for one in register.fields)]
            remedy = f"{did_you_mean(name, known)}A condition names fields, or 'state'."
            faults.add(here, f"there is no field {shown(name)} to compare", remedy)
        elif isinstance(wanted, Between):
            _check_span(field, wanted, here, faults)
        else:
            for value in wanted:
                _check_value(field, value, here, faults)


def _check_states(register: Register, wanted: object, spot: Spot, faults: Faults) -> None:
    known = [state.id for state in register.states]
    if not isinstance(wanted, tuple):
        faults.add(spot, "a state is no number", 'Write state = ["…"] with ids of states.')
        return
    for value in wanted:
        if value not in known:
            remedy = f"{did_you_mean(str(value), known)}States are {listed(known)}."
            faults.add(spot, f"there is no state {shown(value)}", remedy)


def _check_span(field: Field, span: Between, spot: Spot, faults: Faults) -> None:
    ends = [end for end in (span.low, span.high) if end is not None]
    if field.type is FieldType.DATE:
        fits = all(isinstance(end, str) and is_date(end) for end in ends)
    elif field.type in NUMERIC:
        fits = all(not isinstance(end, str) for end in ends)
    else:
        fits = field.type is FieldType.COMPUTED and len({isinstance(end, str) for end in ends}) == 1
    if not fits:
        what = f"a span of {', '.join(map(shown, ends))} does not fit '{field.id}', which is {field.type}"
        faults.add(spot, what, "Spans are of numbers or dates, and both ends of the same kind.")
    elif span.low is not None and span.high is not None and is_above(span.low, span.high):
        faults.add(spot, f"the span goes from {span.low} down to {span.high}", "Exchange low and high.")


def is_above(low: float | str, high: float | str) -> bool:
    """Say whether ``low`` is above ``high``, both numbers or both ISO dates; of two kinds it is not."""
    if isinstance(low, str):
        return isinstance(high, str) and low > high
    return not isinstance(high, str) and low > high


def _check_value(field: Field, value: str | bool | float, spot: Spot, faults: Faults) -> None:
    if field.choices:
        known = [choice.id for choice in field.choices]
        if value not in known:
            remedy = f"{did_you_mean(str(value), known)}Choices of '{field.id}' are {listed(known)}."
            faults.add(spot, f"'{field.id}' has no choice {shown(value)}", remedy)
    elif not _may_equal(field, value):
        faults.add(
            spot,
            f"'{field.id}' is {field.type} and is never {shown(value)}",
            "Compare it with a value of its own type.",
        )


def _may_equal(field: Field, value: str | bool | float) -> bool:
    if field.type is FieldType.COMPUTED:
        return True
    if field.type is FieldType.YES_NO or isinstance(value, bool):
        return field.type is FieldType.YES_NO and isinstance(value, bool)
    if field.type in NUMERIC:
        return not isinstance(value, str)
    if field.type is FieldType.DATE:
        return isinstance(value, str) and is_date(value)
    return isinstance(value, str) and field.type not in COMPARED_WITH_NOTHING


def is_date(text: str) -> bool:
    """Say whether a text is a date in ISO form.

    Examples
    --------
    >>> is_date("2026-02-28"), is_date("2026-02-30"), is_date("20260228")
    (True, False, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
