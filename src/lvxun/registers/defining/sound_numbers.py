"""Whether records can be told apart: title, code and sets of fields that no two share."""

from __future__ import annotations

import re
from string import Formatter

from lvxun.registers.defining.faults import Faults, did_you_mean, listed, shown
from lvxun.registers.defining.sound_conditions import COMPARED_WITH_NOTHING
from lvxun.registers.defining.sound_fields import pattern_fault
from lvxun.registers.model import FieldType, Register

OF_ITSELF = ("area", "year", "month", "serial")  # what a number can name besides fields
_SPEC = re.compile(r"0?(?:[1-9]|1[0-9]|20)d")
UNFIT = (*COMPARED_WITH_NOTHING, FieldType.LONG_TEXT, FieldType.CHOICES)


def check_names(register: Register, faults: Faults) -> None:
    """Check title, code and uniqueness."""
    fields = [field.id for field in register.fields]
    title = register.field(register.title_field)
    if register.title_field and title is None:
        remedy = f"{did_you_mean(register.title_field, fields)}Fields are {listed(fields)}."
        faults.add(("register", "title"), f"there is no field {shown(register.title_field)}", remedy)
    elif title is not None and title.type in UNFIT:
        faults.add(("register", "title"), f"a field of type {title.type} is no title", "Name a short text.")
    for number, names in enumerate(register.unique):
        for name in names:
            if name not in fields:
                remedy = f"{did_you_mean(name, fields)}Fields are {listed(fields)}."
                faults.add(("register", "unique", number), f"there is no field {shown(name)}", remedy)
    _check_numbering(register, faults)


def _check_numbering(register: Register, faults: Faults) -> None:
    numbering = register.numbering
    if not numbering.form and not numbering.pattern:
        remedy = 'Write form = "QS{year}-{area}-{serial:04d}", or the pattern of a code given elsewhere.'
        faults.add(("numbering",), "records would have no code", remedy)
    if fault := pattern_fault(numbering.pattern):
        faults.add(("numbering", "pattern"), fault, "Write a regular expression in single quotes.")
    fit = [field.id for field in register.fields if field.type not in UNFIT]
    known = list(dict.fromkeys([*OF_ITSELF, *fit]))
    _check_form(register, known, faults)
    for name in numbering.serial_by:
        if name not in known or name == "serial":
            remedy = (
                f"{did_you_mean(name, known)}Known are {listed(one for one in known if one != 'serial')}."
            )
            faults.add(("numbering", "serial_by"), f"a serial does not count within {shown(name)}", remedy)
    states = [state.id for state in register.states]
    if numbering.given_in and numbering.given_in not in states:
        remedy = f"{did_you_mean(numbering.given_in, states)}States are {listed(states)}."
        faults.add(("numbering", "given_in"), f"there is no state {shown(numbering.given_in)}", remedy)


def _check_form(register: Register, known: list[str], faults: Faults) -> None:
    spot = ("numbering", "form")
    form = register.numbering.form
    try:
        pieces = [piece[1:] for piece in Formatter().parse(form) if piece[1] is not None]
    except ValueError as fault:
        faults.add(spot, f"the form cannot be read: {fault}", "Put each name in one pair of braces: {year}.")
        return
    used = [name for name, _, _ in pieces if name is not None]
    for name, spec, conversion in pieces:
        if name not in known:
            remedy = f"{did_you_mean(str(name), known)}Known are {listed(known)}."
            faults.add(spot, f"the form names {shown(name)}, which is neither a field nor a part", remedy)
        elif conversion or not _formats(name, spec or ""):
            faults.add(
                spot, f"{{{name}}} cannot be written as {shown(spec)}", "Write {serial:04d} or {year}."
            )
    is_told_apart = any(set(names) <= set(used) for names in register.unique)
    if form and "serial" not in used and not is_told_apart:
        remedy = "Put {serial:04d} into the form, or all fields of one list of unique."
        faults.add(spot, "two records could have the same code", remedy)


def _formats(name: str, spec: str) -> bool:
    """Say whether a part can be written so: a serial is filled up with noughts, to 20 places at most."""
    if name == "month":
        return spec in ("", "02d")  # it has two places in any case
    return not spec or (name == "serial" and _SPEC.fullmatch(spec) is not None)
