"""The numbers and words of the written rule, from ``rules/attainment.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lvxun.attainment.model import Status
from lvxun.plan.model import Comparator


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase of a qualitative target that is read as a number."""

    phrase: str
    comparator: Comparator
    value: float
    unit: str
    note_zh: str
    note_en: str


@dataclass(frozen=True, slots=True)
class BranchText:
    """What a branch of the rule decides and says."""

    id: str
    status: Status
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Rules:
    """``on_track`` and ``at_risk`` are fractions of the progress due, ``tolerance`` of the value."""

    on_track: float
    at_risk: float
    tolerance: float
    link_threshold: float
    lower: tuple[str, ...]
    higher: tuple[str, ...]
    lasting: tuple[str, ...]
    benchmarks: tuple[str, ...]
    readings: tuple[Reading, ...]
    branches: Mapping[str, BranchText]


@cache
def rules() -> Rules:
    """Return the rule's numbers and words."""
    table = tomllib.loads(files("lvxun").joinpath("rules/attainment.toml").read_text(encoding="utf-8"))
    readings = (Reading(**{**row, "comparator": Comparator(row["comparator"])}) for row in table["reading"])
    branches = (BranchText(**{**row, "status": Status(row["status"])}) for row in table["branch"])
    return Rules(
        on_track=table["path"]["on_track"],
        at_risk=table["path"]["at_risk"],
        tolerance=table["about"]["tolerance"],
        link_threshold=table["link"]["threshold"],
        lower=tuple(table["trend"]["lower"]),
        higher=tuple(table["trend"]["higher"]),
        lasting=tuple(table["trend"]["lasting"]),
        benchmarks=tuple(table["benchmark"]["words"]),
        readings=tuple(readings),
        branches={branch.id: branch for branch in branches},
    )


def branch(rule: str) -> BranchText:
    """Return what a row's ``rule`` says in words."""
    return rules().branches[rule]
