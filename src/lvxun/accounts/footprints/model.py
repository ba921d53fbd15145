"""What an input-output table is: flows between sectors, value added, final demand; all in one money unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lvxun.accounts.book.model import Array, Origin
from lvxun.region.model import Quality

LOCAL = ("rural_households", "urban_households", "government", "fixed_capital", "inventory")
OUTSIDE = ("export", "outflow")
INCOMING = ("import", "inflow")
CATEGORIES = (*LOCAL, *OUTSIDE, "error")
VALUE_ADDED = ("compensation", "net_production_tax", "depreciation", "operating_surplus")


@dataclass(frozen=True, slots=True)
class Words:
    """A label or a sentence in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Sector:
    """One row of ``rules/accounts/io_sectors.csv``; ``broad`` is primary, secondary or tertiary."""

    number: int
    id: str
    group: str
    broad: str
    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Placing:
    """One row of ``rules/accounts/io_mapping.csv``: where a sector of the inventory stands in the table.

    Attributes
    ----------
    fuel
        id or group of a fuel, "" for whatever has no row of its own.
    kind
        ``production`` (targets are sectors), ``direct`` (targets are categories of final demand: burned by
        the households themselves) or ``left_out``.
    proxy
        sectors whose products the targets buy: the value bought is the key of allocation; ``output`` takes
        the targets' output; empty where there is one target.
    """

    inventory: str
    fuel: str
    kind: str
    targets: tuple[str, ...]
    proxy: tuple[str, ...]
    note_zh: str
    note_en: str


@dataclass(frozen=True)
class InputOutputTable:
    """A table with competitive imports (竞争型): flows contain what was made here and what came in.

    Shapes, in ``unit``: ``flows`` (product, buying sector), ``value_added`` (component, sector), ``final``
    (product, ``LOCAL`` then ``OUTSIDE``), ``incoming`` (product, ``INCOMING``; positive), ``error`` and
    ``output`` (sector). Identities, exact to rounding of doubles:
    ``flows.sum(1) + final.sum(1) - incoming.sum(1) + error = output`` and
    ``flows.sum(0) + value_added.sum(0) = output``. ``error`` holds the published error and what rounding of
    the published cells left over, at most ``residual``.
    """

    area: str
    year: int
    unit: str
    prices_zh: str
    prices_en: str
    sectors: tuple[Sector, ...]
    flows: Array
    value_added: Array
    final: Array
    incoming: Array
    error: Array
    output: Array
    source: str
    quality: Quality
    residual: float = 0.0
    origin: Origin = Origin.PUBLISHED
    file: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(sector.id for sector in self.sectors)

    @property
    def local(self) -> Array:
        """Final demand inside the province, (product, ``LOCAL``)."""
        return self.final[:, : len(LOCAL)]

    @property
    def outside(self) -> Array:
        """Exports and outflow, (product, ``OUTSIDE``)."""
        return self.final[:, len(LOCAL) :]

    @property
    def row_residuals(self) -> Array:
        """What rows are off by, (product)."""
        uses = self.flows.sum(axis=1) + self.final.sum(axis=1)
        return np.asarray(uses - self.incoming.sum(axis=1) + self.error - self.output)

    @property
    def column_residuals(self) -> Array:
        """What columns are off by, (sector)."""
        return np.asarray(self.flows.sum(axis=0) + self.value_added.sum(axis=0) - self.output)
