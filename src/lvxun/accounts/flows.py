"""What a Sankey is made of: nodes in columns, and links that name the cells behind them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a Sankey; ``column`` counts from 0 at the left."""

    id: str
    label_zh: str
    label_en: str
    column: int


@dataclass(frozen=True, slots=True)
class Link:
    """A band from one node to another: ``value`` (not negative) in ``unit``.

    ``cells`` are the ids of the lines, totals or entries whose values it adds up.
    """

    source: str
    target: str
    value: float
    unit: str
    cells: tuple[str, ...]
