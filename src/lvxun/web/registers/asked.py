"""What the plan asks of a register, and what a province has still to say."""

from __future__ import annotations

from dataclasses import dataclass

from lvxun.plan.model import Measure
from lvxun.registers.model import Parameter, Register
from lvxun.web.served import package_plan


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure of the plan that asks for the register, with the words that do."""

    measure: Measure
    quote: str


def asked_by(register: Register) -> list[Asked]:
    """Return the measures of the served plan that the register carries out."""
    plan = package_plan()  # not the whole present state: a record is opened often, a title corrected rarely
    found = [
        (measure, register.quotes.get(number, ""))
        for number in register.measures
        for measure in plan.measures
        if measure.number == number
    ]
    return [Asked(measure, quote) for measure, quote in found]


def unconfirmed(register: Register) -> list[Parameter]:
    """Return the parameters that the province has still to confirm."""
    return [one for one in register.parameters if not one.confirmed]
