"""A table brought to a later year: coefficients kept as far as the totals of that year allow (RAS, GRAS).

Sources: Stone (1961) for RAS; Junius and Oosterhaven (2003) with the correction of Lenzen, Wood and Gallego
(2007) for GRAS, its cells of a single sign as in Temurshoev, Miller and Bouwmeester (2013).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from lvxun.accounts.book.model import Array, Origin
from lvxun.accounts.footprints.classification import told
from lvxun.accounts.footprints.errors import MarginsError, NotConvergedError
from lvxun.accounts.footprints.model import INCOMING, InputOutputTable, Words
from lvxun.accounts.footprints.technology import coefficients
from lvxun.region.model import Quality

MOST_ROUNDS = 2000
CLOSE = 1e-11  # relative to the largest total
SAME_SUM = 1e-9
WILDEST = 1e60  # a factor beyond it runs away


@dataclass(frozen=True)
class Balanced:
    """A matrix with the margins asked for; ``off`` is the worst margin, relative to the largest."""

    matrix: Array
    rounds: int
    off: float


@dataclass(frozen=True)
class Updated:
    """A table of a later year; every cell of it is reconstructed, the totals given are kept.

    ``moved`` is the mean change of an intermediate coefficient, weighted by flow, as a fraction of it.
    """

    table: InputOutputTable
    base_year: int
    totals: Mapping[str, float]
    rounds: int
    off: float
    moved: float
    weaknesses: tuple[Words, ...]


def balanced(start: Array, rows: Array, columns: Array) -> Balanced:
    """Return the matrix nearest to ``start`` with these row and column totals.

    GRAS, which is RAS where no cell is negative. Each cell keeps its sign, zeros stay zero.

    Raises
    ------
    MarginsError
        where the sums differ, or a row or column cannot reach its total with the signs of its cells.
    NotConvergedError
    """
    _refuse_margins(start, rows, columns)
    plus, minus = np.maximum(start, 0.0), np.maximum(-start, 0.0)
    scale = float(max(np.abs(rows).max(), np.abs(columns).max())) or 1.0
    left, right = np.ones(len(rows)), np.ones(len(columns))
    matrix, off, number = start, np.inf, 0
    for number in range(1, MOST_ROUNDS + 1):
        left = _factors(plus @ right, minus @ (1.0 / right), rows)
        right = _factors(left @ plus, (1.0 / left) @ minus, columns)
        if max(left.max(), right.max(), 1.0 / left.min(), 1.0 / right.min()) > WILDEST:
            break
        matrix = left[:, None] * plus * right - minus / (left[:, None] * right)
        off = float(np.abs(matrix.sum(axis=1) - rows).max()) / scale
        if off <= CLOSE:
            return Balanced(matrix, number, off)
    worst = int(np.abs(matrix.sum(axis=1) - rows).argmax())
    raise NotConvergedError(number, off, f"row {worst + 1}")


def _factors(positive: Array, negative: Array, wanted: Array) -> Array:
    """Solve ``r p - n / r = u`` for each line; one where the line is empty."""
    root = wanted + np.sqrt(wanted**2 + 4.0 * positive * negative)
    with np.errstate(divide="ignore", invalid="ignore"):
        mixed = root / (2.0 * positive)
        single = -negative / wanted
    factors = np.where(positive > 0, mixed, np.where(negative > 0, single, 1.0))
    return np.where(np.isfinite(factors) & (factors > 0), factors, 1.0)


def _refuse_margins(start: Array, rows: Array, columns: Array) -> None:
    apart = abs(float(rows.sum() - columns.sum()))
    if apart > SAME_SUM * max(float(np.abs(rows).sum()), 1.0):
        raise MarginsError(f"row totals and column totals differ by {apart:,.4g} in sum", "totals")
    for name, lines, wanted in (("row", start, rows), ("column", start.T, columns)):
        unreachable = ((wanted > 0) & ~(lines > 0).any(axis=1)) | ((wanted < 0) & ~(lines < 0).any(axis=1))
        one_signed = (wanted == 0) & ((lines > 0).any(axis=1) ^ (lines < 0).any(axis=1))
        for at in np.flatnonzero(unreachable | one_signed):
            raise MarginsError(
                f"{name} {at + 1} cannot reach {wanted[at]:,.4g} with the signs of its cells",
                f"{name} {at + 1}",
            )


def update(table: InputOutputTable, year: int, totals: Mapping[str, float]) -> Updated:
    """Bring a table to a later year.

    Parameters
    ----------
    totals
        value added of ``primary``, ``secondary`` and ``tertiary`` industry, or of ``all`` where only the sum
        is known; current prices, in the table's unit. They are kept exactly.

    Raises
    ------
    MarginsError, NotConvergedError
    """
    growth = _growth(table, totals)
    added = table.value_added * growth
    output = table.output * growth
    overall = float(added.sum() / table.value_added.sum())
    mixed = np.column_stack(
        [
            coefficients(table.flows, table.output) * output,
            table.final * overall,
            -table.incoming * overall,
            table.error * overall,
        ]
    )
    columns = mixed.sum(axis=0)
    done = balanced(mixed, output, columns)
    moved = _moved(mixed, done.matrix, len(output))
    return Updated(
        table=_table_of(table, year, done.matrix, added),
        base_year=table.year,
        totals=dict(totals),
        rounds=done.rounds,
        off=done.off,
        moved=moved,
        weaknesses=_weaknesses(table, totals, moved),
    )


def _growth(table: InputOutputTable, totals: Mapping[str, float]) -> Array:
    whole = table.value_added.sum(axis=0)
    parts = np.array([sector.broad if "all" not in totals else "all" for sector in table.sectors])
    growth = np.ones(len(whole))
    for part in dict.fromkeys(parts):
        if not totals.get(part, 0.0) > 0:
            raise MarginsError(f"value added of '{part}' is not known or not positive", part)
        growth[parts == part] = totals[part] / whole[parts == part].sum()
    return growth


def _table_of(base: InputOutputTable, year: int, matrix: Array, added: Array) -> InputOutputTable:
    sectors, finals = len(base.sectors), base.final.shape[1]
    flows, rest = matrix[:, :sectors], matrix[:, sectors:]
    final, incoming = rest[:, :finals], -rest[:, finals : finals + len(INCOMING)]
    output = flows.sum(axis=0) + added.sum(axis=0)
    uses = flows.sum(axis=1) + final.sum(axis=1) - incoming.sum(axis=1)
    return replace(
        base,
        year=year,
        flows=flows,
        value_added=added,
        final=final,
        incoming=np.abs(incoming),
        error=output - uses,
        output=output,
        quality=Quality.ESTIMATE,
        origin=Origin.RECONSTRUCTED,
        residual=0.0,
        file="",
    )


def _moved(before: Array, after: Array, sectors: int) -> float:
    old, new = before[:, :sectors], after[:, :sectors]
    return float(np.abs(new - old).sum() / old.sum())


def _weaknesses(table: InputOutputTable, totals: Mapping[str, float], moved: float) -> tuple[Words, ...]:
    growth = sum(totals.values()) / float(table.value_added.sum()) - 1.0
    return (
        told("updating", "structure", base_year=str(table.year), moved=f"{moved:.0%}"),
        told("updating", "ratios"),
        told("updating", "revision", growth=f"{growth:+.1%}"),
        *([told("updating", "no_structure")] if "all" in totals else []),
    )
