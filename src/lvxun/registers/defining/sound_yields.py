"""Whether duties fall due on days that exist, and indicators count something."""

from __future__ import annotations

import re
from datetime import date

from lvxun.registers.defining.faults import Faults, did_you_mean, listed, shown
from lvxun.registers.defining.sound_conditions import NUMERIC
from lvxun.registers.defining.sound_steps import check_limit
from lvxun.registers.defining.source import Spot
from lvxun.registers.model import Duty, FieldType, Register, RegisterIndicator

UNITS = {"share": "%", "days": "d"}  # of kinds that have no other
LEAP_YEAR = 2024  # a due day of 29 February is a day, if a rare one


def check_duties(register: Register, faults: Faults) -> None:
    """Check every duty."""
    steps = [step.id for step in register.transitions]
    for duty in register.duties:
        spot: Spot = ("duty", duty.id)
        if duty.limit is not None:
            check_limit(register, duty.limit, (*spot, "limit"), faults)
        if duty.young is not None and duty.young.parameter:
            known = [one.id for one in register.parameters]
            if duty.young.parameter not in known:
                what = f"there is no parameter {shown(duty.young.parameter)}"
                faults.add((*spot, "young", "parameter"), what, f"Parameters are {listed(known)}.")
        if duty.step and duty.step not in steps:
            remedy = f"{did_you_mean(duty.step, steps)}Transitions are {listed(steps)}."
            faults.add((*spot, "step"), f"there is no transition {shown(duty.step)}", remedy)
        _check_when_due(duty, spot, faults)


def _check_when_due(duty: Duty, spot: Spot, faults: Faults) -> None:
    if not duty.every:
        if duty.limit is None:
            remedy = 'Write every = "year" and day = "01-31", or a limit counted from a date.'
            faults.add((*spot, "limit"), "nothing says when the duty is due", remedy)
        elif duty.day:
            faults.add((*spot, "day"), "a duty of once has no day", "Leave day out, or write every.")
        return
    if duty.every == "year" and not _is_day_of_year(duty.day):
        remedy = 'Write day = "01-31": month and day of the year after the one reported on.'
        faults.add((*spot, "day"), f"{shown(duty.day)} is no day of a year", remedy)
    elif duty.every != "year" and not re.fullmatch(r"0?[1-9]|[12][0-9]|3[01]", duty.day):
        remedy = f'Write day = "15": the day of the month after the {duty.every}.'
        faults.add((*spot, "day"), f"{shown(duty.day)} is no day of a month", remedy)


def _is_day_of_year(day: str) -> bool:
    match = re.fullmatch(r"([0-9]{2})-([0-9]{2})", day)
    try:
        return match is not None and bool(date(LEAP_YEAR, int(match[1]), int(match[2])))
    except ValueError:
        return False


def check_indicators(register: Register, faults: Faults) -> None:
    """Check every indicator."""
    states = [state.id for state in register.states]
    for one in register.indicators:
        spot: Spot = ("indicator", one.id)
        _check_inputs(register, one, spot, faults)
        _check_time(one, states, spot, faults)
        for number in one.measures:
            if number not in register.measures:
                remedy = f"The register carries out {listed(map(str, register.measures))}."
                faults.add((*spot, "measures"), f"measure {number} is not one of the register's", remedy)


def _check_inputs(register: Register, one: RegisterIndicator, spot: Spot, faults: Faults) -> None:
    if one.kind in ("sum", "mean"):
        field = register.field(one.value)
        numbers = [f.id for f in register.fields if f.type in (*NUMERIC, FieldType.COMPUTED)]
        if field is None or field.id not in numbers:
            remedy = f"{did_you_mean(one.value, numbers)}Name a number: {listed(numbers)}."
            what = f"'{one.value}' is no number of the register" if one.value else f"nothing to {one.kind}"
            faults.add((*spot, "value"), what, remedy)
    elif one.value:
        faults.add((*spot, "value"), f"'{one.kind}' takes no value", 'Leave it out, or write kind = "sum".')
    if one.kind == "share" and not one.of:
        remedy = 'Write of = { state = ["…"] }: those among whom the others are counted.'
        faults.add((*spot, "of"), "a share of what is not said", remedy)
    if one.kind == "share" and not one.where:
        faults.add((*spot, "where"), "the share of which records is not said", "Write where = { … }.")
    unit = UNITS.get(one.kind, one.unit)
    if one.unit != unit:
        faults.add(
            (*spot, "unit"), f"'{one.kind}' is in {unit}, not in {shown(one.unit)}", f'Write unit = "{unit}".'
        )
    if one.kind != "share" and one.of:
        faults.add((*spot, "of"), f"'{one.kind}' takes no 'of'", "Use where.")
    if one.kind == "days" and one.between is None:
        remedy = 'Write between = ["first state", "second state"].'
        faults.add((*spot, "between"), "days between which states is not said", remedy)


def _check_time(one: RegisterIndicator, states: list[str], spot: Spot, faults: Faults) -> None:
    for name in one.between or ():
        if name not in states:
            remedy = f"{did_you_mean(name, states)}States are {listed(states)}."
            faults.add((*spot, "between"), f"there is no state {shown(name)}", remedy)
    what, _, names = one.at.partition(":")
    name = next((each for each in names.split(",") if each not in states), "")
    if one.at == "year_end" or (what == "entered" and not name and names):
        return
    if what == "entered":
        remedy = f"{did_you_mean(name, states)}States are {listed(states)}."
        faults.add((*spot, "at"), f"there is no state {shown(name)}", remedy)
    else:
        remedy = 'Write "year_end" or "entered:<id of a state>".'
        faults.add((*spot, "at"), f"{shown(one.at)} is no time", remedy)
