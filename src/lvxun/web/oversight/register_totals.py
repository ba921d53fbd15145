"""What a register's records add up to at a place in a year, for the tasks that are tied to it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from lvxun.registers.model import Snapshot
from lvxun.registers.totals import indicator_values
from lvxun.web.oversight.published_rules import today
from lvxun.web.registers.definitions import definition
from lvxun.web.registers.models import Record
from lvxun.web.registers.snapshots import snapshot
from lvxun.web.served import region_id

Key = tuple[str, str, str, int]  # register, indicator, area, year
AT_A_TIME = 2000


def totals(register: str, keys: Iterable[Key]) -> dict[Key, tuple[float | None, int, int]]:
    """Return value, records counted and records looked at for each of ``keys``; None: not known."""
    wanted = set(keys)
    years = sorted({key[3] for key in wanted})
    areas = sorted({key[2] for key in wanted})
    frame = indicator_values(definition(register), _snapshots(register), years, areas, today=today())
    found: dict[Key, tuple[float | None, int, int]] = {}
    for row in frame.to_dict("records"):
        key = (register, str(row["indicator"]), str(row["area"]), int(row["year"]))
        if key in wanted:
            value = float(row["value"])
            known = None if math.isnan(value) else value
            found[key] = (known, _whole(row.get("count")), _whole(row.get("of", row.get("count"))))
    return found


def _whole(number: object) -> int:
    return int(number) if isinstance(number, int | float) and number == number else 0  # noqa: PLR0124 - NaN


def _snapshots(register: str) -> Iterator[Snapshot]:
    rows = Record.objects.filter(region=region_id(), register=register, merged_into=None)
    return (snapshot(record) for record in rows.iterator(chunk_size=AT_A_TIME))
