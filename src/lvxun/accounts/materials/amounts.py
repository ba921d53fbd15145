"""The values of one account by itself, before it is bound into the book of the year."""

from __future__ import annotations

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.model import Account, Book


def alone(account: Account, basis: Basis | None = None) -> Book:
    """Return a book with nothing but this account."""
    return Book(
        region=basis.region.id if basis else "",
        area=basis.region.code if basis else "",
        year=basis.year if basis else 0,
        version=basis.region.version if basis else "",
        gwp=basis.gwp if basis else "",
        factor_set=basis.factor_set if basis else "",
        accounts={account.name: account},
        entries=account.entries,
        derived=account.derived,
        lines=account.lines,
        totals=account.totals,
        checks=account.checks,
        gaps=account.gaps,
        joints=account.joints,
    )
