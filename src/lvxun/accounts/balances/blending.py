"""The balances that a year starts from: the nearest, or the two around it, mixed linearly in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from lvxun.accounts.balances.model import Balance
from lvxun.accounts.balances.prior import SMALLEST, Prior, Structure, prior_of, structure
from lvxun.accounts.balances.published import Cell
from lvxun.accounts.factors.model import FactorBook
from lvxun.region.model import Region


def neighbours(known: Mapping[int, Balance], year: int) -> tuple[tuple[Balance, float], ...]:
    """Return the balances around a year with their weights, nearest first; one where it lies beyond all.

    Of two that are equally near the later comes first.
    """
    before = [at for at in known if at <= year]
    after = [at for at in known if at > year]
    if year in known or not before or not after:
        nearest = min(known, key=lambda at: (abs(at - year), -at))
        return ((known[nearest], 1.0),)
    earlier, later = max(before), min(after)
    share = (year - earlier) / (later - earlier)
    pair = ((known[later], share), (known[earlier], 1.0 - share))
    return pair if share >= 1.0 - share else pair[::-1]


def starting_point(
    region: Region, year: int, parts: Sequence[tuple[Balance, float]], factors: FactorBook
) -> tuple[Structure, Prior]:
    """Return structure and prior of a year: each neighbour moved by its drivers, then mixed by its weight.

    The variance of a mixed cell has the neighbours' own, for the years to the nearest one, and what two
    neighbours that disagree leave open: ``w1 w2 (m1 - m2)²``, since a line may have changed in any year
    between (LNG came in 2013 at once).
    """
    structures = _in_common([structure(balance, factors) for balance, _ in parts], parts[0][0])
    priors = [prior_of(region, year, one, parts[0][0].flows, factors) for one in structures]
    if len(parts) == 1:
        return structures[0], priors[0]
    weights = np.array([weight for _, weight in parts])
    distance = min(prior.distance for prior in priors)
    own = weights @ np.array([prior.deviation * distance / prior.distance for prior in priors])
    apart = np.sqrt(weights.prod()) * (priors[0].mean - priors[1].mean)
    mixed = replace(
        priors[0],
        mean=weights @ np.array([prior.mean for prior in priors]),
        deviation=np.hypot(own, apart),
        missing=tuple(dict.fromkeys(name for prior in priors for name in prior.missing)),
        distance=distance,
    )
    values = np.array([one.values for one in structures])
    has_both = np.logical_and((values > 0.0).any(axis=0), (values < 0.0).any(axis=0)).tolist()
    cells = structures[0].cells
    return Structure(
        structures[0].year,
        cells,
        weights @ values,
        frozenset(cell for cell, is_so in zip(cells, has_both, strict=True) if is_so),
    ), mixed


def _in_common(structures: Sequence[Structure], balance: Balance) -> list[Structure]:
    """Return the structures over the same cells, a cell that one of them lacks at zero.

    Kinds (raw coal, cleaned coal) become their total where another structure has the total alone.
    """
    present = {fuel for one in structures for _, fuel in one.cells}
    parents = {fuel: balance.fuels[fuel].parent for fuel in present if balance.fuels[fuel].parent in present}
    tables: list[dict[Cell, float]] = []
    for one in structures:
        table: dict[Cell, float] = {}
        for (flow, fuel), value in zip(one.cells, one.values, strict=True):
            cell = (flow, parents.get(fuel, fuel))
            table[cell] = table.get(cell, 0.0) + float(value)
        tables.append(table)
    cells = tuple(
        cell
        for cell in dict.fromkeys(cell for table in tables for cell in table)
        if any(abs(table.get(cell, 0.0)) > SMALLEST for table in tables)
    )
    return [
        Structure(one.year, cells, np.array([table.get(cell, 0.0) for cell in cells]))
        for one, table in zip(structures, tables, strict=True)
    ]
