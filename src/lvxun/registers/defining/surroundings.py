"""What a register's file may name that stands outside it: functions of bodies, other registers, computations."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

BODIES = "bodies.csv"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Functions of bodies, ids of all registers, and the day on which rules are looked at."""

    functions: frozenset[str]
    registers: frozenset[str]
    today: date


def functions_of(rules: Path) -> frozenset[str]:
    """Return the functions of bodies that ``rules/bodies.csv`` knows."""
    with (rules / BODIES).open(encoding="utf-8", newline="") as lines:
        return frozenset(row["function"] for row in csv.DictReader(lines))


# The functions of checks.py that a file may name.
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
    }
)
