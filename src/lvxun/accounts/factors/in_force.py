"""Which factor is in force, as a factor or as an entry of an account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lvxun.accounts.book.model import Entry, Role, Spread
from lvxun.accounts.book.spreads import spread_of
from lvxun.accounts.factors.errors import FactorNotInForceError, NoFactorError, UnknownFactorError
from lvxun.accounts.factors.model import Factor, FactorBook
from lvxun.accounts.factors.reading import default_spreads
from lvxun.accounts.factors.rows import begin, end
from lvxun.accounts.factors.spreading import spread_between, spread_by_kind


def in_force(book: FactorBook, set_: str, parameter: str, item: str, year: int) -> Factor:
    """Return the factor that was in force on 31 December of a year.

    A factor without bounds in time serves every year; a dated one is never stretched.

    Raises
    ------
    UnknownFactorError
        where the set has no such factor at all.
    FactorNotInForceError
        where it has, but not for this year; the message names the nearest.
    """
    found = book.factors.get((set_, parameter, item))
    if not found:
        known = [key[2] for key in book.factors if key[:2] == (set_, parameter)]
        raise UnknownFactorError(set_, parameter, item, known)
    day = date(year, 12, 31)
    for factor in found:
        if begin(factor) <= day <= end(factor):
            return factor
    nearest = min(found, key=lambda one: min(abs((begin(one) - day).days), abs((end(one) - day).days)))
    raise FactorNotInForceError(nearest, year, _said(nearest))


def entry(book: FactorBook, set_: str, parameter: str, item: str, year: int) -> Entry:
    """Return the factor in force as an entry ``factor/<set>/<parameter>/<item>`` with its uncertainty."""
    return as_entry(in_force(book, set_, parameter, item, year), year)


def first_of(book: FactorBook, sets: Sequence[str], parameter: str, item: str, year: int) -> Entry:
    """Return the entry of the first of several sets, best first, that has the factor in force.

    Raises
    ------
    NoFactorError
        where none has.
    """
    for set_ in sets:
        try:
            return entry(book, set_, parameter, item, year)
        except (UnknownFactorError, FactorNotInForceError):
            continue
    raise NoFactorError(sets, parameter, item, year)


def as_entry(factor: Factor, year: int) -> Entry:
    """Return a factor as an entry of an account."""
    return Entry(
        id=f"factor/{factor.set}/{factor.parameter}/{factor.item}",
        role=Role.FACTOR,
        label_zh=factor.label_zh,
        label_en=factor.label_en,
        value=factor.value,
        unit=factor.unit,
        year=year,
        source=factor.source,
        quality=factor.quality,
        spread=spread_of_factor(factor),
        note=factor.note,
        file=factor.file,
        row=factor.row,
    )


def spread_of_factor(factor: Factor) -> Spread:
    """Return a factor's spread: its source's range, else what is usual for its kind, else its quality's."""
    if factor.low is not None and factor.high is not None:
        return spread_between(factor.value, factor.low, factor.high)
    usual = spread_by_kind(factor.value, factor.parameter, factor.item, default_spreads())
    return spread_of(factor.value, factor.quality) if usual is None else usual


def _said(factor: Factor) -> str:
    first = factor.valid_from or "the beginning"
    return f"{factor.value:g} {factor.unit} ({factor.source}, from {first} to {factor.valid_to or 'now'})"
