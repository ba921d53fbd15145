"""The records that a register's figure rests on, for somebody who asks where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from lvxun.registers.model import Register, RegisterIndicator, Snapshot
from lvxun.registers.totals import records_behind
from lvxun.web.people.record_rights import visible_to
from lvxun.web.registers.models import Record
from lvxun.web.registers.snapshots import snapshot
from lvxun.web.totals.counting import AT_A_TIME, MOST_AT_ONCE, records_of

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A record behind a figure; ``counts`` where it is in the numerator."""

    record: Record
    counts: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many records a figure rests on, those that the reader may see, and how many are not shown."""

    counted: int
    of: int
    lines: list[Line]
    unseen: int
    is_too_big: bool = False


def evidence(
    user: object, register: Register, indicator: RegisterIndicator, year: int, area: str
) -> Evidence:
    """Return the records behind one figure, as far as somebody may see them; the first ``SHOWN``."""
    if records_of(register.id)[: MOST_AT_ONCE + 1].count() > MOST_AT_ONCE:
        return Evidence(0, 0, [], 0, is_too_big=True)
    keys: list[int] = []
    found = records_behind(
        register, _snapshots(register.id, keys), indicator, year, area, today=timezone.localdate()
    )
    counted, of = {keys[place] for place in found.counted}, [keys[place] for place in found.of]
    seen = visible_to(user, Record.objects.filter(pk__in=of), register).order_by("pk")
    lines = [Line(record, record.pk in counted) for record in seen[:SHOWN]]
    return Evidence(len(counted), len(of), lines, len(of) - len(lines))


def _snapshots(register: str, keys: list[int]) -> Iterator[Snapshot]:
    for record in records_of(register).order_by("pk").iterator(chunk_size=AT_A_TIME):
        keys.append(record.pk)
        yield snapshot(record)
