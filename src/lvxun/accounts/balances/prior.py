"""What a balance would look like if only the drivers of its flows had moved since the last known one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lvxun.accounts.balances.model import Balance, Flow
from lvxun.accounts.balances.published import (
    NORMAL_95,
    Cell,
    Rule,
    Seen,
    coefficient,
    factor_of,
    number,
    row_of,
    series_of,
    tables,
    words,
)
from lvxun.accounts.balances.reconstruction_errors import RuleError
from lvxun.accounts.book.model import Array
from lvxun.accounts.factors.model import FactorBook
from lvxun.region.model import Region

# 10^4 tce in one unit of the form for a coefficient of 1 kgce per kg, m3, kWh or MJ
SCALES = {"万吨": 1.0, "亿立方米": 10.0, "亿千瓦时": 10.0, "百亿千焦": 1.0, "万吨标准煤": 1.0}
COUNTED = ("supply", "transformation", "loss", "final", "memo")
SMALLEST = 1e-9  # 10^4 tce; below, a cell is empty


@dataclass(frozen=True)
class Structure:
    """The cells of a known balance in 10^4 tce."""

    year: int
    cells: tuple[Cell, ...]
    values: Array
    unsigned: frozenset[Cell] = frozenset()  # of which known balances show both signs


@dataclass(frozen=True)
class Prior:
    """``mean`` and standard ``deviation`` of each cell, what scaled it, and which drivers are missing."""

    mean: Array
    deviation: Array
    drivers: tuple[str, ...]
    missing: tuple[str, ...]
    distance: float  # square root of the years between, by which widths grow


def structure(balance: Balance, factors: FactorBook) -> Structure:
    """Return a balance's cells in coal equivalent, each energy counted once.

    A total of kinds (coal, oil) is left out where its kinds are given.
    """
    present = set(balance.cells["fuel"])
    totals = {
        parent
        for fuel in balance.fuels.values()
        if (parent := fuel.parent) and fuel.id in present and parent in present
    }
    values: dict[Cell, float] = {}
    for flow, fuel, value, unit in balance.cells[["flow", "fuel", "value", "unit"]].itertuples(index=False):
        if flow in balance.flows and fuel not in totals and balance.flows[flow].part in COUNTED:
            tce = float(value) * coal_equivalent(balance, str(fuel), str(unit), factors)
            if abs(tce) > SMALLEST:
                values[(str(flow), str(fuel))] = tce
    return Structure(balance.year, tuple(values), np.array(list(values.values())))


def coal_equivalent(balance: Balance, fuel: str, unit: str, factors: FactorBook) -> float:
    """Return 10^4 tce in one ``unit`` of a fuel (calorific value)."""
    if unit == "万吨标准煤":
        return 1.0
    substitutes = {str(rule["fuel"]): str(rule["item"]) for rule in tables("coefficient_of")}
    if unit not in SCALES:
        raise RuleError(
            f"the unit '{unit}' of {fuel} is none of the statistical form.",
            "unit",
            f"Use {'、'.join(SCALES)}.",
        )
    return SCALES[unit] * coefficient(factors, "coal_equivalent", substitutes.get(fuel, fuel), balance.year)


def prior_of(
    region: Region, year: int, last: Structure, flows: Mapping[str, Flow], factors: FactorBook
) -> Prior:
    """Return the last structure moved by the drivers of the rules; widths grow with the years between."""
    moves = _Moves(series_of(region), year, last, flows, factors)
    distance = float(np.sqrt(max(abs(year - last.year), 1)))
    inflation = number(_first("width"), "inflation", 1.0)
    means, deviations, used = [], [], []
    floor = number(_first("width"), "floor", 1.0)
    largest = _largest(last)
    for (flow, fuel), value in zip(last.cells, last.values, strict=True):
        rule = _rule_of(flow, fuel)
        names = words(rule, "drivers")
        found = moves.best_of(names)
        scale, driver, wider = 1.0, "", number(_first("width"), "undriven", 2.0) if names else 1.0
        if found is not None:
            scale, driver = found.ratio, found.name
            wider = number(_first("width"), "standing_in", 1.5) if found.stands_in else 1.0
        own = abs(value * scale) * number(rule, "width", 20.0) * wider
        shared = largest[fuel] * number(rule, "share", number(_first("width"), "share", 1.0))
        half = ((own + shared) / 100.0 + floor) * distance * inflation
        means.append(value * scale)
        deviations.append(half / NORMAL_95)
        used.append(driver)
    return Prior(np.array(means), np.array(deviations), tuple(used), tuple(moves.missing), distance)


def _largest(last: Structure) -> dict[str, float]:
    """Return the largest cell of each fuel, 10^4 tce."""
    largest: dict[str, float] = {}
    for (_, fuel), value in zip(last.cells, last.values, strict=True):
        largest[fuel] = max(largest.get(fuel, 0.0), abs(float(value)))
    return largest


def _first(table: str) -> Rule:
    return next(iter(tables(table)), {})


def _rule_of(flow: str, fuel: str) -> Rule:
    for rule in tables("prior"):
        if (not words(rule, "flow") or flow in words(rule, "flow")) and (
            not words(rule, "fuel") or fuel in words(rule, "fuel")
        ):
            return rule
    return {}


@dataclass(frozen=True, slots=True)
class Move:
    """How far a driver has moved since the last balance; ``stands_in``: by a neighbouring year's figure."""

    name: str
    ratio: float
    stands_in: bool


class _Moves:
    """Drivers of a year against the year of the last balance; what is not known is noted in ``missing``."""

    def __init__(
        self,
        find: Callable[[str, int], Seen | None],
        year: int,
        last: Structure,
        flows: Mapping[str, Flow],
        factors: FactorBook,
    ) -> None:
        self._find, self._year, self._last = find, year, last
        self._flows, self._factors = flows, factors
        self.missing: dict[str, None] = {}
        self._bases: dict[str, float | None] = {}

    def best_of(self, names: Sequence[str]) -> Move | None:
        """Return the first driver known in the year, else the first that a near year stands in for."""
        for name in names:
            ratio = self._ratio(name, self._year)
            if ratio is not None:
                return Move(name, ratio, stands_in=False)
            self.missing[name] = None
        for name in names:
            for near in _neighbours(self._year, "stand_in"):
                ratio = self._ratio(name, near)
                if ratio is not None:
                    return Move(f"{name} {near}", ratio, stands_in=True)
        return None

    def _ratio(self, name: str, year: int) -> float | None:
        if name not in self._bases:
            self._bases[name] = self._base(name)
        now, then = self._find(name, year), self._bases[name]
        return None if now is None or now.value < 0 or not then or then < 0 else now.value / then

    def _base(self, name: str) -> float | None:
        """Return the driver in the last balance's year: its figure, what the balance says, a near year's."""
        then = self._find(name, self._last.year)
        if then is None:
            counted = self._counted(name)
            if counted is not None:
                return counted
            near = (self._find(name, at) for at in _neighbours(self._last.year, "nearest"))
            then = next((figure for figure in near if figure is not None), None)
        return None if then is None else then.value

    def _counted(self, name: str) -> float | None:
        for rule in tables("published"):
            is_equal = rule.get("kind", "equal") == "equal" and "no_base" not in rule
            if is_equal and words(rule, "series") == (name,):
                row = row_of(rule, self._last.cells, self._flows, self._factors, self._last.year)
                base = float(row @ self._last.values) / factor_of(rule, self._factors, self._last.year)
                return base if base > 0 else None
        return None


def _neighbours(year: int, key: str) -> list[int]:
    """Return the years around a year that the rules let stand in for it, nearest first."""
    reach = int(number(_first("width"), key, 1.0))
    return [near for step in range(1, reach + 1) for near in (year + step, year - step)]


def signs_of(last: Structure, flows: Mapping[str, Flow]) -> tuple[Array, Array]:
    """Return the bounds that signs set: a cell keeps the side of zero that it has in the last balance.

    Stock changes and remainders (a negative use that an imperfect copy shows) are free.
    """
    free = set(words(_first("width"), "free"))
    lower, upper = np.full(len(last.cells), -np.inf), np.full(len(last.cells), np.inf)
    for index, ((flow, fuel), value) in enumerate(zip(last.cells, last.values, strict=True)):
        is_use = flows[flow].part in ("loss", "final", "memo")
        if flow in free or (is_use and value < 0) or (flow, fuel) in last.unsigned:
            continue
        if value > 0:
            lower[index] = 0.0
        else:
            upper[index] = 0.0
    return lower, upper
