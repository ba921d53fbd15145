"""Lines of the energy account: balance cells in coal equivalent, and figures as they were published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lvxun.accounts.balances.coal_equivalent import Product, by_calorific_value, by_equivalent_value
from lvxun.accounts.balances.entries import balance_entries
from lvxun.accounts.balances.fuels import COAL_EQUIVALENT
from lvxun.accounts.balances.model import Balance
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Entry, Gap, Line, Notation, Origin
from lvxun.accounts.factors.errors import FactorNotInForceError, UnknownFactorError

TOTAL_SERIES = "energy_consumption"
FACTOR_FAULTS = (FactorNotInForceError, UnknownFactorError)
NO_RATE = Gap(
    "energy",
    "electricity_equivalent",
    "供电标准煤耗：当年数值未知，等价值总量无法计算",
    "Coal consumption of power supply: not known for the year, so there is no equivalent-value total",
    "energy",
)


@dataclass(frozen=True)
class Written:
    """Ids of the lines by (flow, fuel), with their values in 10^4 tce.

    ``calorific`` has every cell with a coefficient; ``equivalent`` the supply of electricity.
    """

    calorific: Mapping[tuple[str, str], float]
    equivalent: Mapping[tuple[str, str], float]

    def line(self, cell: tuple[str, str]) -> str:
        return f"energy/{cell[0]}/{cell[1]}"

    def equivalent_line(self, cell: tuple[str, str]) -> str:
        return f"energy/equivalent/{cell[0]}/{cell[1]}"


def write_lines(draft: Draft, basis: Basis, balance: Balance) -> Written:
    """Write a line for each cell; a cell without a coefficient gets a notation key."""
    calorific: dict[tuple[str, str], float] = {}
    equivalent: dict[tuple[str, str], float] = {}
    for cell, entry in balance_entries(balance).items():
        product = _write_cell(draft, basis, balance, cell, entry)
        if product is not None:
            calorific[cell] = product.value
        if cell[1] == "electricity" and balance.flows[cell[0]].part == "supply":
            product = _write_equivalent(draft, basis, balance, cell, entry)
            if product is not None:
                equivalent[cell] = product.value
    return Written(calorific, equivalent)


def _write_cell(
    draft: Draft, basis: Basis, balance: Balance, cell: tuple[str, str], entry: Entry
) -> Product | None:
    line = _line(balance, cell, entry, draft.area, f"energy/{cell[0]}/{cell[1]}", "calorific_value")
    try:
        product = by_calorific_value(entry, cell[1], basis.factors, basis.year)
    except FACTOR_FAULTS:
        draft.key(
            line,
            Notation.NOT_ESTIMATED,
            "当年没有有效的折标准煤系数",
            "No coal-equivalent coefficient is in force in the year",
        )
        return None
    write_product(draft, line, product)
    return product


def _write_equivalent(
    draft: Draft, basis: Basis, balance: Balance, cell: tuple[str, str], entry: Entry
) -> Product | None:
    ident = f"energy/equivalent/{cell[0]}/{cell[1]}"
    try:
        product = by_equivalent_value(entry, basis.factors, basis.year)
    except FACTOR_FAULTS:
        draft.miss(NO_RATE)
        return None
    write_product(draft, _line(balance, cell, entry, draft.area, ident, "equivalent_value"), product)
    return product


def _line(  # noqa: PLR0913, PLR0917 - a line of the account, piece by piece
    balance: Balance, cell: tuple[str, str], entry: Entry, area: str, ident: str, method: str
) -> Line:
    is_equivalent = method == "equivalent_value"
    return Line(
        id=ident,
        account="energy",
        sector=balance.flows[cell[0]].sector or "economy",
        item=cell[1],
        area=area,
        method=method,
        label_zh=entry.label_zh + ("（等价值）" if is_equivalent else ""),
        label_en=entry.label_en + (" (equivalent value)" if is_equivalent else ""),
        unit=COAL_EQUIVALENT,
        origin=entry.origin,
    )


def write_product(draft: Draft, line: Line, product: Product) -> str:
    """Put a product's entries in and write the line that it makes."""
    return draft.write(
        Line(
            line.id,
            line.account,
            line.sector,
            line.item,
            line.area,
            line.method,
            line.label_zh,
            line.label_en,
            line.unit,
            draft.enter(*product.inputs),
            draft.enter(*product.divisors),
            product.constant,
            origin=line.origin,
        )
    )


def write_published(draft: Draft, basis: Basis) -> Entry | None:
    """Write the published total as a line of its own and return its entry, ``None`` where there is none."""
    entry = basis.figure(TOTAL_SERIES)
    if entry is None:
        draft.miss(gap_of(basis, TOTAL_SERIES))
        return None
    write_figure(draft, entry)
    return entry


def write_figure(draft: Draft, entry: Entry) -> str:
    """Write a figure of the region as a line ``energy/published/<series>``."""
    line = Line(
        id=f"energy/published/{entry.series}",
        account="energy",
        sector="economy",
        item=entry.series,
        area=draft.area,
        method="published_energy",
        label_zh=f"{entry.label_zh}（公布值）",
        label_en=f"{entry.label_en}, as published",
        unit=entry.unit,
        inputs=draft.enter(entry),
        origin=Origin.PUBLISHED,
    )
    return draft.write(line)


def gap_of(basis: Basis, series: str) -> Gap:
    """Return the gap that a missing series leaves."""
    definition = basis.region.catalogue[series]
    return Gap("energy", series, definition.label_zh, definition.label_en, definition.publisher)


def of_part(balance: Balance, cells: Iterable[tuple[str, str]], part: str) -> list[tuple[str, str]]:
    """Return the cells whose flow belongs to a part of the form."""
    return [cell for cell in cells if balance.flows[cell[0]].part == part]
