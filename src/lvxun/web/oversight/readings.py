"""Where the indicators stand that tasks are tied to: the plan's own, and those that registers yield."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from lvxun import accounts
from lvxun.attainment.model import Status, TargetStatus
from lvxun.oversight import Reading
from lvxun.registers.model import Register, RegisterIndicator
from lvxun.web.insight.plan_pages import row_of
from lvxun.web.insight.state import State, current
from lvxun.web.oversight.models import IndicatorReading, Task
from lvxun.web.oversight.register_totals import totals
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.models import Record, RecordEvent
from lvxun.web.served import package_region, region_id

OFF_PATH = {Status.OFF_TRACK, Status.MISSED}
KNOWN_PATH = {*OFF_PATH, Status.MET, Status.ON_TRACK, Status.AT_RISK}
MOST_AT_ONCE = 20_000  # records that a page waits for; more are read by the daily job
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
    """Read the register indicators of some tasks again where their records changed; return how many.

    ``wait`` False leaves registers alone that take long (a page must not wait for them).
    """
    keys = {key for key in map(key_of, tasks) if key is not None}
    by_register: dict[str, set[Key]] = {}
    for key in keys:
        by_register.setdefault(key[0], set()).add(key)
    return sum(_refresh_register(register, own, wait) for register, own in by_register.items())


def _refresh_register(register: str, keys: set[Key], wait: bool) -> int:
    if register not in definitions():
        return 0
    kept = {(r.register, r.indicator, r.area, r.year): r for r in _kept(register)}
    stamp = stamp_of(register)
    old = {key for key in keys if key not in kept or kept[key].stamp != stamp}
    if not old or (not wait and _count(register) > MOST_AT_ONCE):
        return 0
    found = totals(register, old)
    for key in sorted(old):
        value, counted, total = found.get(key, (None, 0, 0))
        _keep(kept.get(key), key, value, (counted, total, stamp))
    return len(old)


def _kept(register: str) -> Iterable[IndicatorReading]:
    return IndicatorReading.objects.filter(region=region_id(), register=register)


def _count(register: str) -> int:
    return Record.objects.filter(region=region_id(), register=register)[: MOST_AT_ONCE + 1].count()


def stamp_of(register: str) -> int:
    """Return the number of the newest act on a register's records."""
    events = RecordEvent.objects.filter(record__region=region_id(), record__register=register)
    return events.aggregate(last=Max("id"))["last"] or 0


def _keep(row: IndicatorReading | None, key: Key, value: float | None, behind: tuple[int, int, int]) -> None:
    register, indicator, area, year = key
    row = row or IndicatorReading(
        region=region_id(), register=register, indicator=indicator, area=area, year=year
    )
    row.value = value
    row.counted, row.total, row.stamp = behind
    if value is not None:
        row.highest = value if row.highest is None else max(row.highest, value)
        row.lowest = value if row.lowest is None else min(row.lowest, value)
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
            reading, one.label.zh, one.label.en, one.unit, register=task.register, year=key[3],
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
