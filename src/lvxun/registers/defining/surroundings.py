"""What a register's file may name that stands outside it: functions of bodies, registers, computations."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

BODIES = "bodies.csv"
NAMED = frozenset(
    {
        "permit_class",
        "polygon_area_ha",
        "control_line_hits",
        "green_building_stars",
        "black_odorous_class",
        "green_credit_benefit",
        "credit_grade",
        "pue_grade",
        "late_payment_surcharge",
    }
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Functions of bodies, ids of all registers, the day on which rules are looked at, named computations."""

    functions: frozenset[str]
    registers: frozenset[str]
    today: date
    computations: frozenset[str] = NAMED
    checks: frozenset[str] = frozenset()


def functions_of(rules: Path) -> frozenset[str]:
    """Return the functions of bodies that ``rules/bodies.csv`` knows."""
    with (rules / BODIES).open(encoding="utf-8", newline="") as lines:
        return frozenset(row["function"] for row in csv.DictReader(lines))
