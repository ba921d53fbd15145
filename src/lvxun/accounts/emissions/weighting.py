"""The warming potentials, last of all: masses of each gas first, CO2 equivalents by the report asked for.

A report is switched by ``basis.gwp`` alone; no mass changes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Entry, Line, Part, Total
from lvxun.accounts.emissions.errors import UnknownReportError
from lvxun.accounts.emissions.gases import GASES
from lvxun.accounts.factors.errors import FactorNotInForceError, UnknownFactorError
from lvxun.accounts.factors.in_force import entry

CO2E = "万吨二氧化碳当量"


def potential(basis: Basis, gas: str) -> Entry:
    """Return the global warming potential of a gas, kg CO2e/kg over 100 years, by the basis's report.

    Raises
    ------
    UnknownReportError
        where the report is none that the factors have.
    """
    try:
        return entry(basis.factors, "gwp", "gwp100", f"{basis.gwp}/{gas}", basis.year)
    except (UnknownFactorError, FactorNotInForceError) as error:
        reports = {key[2].partition("/")[0] for key in basis.factors.factors if key[:2] == ("gwp", "gwp100")}
        raise UnknownReportError(basis.gwp, reports) from error


def weighted(draft: Draft, basis: Basis, line: Line) -> Part:
    """Return a line as a term of a total in CO2 equivalents; CO2 itself weighs one and needs no factor."""
    if line.item == "CO2":
        return Part(line.id)
    return Part(line.id, 1.0, draft.enter(potential(basis, line.item))[0])


def by_gas(draft: Draft, lines: Iterable[Line], stem: str, label: tuple[str, str]) -> tuple[str, ...]:
    """Write one total for each gas in 10^4 t of the gas, ``<stem>/<gas>``; return their ids."""
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.item, []).append(line.id)
    zh, en = label
    return tuple(
        draft.sum_of(
            f"{stem}/{gas.id}",
            f"{zh} {gas.label_zh}",
            f"{en}: {gas.label_en}",
            "万吨",
            found[gas.id],
        )
        for gas in GASES
        if gas.id in found
    )


def in_equivalents(
    draft: Draft, basis: Basis, ident: str, label: tuple[str, str], lines: Iterable[Line]
) -> str:
    """Write a total of lines of several gases in 10^4 t CO2e and return its id."""
    parts = tuple(weighted(draft, basis, line) for line in lines)
    zh, en = label
    return draft.add_up(Total(ident, draft.name, zh, en, CO2E, parts))


def lines_by_sector(lines: Iterable[Line]) -> Mapping[str, tuple[Line, ...]]:
    """Return lines by sector, in their order."""
    found: dict[str, tuple[Line, ...]] = {}
    for line in lines:
        found[line.sector] = (*found.get(line.sector, ()), line)
    return found
