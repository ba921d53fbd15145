"""Where the indicators stand that tasks are tied to: the plan's own, and those that registers yield."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def refresh(tasks: Iterable[Task], *, wait: bool = True, force: bool = False) -> int:
    """Read the register indicators of some tasks again where their records changed; return how many.

    ``wait`` False leaves registers alone that take long (a page must not wait for them); ``force`` reads all.
    """
    keys = {key for key in map(key_of, tasks) if key is not None and key[0] in definitions()}
    newest = RecordEvent.objects.order_by("-id").values_list("id", flat=True).first() or 0
    kept = {(r.register, r.indicator, r.area, r.year): r for r in _kept({key[0] for key in keys})}
    changed = _changed_since(min((row.stamp for row in kept.values()), default=newest))
    old: dict[str, set[Key]] = {}
    for key in keys:
        row = kept.get(key)
        if force or row is None or changed.get(key[0], 0) > row.stamp:
            old.setdefault(key[0], set()).add(key)
    count = sum(_read(register, own, kept, (newest, wait)) for register, own in sorted(old.items()))
    _mark(kept, set(old), newest)
    return count


def _changed_since(event: int) -> dict[str, int]:
    """Return the registers with acts after ``event``, each with its newest; only what is new is looked at."""
    found = RecordEvent.objects.filter(id__gt=event, record__region=region_id())
    rows = found.values("record__register").annotate(last=Max("id")).order_by()
    return {row["record__register"]: row["last"] for row in rows}


def _read(register: str, keys: set[Key], kept: Mapping[Key, IndicatorReading], how: tuple[int, bool]) -> int:
    newest, wait = how
    if not wait and _count(register) > MOST_AT_ONCE:
        return 0
    found = totals(register, keys)
    for key in sorted(keys):
        value, counted, total = found.get(key, (None, 0, 0))
        _keep(kept.get(key), key, value, (counted, total, newest))
    return len(keys)


def _mark(kept: Mapping[Key, IndicatorReading], read: set[str], newest: int) -> None:
    """Say of what did not change that it was looked at: the next look begins after the newest act."""
    same = [row.pk for key, row in kept.items() if key[0] not in read and row.stamp != newest]
    IndicatorReading.objects.filter(pk__in=same).update(stamp=newest)


def _kept(registers: Iterable[str]) -> Iterable[IndicatorReading]:
    return IndicatorReading.objects.filter(region=region_id(), register__in=registers)


def _count(register: str) -> int:
    return Record.objects.filter(region=region_id(), register=register)[: MOST_AT_ONCE + 1].count()


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
