"""What a region's economy was in a year, for the drivers of its emissions."""

from __future__ import annotations

from collections.abc import Sequence

from lvxun.accounts.book.model import Book
from lvxun.accounts.change.drivers import PRODUCTS, Driving
from lvxun.accounts.change.errors import NoDrivingError
from lvxun.accounts.computing import Result, compute
from lvxun.region.model import Region

REAL_GDP, POPULATION = "real_gdp", "population"
NEEDED = (REAL_GDP, POPULATION)


def driving_of(region: Region, book: Book) -> Driving:
    """Return the real product, the residents and the sectors' current products of a book's year.

    Real product in 10^8 CNY at the prices of the region's base year, residents in 10^4, products in 10^8 CNY.
    Without all three products there are none, and the decomposition has no structure.

    Raises
    ------
    NoDrivingError
        where real product or residents are unknown in the year: names the years in which both are known.
    """
    figures = compute(region, (*NEEDED, *PRODUCTS), area=book.area)
    known = {name: _value(figures, name, book.year) for name in (*NEEDED, *PRODUCTS)}
    lacking = [name for name in NEEDED if not known[name]]
    if lacking:
        raise NoDrivingError(region.id, book.year, lacking, _possible(figures))
    products = {name: value for name in PRODUCTS if (value := known[name])}
    return Driving(
        real_gdp=known[REAL_GDP] or 0.0,
        population=known[POPULATION] or 0.0,
        products=products if len(products) == len(PRODUCTS) else {},
    )


def years_with_drivers(region: Region) -> tuple[int, ...]:
    """Return the years between which emissions can be decomposed, as far as the economy is concerned."""
    return tuple(_possible(compute(region, NEEDED)))


def _possible(figures: Result) -> Sequence[int]:
    return [year for year in figures.years if all(_value(figures, name, year) for name in NEEDED)]


def _value(figures: Result, name: str, year: int) -> float | None:
    figure = figures.figure(name, year)
    return None if figure is None else figure.value
