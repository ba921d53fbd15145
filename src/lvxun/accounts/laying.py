"""What the accounts know better than the region's series: laid into it as figures with the account as source.

Better means: the region has no figure of that series and year, or an unverified one. The accounts themselves
are computed without what was laid, so that nothing is its own input.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import pandas as pd

from lvxun.accounts.book.evaluating import Values
from lvxun.accounts.book.model import Book
from lvxun.region.model import SERIES_COLUMNS, Quality, Region
from lvxun.region.units import factor

SOURCE = "lvxun_accounts"
FILE = "series/accounts.csv"
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Laying:
    """One row of ``rules/accounts/laying.csv``: which total of a book stands for which series."""

    series: str
    total: str
    note_zh: str
    note_en: str


@cache
def layings() -> tuple[Laying, ...]:
    """Return what is laid, in the order of the file."""
    text = files("lvxun").joinpath("rules/accounts/laying.csv").read_text(encoding="utf-8")
    return tuple(Laying(**row) for row in csv.DictReader(text.splitlines()))


def without_laid(region: Region) -> Region:
    """Return the region without figures that accounts have laid into it."""
    return replace(region, series=region.series[region.series["source"] != SOURCE])


def laid(region: Region, books: Iterable[tuple[Book, Values]]) -> pd.DataFrame:
    """Return the figures that the books know better than the region, columns ``SERIES_COLUMNS``.

    Parameters
    ----------
    books
        of the years in question, with their values; computed from the region without what was laid.
    """
    known = _well_known(without_laid(region))
    rows = [row for book, values in books for row in _rows(region, book, values) if row[:3] not in known]
    return pd.DataFrame(rows, columns=list(SERIES_COLUMNS))


def _well_known(region: Region) -> set[tuple[str, str, int]]:
    kept = region.series[region.series["quality"].astype(str) != Quality.UNVERIFIED]
    return {
        (str(series), str(area), int(year))
        for series, area, year in zip(kept["indicator"], kept["area"], kept["year"], strict=True)
    }


def _rows(region: Region, book: Book, values: Values) -> Iterator[tuple[object, ...]]:
    for one in layings():
        value = values.of(one.total) if one.total in book.totals else None
        if value is None:
            continue
        unit = region.catalogue[one.series].unit
        amount = value * factor(book.totals[one.total].unit, unit)
        note = f"{one.note_zh}（{one.total}） / {one.note_en} ({one.total})"
        yield (
            one.series, book.area, book.year, float(f"{amount:.{DIGITS}g}"), unit, SOURCE,
            str(Quality.ESTIMATE), note,
        )  # fmt: skip
