"""How sure the values of a book are: by the ensemble of the command, drawn once for each book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lvxun.accounts.book.uncertainty import Band, Ensemble, Propagation, analytic, monte_carlo
from lvxun.web.accounts.cell_pages import Term, term
from lvxun.web.accounts.held import Held

NO_BAND = (None, None)
CONTRIBUTORS = 10
LEAST_SHARE = 0.001


@dataclass(frozen=True)
class Bounds:
    """The 95 % interval of cells by id."""

    bands: Mapping[str, Band]

    def of(self, ident: str, value: float | None) -> tuple[float, float] | tuple[None, None]:
        """Return the ends of the interval of a cell, ``None`` twice where nothing is unsure or known."""
        band = self.bands.get(ident)
        return NO_BAND if value is None or band is None or not band.std else (band.low, band.high)


@dataclass(frozen=True, slots=True)
class ContributorRow:
    """An entry that makes a cell unsure, and its share of the variance."""

    term: Term
    share: float


@lru_cache(maxsize=16)
def _propagated(one: Held) -> Propagation:
    return analytic(one.book)


@lru_cache(maxsize=2)
def ensemble(one: Held) -> Ensemble:
    """Return a book drawn at random, with the members and the seed of the command."""
    return monte_carlo(one.book)


@lru_cache(maxsize=64)
def bounds_of(one: Held) -> Bounds:
    """Return the 95 % bounds of every cell."""
    return Bounds(ensemble(one).bands)


def contributors(one: Held, cell: str) -> list[ContributorRow]:
    """Return the entries that make a line or a total unsure, the largest first."""
    if cell not in _propagated(one).bands:
        return []
    found = _propagated(one).contributors(cell, CONTRIBUTORS)
    rows = [ContributorRow(term(one, each.entry), each.share) for each in found]
    return [row for row in rows if row.share >= LEAST_SHARE]
