"""What is known and what is not: series × years with the quality of each figure."""

from __future__ import annotations

from dataclasses import dataclass

from lvxun.region.model import Quality, Region, SeriesDefinition

LETTERS = {
    Quality.OFFICIAL: "O",
    Quality.PRESS: "P",
    Quality.LITERATURE: "L",
    Quality.ESTIMATE: "E",
    Quality.UNVERIFIED: "U",
}


@dataclass(frozen=True, slots=True)
class SeriesGaps:
    """One series of the region itself: quality by year, areas below that have figures, who is asked."""

    definition: SeriesDefinition
    years: dict[int, Quality]
    areas: int
    requests: tuple[str, ...]


def gaps(region: Region, first: int, last: int) -> list[SeriesGaps]:
    """Return every series of the catalogue with what is known of it from ``first`` to ``last``."""
    own = region.series[region.series["area"] == region.code]
    known: dict[str, dict[int, Quality]] = {}
    for series, year, quality in zip(own["indicator"], own["year"], own["quality"], strict=True):
        if first <= year <= last:
            known.setdefault(str(series), {})[int(year)] = Quality(quality)
    below = region.series[region.series["area"] != region.code].groupby("indicator")["area"].nunique()
    asked: dict[str, list[str]] = {}
    for request in region.requests:
        asked.setdefault(request.topic, []).append(request.body)
    return [
        SeriesGaps(
            definition,
            dict(sorted(known.get(key, {}).items())),
            int(below.get(key, 0)),
            tuple(dict.fromkeys(asked.get(key, ()))),
        )
        for key, definition in region.catalogue.items()
    ]
