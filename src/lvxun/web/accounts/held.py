"""Books as pages need them: assembled and computed once for each edition of the region, year and choice."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count
from urllib.parse import urlencode

from lvxun.accounts.assembling import basis_of, book_from, latest_year, years_of
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.evaluating import Compiled, Values, compiled
from lvxun.accounts.book.lineage import inputs_of
from lvxun.accounts.book.model import Book
from lvxun.accounts.laying import without_laid
from lvxun.errors import LvxunError
from lvxun.region.model import Quality, Region

DEFAULT_GWP, DEFAULT_SET = "AR5", "guideline"
BOOKS_KEPT = 48


@dataclass(frozen=True, slots=True)
class Choice:
    """Which book: a year, the report that weighs the gases, the set of factors."""

    year: int
    gwp: str = DEFAULT_GWP
    factor_set: str = DEFAULT_SET

    def query(self, **more: str) -> str:
        """Return the query of an address that keeps this choice (what is not the default), with ``more``."""
        asked = dict(more)
        if self.gwp != DEFAULT_GWP:
            asked["gwp"] = self.gwp
        if self.factor_set != DEFAULT_SET:
            asked["set"] = self.factor_set
        return f"?{urlencode(asked)}" if asked else ""

    @property
    def suffix(self) -> str:
        """Return the query without anything more, for templates."""
        return self.query()

    def in_year(self, year: int) -> Choice:
        """Return the same choice in another year."""
        return replace(self, year=year)


@dataclass(frozen=True)
class Held:
    """A book with its values; equal only to itself, so that it may be a key."""

    choice: Choice
    basis: Basis
    book: Book
    compiled: Compiled
    values: Values
    serial: int = field(default_factory=count().__next__)  # names the book in keys of kept pieces of pages

    __hash__ = object.__hash__

    @property
    def titles(self) -> dict[str, str]:
        """Titles of the publications of the factors and of the region, by id."""
        both = {**self.basis.factors.sources, **self.basis.region.sources}
        return {ident: source.title for ident, source in both.items()}

    def __eq__(self, other: object) -> bool:
        return self is other


class Edition:
    """A region as a key: by its id and version."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.key = (region.id, region.version)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edition) and other.key == self.key


def held(region: Region, choice: Choice) -> Held:
    """Return the book of a choice, computed."""
    return _held(Edition(region), choice)


@lru_cache(maxsize=BOOKS_KEPT)
def _held(edition: Edition, choice: Choice) -> Held:
    basis = basis_of(without_laid(edition.region), choice.year, gwp=choice.gwp, factor_set=choice.factor_set)
    book = book_from(basis)
    ready = compiled(book)
    return Held(choice, basis, book, ready, ready.evaluate())


def years(region: Region) -> tuple[int, ...]:
    """Return the years that have a book, oldest first."""
    return _years(Edition(region))


@lru_cache(maxsize=4)
def _years(edition: Edition) -> tuple[int, ...]:
    return tuple(sorted(years_of(edition.region)))


def latest(region: Region) -> int:
    """Return the year that is shown first: the last one with an energy balance."""
    return _latest(Edition(region))


@lru_cache(maxsize=4)
def _latest(edition: Edition) -> int:
    with suppress(LvxunError):  # figures of a year may contradict each other: its own page says so
        return latest_year(edition.region)
    known = _years(edition)
    return next((year for year in reversed(known) if _stands(edition, year)), known[-1])


def _stands(edition: Edition, year: int) -> bool:
    with suppress(LvxunError):
        return _held(edition, Choice(year)).basis.balance is not None
    return False


@lru_cache(maxsize=8192)
def quality_of(one: Held, cell: str) -> Quality | None:
    """Return the worst quality of what a cell draws on, ``None`` where it draws on nothing."""
    found = [entry.quality for entry in inputs_of(one.book, cell)]
    return max(found, key=lambda quality: quality.rank, default=None)
