"""What moved the province's CO2 from fuels between two years: activity, structure, intensity, mix, factor.

Each cell (a sector's fuel) is ``Q × V/Q × E/V × e/E × C/e``: gross product at constant prices, the sector's
share of it, the sector's energy for its product, the fuel's share of that energy, CO2 for the fuel.
Households have no product: theirs is ``P × E/P × e/E × C/e`` over residents. Without the sectors'
products of both years there is no structure, and the intensity is of the whole product; the result says so.
A process of which nothing is known in one of the years has not moved: its CO2 is told apart as coverage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lvxun.accounts.book.evaluating import Values
from lvxun.accounts.book.lineage import lines_of
from lvxun.accounts.book.model import Array, Book, Line, Notation
from lvxun.accounts.change.errors import NothingInCommonError
from lvxun.accounts.change.lmdi import decompose
from lvxun.accounts.sectors import groups

BALANCE = "activity/balance/"
EFFECTS = {
    "population": ("人口", "Population"),
    "activity": ("经济规模", "Activity (GDP)"),
    "structure": ("产业结构", "Structure"),
    "intensity": ("能源强度", "Energy intensity"),
    "mix": ("能源结构", "Fuel mix"),
    "factor": ("排放因子", "Emission factor"),
    "processes": ("工业生产过程", "Processes"),
    "coverage": ("口径（仅一年有数据）", "Coverage (known in one of the years only)"),
}
PRODUCT_OF_GROUP = {
    "agriculture": "gdp_primary",
    "energy_industries": "gdp_secondary",
    "industry": "gdp_secondary",
    "transport": "gdp_tertiary",
    "services": "gdp_tertiary",
}
PRODUCTS = ("gdp_primary", "gdp_secondary", "gdp_tertiary")


@dataclass(frozen=True)
class Driving:
    """What a year's economy was: real product, residents, current products of the three sectors if known."""

    real_gdp: float
    population: float
    products: Mapping[str, float]


@dataclass(frozen=True)
class Decomposition:
    """A change of CO2 in 10^4 t and what it consists of; ``effects`` add up to ``after - before`` exactly.

    ``by_sector`` splits each effect by sector.
    """

    year_before: int
    year_after: int
    before: float
    after: float
    unit: str
    effects: Mapping[str, float]
    by_sector: Mapping[str, Mapping[str, float]]
    has_structure: bool

    @property
    def change(self) -> float:
        return self.after - self.before


@dataclass(frozen=True)
class _Cells:
    """Energy in 10^4 tce and CO2 in 10^4 t of each (sector, fuel)."""

    energy: Mapping[tuple[str, str], float]
    carbon: Mapping[tuple[str, str], float]
    other: Mapping[tuple[str, str], float]  # CO2 of lines that burn nothing, by sector and line


def decomposition(first: tuple[Book, Values, Driving], second: tuple[Book, Values, Driving]) -> Decomposition:
    """Decompose the change of territorial CO2 (fuels and processes) between the years of two books.

    Raises
    ------
    NothingInCommonError
        where one of the years has no CO2 from fuels.
    """
    cells = [_cells(book, values) for book, values, _ in (first, second)]
    if not all(one.carbon for one in cells):
        raise NothingInCommonError(
            "One of the years has no CO2 from fuels to be decomposed",
            "Choose years that have an energy balance.",
        )
    keys = list(dict.fromkeys([*cells[0].carbon, *cells[1].carbon]))
    has_structure = all(set(PRODUCTS) <= set(driving.products) for _, _, driving in (first, second))
    households = [groups().get(sector) == "households" for sector, _ in keys]
    by_sector: dict[str, dict[str, float]] = {}
    for mine, is_home in ((np.flatnonzero(~np.array(households)), False), (np.flatnonzero(households), True)):
        chosen = [keys[at] for at in mine]
        if not chosen:
            continue
        sides = [
            _factors(one, driving, chosen, is_home, has_structure)
            for one, driving in zip(cells, (first[2], second[2]), strict=True)
        ]
        for effect, moved in decompose(sides[0], sides[1]).items():
            for (sector, _), amount in zip(chosen, moved, strict=True):
                row = by_sector.setdefault(sector, {})
                row[effect] = row.get(effect, 0.0) + float(amount)
    for sector, line in dict.fromkeys([*cells[0].other, *cells[1].other]):
        effect = _effect_on(line, (first[0], second[0]))
        amount = cells[1].other.get((sector, line), 0.0) - cells[0].other.get((sector, line), 0.0)
        row = by_sector.setdefault(sector, {})
        row[effect] = row.get(effect, 0.0) + amount
    before, after = (sum(one.carbon.values()) + sum(one.other.values()) for one in cells)
    return Decomposition(
        first[0].year,
        second[0].year,
        before,
        after,
        "万吨",
        _summed(by_sector, after - before),
        by_sector,
        has_structure,
    )


def _summed(by_sector: Mapping[str, Mapping[str, float]], change: float) -> dict[str, float]:
    effects = {
        name: sum(row.get(name, 0.0) for row in by_sector.values())
        for name in EFFECTS
        if any(name in row for row in by_sector.values())
    }
    largest = max(effects, key=lambda name: abs(effects[name]))
    effects[largest] += change - sum(effects.values())  # the order of summation alone
    return effects


def _cells(book: Book, values: Values) -> _Cells:
    energy: dict[tuple[str, str], float] = {}
    carbon: dict[tuple[str, str], float] = {}
    other: dict[tuple[str, str], float] = {}
    counted = _below(book, "carbon/territorial_co2")
    for line in counted:
        amount = values.of(line.id)
        if amount is None or amount == 0:
            continue
        burnt = next((name for name in line.inputs if name.startswith(BALANCE)), "")
        tce = values.of(f"energy/{burnt.removeprefix(BALANCE)}") if burnt else None
        if tce is None or tce == 0 or amount < 0:
            other[line.sector, line.id] = amount
            continue
        key = (line.sector, burnt.rpartition("/")[2])
        energy[key] = energy.get(key, 0.0) + abs(tce)
        carbon[key] = carbon.get(key, 0.0) + amount
    return _Cells(energy, carbon, other)


def _effect_on(ident: str, books: Sequence[Book]) -> str:
    """Say what moved a line that burns nothing: more or less of it, or one year alone that knows it."""
    lines = [line for book in books if (line := book.lines.get(ident)) is not None]
    known = [line for line in lines if line.notation not in {Notation.NOT_ESTIMATED, Notation.CONFIDENTIAL}]
    is_of_balance = any(name.startswith(BALANCE) for line in lines for name in line.inputs)
    return "processes" if is_of_balance or len(known) == len(books) else "coverage"


def _below(book: Book, total: str) -> tuple[Line, ...]:
    return lines_of(book, total) if total in book.totals else ()


def _factors(
    cells: _Cells,
    driving: Driving,
    keys: list[tuple[str, str]],
    is_home: bool,
    has_structure: bool,
) -> dict[str, Array]:
    energy = np.array([cells.energy.get(key, 0.0) for key in keys])
    carbon = np.array([cells.carbon.get(key, 0.0) for key in keys])
    sums = {sector: 0.0 for sector, _ in keys}
    for (sector, _), amount in zip(keys, energy, strict=True):
        sums[sector] += float(amount)
    sector_energy = np.array([sums[sector] for sector, _ in keys])
    with np.errstate(divide="ignore", invalid="ignore"):
        tail = {
            "mix": np.nan_to_num(energy / sector_energy),
            "factor": np.nan_to_num(carbon / energy),
        }
    if is_home:
        people = np.full(len(keys), driving.population)
        return {"population": people, "intensity": sector_energy / people, **tail}
    gdp = np.full(len(keys), driving.real_gdp)
    if not has_structure:
        return {"activity": gdp, "intensity": sector_energy / gdp, **tail}
    whole = sum(driving.products[name] for name in PRODUCTS)
    shares = np.array([driving.products[PRODUCT_OF_GROUP[_group(s)]] / whole for s, _ in keys])
    return {"activity": gdp, "structure": shares, "intensity": sector_energy / (gdp * shares), **tail}


def _group(sector: str) -> str:
    group = groups().get(sector, "industry")
    return group if group in PRODUCT_OF_GROUP else "industry"
