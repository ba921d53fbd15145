"""What an energy balance is: cells of flows and fuels, signed as the statistical form signs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from lvxun.accounts.book.model import Joint

CELL_COLUMNS = (
    "flow", "fuel", "value", "unit", "origin", "low", "high", "source", "quality", "note", "file", "row",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fuel:
    """One row of ``rules/balances/fuels.csv``. ``unit`` is that of the statistical form."""

    id: str
    label_zh: str
    label_en: str
    unit: str
    group: str  # coal, coke, gas_made, oil, gas, heat, electricity, other
    parent: str  # the total it belongs to, "" where none
    note: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """One row of ``rules/balances/flows.csv``.

    Supply and transformation are signed (what leaves the province or goes into a plant is negative), losses
    and final use are positive: ``supply + transformation - losses - final use`` is the statistical
    difference.
    """

    id: str
    part: str  # supply, transformation, loss, final, memo
    parent: str
    sector: str
    label_zh: str
    label_en: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Published figures that cannot all be true."""

    figures: tuple[str, ...]  # ids of the published figures, see reconstruct
    identity_zh: str
    identity_en: str
    gap: float  # how far they are apart
    unit: str
    left_out: str  # which one the balance does without, "" where it could not be built


@dataclass(frozen=True, eq=False)
class Balance:
    """An energy balance of an area in a year; two are the same only where they are one object.

    Attributes
    ----------
    cells
        columns ``CELL_COLUMNS``, one row for each (flow, fuel) that is not empty; physical units of the
        statistical form, or 10^4 tce where the source counts so; ``low`` and ``high`` bound 95 %.
    supply_is_whole
        false where the supply lines are known not to add up (2007: the copy absorbed the statistical
        difference), so that only transformation and use may be relied on.
    joint
        covariance of reconstructed cells, ids ``activity/balance/<flow>/<fuel>``; ``None`` where published.
    """

    region: str
    year: int
    cells: pd.DataFrame
    fuels: Mapping[str, Fuel]
    flows: Mapping[str, Flow]
    supply_is_whole: bool = True
    joint: Joint | None = None
    contradictions: tuple[Contradiction, ...] = ()
    method_zh: str = ""
    method_en: str = ""
