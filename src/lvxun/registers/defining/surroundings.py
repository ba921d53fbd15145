"""What a register's file may name that stands outside it: functions of bodies, registers, computations."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lvxun.registers.checks import CHECKS, COMPUTATIONS
from lvxun.registers.errors import DefinitionError

BODIES = "bodies.csv"


def _inputs() -> Mapping[str, int]:
    return {name: len(one.inputs) for name, one in COMPUTATIONS.items()}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Functions of bodies, ids of all registers, the day of looking at rules, what checks.py computes.

    ``computations`` gives for each name the most inputs that it takes.
    """

    functions: frozenset[str]
    registers: frozenset[str]
    today: date
    computations: Mapping[str, int] = field(default_factory=_inputs)
    checks: frozenset[str] = frozenset(CHECKS)


def functions_of(rules: Path) -> frozenset[str]:
    """Return the functions of bodies that ``rules/bodies.csv`` knows.

    Raises
    ------
    DefinitionError
        where the file is missing or cannot be read.
    """
    path = rules / BODIES
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return frozenset(row["function"] for row in csv.DictReader(lines))
    except OSError as fault:
        reason = fault.strerror or "unknown reason"
        remedy = "Name the folder of the rules, or install Lvxun again."
        raise DefinitionError(
            f"the functions of bodies cannot be read ({reason})", str(path), remedy
        ) from fault
