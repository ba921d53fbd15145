"""Structural path analysis: through which chains of suppliers a final demand causes carbon here."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from lvxun.accounts.book.model import Array
from lvxun.accounts.footprints.technology import Leontief


@dataclass(frozen=True, slots=True)
class Path:
    """A chain from the product that is demanded (first) to the sector that emits (last).

    ``value`` is the carbon emitted by the last one for this chain alone, in the unit of the intensities
    times that of demand.
    """

    sectors: tuple[int, ...]
    value: float

    @property
    def depth(self) -> int:
        """How many purchases lie between the demand and the emission."""
        return len(self.sectors) - 1


def largest_paths(
    system: Leontief, intensities: Array, demand: Array, count: int = 20, depth: int = 4
) -> tuple[Path, ...]:
    """Return the chains that carry most, largest first.

    What all chains beyond a node can carry is its multiplier times the flow, so the search opens the most
    promising node first and stops as soon as nothing open can beat the last of the list: exact, not sampled.

    Parameters
    ----------
    intensities
        (sector), not negative.
    demand
        (product); a fall in inventory counts as none.
    """
    inputs = system.coefficients
    through = system.multipliers(intensities[None, :])[0]
    flows = np.maximum(demand, 0.0)
    heap: list[tuple[float, tuple[int, ...], float]] = [
        (-float(through[at] * flows[at]), (int(at),), float(flows[at])) for at in np.flatnonzero(flows)
    ]
    heapq.heapify(heap)
    best: list[tuple[float, tuple[int, ...]]] = []
    while heap and (len(best) < count or -heap[0][0] > best[0][0]):
        _, chain, flow = heapq.heappop(heap)
        last = chain[-1]
        heapq.heappush(best, (float(intensities[last] * flow), chain))
        if len(best) > count:
            heapq.heappop(best)
        if len(chain) <= depth:
            bought = inputs[:, last] * flow
            for at in np.flatnonzero(bought):
                carried = float(through[at] * bought[at])
                if len(best) < count or carried > best[0][0]:
                    heapq.heappush(heap, (-carried, (*chain, int(at)), float(bought[at])))
    return tuple(Path(chain, value) for value, chain in sorted(best, reverse=True) if value > 0)
