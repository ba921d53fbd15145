"""Leontief's algebra on a table: coefficients, shares made here, multipliers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lvxun.accounts.book.model import Array
from lvxun.accounts.footprints.errors import NotProductiveError, ShareOfImportsError
from lvxun.accounts.footprints.model import InputOutputTable


def coefficients(flows: Array, output: Array) -> Array:
    """Return inputs per unit of output, (product, sector); zero where a sector has no output."""
    return np.divide(flows, output, out=np.zeros_like(flows), where=output != 0)


@dataclass(frozen=True)
class Leontief:
    """The system ``x = A x + y`` of one coefficient matrix ``A`` (product, sector).

    Nothing is inverted to be multiplied: :meth:`multipliers` and :meth:`outputs` solve for what is asked, all
    right sides in one factorisation. ``inverse`` is there for whoever wants to see it, made once.
    """

    coefficients: Array

    @cached_property
    def _system(self) -> Array:
        system = -self.coefficients
        system.flat[:: len(system) + 1] += 1.0
        return system

    @cached_property
    def inverse(self) -> Array:
        """Total requirements for a unit of final demand, (product, sector)."""
        return self._solved(self._system, np.eye(len(self.coefficients)))

    def multipliers(self, intensities: Array) -> Array:
        """Return what a unit of final demand causes in all, (member, sector).

        ``intensities``, of the same shape, is what a unit of output causes directly.
        """
        return self._solved(self._system.T, intensities.T).T

    def outputs(self, demand: Array) -> Array:
        """Return the output that final demand, (product, category), needs: (sector, category)."""
        return self._solved(self._system, demand)

    def _solved(self, system: Array, right: Array) -> Array:
        try:
            return np.asarray(np.linalg.solve(system, right), dtype=np.float64)
        except np.linalg.LinAlgError as error:
            raise NotProductiveError(str(error).lower()) from error

    def refuse_unproductive(self) -> None:
        """Refuse coefficients for which some demand would need a negative output.

        Coefficients that are not negative have an inverse without a negative cell if and only if some
        ``v >= 0`` leaves ``v (I - A)`` positive (Hawkins and Simon); one that leaves ones is sought.

        Raises
        ------
        NotProductiveError
        """
        worth = self.multipliers(np.ones((1, len(self.coefficients))))
        if not np.isfinite(worth).all() or worth.min() < 0:
            raise NotProductiveError("a negative or infinite total requirement")


@dataclass(frozen=True)
class Technology:
    """What a table says about production here and about the products it uses.

    Imports and inflow of a product are spread evenly over all its uses inside the province (the proportional
    assumption); exports and outflow are made here.

    Attributes
    ----------
    table
    domestic_share
        of each product's use inside the province, what was made here, (product).
    here
        the system of inputs made here.
    anywhere
        the system of all inputs, wherever made: with it, imports are taken to be made as they would be here
        (domestic technology assumption).
    """

    table: InputOutputTable
    domestic_share: Array
    here: Leontief
    anywhere: Leontief

    @cached_property
    def demand_here(self) -> Array:
        """Final demand for what was made here, (product, ``CATEGORIES``): sums to output less inputs."""
        local = self.table.local * self.domestic_share[:, None]
        return np.column_stack([local, self.table.outside, self.table.error])


def technology(table: InputOutputTable) -> Technology:
    """Return coefficients and shares of a table.

    Raises
    ------
    ShareOfImportsError, NotProductiveError
    """
    used_here = table.flows.sum(axis=1) + table.local.sum(axis=1)
    incoming = table.incoming.sum(axis=1)
    share = np.divide(incoming, used_here, out=np.zeros_like(incoming), where=used_here != 0)
    impossible = (share > 1.0) | (share < 0.0) | ((used_here == 0) & (incoming != 0))
    if impossible.any():
        at = int(np.flatnonzero(impossible)[0])
        raise ShareOfImportsError(table.ids[at], float(share[at]) if used_here[at] else float("inf"))
    total = coefficients(table.flows, table.output)
    domestic = 1.0 - share
    found = Technology(table, domestic, Leontief(domestic[:, None] * total), Leontief(total))
    found.here.refuse_unproductive()
    found.anywhere.refuse_unproductive()
    return found
