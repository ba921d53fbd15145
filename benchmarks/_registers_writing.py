"""Times and memory of bringing rows in: ours, a bare bulk_create, and django-import-export."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from datetime import date
from itertools import islice
from pathlib import Path

from _registers_firms import firms

REGISTER = "cleaner_production"
CHUNK = 1000
EARLY = 10_000  # rows after which the memory is looked at for the first time


def resident_mb() -> float:
    """Return the memory of this process now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def ours(rows: int) -> dict[str, float]:
    """Bring rows in by our way, with history, counts, search, filters and unique keys."""
    from lvxun.web.registers.services import create_many

    given, seen = list(firms(rows)), {}
    start = time.perf_counter()
    create_many(None, REGISTER, given, on_progress=lambda count: seen.__setitem__(count, resident_mb()))
    seconds = time.perf_counter() - start
    early = seen.get(min(EARLY, rows)) or next(iter(seen.values()))
    return {"rows": rows, "seconds": seconds, "growth_mb": max(seen.values()) - early}


def validated(rows: int) -> dict[str, float]:
    """Bring rows in by our way, each one read and checked by the engine first."""
    from django.utils import timezone

    from lvxun.registers.record import validate
    from lvxun.web.registers.definitions import calendar, codes, definition
    from lvxun.web.registers.services import create_many

    given, register, day = list(firms(rows)), definition(REGISTER), timezone.localdate()
    how = {"state": register.start.id, "day": day, "codes": codes(), "calendar": calendar()}
    start = time.perf_counter()
    create_many(None, REGISTER, (validate(register, one, **how) for one in given))
    return {"rows": rows, "seconds": time.perf_counter() - start}


def bare(rows: int) -> dict[str, float]:
    """Make the same records by bulk_create alone: no history, no counts, no search, no checks."""
    from lvxun.web.registers.models import Record

    given, number = list(firms(rows)), 0
    start = time.perf_counter()
    for chunk in _chunks(given):
        records = []
        for one in chunk:
            number += 1
            records.append(_record(one, number))
        Record.objects.bulk_create(records, batch_size=CHUNK)
    return {"rows": rows, "seconds": time.perf_counter() - start}


def _record(one: dict[str, object], number: int):
    from lvxun.web.registers.models import Record

    return Record(
        region="liaoning",
        register=REGISTER,
        code=f"QS-{number:07d}",
        title=one["firm_name"],
        holder=one["holder"],
        area=one["area"],
        city=str(one["area"])[:4],
        state="proposed",
        opened=date(2026, 11, 24),
        values=one,
        text1=one["industry"],
        number1=one["list_year"],
    )


def import_export(rows: int) -> dict[str, float]:
    """Bring rows in by django-import-export as it comes."""
    from _registers_peer.resources import PlainAuditResource

    return _imported(PlainAuditResource, rows)


def import_export_bulk(rows: int) -> dict[str, float]:
    """Bring rows in by django-import-export in its bulk mode."""
    from _registers_peer.resources import BulkAuditResource

    return _imported(BulkAuditResource, rows)


def _imported(resource, rows: int) -> dict[str, float]:
    import json

    import tablib

    from _registers_peer.resources import COLUMNS

    data = tablib.Dataset(headers=COLUMNS)
    for number, one in enumerate(firms(rows)):
        cells = {**one, "code": f"QS-{number:07d}", "state": "proposed", "cases": json.dumps(one["cases"])}
        data.append([cells[column] for column in COLUMNS])
    start = time.perf_counter()
    result = resource().import_data(data, raise_errors=True)
    assert not result.has_errors()
    return {"rows": rows, "seconds": time.perf_counter() - start}


def _chunks(rows: Iterable[dict[str, object]]):
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


WAYS = {
    "bare bulk_create": bare,
    "ours": ours,
    "ours, every row validated": validated,
    "django-import-export": import_export,
    "django-import-export, bulk mode": import_export_bulk,
}
