"""Approved figures on top of the region's package, as engines see them: one ``Region``."""

from __future__ import annotations

import logging
from collections.abc import Sequence
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
    last = Change.objects.filter(region_id=region_id).order_by("-number").values_list("number", flat=True)
    return last.first() or 0


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
    except RegionFaultsError as faults:
        left_out = tuple(faults.errors)
    log.warning("%d approved figures do not fit the package of %s any more", len(left_out), region.id)
    bad = {(error.where.file, error.where.row) for error in left_out}
    keep = [place not in bad for place in zip(figures["file"], figures["row"], strict=True)]
    fitting = figures[keep]
    return Overlaid(region if fitting.empty else lay(region, fitting, sources), left_out)


def approved(region: Region) -> tuple[pd.DataFrame, list[Source]]:
    """Return the figures in force, one for each series, area and year, and the sources the package lacks.

    Of two batches with the same figure the later counts. Figures have ``file`` and ``row`` of their sheet.
    """
    standing = Batch.objects.filter(change__region_id=region.id, withdrawal=None)
    batches = list(standing.select_related("change", "draft").order_by("change__number"))
    rows = Figure.objects.filter(batch__in=standing).order_by("batch__change__number", "row")
    frame = pd.DataFrame(
        rows.values_list(*SERIES_COLUMNS, "row", "batch_id"), columns=[*SERIES_COLUMNS, "row", "batch_id"]
    )
    names = {batch.pk: sheet_name(batch) for batch in batches}
    frame["file"] = frame["batch_id"].map(names)
    frame = frame.drop_duplicates(KEY, keep="last", ignore_index=True)
    return frame, _missing_sources(region, batches)


def sheet_name(batch: Batch) -> str:
    """Return how an approved figure's place is named: the import's number and the sheet's own name."""
    return f"import-{batch.pk}/{batch.draft.file_name}"


def _missing_sources(region: Region, batches: Sequence[Batch]) -> list[Source]:
    found = {one["id"]: Source(**one) for batch in batches for one in batch.sources}
    return [source for key, source in found.items() if key not in region.sources]
