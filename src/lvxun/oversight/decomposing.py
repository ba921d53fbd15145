"""A plan's measures taken apart into tasks: body × place × year × milestone × deliverable.

The definitions are a region's file ``tasks.toml``. Each rests on words of the plan; where the plan names no
deliverable, the task says that the lead body is to set it, and invents none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lvxun.oversight.model import Text
from lvxun.oversight.toml_file import Row, Sheet

FILE = "tasks.toml"
TASK_KEYS = (
    "id", "measure", "quote", "label_zh", "label_en", "lead", "partners", "places", "place_quote", "until",
    "deliverable_zh", "deliverable_en", "target", "indicator", "register", "register_indicator", "goal",
    "better",
)  # fmt: skip
MILESTONE_KEYS = ("id", "label_zh", "label_en", "day", "weight", "basis")
TO_BE_SET = Text("方案未列明，由牵头单位确定", "not named by the plan: to be set by the lead body")
EVERYWHERE = "cities"


@dataclass(frozen=True, slots=True)
class YearStep:
    """A milestone that every task of a year has: on this day of the year, with this weight."""

    id: str
    label: Text
    month: int
    day: int
    weight: float
    basis: str  # the words of the plan, or who is to confirm it


@dataclass(frozen=True, slots=True)
class Definition:
    """One task as the plan asks for it.

    ``lead`` and ``partners`` are functions of bodies. ``places`` are area codes; empty: the region itself.
    ``until`` is the year by which the plan wants it done, None: it goes on year after year.
    """

    id: str
    measure: int
    quote: str
    label: Text
    lead: str
    partners: tuple[str, ...]
    places: tuple[str, ...]
    is_for_all_cities: bool
    place_quote: str
    until: int | None
    deliverable: Text
    is_deliverable_named: bool
    target: str
    indicator: str
    register: str
    register_indicator: str
    goal: float | None
    higher_is_better: bool


@dataclass(frozen=True, slots=True)
class Decomposition:
    """All task definitions of a region, and the milestones of a year."""

    definitions: tuple[Definition, ...]
    steps: tuple[YearStep, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """A definition at one place in one year: what becomes a task of the work plan."""

    definition: Definition
    area: str
    year: int
    start: date
    due: date
    milestones: tuple[tuple[YearStep, date], ...]

    @property
    def key(self) -> str:
        """Return what tells it from every other task: definition, place, year."""
        return f"{self.definition.id}-{self.area}-{self.year}"


def load(region_folder: Path) -> Decomposition:
    """Read a region's definitions; none where there is no file.

    Raises
    ------
    DefinitionFaultsError
        with every fault of the file.
    """
    path = region_folder / FILE
    if not path.is_file():
        return Decomposition((), ())
    sheet = Sheet(path)
    sheet.once("task")
    steps = tuple(_step(sheet, key, row) for key, row in sheet.rows("milestone"))
    definitions = tuple(_definition(sheet, key, row) for key, row in sheet.rows("task"))
    sheet.finish()
    return Decomposition(definitions, steps)


def _step(sheet: Sheet, key: str, row: Row) -> YearStep:
    sheet.only(key, row, MILESTONE_KEYS)
    text = sheet.text(key, row, "day")
    try:
        when = date.fromisoformat(f"2001-{text}")
    except ValueError:
        sheet.fault(f"{key}.day", f"'{text}' is no day of a year.", "Write it as 06-30.")
        when = date(2001, 12, 31)
    weight = sheet.number(key, row, "weight")
    if weight <= 0:
        sheet.fault(f"{key}.weight", "A weight is more than 0.")
    words, basis = sheet.words(key, row, "label"), sheet.text(key, row, "basis")
    return YearStep(sheet.text(key, row, "id"), words, when.month, when.day, weight, basis)


def _definition(sheet: Sheet, key: str, row: Row) -> Definition:
    sheet.only(key, row, TASK_KEYS)
    places = sheet.texts(key, row, "places")
    named = sheet.words(key, row, "deliverable", optional=True)
    goal = sheet.number(key, row, "goal") if "goal" in row else None
    better = sheet.choice(key, {"better": "higher", **row}, "better", ("higher", "lower"))
    return Definition(
        id=sheet.text(key, row, "id"),
        measure=sheet.whole(key, row, "measure"),
        quote=sheet.text(key, row, "quote"),
        label=sheet.words(key, row, "label"),
        lead=sheet.text(key, row, "lead"),
        partners=sheet.texts(key, row, "partners"),
        places=tuple(one for one in places if one != EVERYWHERE),
        is_for_all_cities=EVERYWHERE in places,
        place_quote=sheet.text(key, row, "place_quote", default=""),
        until=sheet.whole(key, row, "until") if "until" in row else None,
        deliverable=named if named.zh else TO_BE_SET,
        is_deliverable_named=bool(named.zh),
        target=sheet.text(key, row, "target", default=""),
        indicator=sheet.text(key, row, "indicator", default=""),
        register=sheet.text(key, row, "register", default=""),
        register_indicator=sheet.text(key, row, "register_indicator", default=""),
        goal=goal,
        higher_is_better=better == "higher",
    )


def work_plan(
    made: Decomposition, year: int, region: str, cities: Sequence[str], drawn_up: date
) -> list[Assignment]:
    """Return the tasks of a year: each definition at each of its places.

    Milestones before ``drawn_up`` are left out: nobody is late for what nobody was asked for. A task whose
    deadline in the plan has passed stays in every year's plan until somebody closes it.
    """
    found = []
    for one in made.definitions:
        everywhere = tuple(cities) if one.is_for_all_cities else ()
        for area in dict.fromkeys((*one.places, *everywhere)) or (region,):
            found.append(_assignment(one, area, (year, drawn_up), made.steps))
    return found


def _assignment(one: Definition, area: str, when: tuple[int, date], steps: Iterable[YearStep]) -> Assignment:
    year, drawn_up = when
    end = date(year, 12, 31)
    start = min(max(date(year, 1, 1), drawn_up), end)
    dated = tuple((step, date(year, step.month, step.day)) for step in steps)
    return Assignment(one, area, year, start, end, tuple(pair for pair in dated if pair[1] >= start))
