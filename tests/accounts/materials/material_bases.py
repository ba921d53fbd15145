"""Bases made by hand for the accounts of materials."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd

from lvxun.accounts.balances.model import CELL_COLUMNS, Balance
from lvxun.accounts.balances.reading import balances
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.factors.reading import national
from lvxun.accounts.materials.amounts import alone
from lvxun.region.catalogue import catalogue
from lvxun.region.loader import load
from lvxun.region.model import SERIES_COLUMNS, Quality, Region, Source

YEAR, AREA = 2020, "990000"


def basis_with(figures, cells=None, year=YEAR):
    """``figures``: {series: value}; ``cells``: {(flow, fuel): (value, unit)}."""
    rows = [
        {
            "indicator": series, "area": AREA, "year": year, "value": float(value),
            "unit": catalogue()[series].unit, "source": "yearbook", "quality": Quality.OFFICIAL.value,
            "note": "", "file": "series/water.csv", "row": number,
        }
        for number, (series, value) in enumerate(figures.items(), start=2)
    ]  # fmt: skip
    areas = pd.DataFrame(
        [("某省", "Somewhere", "province", None)],
        index=pd.Index([AREA], name="code"),
        columns=["label_zh", "label_en", "kind", "parent"],
    )
    region = Region(
        "somewhere", AREA, "某省", "Somewhere", Path("somewhere"), year, areas,
        pd.DataFrame(rows, columns=[*SERIES_COLUMNS, "file", "row"]), catalogue(),
        {"yearbook": Source("yearbook", "《统计年鉴》", "某省统计局", 2024)}, {}, (), "v1",
    )  # fmt: skip
    return Basis(region, year, national(), balance_with(cells, year) if cells else None)


def balance_with(cells, year=YEAR):
    template = published()[2014]
    rows = [
        (flow, fuel, value, unit, "published", value, value, "yearbook", "official", "", "", None)
        for (flow, fuel), (value, unit) in cells.items()
    ]
    frame = pd.DataFrame(rows, columns=list(CELL_COLUMNS))
    return Balance("somewhere", year, frame, template.fuels, template.flows)


@cache
def liaoning():
    return load("liaoning")


@cache
def published():
    return balances(liaoning())


def liaoning_basis(year, balance_of=None):
    return Basis(liaoning(), year, national(), published().get(balance_of or year))


def values_of(account):
    return evaluate(alone(account))


def with_series(basis, **figures):
    more = basis_with(figures, year=basis.year).region.series
    return replace(basis, region=replace(basis.region, series=pd.concat([basis.region.series, more])))
