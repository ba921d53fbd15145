"""How sure the values of a book are: propagated once for each book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lvxun.accounts.book.uncertainty import Band, Propagation, analytic
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


@lru_cache(maxsize=48)
def _propagated(one: Held) -> Propagation:
    return analytic(one.book)


def bounds_of(one: Held) -> Bounds:
    """Return the 95 % bounds of every cell."""
    return Bounds(_propagated(one).bands)


def contributors(one: Held, cell: str) -> list[ContributorRow]:
    """Return the entries that make a line or a total unsure, the largest first."""
    if cell not in _propagated(one).bands:
        return []
    found = _propagated(one).contributors(cell, CONTRIBUTORS)
    rows = [ContributorRow(term(one, each.entry), each.share) for each in found]
    return [row for row in rows if row.share >= LEAST_SHARE]
