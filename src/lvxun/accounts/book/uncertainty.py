"""How uncertain an account is: by a thousand draws, and by first-order propagation to check them.

Both follow IPCC 2006, Vol. 1, chapter 3: approach 2 (Monte Carlo) and approach 1 (propagation of error).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lvxun.accounts.book.curvature import curvature
from lvxun.accounts.book.drawing import QUANTILE, draw
from lvxun.accounts.book.evaluating import Values, compiled
from lvxun.accounts.book.model import Array, Book
from lvxun.accounts.book.sensitivity import Contribution, Sensitivity, contributors, sensitivity

SEED = 2021  # any number would do; it is reported with every ensemble
MEMBERS = 1000


@dataclass(frozen=True, slots=True)
class Band:
    """Mean, standard deviation and the bounds of 95 % of a cell, in its unit."""

    mean: float
    std: float
    low: float
    high: float

    @property
    def percent(self) -> float:
        """Return half the width of the 95 % interval in per cent of the mean, as inventories state it."""
        return 100 * (self.high - self.low) / 2 / abs(self.mean) if self.mean else 0.0


@dataclass(frozen=True)
class Ensemble:
    """A book computed with drawn entries.

    Attributes
    ----------
    bands
        of every line and total that has a value.
    values
        the arrays ``(member,)`` themselves.
    """

    book: Book
    members: int
    seed: int
    bands: Mapping[str, Band]
    values: Values

    @property
    def sampling_error(self) -> float:
        """Return the standard error of a standard deviation as a share of it (of a normal one)."""
        return float(1 / np.sqrt(2 * self.members))

    def array(self, ident: str) -> Array:
        """Return the members of an entry, a line or a total."""
        return self.values.array(ident)


@dataclass(frozen=True)
class Propagation:
    """First-order propagation: a band of every line and total, and the derivatives that it came from."""

    bands: Mapping[str, Band]
    sensitivity: Sensitivity

    def second_order(self, total: str) -> float:
        """Return what first order leaves out of a total's variance, as a share of it."""
        return curvature(self.sensitivity, total)

    def std(self, total: str) -> float:
        """Return the standard deviation of a total with the second-order term."""
        return float(self.bands[total].std * np.sqrt(1 + self.second_order(total)))

    def contributors(self, total: str, largest: int = 10) -> tuple[Contribution, ...]:
        """Return the entries that add most to the variance of a line or total, largest first."""
        return contributors(self.sensitivity.book, total, largest, self.sensitivity)


def monte_carlo(book: Book, members: int = MEMBERS, seed: int = SEED) -> Ensemble:
    """Compute a book with all its entries drawn at random.

    Raises
    ------
    UnusableSpreadError
        where an entry's bounds do not fit its value or shape.
    """
    values = compiled(book).evaluate(draw(book, members, seed))
    idents = [ident for ident in values.cells if ident not in values.unknown]
    if not idents:
        return Ensemble(book, members, seed, {}, values)
    matrix = np.vstack([values.cells[ident] for ident in idents])
    matrix.sort(axis=1)
    low, high = (_quantile(matrix, share) for share in (0.025, 0.975))
    means, stds = matrix.mean(axis=1), matrix.std(axis=1, ddof=1 if matrix.shape[1] > 1 else 0)
    bands = {
        ident: Band(*map(float, numbers))
        for ident, *numbers in zip(idents, means, stds, low, high, strict=True)
    }
    return Ensemble(book, members, seed, bands, values)


def analytic(book: Book) -> Propagation:
    """Propagate the entries' variances through the derivatives of a book; bounds as of a normal one."""
    found = sensitivity(book)
    stds = np.sqrt(found.variances())
    bands = {}
    for at, ident in enumerate(found.cells):
        if ident not in found.values.unknown:
            mean, std = float(found.values.cells[ident][0]), float(stds[at])
            bands[ident] = Band(mean, std, mean - QUANTILE * std, mean + QUANTILE * std)
    return Propagation(bands, found)


def percent_of_sum(amounts: Sequence[float], percents: Sequence[float]) -> float:
    """Return the uncertainty of a sum of independent amounts, per cent.

    IPCC 2006, Vol. 1, equation 3.2.
    """
    parts = np.asarray(amounts, dtype=np.float64) * np.asarray(percents, dtype=np.float64)
    return float(np.sqrt((parts**2).sum()) / abs(np.sum(amounts)))


def percent_of_product(percents: Sequence[float]) -> float:
    """Return the uncertainty of a product of independent factors, per cent.

    IPCC 2006, Vol. 1, equation 3.1.
    """
    return float(np.sqrt((np.asarray(percents, dtype=np.float64) ** 2).sum()))


def _quantile(ordered: Array, share: float) -> Array:
    """Return a quantile of each row of a matrix whose rows are in order, between members linearly."""
    place = share * (ordered.shape[1] - 1)
    before = int(place)
    after = min(before + 1, ordered.shape[1] - 1)
    between: Array = ordered[:, before] + (place - before) * (ordered[:, after] - ordered[:, before])
    return between
