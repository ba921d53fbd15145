"""Counts beside the filters of a list: kept ones, or counted one by one where there are few records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from lvxun.web.registers import tallies
from lvxun.web.registers.filtering import Scoped
from lvxun.web.registers.layouts import each_value
from lvxun.web.registers.models import Record
from lvxun.web.registers.tallies import Scope


@dataclass(frozen=True, slots=True)
class Facet:
    """Counts by value of a field (or "state", "city"); ``counts`` None: too many matches to say."""

    field: str
    counts: dict[str, int] | None


def kept_facet(scope: Scope, one: Scoped, key: str) -> dict[str, int] | None:
    """Return kept counts within all filters but the facet's own; None where those are not kept."""
    areas, states = one.areas or (), one.filters.states
    if set(one.filters.values) - {key}:
        return None
    if key == "state":
        return tallies.by_state(scope, areas)
    if key == "city":
        return tallies.by_city(scope, areas, states)
    return tallies.by_value(scope, key, areas, states)


def counted_facets(records: QuerySet[Record], fields: Sequence[str]) -> dict[str, Counter[str]]:
    """Return counts of a short list, by state, city and the values of ``fields``."""
    found: dict[str, Counter[str]] = {key: Counter() for key in ("state", "city", *fields)}
    for state, area, values in records.order_by().values_list("state", "area", "values"):
        found["state"][state] += 1
        found["city"][tallies.city_of(area)] += 1
        for key in fields:
            found[key].update(each_value(values.get(key)))
    return found
