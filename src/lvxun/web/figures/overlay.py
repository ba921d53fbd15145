"""Approved figures on top of the region's package, as engines see them: one ``Region``."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import pandas as pd

from lvxun.errors import LvxunError
from lvxun.region import RegionFaultsError
from lvxun.region import overlay as lay
from lvxun.region.model import SERIES_COLUMNS, Region, Source
from lvxun.web.figures.models import Batch, Change, Figure

log = logging.getLogger(__name__)
KEY = ["indicator", "area", "year"]


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A region with its approved figures, and the faults of those that its package no longer takes."""

    region: Region
    left_out: tuple[LvxunError, ...] = ()


def overlay_version(region_id: str) -> int:
    """Return a number that changes whenever the overlay changes; 0 while nothing was approved."""
    numbers = Change.objects.filter(region_id=region_id).order_by("-number").values_list("number", flat=True)
    return numbers.first() or 0


def overlaid(region: Region) -> Region:
    """Return the package's region with the approved figures on top, with their own sources."""
    return lay_over(region).region


def lay_over(region: Region) -> Overlaid:
    """Lay the approved figures over the package's region.

    A figure that the package does not take any more (its series or area is gone, its bounds are narrower) is
    left out and reported: one such figure must not take the site down.
    """
    figures, sources = approved(region)
    if figures.empty:
        return Overlaid(region)
    try:
        return Overlaid(lay(region, figures, sources))
    except RegionFaultsError:
        return _lay_fitting(region, figures, sources)


def _lay_fitting(region: Region, figures: pd.DataFrame, sources: list[Source]) -> Overlaid:
    # A row of a wide sheet holds many figures: number them one by one, so that only the faulty ones go.
    numbered = figures.assign(row=range(len(figures)))
    try:
        lay(region, numbered, sources)
        left_out: tuple[LvxunError, ...] = ()
    except RegionFaultsError as faults:
        left_out = tuple(faults.errors)
    log.warning("%d approved figures do not fit the package of %s any more", len(left_out), region.id)
    fitting = figures[~numbered["row"].isin([error.where.row for error in left_out])]
    placed = tuple(_placed(error, figures) for error in left_out)
    return Overlaid(region if fitting.empty else lay(region, fitting, sources), placed)


def _placed(error: LvxunError, figures: pd.DataFrame) -> LvxunError:
    """Name the sheet's own row instead of the serial number."""
    row = figures.iloc[error.where.row or 0]
    what = f"{row['file']}, row {row['row']} ({row['indicator']}, {row['area']}, {row['year']}): {error.what}"
    return LvxunError(what, None, error.remedy)


def approved(region: Region) -> tuple[pd.DataFrame, list[Source]]:
    """Return the figures in force, one for each series, area and year, and the sources the package lacks.

    Of two batches with the same figure the later counts. ``file`` and ``row`` are a figure's place.
    """
    standing = Batch.objects.filter(change__region_id=region.id, withdrawal=None)
    rows = Figure.objects.filter(batch__in=standing).order_by("batch__change__number", "row")
    columns = [*SERIES_COLUMNS, "row", "sheet", "batch_id"]
    frame = pd.DataFrame(rows.values_list(*columns), columns=columns)
    frame = frame.drop_duplicates(KEY, keep="last", ignore_index=True)
    places = [f"import-{batch}/{sheet}" for batch, sheet in frame[["batch_id", "sheet"]].to_numpy()]
    found = {
        one["id"]: Source(**one)
        for sources in standing.order_by("change__number").values_list("sources", flat=True)
        for one in sources
    }
    missing = [source for key, source in found.items() if key not in region.sources]
    return frame.drop(columns=["sheet", "batch_id"]).assign(file=places), missing
