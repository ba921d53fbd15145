"""The footprints of a year put together: the table of the year, the carbon placed in it, the rows to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.model import Array, Check
from lvxun.accounts.footprints.classification import told, words
from lvxun.accounts.footprints.embodied import Embodied, checks, embody, identity
from lvxun.accounts.footprints.errors import MissingTotalError
from lvxun.accounts.footprints.model import CATEGORIES, INCOMING, LOCAL, OUTSIDE, InputOutputTable, Words
from lvxun.accounts.footprints.paths import largest_paths
from lvxun.accounts.footprints.placing import Placed, place
from lvxun.accounts.footprints.reading import latest_table
from lvxun.accounts.footprints.result import (
    CategoryRow,
    FootprintResult,
    LeftOutRow,
    PathRow,
    ProductRow,
    TradeRow,
    amount,
    amounts,
)
from lvxun.accounts.footprints.technology import Technology, technology
from lvxun.accounts.footprints.updating import update
from lvxun.region.model import Quality
from lvxun.region.units import factor

UNIT = "万吨"
PER_MONEY = 1e4  # 10^4 t per unit of money, in t
INDUSTRIES = {"primary": "gdp_primary", "secondary": "gdp_secondary", "tertiary": "gdp_tertiary"}


@dataclass(frozen=True)
class YearTable:
    """The table of a year; ``base_year`` is the year of the table it was made from."""

    table: InputOutputTable
    base_year: int
    weaknesses: tuple[Words, ...]
    sources: tuple[str, ...]


def table_for(basis: Basis) -> YearTable:
    """Return the table of the year.

    Where the region has none of it, the last earlier one is brought to the year's value added.

    Raises
    ------
    TableMissingError, TableFaultsError, MissingTotalError, MarginsError, NotConvergedError
    """
    base = latest_table(basis.region, basis.year)
    if base.year == basis.year:
        return YearTable(base, base.year, (), (base.source,))
    totals, sources = _totals(basis, base.unit)
    done = update(base, basis.year, totals)
    return YearTable(done.table, base.year, done.weaknesses, (base.source, *sources))


def _totals(basis: Basis, unit: str) -> tuple[dict[str, float], tuple[str, ...]]:
    known = {part: basis.figure(series) for part, series in INDUSTRIES.items()}
    if not all(known.values()):
        known = {"all": basis.figure("gdp")}
    found = {part: entry for part, entry in known.items() if entry is not None}
    if not found:
        raise MissingTotalError("gdp", basis.year)
    totals = {part: entry.value * factor(entry.unit, unit) for part, entry in found.items()}
    return totals, tuple(dict.fromkeys(entry.source for entry in found.values()))


def footprint(basis: Basis, carbon_totals: Mapping[str, ArrayLike]) -> FootprintResult:
    """Return the footprints of a year.

    Parameters
    ----------
    carbon_totals
        10^4 t CO2 equivalent by ``<sector of the inventory>`` or ``<sector>/<fuel or source>``; numbers or
        arrays ``(member,)``, whose first member is the central one.

    Raises
    ------
    FootprintsError
    """
    of_year = table_for(basis)
    table = of_year.table
    found = technology(table)
    placed = place(table, carbon_totals)
    one = embody(found, placed)
    return FootprintResult(
        region=basis.region.id,
        area=table.area,
        year=basis.year,
        unit=UNIT,
        money_unit=table.unit,
        intensity_unit=f"吨/{table.unit}",
        table_year=of_year.base_year,
        table_origin=table.origin,
        quality=max(table.quality, Quality.ESTIMATE, key=lambda quality: quality.rank),
        members=placed.members,
        production=amount(one.production),
        consumption=amount(one.consumption),
        net_sent=amount(one.net_sent),
        error=amount(one.error),
        categories=_categories(found, one),
        products=_products(found, one),
        trade=_trade(table, one),
        paths=_paths(found, one),
        left_out=_left_out(placed),
        checks=(*checks(one, UNIT), _placing_check(placed, carbon_totals)),
        sources=of_year.sources,
        weaknesses=(*of_year.weaknesses, *_weaknesses(table, placed)),
        placing_notes=tuple(Words(note.note_zh, note.note_en) for note in placed.notes),
    )


def _categories(found: Technology, one: Embodied) -> tuple[CategoryRow, ...]:
    table = found.table
    demand = [*table.final.sum(axis=0), table.error.sum()]
    nothing = np.zeros((len(one.production), len(CATEGORIES) - len(LOCAL)))
    production = amounts(one.by_category)
    direct = amounts(np.column_stack([one.direct, nothing]))
    consumption = amounts(one.consumption_by_category + one.direct)
    labels = words()["categories"]
    return tuple(
        CategoryRow(
            id=ident,
            label_zh=labels[ident].zh,
            label_en=labels[ident].en,
            demand=float(demand[at]),
            production=production[at],
            direct=direct[at],
            consumption=consumption[at] if at < len(LOCAL) else None,
        )
        for at, ident in enumerate(CATEGORIES)
    )


def _products(found: Technology, one: Embodied) -> tuple[ProductRow, ...]:
    table = found.table
    columns = zip(
        amounts(one.intensities * PER_MONEY),
        amounts(one.multipliers * PER_MONEY),
        amounts(one.total_multipliers * PER_MONEY),
        amounts(one.intensities * table.output),
        amounts(one.by_product),
        amounts(one.consumption_by_product),
        amounts(one.sent_by_product),
        amounts(one.received_by_product),
        strict=True,
    )
    return tuple(
        ProductRow(
            sector.id, sector.label_zh, sector.label_en, sector.group, float(output), float(share), *row
        )
        for sector, output, share, row in zip(
            table.sectors, table.output, found.domestic_share, columns, strict=True
        )
    )


def _trade(table: InputOutputTable, one: Embodied) -> tuple[TradeRow, ...]:
    labels = words()["categories"]
    sides = (
        (True, OUTSIDE, table.outside.sum(axis=0), one.sent),
        (False, INCOMING, table.incoming.sum(axis=0), one.received),
    )
    return tuple(
        TradeRow(ident, labels[ident].zh, labels[ident].en, leaves, float(values[at]), amount(carbon[:, at]))
        for leaves, idents, values, carbon in sides
        for at, ident in enumerate(idents)
    )


def _paths(found: Technology, one: Embodied) -> tuple[PathRow, ...]:
    demand: Array = found.demand_here[:, : len(LOCAL)].sum(axis=1)
    sectors, whole = found.table.sectors, float(one.production[0]) or 1.0
    return tuple(
        PathRow(
            tuple(sectors[at].id for at in path.sectors),
            tuple(sectors[at].label_zh for at in path.sectors),
            tuple(sectors[at].label_en for at in path.sectors),
            path.value,
            path.value / whole,
        )
        for path in largest_paths(found.here, np.maximum(one.intensities[0], 0.0), demand)
    )


def _left_out(placed: Placed) -> tuple[LeftOutRow, ...]:
    reasons = {note.inventory: note for note in placed.notes}
    return tuple(
        LeftOutRow(inventory, amount(array), reasons[inventory].note_zh, reasons[inventory].note_en)
        for inventory, array in placed.left_out.items()
    )


def _placing_check(placed: Placed, carbon: Mapping[str, ArrayLike]) -> Check:
    inside = placed.production.sum(axis=1) + placed.direct.sum(axis=1)
    everything: Array = sum(placed.left_out.values(), start=inside)
    given: Array = sum(
        (np.broadcast_to(np.asarray(value, dtype=float), len(inside)) for value in carbon.values()),
        start=np.zeros(len(inside)),
    )
    return identity("inventory_is_placed", given, everything, UNIT)


def _weaknesses(table: InputOutputTable, placed: Placed) -> tuple[Words, ...]:
    share = f"{table.error.sum() / table.output.sum():.1%}"
    said = [
        told("weaknesses", "proportional_imports"),
        told("weaknesses", "domestic_technology"),
        told("weaknesses", "value_proxy"),
        told("weaknesses", "error_term", error_share=share),
    ]
    return (*said, *([told("weaknesses", "table_fixed")] if placed.members > 1 else []))
