"""Least squares under equalities, inequalities and bounds: the quadratic programme of a reconstruction.

Minimise ``Σ ((x - prior) / deviation)²`` subject to ``A x = b``, ``G x >= h`` and bounds. HiGHS finds which
inequalities bind; with these as equalities the solution is a minimum-norm one, which a factorisation gives to
machine precision, so that published figures are kept to the last digits and not to a solver's tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from lvxun.accounts.balances.reconstruction_errors import ReconstructionError
from lvxun.accounts.book.model import Array

BINDING = 1e-7  # of a prior deviation: how near a bound counts as on it
ROUNDS = 30


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
    scaled = _scaled(programme)
    active = _binding(scaled, _quadratic(scaled))
    for _ in range(ROUNDS):
        rows = scaled.exact.with_rows(_active_rows(scaled, active))
        step = _minimum_norm(rows)
        broken = _violated(scaled, step) & ~active
        if not broken.any():
            break
        active = active | broken
    unknowns = len(programme.prior)
    spread = programme.deviation
    tight, free = _null_projection(rows.matrix), _null_projection(scaled.exact.matrix)
    return Solution(
        values=programme.prior + spread * step,
        covariance=tight * np.outer(spread, spread),
        free=free * np.outer(spread, spread),
        binding=active[:unknowns] | active[unknowns : 2 * unknowns],
    )


def _scaled(programme: Programme) -> Programme:
    """Return the programme in ``(x - prior) / deviation``, every row of length one."""

    def rows(given: Rows) -> Rows:
        matrix = given.matrix * programme.deviation
        size = np.linalg.norm(matrix, axis=1)
        size[size == 0.0] = 1.0
        return Rows(matrix / size[:, None], (given.right - given.matrix @ programme.prior) / size)

    unknowns = len(programme.prior)
    return Programme(
        prior=np.zeros(unknowns),
        deviation=np.ones(unknowns),
        exact=rows(programme.exact),
        at_least=rows(programme.at_least),
        lower=(programme.lower - programme.prior) / programme.deviation,
        upper=(programme.upper - programme.prior) / programme.deviation,
    )


def _quadratic(scaled: Programme) -> Array:
    """Return the minimiser of half the squared length, by HiGHS."""
    solver = loaded(scaled)
    unknowns = len(scaled.prior)
    hessian = highspy.HighsHessian()
    hessian.dim_ = unknowns
    hessian.format_ = highspy.HessianFormat.kTriangular
    hessian.start_ = np.arange(unknowns + 1, dtype=np.int32)
    hessian.index_ = np.arange(unknowns, dtype=np.int32)
    hessian.value_ = np.ones(unknowns)
    solver.passHessian(hessian)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ReconstructionError(solver.modelStatusToString(solver.getModelStatus()))
    return np.asarray(solver.getSolution().col_value, dtype=float)


def loaded(programme: Programme, cost: Array | None = None) -> highspy.Highs:
    """Return a silent solver with the rows, bounds and (where given) linear cost of a programme."""
    unknowns = len(programme.prior)
    model = highspy.HighsLp()
    matrix = np.vstack([programme.exact.matrix, programme.at_least.matrix])
    model.num_col_, model.num_row_ = unknowns, matrix.shape[0]
    model.col_cost_ = np.zeros(unknowns) if cost is None else cost
    model.col_lower_, model.col_upper_ = programme.lower, programme.upper
    model.row_lower_ = np.concatenate([programme.exact.right, programme.at_least.right])
    open_above = np.full(len(programme.at_least.right), np.inf)
    model.row_upper_ = np.concatenate([programme.exact.right, open_above])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    row, column = np.nonzero(matrix)
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=matrix.shape[0]))])
    model.a_matrix_.index_, model.a_matrix_.value_ = column, matrix[row, column]
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(model)
    return solver


def _slacks(scaled: Programme, step: Array) -> Array:
    """Return how far each inequality is from binding: lower bounds, upper bounds, ``at_least`` rows."""
    rows = scaled.at_least
    return np.concatenate([step - scaled.lower, scaled.upper - step, rows.matrix @ step - rows.right])


def _binding(scaled: Programme, step: Array) -> NDArray[np.bool_]:
    return _slacks(scaled, step) <= BINDING


def _violated(scaled: Programme, step: Array) -> NDArray[np.bool_]:
    return _slacks(scaled, step) < -1e-9


def _active_rows(scaled: Programme, active: NDArray[np.bool_]) -> Rows:
    unknowns = len(scaled.prior)
    unit = np.eye(unknowns)
    low, high = active[:unknowns], active[unknowns : 2 * unknowns]
    rest = active[2 * unknowns :]
    return Rows(
        np.vstack([unit[low], unit[high], scaled.at_least.matrix[rest]]),
        np.concatenate([scaled.lower[low], scaled.upper[high], scaled.at_least.right[rest]]),
    )


def _minimum_norm(rows: Rows) -> Array:
    """Return the shortest solution of the rows, refined once."""
    if not len(rows.right):
        return np.zeros(rows.matrix.shape[1])
    inverse = np.linalg.pinv(rows.matrix, rcond=1e-11)
    step = inverse @ rows.right
    return np.asarray(step + inverse @ (rows.right - rows.matrix @ step), dtype=float)


def _null_projection(matrix: Array) -> Array:
    """Return the projection on what the rows leave open: ``I - Bᵀ(BBᵀ)⁺B``."""
    unknowns = matrix.shape[1]
    if not len(matrix):
        return np.eye(unknowns)
    _, size, right = np.linalg.svd(matrix, full_matrices=False)
    kept = right[size > 1e-11 * size.max()]
    return np.asarray(np.eye(unknowns) - kept.T @ kept, dtype=float)
