"""What oversight judges, as immutable data: tasks, milestones, readings of indicators, reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

# Working days come in from outside: which days are rest days, only the official calendar knows.
IsWorkingDay = Callable[[date], bool]


class Colour(StrEnum):
    """The colours of a lamp, the most urgent first."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"


class Confidence(StrEnum):
    """How well a link or a rule is known."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Text:
    """Words in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of a task; ``weight`` is its share in the task's progress before they are made to sum to 1."""

    due: date
    weight: float = 1.0
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Where an indicator that a task is tied to stands.

    ``value``, ``goal`` and ``best`` are in the indicator's own unit; ``best`` is the best value seen since
    the task began (None: none). ``higher_is_better`` says which way is good. ``is_off_path`` is the verdict
    of the plan's attainment, None where the plan has no target for it.
    """

    value: float | None
    goal: float | None = None
    best: float | None = None
    higher_is_better: bool = True
    is_off_path: bool | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task as its lamp sees it: from ``start`` to ``due``, both days included."""

    start: date
    due: date
    milestones: tuple[Milestone, ...] = ()
    has_begun: bool = False
    done_on: date | None = None
    is_dropped: bool = False
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A lamp and why: ``rule`` names the sentence of the published rules, ``facts`` fill it in."""

    colour: Colour
    rule: str
    facts: dict[str, str | int | float] = field(default_factory=dict)
