"""Process emissions: the rows of ``rules/accounts/processes.csv``, activity × factors, or the reason why not.

A process is keyed *included elsewhere* where a better activity for the same carbon is known (``unless``) or
where its carbon is feedstock that the balance counts already; what it would be then stands as a memo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Entry, Notation
from lvxun.accounts.emissions.stating import Cell, Wanted, enter, factor, figure, include, line, state, table

MEMO = "carbon/memo/"


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
    wanted = (figure(basis, row["activity"]), *_factors(basis, row))
    if _is_elsewhere(basis, row):
        _memo(draft, cell, wanted, float(row["constant"]))
        return include(draft, cell, row["reason_zh"], row["reason_en"])
    return state(draft, cell, wanted, float(row["constant"]))


def _factors(basis: Basis, row: Mapping[str, str]) -> tuple[Wanted, ...]:
    """Return the factors of a row, written ``set/parameter/item|set/parameter/item``."""
    return tuple(factor(basis, *_split(text)) for text in row["factors"].split("|"))


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
