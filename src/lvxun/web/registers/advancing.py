"""What the calendar brings by itself: silence and expiry."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime, time

from lvxun.errors import LvxunError
from lvxun.registers.calendar import CHINA
from lvxun.registers.model import Register
from lvxun.registers.workflow import fall, silent
from lvxun.web.registers.definitions import calendar, codes, definitions, region_id
from lvxun.web.registers.keeping import acting, locked, register_of
from lvxun.web.registers.models import Record
from lvxun.web.registers.moving import keep_moved
from lvxun.web.registers.searching import facts
from lvxun.web.registers.snapshots import snapshot

log = logging.getLogger(__name__)
AT_A_TIME = 500
MOST_IN_A_ROW = 20  # silences that follow one another in one record before we call it a fault of its file


def advance(today: date) -> list[Record]:
    """Move every record whose limit has passed and where silence has a meaning; return those that moved.

    One transaction a record: a fault in one of them, told in the log, does not keep the others. To be called
    once a day; called again, or late, it does no harm: each record moves as of the end of its limit.
    """
    moved = []
    for record in _waiting(today):
        try:
            moved += [done] if (done := advance_one(record, today)) else []
        except LvxunError as fault:
            log.error("The calendar cannot move %s: %s", record.code, fault.message)
    return moved


def _waiting(today: date) -> Iterator[Record]:
    """Return the records that the calendar moves today, looked at without a lock.

    Most of what is overdue waits for somebody, not for the calendar: those are passed over at no cost.
    """
    speaking = [one.id for one in definitions().values() if _speaks(one)]
    overdue = Record.objects.filter(
        region=region_id(), due__lt=today, merged_into=None, register__in=speaking
    )
    ids = list(overdue.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_A_TIME):
        for record in Record.objects.filter(pk__in=ids[start : start + AT_A_TIME]).order_by("pk"):
            if silent(register_of(record), snapshot(record), today, calendar()):
                yield record


def _speaks(register: Register) -> bool:
    """Say whether silence means something in any step of the register."""
    return any(limit.silence for step in register.transitions for limit in step.limits)


def advance_one(record: Record, today: date) -> Record | None:
    """Move one record as far as the calendar brings it by ``today``; None where it stays."""
    now = datetime.combine(today, time.min, CHINA)
    with acting(None, now) as act:
        held = locked(record)
        register = register_of(held)
        for step in range(MOST_IN_A_ROW):
            moved = fall(register, snapshot(held), now, calendar(), codes=codes())
            if moved is None:
                return held if step else None
            act.now = moved.snapshot.passages[-1].at
            keep_moved(act, register, held, moved, facts(held))
    return held
