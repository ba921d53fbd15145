"""The Sankey of an energy balance: origin, fuel, transformation, carrier, use; 10^4 tce by calorific value.

What goes into a process and what comes out of it within one group of fuels is netted (washed coal from raw
coal, products from crude), so that no band runs in a circle. Every inner node conserves: what goes in comes
out, with losses, outflow and the statistical difference as bands of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lvxun.accounts.balances.coal_equivalent import by_calorific_value
from lvxun.accounts.balances.entries import balance_entries
from lvxun.accounts.balances.fuels import COAL_EQUIVALENT
from lvxun.accounts.balances.model import Balance
from lvxun.accounts.factors.model import FactorBook
from lvxun.accounts.flows import Link, Node
from lvxun.region.catalogue import rules_document

Cell = tuple[str, str]
LEAST = 1e-9  # 10^4 tce, a tenth of a gram: rounding


@dataclass(frozen=True, slots=True)
class _Band:
    """What flows between a carrier and another node: positive into the carrier."""

    node: str
    carrier: str
    value: float
    cells: tuple[str, ...]


def energy_sankey(balance: Balance, factors: FactorBook) -> tuple[tuple[Node, ...], tuple[Link, ...]]:
    """Return nodes and links of a balance; links name the lines ``energy/<flow>/<fuel>`` behind them.

    Raises
    ------
    FactorNotInForceError
        where a fuel has no coefficient in the year.
    """
    values = {
        cell: by_calorific_value(entry, cell[1], factors, balance.year).value
        for cell, entry in balance_entries(balance).items()
        if balance.flows[cell[0]].part != "memo"
    }
    bands = _bands(balance, values)
    links = [link for band in bands if (link := _link(band)) is not None]
    links += _process_rests(bands)
    links += _differences(bands)
    used = {end for link in links for end in (link.source, link.target)}
    return tuple(node for node in nodes() if node.id in used), tuple(links)


@cache
def nodes() -> tuple[Node, ...]:
    """Return every node that a Sankey of energy can have (``rules/balances/sankey.toml``)."""
    rules = _rules()
    tables = [*rules["node"], *(table for name, table in rules.items() if name != "node")]
    found = [Node(one["id"], one["label_zh"], one["label_en"], one["column"]) for one in tables]
    return tuple(sorted(found, key=lambda node: node.column))


@cache
def _rules() -> Mapping[str, Any]:
    return rules_document("balances/sankey.toml")


def _bands(balance: Balance, values: Mapping[Cell, float]) -> list[_Band]:
    """Net the cells of each node and carrier."""
    carriers = {group: one["id"] for one in _rules()["node"] for group in one.get("groups", ())}
    found: dict[tuple[str, str], list[Cell]] = {}
    of_flow = {flow: one["id"] for one in _rules()["node"] for flow in one.get("flows", ())}
    for cell in values:
        key = (of_flow[cell[0]], carriers[balance.fuels[cell[1]].group])
        found.setdefault(key, []).append(cell)
    return [
        _Band(
            node,
            carrier,
            sum(_into(balance, cell) * values[cell] for cell in cells),
            tuple(f"energy/{flow}/{fuel}" for flow, fuel in cells),
        )
        for (node, carrier), cells in found.items()
    ]


def _into(balance: Balance, cell: Cell) -> float:
    """Return +1 where a positive value flows into the carrier, -1 where it is used."""
    return 1.0 if balance.flows[cell[0]].part in ("supply", "transformation") else -1.0


def _link(band: _Band) -> Link | None:
    if abs(band.value) < LEAST:
        return None
    if band.value > 0:
        return Link(band.node, band.carrier, band.value, COAL_EQUIVALENT, band.cells)
    target = {table["origin"]: table["id"] for table in (_rules()["stock"], _rules()["shortfall"])}
    return Link(band.carrier, target.get(band.node, band.node), -band.value, COAL_EQUIVALENT, band.cells)


def _process_rests(bands: Iterable[_Band]) -> list[Link]:
    """Return what each process loses (or puts out beyond its input)."""
    by_process: dict[str, list[_Band]] = {
        one["id"]: [] for one in _rules()["node"] if one["kind"] == "process"
    }
    for band in bands:
        if band.node in by_process:
            by_process[band.node].append(band)
    return _rests(by_process, "transformation_loss", "transformation_gain", sign=-1.0)


def _differences(bands: Iterable[_Band]) -> list[Link]:
    """Return what is left over of each carrier, or lacking."""
    by_carrier: dict[str, list[_Band]] = {}
    for band in bands:
        by_carrier.setdefault(band.carrier, []).append(band)
    return _rests(by_carrier, "difference_left", "difference_lacking", sign=1.0)


def _rests(by_node: Mapping[str, list[_Band]], left: str, lacking: str, *, sign: float) -> list[Link]:
    """Return a link for what each node has over (to ``left``) or lacks (from ``lacking``)."""
    found = []
    for node, bands in by_node.items():
        rest = sign * sum(band.value for band in bands)
        cells = tuple(cell for band in bands for cell in band.cells)
        if rest > LEAST:
            found.append(Link(node, left, rest, COAL_EQUIVALENT, cells))
        elif rest < -LEAST:
            found.append(Link(lacking, node, -rest, COAL_EQUIVALENT, cells))
    return found
