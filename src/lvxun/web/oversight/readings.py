"""Where the indicators stand that tasks are tied to: the plan's own, and those that registers yield."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from lvxun import accounts
from lvxun.attainment.model import Status, TargetStatus
from lvxun.oversight import Reading
from lvxun.registers.model import Register, RegisterIndicator
from lvxun.web.insight.plan_pages import row_of
from lvxun.web.insight.state import State, current
from lvxun.web.oversight.models import IndicatorReading, Task
from lvxun.web.registers.definitions import definitions
from lvxun.web.served import package_region, region_id
from lvxun.web.totals import counting
from lvxun.web.totals.models import RegisterTotals
from lvxun.web.totals.overlay import canonical

OFF_PATH = {Status.OFF_TRACK, Status.MISSED}
KNOWN_PATH = {*OFF_PATH, Status.MET, Status.ON_TRACK, Status.AT_RISK}
Key = tuple[str, str, str, int]  # register, indicator, area, year


@dataclass(frozen=True, slots=True)
class Tied:
    """An indicator that a task is tied to, for a page and for the lamp."""

    reading: Reading
    label_zh: str
    label_en: str
    unit: str
    indicator: str = ""  # of the accounts
    register: str = ""
    year: int | None = None
    counted: int = 0
    total: int = 0
    row: TargetStatus | None = None


def key_of(task: Task) -> Key | None:
    """Return what a task's reading is kept under; None where no register's indicator is tied."""
    if not (task.register and task.register_indicator):
        return None
    return (task.register, task.register_indicator, task.area, task.work_plan.year)


def register_indicator(register: str, indicator: str) -> tuple[Register, RegisterIndicator] | None:
    """Return a register with one of its indicators; None where either is not declared (any more)."""
    found = definitions().get(register)
    one = next((one for one in found.indicators if one.id == indicator), None) if found else None
    return (found, one) if found and one else None


def refresh(tasks: Iterable[Task], *, wait: bool = True) -> int:
    """Take over what the registers add up to where it changed; return how many readings.

    ``wait`` False leaves registers alone that take long to count (a page must not wait for them).
    """
    keys = {key for key in map(key_of, tasks) if key is not None}
    if not keys:
        return 0
    counting.refresh(wait=wait)
    registers = {key[0] for key in keys}
    held = RegisterTotals.objects.filter(region=region_id(), register__in=registers)
    editions = dict(held.values_list("register", "edition"))
    _kept(registers - set(editions)).delete()  # no record any more: what was best there went with them
    kept = {(r.register, r.indicator, r.area, r.year): r for r in _kept(set(editions))}
    old = {key for key in keys if key[0] in editions and _is_old(kept.get(key), editions[key[0]])}
    found = figures({key[0] for key in old})
    for key in sorted(old):
        _keep(kept.get(key), key, found.get(key, (None, 0, 0)), editions[key[0]])
    return len(old)


def _is_old(row: IndicatorReading | None, edition: int) -> bool:
    return row is None or row.stamp != edition


def figures(registers: Iterable[str]) -> dict[Key, tuple[float | None, int, int]]:
    """Return value, records counted and records looked at, for each figure that the registers yield."""
    found: dict[Key, tuple[float | None, int, int]] = {}
    for one in RegisterTotals.objects.filter(region=region_id(), register__in=list(registers)):
        for indicator, area, year, value, count, of in one.rows:
            found[one.register, indicator, area, year] = (value, count, of)
    return found


def _kept(registers: Iterable[str]) -> QuerySet[IndicatorReading]:
    return IndicatorReading.objects.filter(region=region_id(), register__in=list(registers))


def _keep(
    row: IndicatorReading | None, key: Key, figure: tuple[float | None, int, int], edition: int
) -> None:
    register, indicator, area, year = key
    row = row or IndicatorReading(
        region=region_id(), register=register, indicator=indicator, area=area, year=year
    )
    row.value, row.counted, row.total = figure
    row.stamp = edition
    if row.value is not None:
        row.highest = row.value if row.highest is None else max(row.highest, row.value)
        row.lowest = row.value if row.lowest is None else min(row.lowest, row.value)
    row.save()


class Tying:
    """Ties tasks to their readings: one query for all of them, the plan's assessment once."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        registers = {task.register for task in tasks if key_of(task)}
        rows = IndicatorReading.objects.filter(region=region_id(), register__in=registers)
        self._kept = {(r.register, r.indicator, r.area, r.year): r for r in rows}
        self._state: State | None = None

    @property
    def state(self) -> State:
        if self._state is None:
            self._state = current()
        return self._state

    def of(self, task: Task) -> list[Tied]:
        """Return the indicators that a task is tied to."""
        found = [self._of_register(task), self._of_plan(task)]
        return [one for one in found if one is not None]

    def _of_register(self, task: Task) -> Tied | None:
        key = key_of(task)
        declared = register_indicator(task.register, task.register_indicator) if key else None
        if key is None or declared is None:
            return None
        kept, one = self._kept.get(key), declared[1]
        up = one.better != "lower" if one.better else task.higher_is_better
        best = (kept.highest if up else kept.lowest) if kept else None
        reading = Reading(kept.value if kept else None, task.goal, best, up)
        behind = (kept.counted, kept.total) if kept else (0, 0)
        return Tied(
            reading, one.label.zh, one.label.en, canonical(one.unit), register=task.register, year=key[3],
            counted=behind[0], total=behind[1],
        )  # fmt: skip

    def _of_plan(self, task: Task) -> Tied | None:
        if not (task.indicator or task.target_id):
            return None
        row = row_of(self.state.assessment, task.target_id) if task.target_id else None
        key = task.indicator or (row.indicator_id if row else "") or ""
        info = accounts.catalogue().get(key)
        if info is None or task.area != package_region().code:
            return None
        latest = self.state.result.latest(key)
        off = (row.status in OFF_PATH) if row and row.status in KNOWN_PATH else None
        goal = task.goal if not task.register_indicator else None
        reading = Reading(latest.value if latest else None, goal, None, task.higher_is_better, off)
        year = latest.year if latest else None
        return Tied(reading, info.label_zh, info.label_en, info.unit, indicator=key, year=year, row=row)
