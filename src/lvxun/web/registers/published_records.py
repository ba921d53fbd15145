"""Records as everybody may see them: in published states, public fields only, found by public words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet, Sum
from django.utils import timezone

from lvxun.registers.model import Field, Register, State
from lvxun.registers.publishing import public_fields, published
from lvxun.web.registers.definitions import calendar, codes, region_id
from lvxun.web.registers.models import Record, Tally
from lvxun.web.registers.presenting import value_text
from lvxun.web.registers.searching import Found, query_terms, register_facet
from lvxun.web.registers.snapshots import snapshot
from lvxun.web.registers.tallies import ALL

LOOKED_THROUGH = 2000  # candidates of a search that are looked at


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A record as the public sees it."""

    code: str
    title: str
    state: State
    since: str
    values: dict[str, object]
    synthetic: bool


def public_count(register: Register) -> int:
    """Return how many records are in published states."""
    return public_counts([register])[register.id]


def public_counts(registers: Iterable[Register]) -> dict[str, int]:
    """Return the same for many registers, in one query."""
    wanted = {one.id: one.publication.states for one in registers}
    found = dict.fromkeys(wanted, 0)
    kept = Tally.objects.filter(region=region_id(), register__in=wanted, field=ALL)
    for register, state, count in kept.values_list("register", "state").annotate(total=Sum("count")):
        if state in wanted[register]:
            found[register] += count
    return found


def published_records(found: Register) -> QuerySet[Record]:
    """Return the records in published states; some may not be public yet."""
    return Record.objects.filter(
        region=region_id(), register=found.id, state__in=found.publication.states, merged_into__isnull=True
    )


def matching_rows(found: Register, query: str) -> Iterator[PublicRow]:
    """Yield the published records in whose public words the query stands.

    The index knows words that are not public; a hit counts only where what the public sees has it, else a
    search would tell what the page does not.
    """
    terms = query_terms(query)
    if not terms:
        return
    states = [f"s:{state}" for state in found.publication.states]
    own = register_facet(region_id(), found.id)
    ids = Found([[own], states, *([term] for term in terms)]).ids(0, LOOKED_THROUGH)
    held = published_records(found).in_bulk(ids)
    wanted = query.casefold().split()
    for one in ids:
        row = public_row(found, held[one]) if one in held else None
        if row is None:
            continue
        words = [row.code, row.title, *(_text(field, row.values) for field in public_fields(found))]
        told = "\n".join(words).casefold()
        if all(word in told for word in wanted):
            yield row


def _text(field: Field, values: dict[str, object]) -> str:
    return value_text(field, values.get(field.id), codes())


def public_row(found: Register, one: Record) -> PublicRow | None:
    """Return what the public sees of a record; None where it sees nothing yet."""
    shown = published(found, snapshot(one), timezone.localdate(), calendar())
    if shown is None:
        return None
    values = shown["values"] if isinstance(shown["values"], dict) else {}
    state = found.state(one.state)
    return PublicRow(one.code, str(shown["title"]), state, str(shown["since"]), values, one.synthetic)
