"""What falls due on a record, with the button that fulfils it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from lvxun.registers import duties
from lvxun.registers.model import Duty, Register
from lvxun.web.people.record_rights import may_file, may_move
from lvxun.web.registers.definitions import calendar
from lvxun.web.registers.models import Filing, Record
from lvxun.web.registers.snapshots import snapshot

SOON = timedelta(days=30)
A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class DueLine:
    """One duty for one period; ``address`` is where the reader fulfils it, "" where it is not theirs."""

    register: Register
    record: Record
    duty: Duty
    period: str
    due: date
    filed: bool
    filed_at: datetime | None
    urgency: str
    address: str
    button: str


def urgency(due: date, today: date) -> str:
    """Return how pressing a date is: overdue, soon, or nothing in particular."""
    if due < today:
        return "overdue"
    return "soon" if due - today <= SOON else ""


def due_lines(user: object, register: Register, record: Record, start: date, end: date) -> list[DueLine]:
    """Return the duties of a record that fall due in a stretch of time: open ones first, by date."""
    if not register.duties or record.merged_into_id is not None:
        return []
    today = timezone.localdate()
    filed = {(one.duty, one.period): one for one in Filing.objects.filter(record=record)}
    found = duties.due_duties(register, snapshot(record), set(filed), start, end, calendar())
    lines = [_line(user, register, record, one, filed.get((one.duty.id, one.period)), today) for one in found]
    return sorted(_next_only(lines, today), key=lambda line: (line.filed, line.due))


def _next_only(lines: list[DueLine], today: date) -> list[DueLine]:
    """Return what is late, done or due within a year; of a duty further off the next time alone."""
    near = [one for one in lines if one.filed or one.due <= today + A_YEAR]
    known = {one.duty.id for one in near if not one.filed}
    for one in sorted(lines, key=lambda line: line.due):
        if one not in near and one.duty.id not in known:
            near.append(one)
            known.add(one.duty.id)
    return near


def _line(  # noqa: PLR0913, PLR0917 - a duty meets its record, its filing and its reader
    user: object, register: Register, record: Record, one: duties.DueDuty, filing: Filing | None, today: date
) -> DueLine:
    address, button = ("", "") if one.filed else _act(user, register, record, one)
    return DueLine(
        register,
        record,
        one.duty,
        one.period,
        one.due,
        one.filed,
        filing.filed_at if filing else None,
        "" if one.filed else urgency(one.due, today),
        address,
        button,
    )


def _act(user: object, register: Register, record: Record, one: duties.DueDuty) -> tuple[str, str]:
    """Return where a duty is fulfilled and what the button says."""
    if one.duty.step:
        step = register.transition(one.duty.step)
        if step is None or not may_move(user, register, record, step) or record.state not in step.sources:
            return "", ""
        address = reverse("record", args=[register.id, record.code])
        return f"{address}#step-{step.id}", gettext("Take the step")
    if not may_file(user, register, record, one.duty):
        return "", ""
    return reverse(
        "record-file", args=[register.id, record.code, one.duty.id, one.period or "once"]
    ), gettext("File it")
