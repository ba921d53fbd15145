"""RAS: a nonnegative block brought to known margins by scaling rows and columns in turn.

It converges where the block is nonnegative, the margins are positive and have one sum, and the pattern of
zeros leaves room (Bacharach 1970; Miller and Blair, Input-Output Analysis, 2nd ed., §7.4).
"""

from __future__ import annotations

import numpy as np

from lvxun.accounts.balances.reconstruction_errors import RasConditionError
from lvxun.accounts.book.model import Array

ROUNDS = 10_000
CLOSE = 1e-12


def scale_to_margins(block: Array, row_totals: Array, column_totals: Array) -> Array:
    """Return ``diag(r) block diag(s)`` with the margins asked for, in their unit.

    Raises
    ------
    RasConditionError
        where a cell is negative, the margins have two sums, or the zeros leave no room.

    Examples
    --------
    >>> import numpy as np
    >>> scale_to_margins(np.ones((2, 2)), np.array([3.0, 1.0]), np.array([2.0, 2.0])).tolist()
    [[1.5, 1.5], [0.5, 0.5]]
    """
    _require_conditions(block, row_totals, column_totals)
    scaled = block.astype(float).copy()
    size = max(float(np.abs(row_totals).max(initial=0.0)), 1e-300)
    for _ in range(ROUNDS):
        scaled *= _ratio(row_totals, scaled.sum(axis=1))[:, None]
        scaled *= _ratio(column_totals, scaled.sum(axis=0))[None, :]
        if np.abs(scaled.sum(axis=1) - row_totals).max() <= CLOSE * size:
            return scaled
    raise RasConditionError("the zeros of the block leave no room for these margins")


def _ratio(wanted: Array, found: Array) -> Array:
    return np.divide(wanted, found, out=np.zeros_like(found), where=found > 0.0)


def _require_conditions(block: Array, row_totals: Array, column_totals: Array) -> None:
    if (block < 0).any() or (row_totals < 0).any() or (column_totals < 0).any():
        raise RasConditionError("a cell or a margin is negative")
    if not np.isclose(row_totals.sum(), column_totals.sum(), rtol=1e-9, atol=0.0):
        raise RasConditionError(
            f"the rows add up to {row_totals.sum():.6g} and the columns to {column_totals.sum():.6g}"
        )
    for totals, axis, word in ((row_totals, 1, "row"), (column_totals, 0, "column")):
        empty = (block.sum(axis=axis) == 0.0) & (totals > 0.0)
        if empty.any():
            raise RasConditionError(f"{word} {int(np.argmax(empty)) + 1} is empty but its total is not zero")
