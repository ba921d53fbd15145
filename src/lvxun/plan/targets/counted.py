"""Targets with a value: 到2025年，森林覆盖率达到42.5%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from lvxun.plan.clauses import Masked
from lvxun.plan.lexicon import any_of, comparators, nouns, phrases
from lvxun.plan.model import Comparator
from lvxun.plan.periods import Period
from lvxun.plan.quantities import Quantity, find_quantities
from lvxun.plan.targets.binding import comparator_of, shared_comparators, transitive_change, value_of
from lvxun.plan.targets.drafts import Draft, Scope
from lvxun.plan.targets.indicators import (
    carried_on,
    leans_on_another,
    split_all,
    split_items,
    split_rates,
    sub_item,
    tidy,
)
from lvxun.plan.targets.scoping import Setting, is_past_year
from lvxun.plan.targets.sites import Site, find_sites
from lvxun.plan.targets.wording import LONGEST_INDICATOR, Head, ends_in_tail

INDEX_NOUN = re.compile(r"PUE|系数|指数|比值|电能利用效率|容积率|脱钩|效率|值|比$|[A-Z)）\ue000-\uf8ff]$")
UNIT_OF_A_LIMIT = ("毫克/立方米",)
BINDS = re.compile(r"(?:[到至在为达于过破低高内、，和]|[约近])$")
DESCRIBING = ("voltage",)
OF_TIME = ("天", "分钟", "日")
THINGS = ("座", "家", "台", "辆", "艘", "所", "处", "栋", "万亩", "亩", "口", "套")
PLACE = re.compile(
    r"^.{0,14}(?:省|市|县|[地城郊辖园]区|建成区|州|平原|三角|区域|流域|县城|城市|农村|乡镇|城镇)$"
)
EVERY = ("每年", "年均")
NUMBERISH = re.compile(r"[\d０-９一二两三四五六七八九十百千番半]")
MOST_VALUES = 60  # in one clause; more are no sentence
LARGEST_INDEX = 1000
MOST_NAMED = 8  # indicators that a later list of values may go back to
SURE, WITHOUT_YEAR, CARRIED, VERBLESS, ODD_LENGTH, UNEVEN = 0.95, 0.9, 0.85, 0.85, 0.85, 0.7
FEWEST_CHARS, MOST_CHARS = 3, 40
CHANGES = (Comparator.INCREASE_BY, Comparator.DECREASE_BY, Comparator.MULTIPLY_BY)


@dataclass(frozen=True, slots=True)
class Place:
    """A clause on its way: its masked text, and where it stands in the clean text."""

    text: str
    masked: Masked
    start: int
    end: int
    sub_items: bool  # behind 其中


@dataclass(frozen=True, slots=True)
class _Item:
    """One value with its own indicator, year and certainty."""

    quantity: Quantity
    indicator: str
    year: int | None
    link: int  # place in the list
    confidence: float


def counted_targets(
    place: Place, periods: Sequence[Period], setting: Setting, scope: Scope, plan_year: int | None
) -> list[Draft]:
    """Return the targets with values that a clause holds; ``scope`` learns which indicator came last."""
    quantities = _free_quantities(place.text, periods) if NUMBERISH.search(place.text) else []
    if not 0 < len(quantities) <= MOST_VALUES or _excluded().search(place.text):
        return []
    drafts: list[Draft] = []
    scope.kept = ""
    for found in find_sites(place.text, quantities, periods):
        site = _with_shared_words(found, setting)
        promised = _is_promise(site, setting) or bool(drafts)
        if setting.past or is_past_year(site.years, plan_year) or not promised:
            _remember(site, place, scope)
            continue
        for item in _items(site, place, setting, scope):
            drafts.append(_draft(item, site, place, setting, scope))
            scope.named = (*scope.named[-MOST_NAMED:], drafts[-1].indicator)
        scope.kept = site.head.kept or scope.kept
    return drafts


def _free_quantities(text: str, periods: Sequence[Period]) -> list[Quantity]:
    """Return the values that may bind: no years, no voltages, no bare numbers but those of an index."""
    found = []
    taken = [(p.start, p.end) for p in periods]
    for quantity in find_quantities(text):
        while taken and taken[0][1] <= quantity.start:
            taken.pop(0)
        if taken and taken[0][0] < quantity.end:
            continue
        bare = quantity.unit is None and not quantity.doubling
        reached = BINDS.search(text[max(0, quantity.start - 4) : quantity.start])
        if not (bare and not reached) and not _is_loose(quantity, text[: quantity.start]):
            found.append(quantity)
    return found


def _is_loose(quantity: Quantity, before: str) -> bool:
    """Say whether a number in front of a unit measures nothing: 三个体系, 等9种, 3天内, 750千伏."""
    if quantity.dimension in DESCRIBING or (quantity.unit in OF_TIME and "天数" not in before[-20:]):
        return True
    few = quantity.small_chinese and quantity.unit not in THINGS and not quantity.comparator
    return few or (quantity.counts and before.endswith("等"))


@cache
def _excluded() -> re.Pattern[str]:
    return re.compile(any_of(nouns("exclude")))


def _remember(site: Site, place: Place, scope: Scope) -> None:
    """Keep the indicator of a figure that is no target: the next clause may go on with it."""
    indicator, _ = _indicator(site, place, scope)
    scope.indicator = place.masked.restore(indicator) or scope.indicator


def _with_shared_words(site: Site, setting: Setting) -> Site:
    """Share the word behind a list among its values, unless each value has a year of its own."""
    if len(site.years or setting.years) == len(site.quantities):
        return site
    return replace(site, quantities=shared_comparators(site.quantities))


def _is_promise(site: Site, setting: Setting) -> bool:
    """Say whether words around the values promise them, rather than only mention a number."""
    last = site.quantities[-1]
    head = site.head
    if last.unit is None and not last.doubling:
        return _is_index(site, last)
    if any(q.small_chinese and not q.comparator and not _is_thing(q, head) for q in site.quantities):
        return False
    if last.unit in UNIT_OF_A_LIMIT and not (site.years or setting.years):
        return False
    if not head.subject and not site.following:
        return bool(head.words)
    if head.required:
        return bool(site.years or setting.years)
    bound = bool(head.words or head.kept or head.built or last.comparator or head.yearly)
    bound = bound or last.doubling or head.assured or ends_in_tail(head.subject)
    return bound or bool(site.years or setting.years) or last.counts or last.dimension == "share"


def _is_thing(quantity: Quantity, head: Head) -> bool:
    """Say whether 两座 counts things that are made; 三个 and 一批 count anything."""
    return (head.built or bool(head.kept)) and quantity.unit in THINGS


def _is_index(site: Site, quantity: Quantity) -> bool:
    """Say whether a number without unit is the value of an index: PUE降至1.3以下."""
    reached = bool(set(site.head.words) & set(comparators("before")))
    small = isinstance(quantity.value, tuple) or quantity.value < LARGEST_INDEX
    return reached and small and INDEX_NOUN.search(site.head.subject) is not None and not site.following


def _items(site: Site, place: Place, setting: Setting, scope: Scope) -> Iterator[_Item]:
    indicator, confidence = _indicator(site, place, scope)
    if not indicator:
        return
    count = len(site.quantities)
    years = site.years or setting.years
    year = years[-1] if years else None
    if count == 1 and site.paired and len(years) > 1:
        for each in years:
            yield _Item(site.quantities[0], indicator, each, 0, confidence)
    elif count == 1:
        parts = _sharing(site, indicator)
        for part in parts:
            yield _Item(site.quantities[0], part, year, 0, confidence)
    elif len(years) == count and split_items(indicator, count) is None:
        for k, quantity in enumerate(site.quantities):
            yield _Item(quantity, indicator, years[k], k, confidence)
    else:
        named = _named_before(site, scope, count) or split_items(indicator, count) or [indicator] * count
        sure = confidence if len(set(named)) == count else confidence * UNEVEN
        for k, quantity in enumerate(site.quantities):
            yield _Item(quantity, named[k], year, k, sure)


def _named_before(site: Site, scope: Scope, count: int) -> list[str] | None:
    """Return the last indicators of the sentence for values that name none: 到2030年，分别达到95%和85%."""
    if not site.paired or site.head.subject or site.following or len(scope.named) < count:
        return None
    return list(scope.named[-count:])


def _sharing(site: Site, indicator: str) -> list[str]:
    """Return the indicators that one value is promised for: A、B分别下降15%, A率、B率均达到90%."""
    if site.following:
        return [indicator]
    return (split_all(indicator) if site.paired else None) or split_rates(indicator)


def _indicator(site: Site, place: Place, scope: Scope) -> tuple[str, float]:
    """Return the name of what a site is about, and how sure that is."""
    head = site.head
    named = _named(site, scope)
    confidence = SURE if named in (head.subject, site.following) else SURE * CARRIED
    if head.subject and named == head.subject + site.following:
        confidence = SURE
    kept = head.kept or ("" if head.built or head.words else scope.kept)
    kept = "" if named.startswith(kept) else kept
    is_place = PLACE.search(named) is not None and not site.quantities[-1].counts
    if (place.sub_items or is_place) and scope.indicator:
        whole = sub_item(named, scope.indicator)
        confidence *= CARRIED if whole != named else 1.0
        named = whole
    if not (head.words or head.kept or head.built or site.quantities[-1].comparator):
        confidence *= VERBLESS
    each = site.quantities[0].each
    return tidy(kept + named + head.yearly + each)[-LONGEST_INDICATOR:], confidence


def _goes_on(head: Head) -> bool:
    """Say whether a change is of the same kind as the one before: 长三角地区下降5%."""
    return PLACE.search(head.subject) is not None or leans_on_another(head.subject) or not head.subject


def _named(site: Site, scope: Scope) -> str:
    """Return the noun phrase in front of the values, or behind them, or that of an earlier clause."""
    head, last = site.head, site.quantities[-1]
    if head.subject in EVERY:
        made = "".join(word for word in reversed(head.words) if word in phrases("build"))
        return head.subject + made + site.following
    if site.following and (not head.subject or (last.counts and (head.making or not head.words))):
        return site.following
    if site.following and (last.counts or last.dimension == "share"):
        return head.subject + site.following
    carried = scope.indicator if scope.fresh or not head.subject else ""
    return carried_on(head.subject, carried) or head.subject or scope.topic


def _draft(item: _Item, site: Site, place: Place, setting: Setting, scope: Scope) -> Draft:
    quantity, head = item.quantity, site.head
    link = site.links[item.link - 1] if item.link else None
    verb = transitive_change(item.indicator, quantity)
    comparator = comparator_of(quantity, head, link, verb)
    indicator = tidy(item.indicator.removeprefix(verb))
    unit = quantity.unit or next((q.unit for q in site.quantities[item.link :] if q.unit), None)
    confidence = item.confidence * (1.0 if item.year else WITHOUT_YEAR)
    if not FEWEST_CHARS <= len(indicator) <= MOST_CHARS:
        confidence *= ODD_LENGTH
    base = site.base_year
    if comparator in CHANGES:
        base = base or setting.base_year or (scope.last_base if _goes_on(head) else None)
        scope.last_base = base
    if not (scope.indicator and leans_on_another(head.subject)):
        scope.indicator, scope.fresh = place.masked.restore(indicator.removesuffix(head.yearly)), True
    return Draft(
        indicator=place.masked.restore(indicator),
        comparator=comparator,
        value=value_of(quantity, comparator, head, verb),
        unit=unit,
        year=item.year,
        base_year=base,
        aspirational=head.aspirational or setting.aspirational,
        start=place.start,
        end=place.end,
        confidence=round(confidence, 2),
        at=place.start + quantity.start,
    )
