"""One page of a register's list, its count, and the counts beside its filters: fast at a million records.

A count comes from the kept tallies where the filters allow it; else it is counted up to ``MOST_COUNTED`` and
said as "more than" beyond. A page deep in the list is found from the blocks of ids, or from its nearer end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, QuerySet

from lvxun.errors import Where
from lvxun.registers.model import Register
from lvxun.web.people.record_rights import Sight
from lvxun.web.registers import tallies
from lvxun.web.registers.definitions import region_id
from lvxun.web.registers.errors import ListingError
from lvxun.web.registers.facet_counts import Facet, counted_facets, kept_facet
from lvxun.web.registers.filtering import (
    Filters,
    conditions,
    facets,
    is_multiple,
    needs_words,
    only_range,
    rest,
    scoped,
)
from lvxun.web.registers.models import Record
from lvxun.web.registers.placements import placement
from lvxun.web.registers.searching import Found, query_terms, register_facet
from lvxun.web.registers.tallies import BLOCK_BITS, Scope

MOST_COUNTED = 10_000
MOST_SORTED = 2_000  # matches of the search index that are put in another order
FEW = 600  # matches whose facets are counted one by one: ten milliseconds
PER_PAGE = 50
MOST_PER_PAGE = 500
NEWEST = "-id"
ORDERS = (NEWEST, "id", "code", "-code", "due", "-due")


@dataclass(frozen=True, slots=True)
class Count:
    """How many records a list has: exactly, or more than ``number``."""

    number: int
    exact: bool


class Listing:
    """A register's list as somebody with ``sight`` sees it; None sees all (the command line)."""

    def __init__(  # noqa: PLR0913 - a list is asked for in this many ways
        self,
        register: Register,
        filters: Filters | None = None,
        *,
        sight: Sight | None = None,
        order: str = NEWEST,
        page: int = 1,
        per_page: int = PER_PAGE,
    ) -> None:
        self.register = register
        self.filters = filters or Filters()
        self.scoped = scoped(self.filters, sight)
        self.layout = placement(register)
        self._asked = order if order in self.orders else NEWEST
        self.per_page = max(1, min(per_page, MOST_PER_PAGE))
        self.page = max(1, page)
        self._scope = Scope(region_id(), register.id)

    @cached_property
    def order(self) -> str:
        """Return the order of the rows, as they really come.

        A long list for a range of values comes in the order of these values, a long one that the search index
        finds with the newest first.
        """
        if self._found and not self._is_short():
            return NEWEST
        key = only_range(self.scoped)
        has_index = key in self.layout.slots or key == "due"
        return f"-{key}" if self._asked == NEWEST and has_index and not self.count.exact else self._asked

    @property
    def orders(self) -> tuple[str, ...]:
        """Return the orders that an index serves: the newest first, by code, due date, or a filter field."""
        fields = [one.id for one in self.register.fields if one.id in self.layout.slots]
        return (*ORDERS, *(sign + one for one in fields for sign in ("", "-")))

    @cached_property
    def count(self) -> Count:
        """Return how many records the filters leave."""
        kept = self._kept_count()
        if kept is not None:
            return Count(kept, exact=True)
        if self._found:
            return Count(*self._found.count(MOST_COUNTED))
        counted = self._records.order_by()[: MOST_COUNTED + 1].count()
        return Count(min(counted, MOST_COUNTED), exact=counted <= MOST_COUNTED)

    @cached_property
    def pages(self) -> int:
        """Return how many pages can be opened; beyond an inexact count a list has to be narrowed first."""
        reachable = self.count.number if self.count.exact else MOST_COUNTED
        if self.order != NEWEST or self._found:
            reachable = min(reachable, MOST_COUNTED)
        return max(1, -(-reachable // self.per_page))

    def _is_short(self) -> bool:
        """Say whether what the search index finds is few enough to be put in any order."""
        return self.count.exact and self.count.number <= MOST_SORTED

    @cached_property
    def rows(self) -> list[Record]:
        """Return the records of this page.

        Raises
        ------
        ListingError
            for a page behind the last one.
        """
        if self.page > self.pages:
            what = f"The list has {self.pages} pages; there is no page {self.page}."
            raise ListingError(what, Where(field="page"), "Go to the last page, or narrow the list.")
        ids = self._ids((self.page - 1) * self.per_page)
        found = Record.objects.in_bulk(ids)
        return [found[one] for one in ids if one in found]

    @cached_property
    def merged(self) -> int:
        """Return how many records of these areas were merged into others and are not listed."""
        return tallies.merged(self._scope, self.scoped.areas or ())

    @cached_property
    def synthetic(self) -> int:
        """Return how many records of these areas are made up for trying."""
        return tallies.synthetic(self._scope, self.scoped.areas or ())

    def records(self, chunk: int = 1000) -> Iterator[Record]:
        """Return every record of the list, oldest first, in memory that does not grow."""
        last = 0
        while True:
            if self._found:
                ids = self._found.ids_after(last, chunk)
            else:
                ids = list(
                    self._records.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:chunk]
                )
            if not ids:
                return
            found = Record.objects.in_bulk(ids)
            yield from (found[one] for one in ids if one in found)
            last = ids[-1]

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """Return counts for "state", "city" and each choice field, within the other filters."""
        fields = [one.id for one in self.layout.counted]
        if self._is_plain(but_one=True):
            return {
                key: Facet(key, kept_facet(self._scope, self.scoped, key))
                for key in ("state", "city", *fields)
            }
        if not (self.count.exact and self.count.number <= FEW):
            return {key: Facet(key, None) for key in ("state", "city", *fields)}
        counted = counted_facets(self._rows, fields)
        return {key: Facet(key, dict(found)) for key, found in counted.items()}

    @property
    def _rows(self) -> QuerySet[Record]:
        """Return the records of the list, to be put in another order than the newest first."""
        if self._found:
            return Record.objects.filter(pk__in=self._found.ids(0, MOST_SORTED))
        return self._records

    @property
    def _records(self) -> QuerySet[Record]:
        """Return the records without full text, for the indexes of columns."""
        mine = Record.objects.filter(
            region=self._scope.region,
            register=self._scope.register,
            merged_into__isnull=not self.filters.merged,
        )
        return mine.filter(conditions(self.register, self.layout, self.scoped))

    @cached_property
    def _found(self) -> Found | None:
        """Return the search of this list; None where it needs none."""
        wants = bool(self.filters.search) or needs_words(self.register, self.layout, self.scoped)
        if not wants:
            return None
        terms = query_terms(self.filters.search)
        if self.filters.search and not terms:
            return Found([], nothing=True)
        words = facets(self.register, self.scoped)
        own = register_facet(self._scope.region, self._scope.register, merged=self.filters.merged)
        where = rest(self.register, self.layout, self.filters)
        if words is None:
            where &= self.scoped.place()
        return Found([[own], *([term] for term in terms), *(words or [])], where, nothing=self.scoped.empty)

    def _is_plain(self, *, but_one: bool = False) -> bool:
        """Say whether kept counts answer: areas, states and at most one value of one choice field."""
        filters = self.filters
        counted = {one.id for one in self.layout.counted}
        one_value = len(filters.values) <= 1 and all(
            key in counted and (len(wanted) == 1 or not is_multiple(self.register.field(key)))
            for key, wanted in filters.values.items()
        )
        others = filters.search or filters.ranges or filters.holder or filters.synthetic is not None
        too_narrow = filters.merged and (but_one or filters.values)
        return one_value and not others and not too_narrow and not self.scoped.holders

    def _kept_count(self) -> int | None:
        if self.scoped.empty:
            return 0
        if not self._is_plain():
            return None
        field, wanted = next(iter(self.filters.values.items()), (tallies.ALL, ()))
        kept = tallies.kept(self._scope, tallies.MERGED if self.filters.merged else field)
        kept = kept.filter(value__in=wanted) if wanted else kept
        return tallies.total(tallies.narrowed(kept, self.scoped.areas or (), self.filters.states))

    def _ids(self, offset: int) -> list[int]:
        if self.scoped.empty:
            return []
        if self._found and self.order == NEWEST:
            return self._found.ids(offset, self.per_page)
        if self.order.lstrip("-") not in ("id", "code"):
            return self._ids_by_column(offset)
        if self.order == NEWEST and only_range(self.scoped) and self.count.exact:
            ids = sorted(self._records.order_by().values_list("pk", flat=True), reverse=True)
            return ids[offset : offset + self.per_page]
        if self.order == NEWEST and self._lies_in_blocks():
            return self._ids_by_block(offset)
        return self._ids_from_nearer_end(offset)

    def _lies_in_blocks(self) -> bool:
        """Say whether the counts by block of ids are those of this list: all records, or those of a state."""
        return self.filters == Filters(states=self.filters.states) and self.scoped.areas is None

    def _ids_by_block(self, offset: int) -> list[int]:
        """Walk over the counts of the blocks of ids, then over the records of one block at most."""
        skipped, top = 0, None
        for number, count in reversed(tallies.blocks(self._scope, self.filters.states)):
            if skipped + count > offset:
                top = (number + 1) << BLOCK_BITS
                break
            skipped += count
        if top is None:
            return []
        rows = self._records.filter(pk__lt=top).order_by("-pk").values_list("pk", flat=True)
        return list(rows[offset - skipped : offset - skipped + self.per_page])

    def _ids_from_nearer_end(self, offset: int) -> list[int]:
        rows = self._rows.values_list("pk", flat=True)
        order = (self.order, NEWEST) if "code" in self.order else (self.order,)
        total, wanted = self.count, self.per_page
        left = total.number - offset
        if not total.exact or offset <= total.number // 2 or "code" in self.order:
            return list(rows.order_by(*order)[offset : offset + wanted])
        start = max(0, left - wanted)
        turned = "id" if self.order == NEWEST else NEWEST
        return list(rows.order_by(turned)[start:left])[::-1]

    def _ids_by_column(self, offset: int) -> list[int]:
        """Return ids by a column that may be empty: first those that have it, in order, then the others."""
        key, falling = self.order.lstrip("-"), self.order.startswith("-")
        column = key if key == "due" else self.layout.slots[key]
        rows = self._rows.values_list("pk", flat=True)
        filled = rows.filter(**{f"{column}__isnull": False})
        order = F(column).desc() if falling else F(column).asc()
        ids = list(filled.order_by(order, "-pk" if falling else "pk")[offset : offset + self.per_page])
        if len(ids) == self.per_page:
            return ids
        behind = max(0, offset - filled.order_by()[: MOST_COUNTED + 1].count()) if not ids else 0
        empty = rows.filter(**{f"{column}__isnull": True}).order_by("-pk")
        return ids + list(empty[behind : behind + self.per_page - len(ids)])
