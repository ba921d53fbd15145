"""Liaoning's own balances and accounts, read once."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from lvxun.accounts.balances.reading import balances
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.model import Book
from lvxun.accounts.energy_account import energy_account
from lvxun.accounts.factors.reading import factors_of
from lvxun.region.loader import load


@cache
def liaoning():
    return load(Path(str(files("lvxun"))) / "provinces" / "liaoning")


@cache
def liaoning_balances():
    return balances(liaoning())


@cache
def basis_for(year):
    return Basis(liaoning(), year, factors_of(liaoning()), liaoning_balances().get(year))


@cache
def account_for(year):
    return energy_account(basis_for(year))


@cache
def values_for(year):
    return evaluate(book_from(account_for(year), year))


def book_from(account, year):
    """Return a book of one account."""
    return Book(
        "liaoning", "210000", year, "", "AR5", "guideline", {account.name: account}, account.entries,
        account.derived, account.lines, account.totals, account.checks, account.gaps, account.joints,
    )  # fmt: skip
