"""All accounts of a year put together into one book."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from lvxun.accounts.balances.model import Balance
from lvxun.accounts.balances.published_choices import choices_of
from lvxun.accounts.balances.reading import balances
from lvxun.accounts.balances.reconstruct import Reconstruction, attempt
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.model import Account, Book, Derived, Entry, Joint
from lvxun.accounts.emissions.assembling import carbon_account
from lvxun.accounts.energy_account import energy_account
from lvxun.accounts.errors import DoubleCellError, NothingKnownError, UnknownChoiceError
from lvxun.accounts.factors.model import FactorBook
from lvxun.accounts.factors.reading import factors_of
from lvxun.accounts.laying import without_laid
from lvxun.accounts.materials import air_account, circularity_account, waste_account, water_account
from lvxun.region.model import Region

Input = TypeVar("Input", Entry, Derived)
ACCOUNTS: Mapping[str, Callable[[Basis], Account]] = {
    "energy": energy_account,
    "carbon": carbon_account,
    "water": water_account,
    "waste": waste_account,
    "air": air_account,
    "circularity": circularity_account,
}
GWP = ("SAR", "AR4", "AR5", "AR6")
FACTOR_SETS = ("guideline", "enterprise_2013", "enterprise_2024", "ceads", "ipcc_2006")
TOPICS = ("energy", "electricity", "carbon", "water", "waste", "industry")


def years_of(region: Region) -> tuple[int, ...]:
    """Return the years of which anything is known that an account counts, oldest first."""
    frame = region.series[region.series["area"] == region.code]
    topics = frame["indicator"].map(lambda key: region.catalogue[key].topic)
    return tuple(sorted({*balances(region), *(int(year) for year in frame.loc[topics.isin(TOPICS), "year"])}))


def latest_year(region: Region) -> int:
    """Return the last year with an energy balance, published or reconstructed; else that of any figure.

    Raises
    ------
    NothingKnownError
        where the region has no figure that an account counts.
    """
    years = years_of(region)
    known, factors = balances(region), factors_of(region)
    for year in reversed(years):
        if year in known or _reconstructed(region, year, known, factors).balance is not None:
            return year
    if not years:
        raise NothingKnownError(region.id)
    return years[-1]


def basis_of(region: Region, year: int, *, gwp: str = "AR5", factor_set: str = "guideline") -> Basis:
    """Return what the accounts of a year stand on; the balance is reconstructed where none was published.

    Raises
    ------
    UnknownChoiceError
        for an assessment report or a set of factors that there is not.
    AccountsError
        for faults in the province's balances or factors.
    """
    _refuse_unknown("gwp", gwp, GWP)
    _refuse_unknown("factors", factor_set, FACTOR_SETS)
    region = without_laid(region)
    factors = factors_of(region)
    known = balances(region)
    if year in known:
        return Basis(region, year, factors, known[year], factor_set, gwp)
    found = _reconstructed(region, year, known, factors)
    return Basis(region, year, factors, found.balance, factor_set, gwp, found.checks)


def book_of(region: Region, year: int, *, gwp: str = "AR5", factor_set: str = "guideline") -> Book:
    """Return all accounts of a year; see :func:`basis_of` for what is raised."""
    return book_from(basis_of(region, year, gwp=gwp, factor_set=factor_set))


def book_from(basis: Basis) -> Book:
    """Return all accounts that stand on a basis.

    Raises
    ------
    DoubleCellError
        where two accounts give one entry two values.
    """
    accounts = {name: make(basis) for name, make in ACCOUNTS.items()}
    every = tuple(accounts.values())
    return Book(
        region=basis.region.id,
        area=basis.region.code,
        year=basis.year,
        version=basis.region.version,
        gwp=basis.gwp,
        factor_set=basis.factor_set,
        accounts=accounts,
        entries=_merged(every, lambda account: account.entries),
        derived=_merged(every, lambda account: account.derived),
        lines={ident: line for account in every for ident, line in account.lines.items()},
        totals={ident: total for account in every for ident, total in account.totals.items()},
        checks=(*(check for account in every for check in account.checks), *basis.checks),
        gaps=tuple(dict.fromkeys(gap for account in every for gap in account.gaps)),
        joints=_distinct(joint for account in every for joint in account.joints),
    )


def _reconstructed(
    region: Region, year: int, known: Mapping[int, Balance], factors: FactorBook
) -> Reconstruction:
    """Return a year's reconstruction; without a balance where it would keep nothing published of the year.

    Without such a figure it would be another year's balance under this year's name.
    """
    found = attempt(region, year, known, factors, choices_of(region, year))
    if any(one.figure.is_exact for one in found.kept):
        return found
    return replace(found, balance=None, checks=())


def _merged(
    accounts: Iterable[Account], inputs: Callable[[Account], Mapping[str, Input]]
) -> dict[str, Input]:
    merged: dict[str, Input] = {}
    for account in accounts:
        for ident, one in inputs(account).items():
            if merged.setdefault(ident, one) != one:
                raise DoubleCellError(account.name, ident)
    return merged


def _distinct(joints: Iterable[Joint]) -> tuple[Joint, ...]:
    by_ids = {joint.ids: joint for joint in joints}
    return tuple(by_ids.values())


def _refuse_unknown(field: str, chosen: str, known: Iterable[str]) -> None:
    if chosen not in known:
        raise UnknownChoiceError(field, chosen, known)
