"""What a list is narrowed to: read from an address, told as conditions, as words of the search index.

An address says ``area=210100``, ``state=listed`` (several times: any of them), ``<field>=<value>``,
``<field>__from`` and ``__to`` for numbers and dates (``due``, ``opened`` and ``closed``, too), ``holder``,
``q`` (full text), ``merged=1`` and ``synthetic=yes|no``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from lvxun.errors import LvxunError, Where
from lvxun.registers.actor import contains
from lvxun.registers.model import Field, FieldType, Register
from lvxun.web.people.record_rights import Sight
from lvxun.web.registers.areas import records_within
from lvxun.web.registers.errors import ListingError
from lvxun.web.registers.layouts import Placement, as_number, is_faceted
from lvxun.web.registers.searching import area_facet, facet_value, value_facet
from lvxun.web.registers.slots import NUMBER_SLOTS, SLOT_LENGTH
from lvxun.web.served import package_region

DATES = ("due", "opened", "closed")
FROM, TO = "__from", "__to"
MOST_VALUES = 50
Bounds = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; nothing said: not narrowed."""

    area: str = ""
    states: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # any of these
    ranges: Mapping[str, Bounds] = field(default_factory=dict)  # by field, or due, opened, closed
    holder: str = ""
    search: str = ""
    merged: bool = False  # those merged into others, instead of the others
    synthetic: bool | None = None


def read_filters(register: Register, params: Mapping[str, Sequence[str]]) -> tuple[Filters, list[LvxunError]]:
    """Return what an address asks for, and what of it cannot be (which then does not narrow).

    ``params`` gives every value of a key, as ``dict(request.GET.lists())`` does; what is no filter stays out.
    """
    faults: list[LvxunError] = []
    given = {key: tuple(one.strip() for one in found if one.strip()) for key, found in params.items()}
    fields = {one.id: one for one in register.fields if one.in_filter and one.id not in ("area", "holder")}
    filters = Filters(
        area=_area(_one(given, "area"), faults),
        states=_states(register, given.get("state", ()), faults),
        values={key: given[key][:MOST_VALUES] for key in fields if given.get(key)},
        ranges=_ranges(fields, given, faults),
        holder=_one(given, "holder").upper(),
        search=_one(given, "q"),
        merged=_one(given, "merged") == "1",
        synthetic={"yes": True, "no": False}.get(_one(given, "synthetic")),
    )
    return filters, faults


def _one(given: Mapping[str, tuple[str, ...]], key: str) -> str:
    return (given.get(key) or ("",))[0]


def _area(area: str, faults: list[LvxunError]) -> str:
    region = package_region()
    if not area or contains(region.code, area):
        return area
    what = f"The area '{area[:20]}' does not lie in {region.label_zh}."
    faults.append(ListingError(what, Where(field="area"), "Choose one of the list."))
    return ""


def _states(register: Register, wanted: Sequence[str], faults: list[LvxunError]) -> tuple[str, ...]:
    known = {one.id for one in register.states}
    for one in wanted:
        if one not in known:
            what = f"There is no state '{one[:40]}'."
            faults.append(ListingError(what, Where(field="state"), "Choose one of the list."))
    return tuple(one for one in wanted if one in known)


def _ranges(
    fields: Mapping[str, Field], given: Mapping[str, tuple[str, ...]], faults: list[LvxunError]
) -> dict[str, Bounds]:
    found: dict[str, Bounds] = {}
    for key in (*fields, *DATES):
        low, high = _one(given, key + FROM) or None, _one(given, key + TO) or None
        bad = [one for one in (low, high) if one is not None and not _is_bound(fields.get(key), one)]
        for one in bad:
            what = f"'{one[:40]}' is neither a number nor a date."
            faults.append(ListingError(what, Where(field=key), "Write 12.5 or 2026-03-01."))
        if (low or high) and not bad:
            found[key] = (low, high)
    return found


def _is_bound(of: Field | None, text: str) -> bool:
    if of is not None and of.type != FieldType.DATE and as_number(text) is not None:
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Scoped:
    """Filters together with what the reader may see.

    ``areas`` None: everywhere. ``holders``: seen wherever they are, besides the areas. ``empty``: nothing is.
    """

    filters: Filters
    areas: tuple[str, ...] | None
    holders: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return self.areas == () and not self.holders

    def place(self) -> Q:
        """Return the condition on place and holder."""
        if self.areas is None:
            return Q()
        found = [records_within(area, package_region().code) for area in self.areas]
        if self.holders:
            within = records_within(self.filters.area, package_region().code) if self.filters.area else Q()
            found.append(Q(holder__in=self.holders) & within)
        return any_of(found)


def scoped(filters: Filters, sight: Sight | None) -> Scoped:
    """Cut filters with what somebody sees; without a sight all is seen (the system, the command line)."""
    whole = package_region().code
    if sight is None or whole in sight.areas:
        return Scoped(filters, (filters.area,) if filters.area and filters.area != whole else None, ())
    areas: Iterable[str] = sight.areas
    if filters.area:
        areas = {
            filters.area if contains(area, filters.area) else area
            for area in sight.areas
            if contains(area, filters.area) or contains(filters.area, area)
        }
    return Scoped(filters, tuple(sorted(areas)), tuple(sorted(sight.holders)))


def any_of(conditions: Sequence[Q]) -> Q:
    """Return the condition that one of these holds; none of them given: nothing does."""
    if not conditions:
        return Q(pk__in=())
    if Q() in conditions:
        return Q()
    either = conditions[0]
    for one in conditions[1:]:
        either |= one
    return either


def conditions(register: Register, layout: Placement, one: Scoped) -> Q:
    """Return all conditions but the full text's."""
    filters = one.filters
    found = one.place() & rest(register, layout, filters)
    if filters.states:
        found &= Q(state=filters.states[0]) if len(filters.states) == 1 else Q(state__in=filters.states)
    for key, wanted in filters.values.items():
        found &= _value(register, layout, key, wanted)
    if filters.holder:
        found &= Q(holder=filters.holder)
    return found


def rest(register: Register, layout: Placement, filters: Filters) -> Q:
    """Return the conditions that no word of the search index stands for."""
    found = Q()
    for key, (low, high) in filters.ranges.items():
        column = key if key in DATES else layout.slots.get(key, "")
        if not column:
            continue
        is_number = column in NUMBER_SLOTS
        found &= Q(**{f"{column}__gte": as_number(low) if is_number else low}) if low else Q()
        found &= Q(**{f"{column}__lte": as_number(high) if is_number else high}) if high else Q()
    if filters.synthetic is not None:
        found &= Q(synthetic=filters.synthetic)
    for key, wanted in filters.values.items():
        declared = register.field(key)
        if declared is not None and not is_faceted(declared):
            found &= _value(register, layout, key, wanted)
    return found


def facets(register: Register, one: Scoped) -> list[list[str]] | None:
    """Return the words that stand for the filters, of each list one must be there.

    None where the reader's sight is no word: some areas, and some holders wherever they are.
    """
    filters = one.filters
    found: list[list[str]] = []
    if one.areas and one.holders:
        return None
    if one.areas:
        found.append([area_facet(area) for area in one.areas])
    if one.holders:
        found.append([holder.casefold() for holder in one.holders])
        found += [[area_facet(filters.area)]] if filters.area else []
    if filters.states:
        found.append([f"s:{state}" for state in filters.states])
    for key, wanted in filters.values.items():
        declared = register.field(key)
        if declared is not None and is_faceted(declared):
            found.append([value_facet(key, facet_value(declared, value)) for value in wanted])
    if filters.holder:
        found.append([filters.holder.casefold()])
    return found


def is_multiple(declared: Field | None) -> bool:
    """Say whether a record may have several values of the field, so that counts by value overlap."""
    return declared is not None and declared.type in (FieldType.CHOICES, FieldType.COMPUTED)


def only_range(one: Scoped) -> str:
    """Return the field of the one range that is all a list is narrowed by; "" where there is more."""
    ranges = one.filters.ranges
    alone = len(ranges) == 1 and one.areas is None and one.filters == Filters(ranges=ranges)
    return next(iter(ranges)) if alone else ""


def needs_words(register: Register, layout: Placement, one: Scoped) -> bool:
    """Say whether the search index answers better than the index of one column.

    It does for several conditions at once, for any of several values, and for what lies in no column.
    """
    filters = one.filters
    asked = [one.areas or (), filters.states, *filters.values.values()]
    several = sum(1 for values in asked if values) > 1 or any(len(values) > 1 for values in asked)
    declared = [found for key in filters.values if (found := register.field(key)) is not None]
    faceted = [found for found in declared if is_faceted(found)]
    prefix = any(found.type == FieldType.INDUSTRY for found in faceted)
    nowhere = any(found.id not in layout.slots for found in faceted)
    return not one.holders and (several or prefix or nowhere)


def _value(register: Register, layout: Placement, key: str, wanted: Sequence[str]) -> Q:
    column = layout.slots.get(key)
    declared = register.field(key)
    if declared is not None and declared.type == FieldType.INDUSTRY and column:
        return any_of([Q(**{f"{column}__gte": one, f"{column}__lt": _after(one)}) for one in wanted])
    if column in NUMBER_SLOTS:
        numbers = [number for one in wanted if (number := as_number(one)) is not None]
        return any_of([Q(**{column: number}) for number in numbers])
    if column:
        short = [one[:SLOT_LENGTH] for one in wanted]
        return Q(**{column: short[0]}) if len(short) == 1 else Q(**{f"{column}__in": short})
    return any_of([Q(**{f"values__{key}": one}) for one in wanted])


def _after(prefix: str) -> str:
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)
