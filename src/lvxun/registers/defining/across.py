"""What only shows when all registers are seen together."""

from __future__ import annotations

from collections.abc import Mapping

from lvxun.errors import LvxunError, Where
from lvxun.registers.errors import DefinitionError
from lvxun.registers.model import Register


def across(registers: Mapping[str, Register]) -> list[LvxunError]:
    """Return indicators of the same id in two registers, and registers that nobody can begin a record of."""
    return [*_indicators_twice(registers), *_never_begun(registers)]


def _indicators_twice(registers: Mapping[str, Register]) -> list[LvxunError]:
    owners: dict[str, Register] = {}
    faults: list[LvxunError] = []
    for register in registers.values():
        for one in register.indicators:
            first = owners.setdefault(one.id, register)
            if first is not register:
                where = Where(register.path, field=f"indicator[{one.id}].id")
                what = f"the register '{first.id}' has an indicator '{one.id}' already"
                faults.append(DefinitionError(what, where, "Give one of the two another id."))
    return faults


def _never_begun(registers: Mapping[str, Register]) -> list[LvxunError]:
    opened = {step.opens for register in registers.values() for step in register.transitions}
    remedy = (
        'Write creators = ["officer@prefecture"] in [register], or let a step of another register open it.'
    )
    return [
        DefinitionError("nobody may begin a record", Where(register.path, field="register.creators"), remedy)
        for register in registers.values()
        if not register.creators and register.id not in opened
    ]
