"""Builders of carbon accounts: Liaoning's own, one with a balance written by hand, a worked example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd

import lvxun
from lvxun.accounts.balances.fuels import flows, fuels
from lvxun.accounts.balances.model import CELL_COLUMNS, Balance
from lvxun.accounts.balances.reading import balances
from lvxun.accounts.balances.reconstruct import reconstruct
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.evaluating import Values, evaluate
from lvxun.accounts.book.model import Book, Entry, Line, Role
from lvxun.accounts.emissions.assembling import book_of_account, carbon_account
from lvxun.accounts.factors.model import FactorBook
from lvxun.accounts.factors.reading import factors_of
from lvxun.region import load
from lvxun.region.model import Quality, Region


@cache
def liaoning() -> Region:
    return load(Path(lvxun.__file__).parent / "provinces/liaoning")


@cache
def factors() -> FactorBook:
    return factors_of(liaoning())


@cache
def basis_of(year: int, factor_set: str = "guideline", gwp: str = "AR5") -> Basis:
    known = balances(liaoning())
    balance = known.get(year) or reconstruct(liaoning(), year, known, factors())
    return Basis(liaoning(), year, factors(), balance, factor_set, gwp)


@cache
def book_of(year: int, factor_set: str = "guideline", gwp: str = "AR5") -> Book:
    basis = basis_of(year, factor_set, gwp)
    return book_of_account(carbon_account(basis), basis)


@cache
def values_of(year: int, factor_set: str = "guideline", gwp: str = "AR5") -> Values:
    return evaluate(book_of(year, factor_set, gwp))


def balance_of(cells: Mapping[tuple[str, str], float], unit: str = "万吨", year: int = 2021) -> Balance:
    """Return a balance of the cells ``(flow, fuel) -> value``, all in one unit."""
    rows = [
        dict(
            zip(
                CELL_COLUMNS,
                (flow, fuel, value, unit, "published", value, value, "test", "official", "", "", 1),
                strict=True,
            )
        )
        for (flow, fuel), value in cells.items()
    ]
    return Balance("liaoning", year, pd.DataFrame(rows, columns=list(CELL_COLUMNS)), fuels(), flows())


def basis_with(cells: Mapping[tuple[str, str], float], unit: str = "万吨", year: int = 2021) -> Basis:
    return replace(basis_of(2014), year=year, balance=balance_of(cells, unit, year))


def values_with(cells: Mapping[tuple[str, str], float], unit: str = "万吨", year: int = 2021) -> Values:
    basis = basis_with(cells, unit, year)
    return evaluate(book_of_account(carbon_account(basis), basis))


def amount(value: float, unit: str = "t") -> Entry:
    return Entry(
        "activity/example", Role.ACTIVITY, "例", "Example", value, unit, 2021, "test", Quality.OFFICIAL
    )


def product(activity: Entry, coefficients: Sequence[Entry], constant: float = 1.0) -> float:
    """Return what one line ``constant × activity × factors`` amounts to in a book."""
    draft = Draft("carbon", "210000")
    ids = draft.enter(activity, *coefficients)
    draft.write(
        Line("carbon/x", "carbon", "industry", "CO2", "210000", "m", "例", "Example", "t", ids, (), constant)
    )
    found = evaluate(book_of_account(draft.sealed(), basis_of(2014))).of("carbon/x")
    assert found is not None
    return found
