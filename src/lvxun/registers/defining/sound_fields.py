"""Whether the fields of a register make sense: each for itself, and where one names another."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lvxun.registers.defining.faults import Faults, did_you_mean, listed, shown
from lvxun.registers.defining.sound_computations import all_fields
from lvxun.registers.defining.sound_conditions import COMPARED_WITH_NOTHING, NUMERIC, is_above, is_date
from lvxun.registers.defining.source import Spot
from lvxun.registers.defining.surroundings import Surroundings
from lvxun.registers.model import Field, FieldType, Register

RESERVED = ("state", "serial", "year", "month")  # names that conditions and numbers of records use
WITH_CHOICES = (FieldType.CHOICE, FieldType.CHOICES)
TEXTUAL = (FieldType.TEXT, FieldType.LONG_TEXT)
# What a key needs of the field's type: a key elsewhere would be ignored in silence.
ONLY_FOR: Mapping[str, tuple[FieldType, ...]] = {
    "choices": (*WITH_CHOICES, FieldType.COMPUTED),  # computed: what its function may answer
    "columns": (FieldType.TABLE,),
    "items": (FieldType.SCORE_SHEET,),
    "register": (FieldType.REFERENCE,),
    "computed": (FieldType.COMPUTED,),
    "unit": (*NUMERIC, FieldType.COMPUTED),
    "pattern": TEXTUAL,
    "minimum": (*NUMERIC, *TEXTUAL, FieldType.DATE, FieldType.TABLE),
    "maximum": (*NUMERIC, *TEXTUAL, FieldType.DATE, FieldType.TABLE),
    "not_before": (FieldType.DATE,),
    "not_after": (FieldType.DATE,),
}
NEEDED = (
    (FieldType.CHOICE, "choices"),
    (FieldType.CHOICES, "choices"),
    (FieldType.TABLE, "columns"),
    (FieldType.SCORE_SHEET, "items"),
    (FieldType.REFERENCE, "register"),
    (FieldType.COMPUTED, "computed"),
)
_ATTRIBUTES = {"computed": "computation"}
# A group that repeats inside and is repeated itself, such as (a+)+: its time grows without bound.
_REPEAT_IN_REPEAT = re.compile(r"\([^()]*[*+][^()]*\)[*+{]")


def check_fields(register: Register, around: Surroundings, faults: Faults) -> None:
    """Check the fields of the register, the columns of its tables and the fields of its filings."""
    _check_promoted(register, faults)
    for field in register.fields:
        _check_use(field, register, faults)
    for field, siblings, spot in all_fields(register):
        _check_field(field, spot, around, faults)
        _check_neighbours(field, siblings, spot, faults)


def _check_promoted(register: Register, faults: Faults) -> None:
    """Check ``area`` and ``holder``, which the store keeps as columns of their own."""
    area, holder = register.field("area"), register.field("holder")
    if area is None or area.type is not FieldType.AREA:
        spot: Spot = ("field", "area", "type") if area else ("register",)
        faults.add(spot, "the register has no field 'area' of type area", "Add it: every record has a place.")
    if holder is not None and holder.type is not FieldType.HOLDER:
        faults.add(
            ("field", "holder", "type"),
            f"'holder' is of type {holder.type}",
            "The field 'holder' holds the credit code of the firm: give it the type holder.",
        )
    for field in register.fields:
        if field.id in RESERVED:
            what = f"'{field.id}' has another meaning in conditions and numbers"
            faults.add(("field", field.id, "id"), what, f"Call it otherwise, such as {field.id}_reported.")


def _check_field(field: Field, spot: Spot, around: Surroundings, faults: Faults) -> None:
    for key, types in ONLY_FOR.items():
        is_there = getattr(field, _ATTRIBUTES.get(key, key)) not in ("", (), None)
        if is_there and field.type not in types:
            what = f"a field of type {field.type} has no '{key}'"
            faults.add(
                (*spot, key), what, f"'{key}' is for {listed(types)}: leave it out or change the type."
            )
        elif (field.type, key) in NEEDED and not is_there:
            faults.add((*spot, key), f"a field of type {field.type} needs '{key}'", f"Write {key}.")
    _check_bounds(field, spot, faults)
    _check_pattern(field.pattern, (*spot, "pattern"), faults)
    if field.register and field.register not in around.registers:
        remedy = f"{did_you_mean(field.register, around.registers)}`lvxun register list` names all."
        faults.add((*spot, "register"), f"there is no register {shown(field.register)}", remedy)
    if field.type is FieldType.COMPUTED and (field.required or field.required_in):
        key = "required" if field.required else "required_in"
        faults.add((*spot, key), "nobody enters a computed field", "Require the fields that it comes from.")


def _check_bounds(field: Field, spot: Spot, faults: Faults) -> None:
    for key, bound in (("minimum", field.minimum), ("maximum", field.maximum)):
        is_day = isinstance(bound, str)
        if bound is None or field.type not in ONLY_FOR[key]:
            continue
        if is_day != (field.type is FieldType.DATE) or (isinstance(bound, str) and not is_date(bound)):
            wanted = "a date (2021-01-01)" if field.type is FieldType.DATE else "a number"
            faults.add((*spot, key), f"{shown(bound)} is no bound of a {field.type}", f"Write {wanted}.")
            return
    low, high = field.minimum, field.maximum
    if low is not None and high is not None and is_above(low, high):
        faults.add((*spot, "maximum"), f"{high} is below the minimum {low}", "Exchange or correct them.")


def _check_pattern(pattern: str, spot: Spot, faults: Faults) -> None:
    if fault := pattern_fault(pattern):
        faults.add(spot, fault, "Write a regular expression in single quotes, such as '[0-9]{4}'.")


def pattern_fault(pattern: str) -> str:
    """Say what is wrong with a regular expression, or nothing.

    Examples
    --------
    >>> pattern_fault("[0-9")
    'this is no regular expression: unterminated character set at position 0'
    """
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as fault:
        return f"this is no regular expression: {fault}"
    if _REPEAT_IN_REPEAT.search(pattern):
        return "a repeat within a repeat can take for ever on some texts"
    return ""


def _check_neighbours(field: Field, siblings: tuple[Field, ...], spot: Spot, faults: Faults) -> None:
    types = {one.id: one.type for one in siblings}
    days = [one.id for one in siblings if one.type in (FieldType.DATE, FieldType.COMPUTED)]
    for key, name in (("not_before", field.not_before), ("not_after", field.not_after)):
        if name in ("", "today") or field.type is not FieldType.DATE:
            continue
        if name not in days:
            kind = (
                f"'{name}' is {types[name]}, not a date"
                if name in types
                else f"there is no date {shown(name)}"
            )
            remedy = f'{did_you_mean(name, days)}Write "today" or the id of a date: {listed(days)}.'
            faults.add((*spot, key), kind, remedy)
        elif name == field.id:
            faults.add((*spot, key), "a date is not compared with itself", "Name another date.")


def _check_use(field: Field, register: Register, faults: Faults) -> None:
    """Check where the field stands: required in states, shown in lists and filters."""
    states = [state.id for state in register.states]
    for name in field.required_in:
        if name not in states:
            remedy = f"{did_you_mean(name, states)}States are {listed(states)}."
            faults.add(("field", field.id, "required_in"), f"there is no state {shown(name)}", remedy)
    for key, is_set in (("list", field.in_list), ("filter", field.in_filter), ("search", field.in_search)):
        if is_set and field.type in COMPARED_WITH_NOTHING:
            what = f"a field of type {field.type} has no value to {key}"
            faults.add(("field", field.id, key), what, f"Leave out {key}, or compute a value from it.")
