"""Kept counts: written with each act, read instead of counting.

Besides the counts by area and state, and by each value of a choice field, three further kinds are kept under
names that no field can have: records merged into others, synthetic ones, and how many lie in a block of ids
(so that page 15,000 of a list is found without walking there).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from lvxun.web.registers.areas import CITY_LENGTH, within
from lvxun.web.registers.layouts import Placement, each_value
from lvxun.web.registers.models import Tally
from lvxun.web.registers.searching import Facts

ALL = ""
MERGED = "~merged"
SYNTHETIC = "~synthetic"
BLOCK = "~block"
BLOCK_BITS = 11  # 2,048 ids a block: five hundred rows tell where any page of a million records begins
AT_A_TIME = 500
Key = tuple[str, str, str, str, str, str]  # region, register, field, value, area, state
UPSERT = """INSERT INTO registers_tally (region, register, field, value, area, state, count) VALUES {rows}
ON CONFLICT (region, register, field, value, area, state)
DO UPDATE SET count = registers_tally.count + excluded.count"""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which register's counts."""

    region: str
    register: str


class Deltas(Counter[Key]):
    """What one act changes in the counts; written at its end, in order: acts never lock crosswise."""

    def add_record(self, scope: Scope, layout: Placement, pk: int, one: Facts, times: int = 1) -> None:
        """Count a record as it stands (``times`` -1: take it out again)."""
        for field, value, area, state in _keys(layout, pk, one):
            self[(scope.region, scope.register, field, value, area, state)] += times

    def write(self) -> None:
        """Add to the kept counts."""
        rows = sorted((key, change) for key, change in self.items() if change)
        for start in range(0, len(rows), AT_A_TIME):
            chunk = rows[start : start + AT_A_TIME]
            marks = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(chunk))
            with connection.cursor() as cursor:
                cursor.execute(UPSERT.format(rows=marks), [part for key, n in chunk for part in (*key, n)])
        self.clear()


def _keys(layout: Placement, pk: int, one: Facts) -> Iterator[tuple[str, str, str, str]]:
    if one.synthetic:
        yield SYNTHETIC, "", one.area, one.state
    if one.merged:
        yield MERGED, "", one.area, one.state
        return
    yield ALL, "", one.area, one.state
    yield BLOCK, f"{pk >> BLOCK_BITS:012d}", "", one.state
    for field in layout.counted:
        for value in each_value(one.values.get(field.id)):
            yield field.id, value, one.area, one.state


def kept(scope: Scope, field: str = ALL) -> QuerySet[Tally]:
    """Return the counts of a register, of one kind."""
    return Tally.objects.filter(region=scope.region, register=scope.register, field=field)


def narrowed(
    tallies: QuerySet[Tally], areas: Iterable[str] = (), states: Iterable[str] = ()
) -> QuerySet[Tally]:
    """Narrow counts to areas (with all that lies within) and states; nothing given: no narrowing."""
    wanted = list(states)
    tallies = tallies.filter(state__in=wanted) if wanted else tallies
    where = [within(area) for area in areas]
    if not where:
        return tallies
    either = where[0]
    for one in where[1:]:
        either |= one
    return tallies.filter(either or Q())


def total(tallies: QuerySet[Tally]) -> int:
    """Return the sum of counts."""
    return tallies.aggregate(total=Sum("count"))["total"] or 0


def by_state(scope: Scope, areas: Iterable[str] = ()) -> dict[str, int]:
    """Return how many records are in each state."""
    return _summed(narrowed(kept(scope), areas), "state")


def by_value(
    scope: Scope, field: str, areas: Iterable[str] = (), states: Iterable[str] = ()
) -> dict[str, int]:
    """Return how many records have each value of a choice field."""
    return _summed(narrowed(kept(scope, field), areas, states), "value")


def by_area(scope: Scope, areas: Iterable[str] = (), states: Iterable[str] = ()) -> dict[str, int]:
    """Return how many records each area has itself, counties apart from their city."""
    return _summed(narrowed(kept(scope), areas, states), "area")


def by_city(scope: Scope, areas: Iterable[str] = (), states: Iterable[str] = ()) -> dict[str, int]:
    """Return how many records each city has with its counties; "210000" are those of the whole province."""
    found: Counter[str] = Counter()
    for area, count in by_area(scope, areas, states).items():
        found[city_of(area)] += count
    return dict(found)


def city_of(area: str) -> str:
    """Return the code of the city that an area is or lies in: 210102 -> 210100."""
    return f"{area[:CITY_LENGTH]}{'0' * (len(area) - CITY_LENGTH)}"


def merged(scope: Scope, areas: Iterable[str] = ()) -> int:
    """Return how many records were merged into others: they are in no other count."""
    return total(narrowed(kept(scope, MERGED), areas))


def synthetic(scope: Scope, areas: Iterable[str] = ()) -> int:
    """Return how many records are made up for trying: they are in the other counts, too."""
    return total(narrowed(kept(scope, SYNTHETIC), areas))


def registers_with_records(region: str) -> dict[str, int]:
    """Return the number of records of every register that has any, in one query."""
    rows = Tally.objects.filter(region=region, field=ALL).values_list("register").annotate(total=Sum("count"))
    return {register: count for register, count in rows if count}


def blocks(scope: Scope, states: Iterable[str] = ()) -> list[tuple[int, int]]:
    """Return (number of the block of ids, how many unmerged records lie in it), the oldest first."""
    rows = narrowed(kept(scope, BLOCK), states=states).order_by("value")
    summed = rows.values_list("value").annotate(total=Sum("count"))
    return [(int(value), count) for value, count in summed if count]


def _summed(tallies: QuerySet[Tally], by: str) -> dict[str, int]:
    rows = tallies.values_list(by).annotate(total=Sum("count")).order_by(by)
    return {key: count for key, count in rows if count}
