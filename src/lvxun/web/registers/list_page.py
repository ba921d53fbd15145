"""What the list of a register shows: filters with counts, columns, totals by city, views, bulk steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from lvxun.errors import LvxunError
from lvxun.registers.actor import matches
from lvxun.registers.model import Field, FieldType, Label, Register, Transition
from lvxun.web.people.models import User
from lvxun.web.people.record_rights import acting, may_create, sight
from lvxun.web.registers import merging
from lvxun.web.registers.cells import Column, columns_of
from lvxun.web.registers.definitions import region_id
from lvxun.web.registers.dues import urgency
from lvxun.web.registers.filtering import FROM, TO, Filters, read_filters
from lvxun.web.registers.listing import Listing
from lvxun.web.registers.models import Record, SavedView
from lvxun.web.registers.paging import Pages, page_number
from lvxun.web.registers.places import area_labels, body_labels, city_labels
from lvxun.web.registers.presenting import in_language
from lvxun.web.registers.record_page import is_for_calendar
from lvxun.web.registers.shapes import Bar, bars

RANGED = frozenset({FieldType.NUMBER, FieldType.MONEY, FieldType.DATE})
NEVER_A_COLUMN = frozenset({FieldType.TABLE, FieldType.SCORE_SHEET, FieldType.POLYGON, FieldType.FILE})
MOST_CHOICES = 40
FIXED_ORDERS = ("-id", "id", "code", "-code", "due", "-due")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to narrow by; ``count`` None where it would take too long to count."""

    value: str
    label: Label
    count: int | None
    is_chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One filter: values with counts, a stretch from and to, or a word to type."""

    key: str
    label: Label
    kind: str  # choices, range, text
    choices: tuple[Choice, ...] = ()
    low: str = ""
    high: str = ""
    text: str = ""
    is_date: bool = False
    unit: str = ""

    @property
    def is_used(self) -> bool:
        return bool(self.low or self.high or self.text or any(one.is_chosen for one in self.choices))


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: Label
    text: str
    address: str


def _shown_count(counts: Mapping[str, int] | None, value: str, is_chosen: bool) -> int | None:
    """Return the count beside a value; none where it was not counted under the present filters."""
    found = None if counts is None else counts.get(value)
    return 0 if found is None and is_chosen and counts is not None else found


@dataclass
class ListPage:
    """The list of a register for one reader and one address."""

    user: User
    register: Register
    query: QueryDict
    faults: list[LvxunError] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.filters, self.faults = read_filters(self.register, dict(self.query.lists()))
        self.order = self.query.get("order", "-id")

    @cached_property
    def listing(self) -> Listing:
        seen = sight(self.user, self.register)
        number = page_number(self.query.get("page"))
        made = Listing(self.register, self.filters, sight=seen, order=self.order, page=number)
        if number > made.pages:
            made = Listing(self.register, self.filters, sight=seen, order=self.order, page=made.pages)
        return made

    @cached_property
    def pages(self) -> Pages:
        listing = self.listing
        return Pages(listing.page, listing.pages, listing.page < listing.pages)

    @cached_property
    def rows(self) -> list[tuple[Record, str]]:
        today = timezone.localdate()
        return [(one, urgency(one.due, today) if one.due else "") for one in self.listing.rows]

    @property
    def is_narrowed(self) -> bool:
        return self.filters != Filters()

    @cached_property
    def columns(self) -> list[Field]:
        """Return the chosen columns, else those that the register lists."""
        chosen = self.query.getlist("col")
        if chosen:
            return [one for one in self.possible_columns if one.id in chosen]
        return [one for one in self.possible_columns if one.in_list]

    @cached_property
    def drawn_columns(self) -> list[Column]:
        return columns_of(self.columns)

    @cached_property
    def possible_columns(self) -> list[Field]:
        return [
            one
            for one in self.register.fields
            if one.type not in NEVER_A_COLUMN and one.id != self.register.title_field
        ]

    @cached_property
    def sorts(self) -> dict[str, tuple[str, str]]:
        """Return for each sortable column the address that sorts by it, and how it is sorted now."""
        orders = self.listing.orders
        keys = ["code", "due", *(one.id for one in self.columns if one.id in orders)]
        return {key: self._sort(key) for key in keys}

    def _sort(self, key: str) -> tuple[str, str]:
        now = (
            "ascending"
            if self.listing.order == key
            else "descending"
            if self.listing.order == f"-{key}"
            else ""
        )
        return self.address(order=f"-{key}" if now == "ascending" else key), now

    @cached_property
    def narrowings(self) -> list[Narrowing]:
        return [
            self._states,
            self._cities,
            *(self._narrowing(one) for one in self._filter_fields),
            *self._dates,
        ]

    @property
    def _filter_fields(self) -> list[Field]:
        return [one for one in self.register.fields if one.in_filter and one.id not in {"area", "holder"}]

    @property
    def _dates(self) -> list[Narrowing]:
        named = (("due", Label("到期", "due")), ("opened", Label("登记日期", "opened")))
        return [self._range(key, label, is_date=True) for key, label in named]

    @cached_property
    def _states(self) -> Narrowing:
        names = {one.id: one.label for one in self.register.states}
        return self._choices("state", Label("状态", "State"), names, self.filters.states)

    @cached_property
    def _cities(self) -> Narrowing:
        wanted = (self.filters.area,) if self.filters.area else ()
        names = dict(city_labels())
        if self.filters.area and self.filters.area not in names:
            names[self.filters.area] = area_labels().get(
                self.filters.area, Label(self.filters.area, self.filters.area)
            )
        return self._choices("city", Label("地区", "Area"), names, wanted, name="area")

    def _narrowing(self, one: Field) -> Narrowing:
        chosen = self.filters.values.get(one.id, ())
        if one.type in RANGED:
            return self._range(one.id, one.label, is_date=one.type is FieldType.DATE, unit=one.unit)
        facet = self.listing.facets.get(one.id)
        if facet is not None:
            return self._choices(one.id, one.label, self._names(one, facet.counts or {}), chosen)
        if one.type is FieldType.BODY:
            return self._choices(one.id, one.label, body_labels(), chosen)
        return Narrowing(one.id, one.label, "text", text=chosen[0] if chosen else "")

    def _names(self, one: Field, counts: Mapping[str, int]) -> dict[str, Label]:
        if one.type is FieldType.YES_NO:
            return {"true": Label("是", "yes"), "false": Label("否", "no")}
        names = {choice.id: choice.label for choice in one.choices}
        known = body_labels() if one.type is FieldType.BODY else {}
        return names | {key: known.get(key, Label(key, key)) for key in counts if key not in names}

    def _range(self, key: str, label: Label, *, is_date: bool, unit: str = "") -> Narrowing:
        low, high = self.query.get(f"{key}{FROM}", ""), self.query.get(f"{key}{TO}", "")
        return Narrowing(key, label, "range", low=low[:40], high=high[:40], is_date=is_date, unit=unit)

    def _choices(
        self, key: str, label: Label, names: Mapping[str, Label], chosen: Sequence[str], name: str = ""
    ) -> Narrowing:
        facet = self.listing.facets.get(key)
        counts = facet.counts if facet else None
        param = name or key
        found = [
            Choice(
                value,
                label_of,
                _shown_count(counts, value, value in chosen),
                value in chosen,
                self._toggled(param, value, chosen, single=param == "area"),
            )
            for value, label_of in names.items()
            if counts is None or chosen or counts.get(value)
        ]
        return Narrowing(param, label, "choices", tuple(found[:MOST_CHOICES]))

    def _toggled(self, key: str, value: str, chosen: Sequence[str], *, single: bool) -> str:
        if value in chosen:
            return self._with(key, [one for one in chosen if one != value])
        return self._with(key, [value] if single else [*chosen, value])

    @cached_property
    def chips(self) -> list[Chip]:
        """Return what the list is narrowed to, each with the address that takes it off."""
        found = [
            Chip(one.label, in_language(choice.label), choice.address)
            for one in self.narrowings
            for choice in one.choices
            if choice.is_chosen
        ]
        for one in self.narrowings:
            if one.kind == "range" and (one.low or one.high):
                text = f"{one.low or '…'} – {one.high or '…'}"
                found.append(Chip(one.label, text, self._without(f"{one.key}{FROM}", f"{one.key}{TO}")))
            if one.kind == "text" and one.text:
                found.append(Chip(one.label, one.text, self._without(one.key)))
        for key, label in (("q", Label("检索", "Search")), ("holder", Label("信用代码", "Credit code"))):
            if self.query.get(key):
                found.append(Chip(label, self.query.get(key, "")[:80], self._without(key)))
        if self.filters.merged:
            found.append(Chip(Label("已合并", "merged"), "", self._without("merged")))
        return found

    @cached_property
    def bars(self) -> list[Bar]:
        facet = self.listing.facets.get("city")
        names = {code: in_language(label) for code, label in city_labels().items()}
        return bars(facet.counts, names) if facet and facet.counts else []

    @cached_property
    def views(self) -> list[SavedView]:
        saved = SavedView.objects.filter(region=region_id(), register=self.register.id)
        return list(
            saved.filter(Q(owner=self.user) | Q(shared=True)).select_related("owner").order_by("name")
        )

    @cached_property
    def bulk_steps(self) -> list[Transition]:
        """Return the steps that the reader may take on some records of the register."""
        capacities = acting(self.user)
        return [
            one
            for one in self.register.transitions
            if not is_for_calendar(one)
            and any(matches(actor, each, self.register, None) for actor in one.by for each in capacities)
        ]

    @cached_property
    def may_create(self) -> bool:
        return may_create(self.user, self.register)

    @property
    def may_merge(self) -> bool:
        return merging.may_merge_some(self.user, self.register)

    @property
    def kept_params(self) -> list[tuple[str, str]]:
        """Return what the filter form has to carry along: all that it does not show itself."""
        shown = {"q", "page", "holder"}
        for one in self.narrowings:
            shown |= {f"{one.key}{FROM}", f"{one.key}{TO}"} if one.kind == "range" else set()
            shown |= {one.key} if one.kind == "text" else set()
        return [
            (key, value) for key, found in self.query.lists() if key not in shown for value in found if value
        ]

    @property
    def params_without_columns(self) -> list[tuple[str, str]]:
        """Return what the choice of columns has to carry along."""
        kept = self.query.lists()
        return [(key, value) for key, found in kept if key not in {"col", "page"} for value in found if value]

    @property
    def query_string(self) -> str:
        """Return the address's filters, columns and order, to be saved as a view."""
        pairs = [
            (key, value) for key, found in self.query.lists() if key != "page" for value in found if value
        ]
        return urlencode(pairs)

    def address(self, **changes: str) -> str:
        """Return the address with some of it changed, on the first page."""
        query = self.query.copy()
        query.pop("page", None)
        for key, value in changes.items():
            query[key] = value
        return f"?{query.urlencode()}"

    def _with(self, key: str, values: Sequence[str]) -> str:
        query = self.query.copy()
        query.pop("page", None)
        query.setlist(key, list(values))
        return f"?{query.urlencode()}"

    def _without(self, *keys: str) -> str:
        query = self.query.copy()
        for key in (*keys, "page"):
            query.pop(key, None)
        return f"?{query.urlencode()}"
