"""The picture of the board: every task a lamp, in rows of measures, bodies or cities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from lvxun.oversight import Colour, sentence
from lvxun.oversight import Verdict as LampVerdict
from lvxun.web.insight.state import current
from lvxun.web.oversight.models import Task, WorkPlan
from lvxun.web.oversight.naming import office, places
from lvxun.web.oversight.published_rules import rules
from lvxun.web.people.oversight_rights import offices_of
from lvxun.web.served import package_region, region_id

ORDER = [Colour.RED.value, Colour.YELLOW.value, Colour.GREEN.value, Colour.GREY.value]
BAR = 1000.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A task as a lamp with what it says when one points at it."""

    task: Task
    title_zh: str
    title_en: str
    why_zh: str
    why_en: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the picture."""

    key: str
    label_zh: str
    label_en: str
    address: str
    dots: tuple[Dot, ...]
    local: tuple[Dot, ...]
    worst: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the bar of all lamps."""

    colour: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked for."""

    year: int
    by: str = "measure"
    lamp: str = ""
    area: str = ""
    lead: str = ""
    measure: str = ""


def years() -> list[int]:
    """Return the years that have a published work plan, the newest first."""
    found = WorkPlan.objects.filter(region=region_id()).exclude(published_on=None)
    return list(found.order_by("-year").values_list("year", flat=True))


def tasks_wanted(wanted: Wanted) -> list[Task]:
    """Return the tasks of a published work plan that fit, in the order of the plan."""
    found = Task.objects.filter(work_plan__region=region_id(), work_plan__year=wanted.year)
    found = found.exclude(work_plan__published_on=None).select_related("work_plan")
    asked = {"lamp": wanted.lamp, "area": wanted.area, "lead": wanted.lead, "measure_id": wanted.measure}
    found = found.filter(**{key: value for key, value in asked.items() if value})
    tasks = list(found.prefetch_related("milestones", "partners"))
    order = {measure.id: place for place, measure in enumerate(current().plan.measures)}
    return sorted(tasks, key=lambda task: (order.get(task.measure_id, 999), task.area, task.pk))


def dot(task: Task) -> Dot:
    """Return a task as a lamp with its reason in both languages."""
    named = office(task.lead, task.area)
    why = {one: reason(task, one) for one in ("zh", "en")}
    return Dot(
        task,
        f"{task.title_zh}（{named.label_zh}）",
        f"{task.title_en} ({named.label_en})",
        why["zh"],
        why["en"],
    )


def reason(task: Task, language: str) -> str:
    """Say why a task's lamp has its colour."""
    if task.lamp_rule not in rules().lamps:
        return ""
    return sentence(LampVerdict(Colour(task.lamp), task.lamp_rule, task.lamp_facts), rules(), language)


def rows(tasks: Sequence[Task], by: str) -> list[Row]:
    """Return the rows of the picture; empty rows are left out."""
    build: dict[str, Callable[[Sequence[Task]], list[Row]]] = {"body": _by_body, "city": _by_city}
    return [row for row in build.get(by, _by_measure)(tasks) if row.dots or row.local]


def _by_measure(tasks: Sequence[Task]) -> list[Row]:
    found = []
    for measure in current().plan.measures:
        own = [task for task in tasks if task.measure_id == measure.id]
        address = reverse("measure", args=[measure.id])
        found.append(_row(measure.id, (measure.title, measure.title), address, own, str(measure.number)))
    return found


def _by_body(tasks: Sequence[Task]) -> list[Row]:
    keys: dict[str, list[Task]] = {}
    for task in tasks:
        for function, area in offices_of(task):
            if area == package_region().code:
                keys.setdefault(function, []).append(task)
    found = []
    for function, own in sorted(keys.items(), key=lambda pair: -len(pair[1])):
        named = office(function, package_region().code)
        address = reverse("oversight-score", args=["body", function])
        found.append(_row(function, (named.label_zh, named.label_en), address, own))
    return found


def _by_city(tasks: Sequence[Task]) -> list[Row]:
    found = []
    for place in places():
        own = [task for task in tasks if task.area == place.code]
        kind = "body" if place.code == package_region().code else "city"
        address = reverse("oversight-score", args=["city", place.code]) if kind == "city" else ""
        found.append(_row(place.code, (place.label_zh, place.label_en), address, own))
    return found


def _row(key: str, labels: tuple[str, str], address: str, tasks: Sequence[Task], number: str = "") -> Row:
    home = package_region().code
    dots = tuple(dot(task) for task in tasks if task.area == home)
    local = tuple(dot(task) for task in tasks if task.area != home)
    colours = {task.lamp for task in tasks}
    worst = next((one for one in ORDER if one in colours), Colour.GREY.value)
    return Row(key, labels[0], labels[1], address, dots, local, worst, number)


def stretches(tasks: Sequence[Task]) -> list[Stretch]:
    """Return the counts of lamps as stretches of a bar."""
    counts, total, x = Counter(task.lamp for task in tasks), len(tasks) or 1, 0.0
    found = []
    for colour in ORDER:
        width = BAR * counts[colour] / total
        found.append(Stretch(colour, counts[colour], x, width))
        x += width
    return found
