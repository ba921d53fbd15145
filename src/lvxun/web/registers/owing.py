"""What somebody owes: duties across registers, revisions that wait for a word."""

from __future__ import annotations

from datetime import date, timedelta

from lvxun.registers.actor import ActingAs, matches
from lvxun.registers.model import Register
from lvxun.web.people.models import User
from lvxun.web.people.record_rights import may_list
from lvxun.web.registers import revisions
from lvxun.web.registers.definitions import definitions, region_id
from lvxun.web.registers.dues import DueLine, due_lines
from lvxun.web.registers.models import Record, Revision
from lvxun.web.registers.tallies import registers_with_records
from lvxun.web.registers.waiting import place_of

LOOKED_AT = 200  # records of one register whose duties are worked out for a page
AHEAD = timedelta(days=365)
BACK = timedelta(days=365)
REVISIONS_SHOWN = 50


def waiting_revisions(user: object) -> list[tuple[Register, Revision]]:
    """Return the open revisions that wait for somebody, to decide or to be heard."""
    if not isinstance(user, User):
        return []
    known = definitions()
    waiting = Revision.objects.filter(outcome=Revision.Outcome.OPEN, record__region=region_id())
    keys = set(waiting.values_list("record__register", flat=True).distinct())
    mine = [one for key, one in known.items() if key in keys and may_list(user, one)]
    return [
        (known[one.record.register], one) for one in revisions.open_revisions(user, mine)[:REVISIONS_SHOWN]
    ]


def owed_lines(user: object, capacities: list[ActingAs], today: date) -> tuple[list[DueLine], bool]:
    """Return the duties of a year back and ahead that are somebody's, and whether records were left out."""
    found: list[DueLine] = []
    is_cut = False
    counts = registers_with_records(region_id())
    for register in definitions().values():
        if not register.duties or register.id not in counts:
            continue
        records = _concerned(register, capacities)
        is_cut = is_cut or len(records) > LOOKED_AT
        for record in records[:LOOKED_AT]:
            lines = due_lines(user, register, record, today - BACK, today + AHEAD)
            found += [one for one in lines if one.filed or one.address]
    return sorted(found, key=lambda one: one.due), is_cut


def _concerned(register: Register, capacities: list[ActingAs]) -> list[Record]:
    """Return the records of which somebody in one of these capacities may owe a duty."""
    found: list[Record] = []
    for capacity in capacities:
        if any(matches(duty.who, capacity, register, None) for duty in register.duties):
            records = Record.objects.filter(
                place_of(capacity), region=region_id(), register=register.id, merged_into__isnull=True
            )
            found += list(records.order_by("due", "id")[: LOOKED_AT + 1])
    return list({one.pk: one for one in found}.values())
