"""Count what the registers yield: only those whose records changed, big ones in the background only."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from lvxun.registers.model import Register
from lvxun.registers.totals import indicator_values
from lvxun.web.registers import tallies
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.models import Record, RecordEvent
from lvxun.web.registers.snapshots import snapshot
from lvxun.web.served import package_region, region_id
from lvxun.web.totals.models import RegisterTotals

MOST_AT_ONCE = 20_000  # records that a page waits for; bigger registers are counted by the daily job
AT_A_TIME = 2000


def refresh(*, wait: bool = False) -> int:
    """Count again what changed since it was counted; return how many registers.

    ``wait`` also counts registers too big for a page to wait for. A register without records any more loses
    its totals.
    """
    sizes = tallies.registers_with_records(region_id())
    kept = {one.register: one for one in RegisterTotals.objects.filter(region=region_id())}
    gone = [key for key in kept if key not in sizes or key not in definitions()]
    RegisterTotals.objects.filter(region=region_id(), register__in=gone).delete()
    newest = newest_act()
    stale = _stale(kept, sizes)
    counted = 0
    for key in stale:
        if wait or sizes[key] <= MOST_AT_ONCE:
            counted += _count(definitions()[key], newest)
    _mark_seen(kept, stale, newest)
    return counted + len(gone)


def newest_act() -> int:
    """Return the number of the newest act on any record; 0 before there was one."""
    return RecordEvent.objects.aggregate(last=Max("id"))["last"] or 0


def _stale(kept: dict[str, RegisterTotals], sizes: dict[str, int]) -> list[str]:
    today = timezone.localdate()
    stale = []
    changed = _changed_since(min((one.stamp for one in kept.values()), default=0))
    for key, register in definitions().items():
        if not register.indicators or key not in sizes:
            continue
        one = kept.get(key)
        is_same = one is not None and one.definition == fingerprint(register) and one.day == today
        if not is_same or changed.get(key, 0) > (one.stamp if one else 0):
            stale.append(key)
    return stale


def _changed_since(stamp: int) -> dict[str, int]:
    """Return the newest act of each register that had one after ``stamp``."""
    acts = RecordEvent.objects.filter(id__gt=stamp, record__region=region_id())
    return dict(acts.values_list("record__register").annotate(last=Max("id")))


def _mark_seen(kept: dict[str, RegisterTotals], stale: Iterable[str], newest: int) -> None:
    """Move the stamps of what did not change on, so that the next look has little to look at."""
    fresh = [key for key, one in kept.items() if key not in set(stale) and one.stamp < newest]
    RegisterTotals.objects.filter(region=region_id(), register__in=fresh).update(stamp=newest)


def _count(register: Register, newest: int) -> int:
    today = timezone.localdate()
    rows, declared = _rows(register, today), fingerprint(register)
    made_up = tallies.synthetic(tallies.Scope(region_id(), register.id))
    with transaction.atomic():
        kept = RegisterTotals.objects.filter(region=region_id(), register=register.id).first()
        found = kept or RegisterTotals(region=region_id(), register=register.id)
        # The same figures are no new edition: pages keep what they computed from them.
        told = (rows, declared, today, made_up)
        if kept is None or (kept.rows, kept.definition, kept.day, kept.made_up) != told:
            found.edition = _next_edition()
        found.stamp, found.definition, found.day = newest, declared, today
        found.computed_at, found.rows, found.made_up = timezone.now(), rows, made_up
        found.save()
    return 1


def _next_edition() -> int:
    """Return a number that was never given before, not even before totals were deleted."""
    last = RegisterTotals.objects.aggregate(last=Max("edition"))["last"] or 0
    return max(int(last) + 1, time.time_ns() // 1000)


def _rows(register: Register, today: date) -> list[list[object]]:
    first = records_of(register.id).aggregate(first=Min("opened"))["first"]
    years = list(range(first.year, today.year + 1)) if first else []
    areas = [str(code) for code in package_region().areas.index]
    snapshots = (snapshot(record) for record in records_of(register.id).iterator(chunk_size=AT_A_TIME))
    frame = indicator_values(register, snapshots, years, areas, today=today)
    known = frame[frame["value"].notna()]
    columns = [known[name].tolist() for name in ("indicator", "area", "year", "value", "count", "of")]
    return [list(row) for row in zip(*columns, strict=True)]


def records_of(register: str) -> QuerySet[Record]:
    """Return the records that a register's figures are counted from: merged ones are left out."""
    return Record.objects.filter(region=region_id(), register=register, merged_into=None)


def fingerprint(register: Register) -> str:
    """Return a hash over what the register declares to yield."""
    return hashlib.sha256(repr(register.indicators).encode()).hexdigest()
