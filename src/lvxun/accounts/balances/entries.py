"""Cells of a balance as entries of accounts: the same entry in every account that draws on the cell."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from lvxun.accounts.balances.model import Balance
from lvxun.accounts.book.model import Entry, Origin, Role, Shape, Spread
from lvxun.region.model import Quality

NORMAL_95 = 1.959963984540054  # half the 95 % interval of a normal distribution in standard deviations
LOPSIDED = 0.01  # of the width: beyond it a pair of bounds is no normal distribution


def cell_id(flow: str, fuel: str) -> str:
    """Return the id of a balance cell's entry."""
    return f"activity/balance/{flow}/{fuel}"


@lru_cache(maxsize=32)
def balance_entries(balance: Balance) -> Mapping[tuple[str, str], Entry]:
    """Return every cell of a balance as an entry, by (flow, fuel), in the unit of the balance."""
    deviations = _deviations(balance)
    entries = {
        (str(cell["flow"]), str(cell["fuel"])): _entry(balance, cell, deviations)
        for cell in _records(balance)
    }
    return MappingProxyType(entries)  # kept for the balance, which every account asks for it


def _records(balance: Balance) -> list[dict[str, object]]:
    return [{str(name): value for name, value in cell.items()} for cell in balance.cells.to_dict("records")]


def _deviations(balance: Balance) -> dict[str, float]:
    """Return the standard deviations of the cells that are known together only."""
    if balance.joint is None:
        return {}
    variances = balance.joint.covariance.diagonal()
    return {
        ident: math.sqrt(max(0.0, variance))
        for ident, variance in zip(balance.joint.ids, variances, strict=True)
    }


def _entry(balance: Balance, cell: Mapping[str, object], deviations: Mapping[str, float]) -> Entry:
    flow, fuel = balance.flows[str(cell["flow"])], balance.fuels[str(cell["fuel"])]
    ident, value = cell_id(flow.id, fuel.id), float(str(cell["value"]))
    low, high = float(str(cell["low"])), float(str(cell["high"]))
    row = cell["row"]
    return Entry(
        id=ident,
        role=Role.ACTIVITY,
        label_zh=f"{fuel.label_zh}：{flow.label_zh}",
        label_en=f"{fuel.label_en}: {flow.label_en}",
        value=value,
        unit=str(cell["unit"]),
        year=balance.year,
        source=str(cell["source"]),
        quality=Quality(str(cell["quality"])),
        spread=_spread(value, low, high, deviations.get(ident)),
        origin=Origin(str(cell["origin"])),
        note=str(cell["note"]),
        file=str(cell["file"]),
        row=int(float(str(row))) if str(row).replace(".", "", 1).isdigit() else None,
    )


def _spread(value: float, low: float, high: float, deviation: float | None) -> Spread:
    if deviation is not None:
        half = NORMAL_95 * deviation
        return Spread(Shape.NORMAL, value - half, value + half) if half else Spread()
    if not math.isfinite(low) or not math.isfinite(high) or high <= low:
        return Spread()
    is_lopsided = abs((low + high) / 2.0 - value) > LOPSIDED * (high - low)
    return Spread(Shape.TRIANGULAR if is_lopsided else Shape.NORMAL, low, high)
