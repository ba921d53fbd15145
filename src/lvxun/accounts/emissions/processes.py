"""Process emissions: the rows of ``rules/accounts/processes.csv``, activity × factors, or the reason why not.

A process is keyed *included elsewhere* where a better activity for the same carbon is known (``unless``) or
where its carbon is feedstock that the balance counts already; what it would be then stands as a memo. Two
rows that are one difference (the carbon of pig iron less that of steel) need each other's activity.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Array, Entry, Notation
from lvxun.accounts.emissions.stating import (
    Cell,
    Missing,
    Name,
    Wanted,
    enter,
    factor,
    figure,
    include,
    line,
    made,
    state,
    table,
)

MEMO = "carbon/memo/"
OXIDES = ("clinker_cao", "clinker_mgo")
CLINKER = Name(
    "factor/derived/clinker_co2", "熟料过程排放因子（按氧化物）", "Process CO2 of clinker by oxides", "t/t"
)


def processes(draft: Draft, basis: Basis) -> tuple[str, ...]:
    """Write a line for each process, in 10^4 t of its gas, and return the ids of what is counted."""
    return tuple(_stated(draft, basis, row) for row in table("processes.csv"))


def _stated(draft: Draft, basis: Basis, row: Mapping[str, str]) -> str:
    cell = Cell(
        row["sector"],
        row["gas"],
        row["source"],
        row["label_zh"],
        row["label_en"],
        row["method"],
        row["category"],
    )
    if row["treatment"] == "no_carbon":
        return draft.key(line(draft, cell), Notation.NOT_APPLICABLE, row["reason_zh"], row["reason_en"])
    wanted = (figure(basis, row["activity"]), *_factors(basis, row), *_lacking(basis, row["needs"]))
    if _is_elsewhere(basis, row):
        _memo(draft, cell, wanted, float(row["constant"]))
        return include(draft, cell, row["reason_zh"], row["reason_en"])
    return state(draft, cell, wanted, float(row["constant"]))


def _lacking(basis: Basis, needed: str) -> tuple[Wanted, ...]:
    """Return what a row cannot do without and is not known: half of a difference would be a wrong number."""
    found = figure(basis, needed) if needed else None
    return (found,) if isinstance(found, Missing) else ()


def _factors(basis: Basis, row: Mapping[str, str]) -> tuple[Wanted, ...]:
    """Return the factors of a row, written ``set/parameter/item|set/parameter/item``.

    A row that begins with ``oxides`` takes the clinker's own CaO and MgO, where known, for its factor.
    """
    first, _, rest = row["factors"].partition("|")
    if first != "oxides":
        return tuple(factor(basis, *_split(text)) for text in row["factors"].split("|"))
    measured = made(CLINKER, [figure(basis, one) for one in OXIDES], carbonate_co2, "CaO·44/56 + MgO·44/40")
    return (factor(basis, *_split(rest)),) if isinstance(measured, Missing) else (measured,)


def carbonate_co2(lime: Array, magnesia: Array) -> Array:
    """Return the process CO2 of clinker, t/t, from its CaO and MgO of carbonate origin in per cent.

    Source: 水泥企业核算指南 (发改办气候〔2013〕2526号): a clinker of 65 % and 1.5 % gives 0.527214.
    """
    return (lime * 44.0 / 56.0 + magnesia * 44.0 / 40.0) / 100.0


def _split(text: str) -> tuple[str, str, str]:
    set_, parameter, item = text.split("/", 2)
    return set_, parameter, item


def _is_elsewhere(basis: Basis, row: Mapping[str, str]) -> bool:
    if row["treatment"] == "in_feedstock":
        return basis.balance is not None
    return bool(row["unless"]) and basis.figure(row["unless"]) is not None


def _memo(draft: Draft, cell: Cell, wanted: tuple[Wanted, ...], constant: float) -> None:
    """Write what an included process would be by its own activity, beside the account, where all is known."""
    known = tuple(one for one in wanted if isinstance(one, Entry))
    if len(known) == len(wanted):
        beside = replace(line(draft, cell), id=f"{MEMO}{cell.sector}/{cell.gas}/{cell.source}")
        draft.write(replace(beside, inputs=enter(draft, *known), constant=constant))
