"""A book of one part of the carbon account, for a made-up Liaoning that knows only what a test says."""

from dataclasses import replace

from accounts.build import region_of
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.evaluating import compiled
from lvxun.accounts.book.model import Book
from lvxun.accounts.factors.reading import national

LIAONING = "210000"


def basis_of(series, year=2020, *, code=LIAONING, factors=None):
    """Return a basis: ``series`` is {id: {year: value}} or {id: value} for the year."""
    given = {
        name: figures if isinstance(figures, dict) else {year: figures} for name, figures in series.items()
    }
    region = replace(region_of(given, area=code), code=code)
    return Basis(region, year, factors or national(), None)


def account_of(write, series, year=2020, **how):
    """Return the account that one function writes."""
    draft = Draft("carbon", LIAONING)
    write(draft, basis_of(series, year, **how))
    return draft.sealed()


def book_of(account, year=2020):
    """Return a book that holds one account."""
    return Book(
        "somewhere", LIAONING, year, "0", "AR5", "guideline", {"carbon": account},
        account.entries, account.derived, account.lines, account.totals, account.checks, account.gaps,
        account.joints,
    )  # fmt: skip


def values_of(write, series, year=2020, **how):
    """Return what the account amounts to."""
    return compiled(book_of(account_of(write, series, year, **how), year)).evaluate()


def known_lines(write, series, year=2020, **how):
    """Return {line id: value} of the lines that are no notation keys."""
    account = account_of(write, series, year, **how)
    values = compiled(book_of(account, year)).evaluate()
    return {ident: values.of(ident) for ident, line in account.lines.items() if line.notation is None}
