"""What falls due on records, across registers: steps with a limit, and duties not fulfilled yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lvxun.registers import duties, workflow
from lvxun.registers.model import Label, Register
from lvxun.web.people.record_rights import Sight
from lvxun.web.registers.definitions import calendar
from lvxun.web.registers.filtering import Filters
from lvxun.web.registers.listing import Listing
from lvxun.web.registers.models import Filing, Record
from lvxun.web.registers.snapshots import snapshot

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class FallingDue:
    """One thing to be done by a day: a step, or a duty for a period.

    ``estimated``: the official calendar does not reach that far, so a rest day may still move ``due``.
    """

    register: Register
    record: Record
    label: Label
    who: tuple[str, ...]
    due: date
    estimated: bool
    step: str = ""
    duty: str = ""
    period: str = ""


def falling_due(
    registers: Iterable[Register], until: date, area: str = "", sight: Sight | None = None
) -> list[FallingDue]:
    """Return what is to be done by ``until``, what is overdue included, the most pressing first."""
    found: list[FallingDue] = []
    for register in registers:
        due_by = Filters(area=area, ranges={"due": (None, until.isoformat())})
        for record in Listing(register, due_by, sight=sight).records():
            found += _steps(register, record, until)
        if register.duties:
            found += _duties(register, Listing(register, Filters(area=area), sight=sight), until)
    return sorted(found, key=lambda one: (one.due, one.register.id, one.record.code))


def _steps(register: Register, record: Record, until: date) -> Iterator[FallingDue]:
    due = workflow.due(register, snapshot(record), calendar())
    step = register.transition(due.transition) if due else None
    if due is None or due.date is None or due.date > until or step is None:
        return
    who = tuple(str(actor) for actor in step.by)
    yield FallingDue(register, record, step.label, who, due.date, due.estimated, step=step.id)


def _duties(register: Register, listing: Listing, until: date) -> Iterator[FallingDue]:
    chunk: list[Record] = []
    for record in listing.records():
        chunk.append(record)
        if len(chunk) == AT_A_TIME:
            yield from _duties_of(register, chunk, until)
            chunk = []
    yield from _duties_of(register, chunk, until)


def _duties_of(register: Register, records: list[Record], until: date) -> Iterator[FallingDue]:
    filed: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for pk, duty, period in Filing.objects.filter(record__in=records).values_list("record", "duty", "period"):
        filed[pk].add((duty, period))
    for record in records:
        seen, since = snapshot(record), record.opened
        for one in duties.due_duties(register, seen, filed[record.pk], since, until, calendar()):
            if not one.filed:
                yield FallingDue(
                    *(register, record, one.duty.label, (str(one.duty.who),), one.due, one.estimated),
                    duty=one.duty.id,
                    period=one.period,
                )
