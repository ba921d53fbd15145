"""The inventory's carbon placed in the sectors of the table, by the value of the fuels that they buy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lvxun.accounts.book.model import Array
from lvxun.accounts.footprints.classification import fuel_groups, placings
from lvxun.accounts.footprints.errors import (
    MembersError,
    NoOutputError,
    UnknownInventorySectorError,
    UnknownSectorError,
)
from lvxun.accounts.footprints.model import LOCAL, InputOutputTable, Placing
from lvxun.errors import Where


@dataclass(frozen=True)
class Placed:
    """Carbon in the order of the table, in the unit it came in.

    Attributes
    ----------
    production
        of the sectors, (member, sector).
    direct
        of the households themselves, (member, ``LOCAL``).
    left_out
        what is in neither, (member), by sector of the inventory.
    notes
        the placings that were used and say something about how.
    """

    production: Array
    direct: Array
    left_out: Mapping[str, Array]
    notes: tuple[Placing, ...]

    @property
    def members(self) -> int:
        return len(self.production)


def place(table: InputOutputTable, carbon: Mapping[str, ArrayLike]) -> Placed:
    """Place carbon in the table; what goes in is what is placed or left out, to the last digit of a sum.

    Parameters
    ----------
    carbon
        by ``<sector of the inventory>`` or ``<sector>/<fuel or source>``: a number or an array ``(member,)``.

    Raises
    ------
    UnknownInventorySectorError, UnknownSectorError, MembersError, NoOutputError
    """
    arrays = {key: np.atleast_1d(np.asarray(value, dtype=float)) for key, value in carbon.items()}
    lengths = {len(array) for array in arrays.values()} - {1}
    if len(lengths) > 1:
        raise MembersError(lengths)
    members = max(lengths, default=1)
    production, direct = np.zeros((members, len(table.ids))), np.zeros((members, len(LOCAL)))
    left_out: dict[str, Array] = {}
    used: dict[Placing, None] = {}
    for key, array in arrays.items():
        placing = _placing(key)
        used[placing] = None
        if placing.kind == "left_out":
            left_out[placing.inventory] = left_out.get(placing.inventory, np.zeros(members)) + array
        elif placing.kind == "direct":
            direct += np.outer(np.broadcast_to(array, members), _direct_key(table, placing))
        else:
            production += np.outer(np.broadcast_to(array, members), production_key(table, placing))
    idle = (table.output == 0) & (production != 0).any(axis=0)
    if idle.any():
        raise NoOutputError(table.ids[int(np.flatnonzero(idle)[0])])
    return Placed(production, direct, left_out, tuple(one for one in used if one.note_en))


def _placing(key: str) -> Placing:
    sector, _, source = key.partition("/")
    known = placings()
    for fuel in (source, fuel_groups().get(source, ""), ""):
        if (sector, fuel) in known:
            return known[sector, fuel]
    raise UnknownInventorySectorError(sector, {inventory for inventory, _ in known})


def production_key(table: InputOutputTable, placing: Placing) -> Array:
    """Return the share of each sector, (sector), summing to one."""
    targets = _positions(table, placing.targets)
    shares = np.zeros(len(table.ids))
    shares[targets] = 1.0
    if len(targets) == 1:
        return shares
    if placing.proxy == ("output",):
        bought = table.output
    else:
        bought = table.flows[_positions(table, placing.proxy)].sum(axis=0)
    weights = shares * bought
    if not weights.sum() > 0:
        weights = shares * table.output
    return np.asarray(weights / weights.sum() if weights.sum() > 0 else shares / shares.sum())


def _direct_key(table: InputOutputTable, placing: Placing) -> Array:
    shares = np.array([1.0 if category in placing.targets else 0.0 for category in LOCAL])
    if len(placing.targets) == 1:
        return shares
    weights = shares * table.local[_positions(table, placing.proxy)].sum(axis=0)
    return np.asarray(weights / weights.sum() if weights.sum() > 0 else shares / shares.sum())


def _positions(table: InputOutputTable, wanted: tuple[str, ...]) -> list[int]:
    ids = table.ids
    for one in wanted:
        if one not in ids:
            raise UnknownSectorError(one, ids, Where("rules/accounts/io_mapping.csv", field="targets"))
    return [ids.index(one) for one in wanted]
