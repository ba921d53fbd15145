"""One cell: what it is, its formula in numbers, what goes in, what hangs on it, and whom it serves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lvxun import accounts
from lvxun.accounts.book.lineage import cells_of, children_of, inputs_of
from lvxun.accounts.book.model import Derived, Entry, Line, Part, Total
from lvxun.accounts.laying import layings
from lvxun.accounts.methods import Method, methods
from lvxun.plan.model import Plan, Target
from lvxun.region.bodies import responsible
from lvxun.region.model import Body, Region, Source
from lvxun.web.accounts.held import Held
from lvxun.web.insight import figure_pages

Thing = Line | Total | Derived | Entry
INPUTS_SHOWN, TERMS_SHOWN = 40, 15
STATISTICS = "statistics"
# Totals that are the quantity of an indicator or series against which the plan holds a target.
SAME_QUANTITY = (
    ("energy/total_equivalent", "energy_consumption"),
    ("energy/intensity", "energy_intensity"),
    ("carbon/intensity", "co2_intensity_apparent"),
    ("carbon/reference_co2", "co2_emissions_apparent"),
    ("water/total_use", "water_use"),
    ("water/per_gdp", "water_intensity"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """What a cell names directly: its id, names, value and unit; ``weight`` and ``times`` in a total."""

    id: str
    label_zh: str
    label_en: str
    value: float | None
    unit: str
    kind: str  # line, total, derived, entry
    weight: float = 1.0
    times: str = ""
    times_value: float | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """An entry with its publication and the body that answers for it."""

    entry: Entry
    source: Source | None
    has_page: bool
    body: Body | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A cell explained."""

    id: str
    thing: Thing
    kind: str
    value: float | None
    unit: str
    method: Method | None
    terms: list[Term]
    divisors: list[Term]
    evidence: list[Evidence]
    more_evidence: int
    downstream: list[Term]

    @property
    def first_terms(self) -> list[Term]:
        return self.terms[:TERMS_SHOWN]

    @property
    def other_terms(self) -> list[Term]:
        return self.terms[TERMS_SHOWN:]


def find(one: Held, ident: str) -> Thing | None:
    """Return the line, total, derived entry or entry of this id."""
    for where in (one.book.lines, one.book.totals, one.book.derived, one.book.entries):
        if ident in where:
            return where[ident]
    return None


@lru_cache(maxsize=512)
def explain(one: Held, ident: str) -> Explained:
    """Return all that a page says of a cell that there is."""
    thing = find(one, ident)
    assert thing is not None
    entries = inputs_of(one.book, ident)
    terms, divisors = _named_directly(one, thing)
    return Explained(
        id=ident,
        thing=thing,
        kind=_kind(thing),
        value=value_of(one, ident),
        unit=thing.unit,
        method=methods().get(thing.method) if isinstance(thing, Line) else None,
        terms=terms,
        divisors=divisors,
        evidence=[evidence(one, entry) for entry in entries[:INPUTS_SHOWN]],
        more_evidence=max(0, len(entries) - INPUTS_SHOWN),
        downstream=[term(one, name) for name in cells_of(one.book, ident)],
    )


def value_of(one: Held, ident: str) -> float | None:
    """Return the value of a cell or an entry, ``None`` where there is a notation key."""
    return one.values.of(ident)


def _kind(thing: Thing) -> str:
    return type(thing).__name__.lower()


def term(one: Held, ident: str) -> Term:
    """Return what a cell or an entry is called, with its value."""
    thing = find(one, ident)
    if thing is None:
        return Term(ident, ident, ident, None, "", "unknown")
    return Term(ident, thing.label_zh, thing.label_en, value_of(one, ident), thing.unit, _kind(thing))


def _named_directly(one: Held, thing: Thing) -> tuple[list[Term], list[Term]]:
    if isinstance(thing, Line):
        return [term(one, name) for name in thing.inputs], [term(one, name) for name in thing.divisors]
    if isinstance(thing, Total):
        whole = _sum_of(one, thing)
        parts = [_part(one, part, whole) for part in thing.parts]
        parts.sort(key=lambda part: -abs(part.share or 0.0))
        return parts, [term(one, thing.divisor)] if thing.divisor else []
    return [term(one, name) for name in children_of(one.book, thing.id)], []


def _contribution(one: Held, part: Part) -> float:
    factor = value_of(one, part.times) if part.times else 1.0
    return part.weight * (value_of(one, part.of) or 0.0) * (factor or 0.0)


def _sum_of(one: Held, total: Total) -> float:
    return sum(_contribution(one, part) for part in total.parts)


def _part(one: Held, part: Part, whole: float) -> Term:
    named = term(one, part.of)
    return Term(
        named.id,
        named.label_zh,
        named.label_en,
        named.value,
        named.unit,
        named.kind,
        part.weight,
        part.times,
        value_of(one, part.times) if part.times else None,
        None if not whole or named.value is None else _contribution(one, part) / whole,
    )


def evidence(one: Held, entry: Entry) -> Evidence:
    """Return an entry with its publication and the body that answers for it."""
    region = one.basis.region
    own = region.sources.get(entry.source)
    source = own or one.basis.factors.sources.get(entry.source)
    return Evidence(entry, source, own is not None, _body(region, entry))


def _body(region: Region, entry: Entry) -> Body | None:
    if entry.series in region.catalogue:
        return figure_pages.publisher(region, entry.series)
    if entry.id.startswith("activity/"):
        return responsible(tuple(region.bodies.values()), STATISTICS)
    return None


def targets_served(plan: Plan, region: Region, one: Held, thing: Thing) -> tuple[Target, ...]:
    """Return the sentences of the plan that a cell serves.

    Those held against a series that the cell or what hangs on it stands for, or that it is an entry of, or
    against an indicator computed from such a series.
    """
    keys = list(_series_of(one, region, thing))
    reached = dict.fromkeys([*keys, *(name for key in keys for name in accounts.downstream(key))])
    found: dict[str, Target] = {}
    for key in reached:
        for target in figure_pages.served_targets(plan, key):
            found.setdefault(target.id, target)
    return tuple(found.values())


def _series_of(one: Held, region: Region, thing: Thing) -> Iterable[str]:
    if isinstance(thing, Entry) and thing.series in region.catalogue:
        yield thing.series
    laid = [(one_laid.total, one_laid.series) for one_laid in layings()]
    stands_for = [*laid, *SAME_QUANTITY]
    for name in (thing.id, *cells_of(one.book, thing.id)):
        yield from (key for total, key in stands_for if total == name)


def lines_at(one: Held, account: str, sector: str, item: str) -> list[Term]:
    """Return the lines of a sector (or flow) and item of an account, for a place where several stand."""
    lines = one.book.accounts[account].lines.values() if account in one.book.accounts else ()
    return [
        term(one, line.id)
        for line in lines
        if item in (line.item, *line.id.split("/")[2:3]) and sector in (line.sector, line.id.split("/")[1])
    ]
