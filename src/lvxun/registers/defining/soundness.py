"""All that a register must hold to, beyond the spelling of its file: one module a kind of promise."""

from __future__ import annotations

from lvxun.registers.defining.faults import Faults
from lvxun.registers.defining.sound_computations import check_computations
from lvxun.registers.defining.sound_conditions import check_conditions
from lvxun.registers.defining.sound_fields import check_fields
from lvxun.registers.defining.sound_law import check_law
from lvxun.registers.defining.sound_numbers import check_names
from lvxun.registers.defining.sound_people import check_people
from lvxun.registers.defining.sound_steps import check_steps
from lvxun.registers.defining.sound_yields import check_duties, check_indicators
from lvxun.registers.defining.surroundings import Surroundings
from lvxun.registers.model import Register


def check_register(register: Register, around: Surroundings, faults: Faults) -> None:
    """Note everything in which a register contradicts itself or names what does not exist."""
    check_people(register, around, faults)
    check_fields(register, around, faults)
    check_computations(register, around, faults)
    check_steps(register, around, faults)
    check_conditions(register, faults)
    check_names(register, faults)
    check_law(register, around, faults)
    check_duties(register, faults)
    check_indicators(register, faults)
