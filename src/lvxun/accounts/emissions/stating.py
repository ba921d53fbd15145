"""A source of gas stated: a line where all it needs is known, else a notation key, a gap and the reason.

Figures and factors of gases, water, waste, air and materials are asked for here and nowhere else, so that
what is missing is said in one way.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Array, Derived, Entry, Gap, Line, Notation, Origin, Role
from lvxun.accounts.factors.errors import FactorNotInForceError, UnknownFactorError
from lvxun.accounts.factors.in_force import entry

TONNES = "万吨"
# A province that no list has: its regional factors are missing, and said to be.
NOWHERE = MappingProxyType(dict.fromkeys(("rice", "manure", "soil", "bod", "landfill_climate"), "unknown"))


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure or factor that is not known, and the function of the body that would know it."""

    topic: str
    label_zh: str
    label_en: str
    function: str


@dataclass(frozen=True, slots=True)
class Made:
    """A derived entry with what it is made of, so that all of it can be entered."""

    derived: Derived
    inputs: tuple[Entry | Made, ...]

    @property
    def id(self) -> str:
        return self.derived.id


Known = Entry | Made
Wanted = Known | Missing


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a line stands: ``carbon/<sector>/<gas>/<source>``."""

    sector: str
    gas: str
    source: str
    label_zh: str
    label_en: str
    method: str
    category: str

    @property
    def id(self) -> str:
        return f"carbon/{self.sector}/{self.gas}/{self.source}"


def figure(basis: Basis, series: str, year: int | None = None) -> Entry | Missing:
    """Return a figure of the region, or what is missing and who publishes it."""
    found = basis.figure(series, year)
    if found is not None:
        return found
    definition = basis.region.catalogue[series]
    return Missing(series, definition.label_zh, definition.label_en, definition.publisher)


def factor(basis: Basis, set_: str, parameter: str, item: str) -> Entry | Missing:
    """Return the factor in force in the year, or what is missing."""
    try:
        return entry(basis.factors, set_, parameter, item, basis.year)
    except (UnknownFactorError, FactorNotInForceError):
        topic = f"{set_}/{parameter}/{item}"
        versions = basis.factors.factors.get((set_, parameter, item))
        if not versions:
            return Missing(topic, "排放因子（未收录）", f"factor {topic}", "ecology")
        zh, en = versions[0].label_zh, versions[0].label_en
        return Missing(topic, f"{zh}（本年无适用值）", f"{en} (none in force in the year)", "ecology")


@dataclass(frozen=True, slots=True)
class Name:
    """What a derived entry is called; ``id`` begins with ``activity/derived/`` or ``factor/derived/``."""

    id: str
    label_zh: str
    label_en: str
    unit: str

    @property
    def role(self) -> Role:
        return Role(self.id.partition("/")[0])


def made(name: Name, inputs: Iterable[Wanted], compute: Callable[..., Array], formula: str) -> Made | Missing:
    """Return a derived entry, or the first of its inputs that is missing."""
    wanted = tuple(inputs)
    known = _known(wanted)
    if len(known) < len(wanted):
        return next(one for one in wanted if isinstance(one, Missing))
    ids = tuple(one.id for one in known)
    derived = Derived(name.id, name.label_zh, name.label_en, name.unit, ids, compute, formula, name.role)
    return Made(derived, known)


def enter(draft: Draft, *known: Known) -> tuple[str, ...]:
    """Put entries in, what they are made of first; return their ids."""
    for one in known:
        if isinstance(one, Made):
            enter(draft, *one.inputs)
            draft.enter(one.derived)
        else:
            draft.enter(one)
    return tuple(one.id for one in known)


def state(draft: Draft, cell: Cell, inputs: Iterable[Wanted], constant: float = 1.0) -> str:
    """Write the product of the inputs as the line of a cell, or key it; return its id."""
    one = line(draft, cell)
    state_line(draft, one, inputs, constant)
    return one.id


def state_line(
    draft: Draft,
    one: Line,
    inputs: Iterable[Wanted],
    constant: float = 1.0,
    divisors: Iterable[Wanted] = (),
) -> bool:
    """Write the product, or key it not estimated and say what is missing; return whether it is known."""
    above, below = tuple(inputs), tuple(divisors)
    missing = tuple(wanted for wanted in (*above, *below) if isinstance(wanted, Missing))
    if missing:
        miss(draft, *missing)
        zh = "、".join(dict.fromkeys(wanted.label_zh for wanted in missing))
        en = ", ".join(dict.fromkeys(wanted.label_en for wanted in missing))
        draft.key(one, Notation.NOT_ESTIMATED, f"缺：{zh}", f"missing: {en}")
        return False
    draft.write(
        replace(
            one,
            inputs=enter(draft, *_known(above)),
            divisors=enter(draft, *_known(below)),
            constant=constant,
            origin=worst_origin(_known((*above, *below))),
        )
    )
    return True


def worst_origin(known: Iterable[Known]) -> Origin:
    """Return reconstructed where anything below is, derived where anything is computed, else published."""
    found = {origin for one in known for origin in _origins(one)}
    order = (Origin.RECONSTRUCTED, Origin.DERIVED)
    return next((origin for origin in order if origin in found), Origin.PUBLISHED)


def _origins(known: Known) -> Iterator[Origin]:
    if isinstance(known, Entry):
        yield known.origin
        return
    yield Origin.DERIVED
    for one in known.inputs:
        yield from _origins(one)


def _known(wanted: Iterable[Wanted]) -> tuple[Known, ...]:
    return tuple(one for one in wanted if not isinstance(one, Missing))


def include(draft: Draft, cell: Cell, zh: str, en: str) -> str:
    """Key a line as included elsewhere; ``zh`` and ``en`` say where."""
    return draft.key(line(draft, cell), Notation.INCLUDED_ELSEWHERE, zh, en)


def miss(draft: Draft, *wanted: Wanted) -> None:
    """Say of each that is missing that it is."""
    for one in wanted:
        if isinstance(one, Missing):
            draft.miss(Gap(draft.name, one.topic, one.label_zh, one.label_en, one.function))


def line(draft: Draft, cell: Cell) -> Line:
    """Return the line of a cell, without its inputs."""
    return Line(
        id=cell.id,
        account=draft.name,
        sector=cell.sector,
        item=cell.gas,
        area=draft.area,
        method=cell.method,
        label_zh=cell.label_zh,
        label_en=cell.label_en,
        unit=TONNES,
        category=cell.category,
    )


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a table of ``rules/accounts``."""
    text = files("lvxun").joinpath(f"rules/accounts/{name}").read_text(encoding="utf-8")
    return tuple(MappingProxyType(row) for row in csv.DictReader(text.splitlines()))


def region_of_factors(basis: Basis) -> Mapping[str, str]:
    """Return which regional factors are the province's: its row of ``rules/accounts/factor_regions.csv``.

    Source: the lists of provinces in 省级温室气体清单编制指南（试行）, 农业 and 废弃物处理.
    """
    rows = {row["province"]: row for row in table("factor_regions.csv")}
    return rows.get(basis.region.code[:2], NOWHERE)
