"""The placement of each register's filter values, kept in the database and made anew when its file changes.

When a definition changes what is filtered, counted or searched, all records of that register are indexed
anew, in one transaction. A start of the site (``migrate``) does that ahead for every register.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection, transaction

from lvxun.registers.model import Register
from lvxun.web.registers.definitions import definitions, region_id
from lvxun.web.registers.layouts import Placement, assigned, place, signature, slot_values
from lvxun.web.registers.models import Layout, Record, SearchText, Tally
from lvxun.web.registers.searching import facts, tokens
from lvxun.web.registers.slots import NUMBER_SLOTS, TEXT_SLOTS
from lvxun.web.registers.statements import write_rows
from lvxun.web.registers.tallies import Deltas, Scope

AT_A_TIME = 1000
SLOTS = (*TEXT_SLOTS, *NUMBER_SLOTS)
SET_SLOTS = f"UPDATE registers_record SET {', '.join(f'{slot} = %s' for slot in SLOTS)} WHERE id = %s"

_known: dict[tuple[str, str, str, str], Placement] = {}


def placement(register: Register) -> Placement:
    """Return where the filter values of this definition lie; a changed definition is laid out first."""
    database = str(connection.settings_dict["NAME"])
    key = (database, region_id(), register.id, signature(register))
    if key not in _known:
        _known[key] = place(register, _laid_out(register, key[3]))
    return _known[key]


def sync_definitions() -> list[str]:
    """Lay out every register of the served region; return the ids of those that were indexed anew."""
    kept = dict(Layout.objects.filter(region=region_id()).values_list("register", "signature"))
    changed = [one for one in definitions().values() if kept.get(one.id) != signature(one)]
    for register in changed:
        placement(register)
    return [register.id for register in changed]


def _laid_out(register: Register, wanted: str) -> dict[str, str]:
    kept = Layout.objects.filter(region=region_id(), register=register.id).first()
    if kept is not None and kept.signature == wanted:
        return dict(kept.slots)
    with transaction.atomic():
        Layout.objects.get_or_create(region=region_id(), register=register.id)
        held = Layout.objects.select_for_update().get(region=region_id(), register=register.id)
        if held.signature != wanted:
            held.slots = assigned(register, held.slots)
            held.signature = wanted
            held.save()
            reindex(register, held.slots)
    return dict(held.slots)


def reindex(register: Register, slots: Mapping[str, str]) -> int:
    """Write slots, words and counts of all records of a register anew; return how many there are."""
    scope, layout, deltas = Scope(region_id(), register.id), place(register, slots), Deltas()
    Tally.objects.filter(region=scope.region, register=scope.register).delete()
    records = Record.objects.filter(region=scope.region, register=scope.register)
    last, count = 0, 0
    while chunk := list(records.filter(pk__gt=last).order_by("pk")[:AT_A_TIME]):
        rows, words = [], []
        for record in chunk:
            told = facts(record)
            deltas.add_record(scope, layout, record.pk, told)
            wanted = _all_slots(slots, record)
            if any(getattr(record, column) != value for column, value in wanted.items()):
                rows.append((*wanted.values(), record.pk))
            words.append((record.pk, tokens(scope.region, register, layout, told)))
        with connection.cursor() as cursor:
            cursor.executemany(SET_SLOTS, rows)
        SearchText.objects.filter(record__gte=chunk[0].pk, record__lte=chunk[-1].pk).filter(
            record__register=register.id, record__region=scope.region
        ).delete()
        write_rows("registers_searchtext", ("record_id", "tokens"), words)
        last, count = chunk[-1].pk, count + len(chunk)
    deltas.write()
    return count


def _all_slots(slots: Mapping[str, str], record: Record) -> dict[str, str | float | None]:
    """Return the values of all slots: those that the register does not use any more are emptied."""
    empty: dict[str, str | float | None] = dict.fromkeys(SLOTS)
    return empty | slot_values(slots, record.values)
