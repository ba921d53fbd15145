"""Liaoning's books, each computed once for all tests that hold them to something."""

from functools import cache

from lvxun.accounts.assembling import basis_of, book_from
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.uncertainty import monte_carlo
from lvxun.region.loader import load, locate

YEARS = (2007, 2014, 2019, 2022)


@cache
def region_of(name="liaoning"):
    return load(locate(name))


@cache
def basis(year, name="liaoning", **choices):
    return basis_of(region_of(name), year, **choices)


@cache
def book(year, name="liaoning"):
    return book_from(basis(year, name))


@cache
def values(year, name="liaoning"):
    return evaluate(book(year, name))


@cache
def ensemble(year, name="liaoning"):
    return monte_carlo(book(year, name))


def titles(year, name="liaoning"):
    both = {**basis(year, name).factors.sources, **region_of(name).sources}
    return {ident: source.title for ident, source in both.items()}
