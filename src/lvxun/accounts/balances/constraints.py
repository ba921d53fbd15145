"""Least squares under equalities, inequalities and bounds: the quadratic programme of a reconstruction.

Minimise ``Σ ((x - prior) / deviation)²`` subject to ``A x = b``, ``G x >= h`` and bounds. In units of the
prior deviation this asks for the point nearest to the origin. The equalities are eliminated by their null
space; what remains is least distance programming, which Lawson and Hanson (Solving Least Squares Problems,
1974, chapter 23) turn into nonnegative least squares. Its active set, taken as equalities, gives the solution
to machine precision, so that published figures are kept to the last digits, not to a solver's tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import qr
from scipy.optimize import OptimizeResult, linprog, nnls

from lvxun.accounts.balances.reconstruction_errors import ReconstructionError
from lvxun.accounts.book.model import Array

RANK = 1e-11  # of the largest: below, a row says nothing new
INFEASIBLE, UNBOUNDED, EITHER = 2, 3, 4  # of scipy.optimize.linprog
EXACTLY = 1e-8  # of the terms of an equality: beyond it the arithmetic has failed
ROOM = 1e-5  # of a prior deviation: by which an inequality may be missed
NEAR = 1e-9  # of a prior deviation: how exactly an inequality must hold


@dataclass(frozen=True)
class Rows:
    """Linear functionals of the unknowns: ``matrix`` (row, unknown) and ``right`` (row), in 10^4 tce."""

    matrix: Array
    right: Array

    @classmethod
    def none(cls, unknowns: int) -> Rows:
        return cls(np.zeros((0, unknowns)), np.zeros(0))

    def with_rows(self, other: Rows) -> Rows:
        return Rows(np.vstack([self.matrix, other.matrix]), np.concatenate([self.right, other.right]))


@dataclass(frozen=True)
class Programme:
    """A prior with its deviations, exact rows, ``at_least`` rows and bounds of each unknown."""

    prior: Array
    deviation: Array  # standard deviation, > 0
    exact: Rows
    at_least: Rows
    lower: Array
    upper: Array


@dataclass(frozen=True)
class Solution:
    """``values``; ``covariance`` on the active set; ``free`` is the same with no inequality held to bind."""

    values: Array
    covariance: Array
    free: Array
    binding: NDArray[np.bool_]


def solve(programme: Programme) -> Solution:
    """Return the most likely unknowns and how far they may vary.

    Raises
    ------
    ReconstructionError
        where no solution exists; :func:`consistency.smallest_contradiction` says why.
    """
    try:
        solution = _solution(programme)
    except (np.linalg.LinAlgError, RuntimeError, ValueError) as error:
        raise ReconstructionError(str(error)) from error
    missed = np.abs(programme.exact.matrix @ solution.values - programme.exact.right)
    size = np.abs(programme.exact.matrix) @ np.abs(solution.values) + np.abs(programme.exact.right)
    if not np.isfinite(solution.values).all() or (missed > EXACTLY * size + EXACTLY).any():
        raise ReconstructionError("the figures are too far apart in size for the arithmetic")
    return solution


def _solution(programme: Programme) -> Solution:
    scaled = _scaled(programme)
    unknowns, spread = len(programme.prior), programme.deviation
    start, basis = _shortest(scaled.exact), _null_space(scaled.exact.matrix)
    inequalities = _inequalities(scaled)
    left = Rows(inequalities.matrix @ basis, inequalities.right - inequalities.matrix @ start)
    active, point = _active(left)
    bound = Rows(left.matrix[active], left.right[active])
    sharp = _shortest(bound)
    if (left.matrix @ sharp - left.right).min(initial=0.0) < -ROOM:
        sharp = point  # the active set is not clear: the least distance point itself, a little less sharp
    step = start + basis @ sharp
    tight = basis @ _null_space(bound.matrix)
    return Solution(
        values=programme.prior + spread * step,
        covariance=tight @ tight.T * np.outer(spread, spread),
        free=basis @ basis.T * np.outer(spread, spread),
        binding=_on_bound(inequalities, active, unknowns),
    )


def extreme(programme: Programme, cost: Array) -> float | None:
    """Return the least ``cost · x`` within the constraints, -inf where unbounded, ``None`` where empty."""
    bounds = np.column_stack([programme.lower, programme.upper])
    size = np.abs(programme.exact.matrix).max(axis=1, initial=0.0)
    size[size == 0.0] = 1.0
    found: OptimizeResult = linprog(
        cost,
        A_ub=-programme.at_least.matrix,
        b_ub=-programme.at_least.right,
        A_eq=programme.exact.matrix / size[:, None],
        b_eq=programme.exact.right / size,
        bounds=bounds,
        method="highs",
    )
    if found.status in (INFEASIBLE, EITHER):
        return None
    return -np.inf if found.status == UNBOUNDED else float(found.fun)


def is_feasible(programme: Programme) -> bool:
    """Return whether any unknowns satisfy the constraints."""
    return extreme(programme, np.zeros(len(programme.prior))) is not None


def _scaled(programme: Programme) -> Programme:
    """Return the programme in ``(x - prior) / deviation``, every row of length one."""

    def rows(given: Rows) -> Rows:
        matrix = given.matrix * programme.deviation
        size = np.linalg.norm(matrix, axis=1)
        size[size == 0.0] = 1.0
        return Rows(matrix / size[:, None], (given.right - given.matrix @ programme.prior) / size)

    return replace(
        programme,
        exact=rows(programme.exact),
        at_least=rows(programme.at_least),
        lower=(programme.lower - programme.prior) / programme.deviation,
        upper=(programme.upper - programme.prior) / programme.deviation,
    )


def _inequalities(scaled: Programme) -> Rows:
    """Return bounds and ``at_least`` rows as one system ``Q z >= q``."""
    unit = np.eye(len(scaled.prior))
    low, high = np.isfinite(scaled.lower), np.isfinite(scaled.upper)
    return Rows(
        np.vstack([unit[low], -unit[high], scaled.at_least.matrix]),
        np.concatenate([scaled.lower[low], -scaled.upper[high], scaled.at_least.right]),
    )


def _active(left: Rows) -> tuple[NDArray[np.bool_], Array]:
    """Return the inequalities that bind at the shortest ``y`` with ``Q y >= q``, and ``y`` (LDP)."""
    count = len(left.right)
    if not count or (left.right <= 0.0).all():
        return np.zeros(count, dtype=bool), np.zeros(left.matrix.shape[1])
    system = np.vstack([left.matrix.T, left.right])
    target = np.zeros(len(system))
    target[-1] = 1.0
    weights, _ = nnls(system, target, maxiter=30 * count)
    residual = system @ weights - target
    if -residual[-1] <= NEAR**2:
        raise ReconstructionError("the constraints leave no room")
    point = -residual[:-1] / residual[-1]
    if (left.matrix @ point - left.right).min() < -ROOM:
        raise ReconstructionError("the constraints leave no room")
    return np.asarray(weights > 0.0, dtype=bool), point


def _on_bound(inequalities: Rows, active: NDArray[np.bool_], unknowns: int) -> NDArray[np.bool_]:
    """Return the unknowns that a bound of their own holds."""
    held = np.zeros(unknowns, dtype=bool)
    for row in inequalities.matrix[active]:
        at = np.flatnonzero(row)
        if len(at) == 1:
            held[at[0]] = True
    return held


def _shortest(rows: Rows) -> Array:
    """Return the shortest solution of the rows, refined once."""
    if not len(rows.right):
        return np.zeros(rows.matrix.shape[1])
    inverse = np.linalg.pinv(rows.matrix, rcond=RANK)
    step = inverse @ rows.right
    return np.asarray(step + inverse @ (rows.right - rows.matrix @ step), dtype=float)


def _null_space(matrix: Array) -> Array:
    """Return an orthonormal basis of what the rows leave open, one column for each direction."""
    unknowns = matrix.shape[1]
    if not len(matrix):
        return np.eye(unknowns)
    every, triangle, _ = qr(matrix.T, pivoting=True)
    size = np.abs(np.diag(triangle))
    rank = int((size > RANK * size.max(initial=0.0)).sum())
    return np.asarray(every[:, rank:], dtype=float)
