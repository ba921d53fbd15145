"""Figures whose source, quality or note cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from lvxun.region.model import Quality
from lvxun.region.sanity.finding import Finding
from lvxun.region.sanity.panel import Key, Panel, Point, Words, finding_at

GUESSED = re.compile(r"memory|recall|记忆|推测|猜测|guess", re.IGNORECASE)


def evidence(panel: Panel, suspects: Set[Key]) -> Iterator[Finding]:
    """Check that a source is not older than its figure, and that quality and note agree."""
    for point in panel.points():
        source = panel.sources.get(point.source)
        published = source.year if source else None
        dated = point.quality in (Quality.OFFICIAL, Quality.PRESS, Quality.LITERATURE)
        if published is not None and dated and published < point.year:
            what = f"{point.source} is of {published}, the figure of {point.year}: nobody knows the future."
            remedy = "Correct the year of the figure or of the source; a forecast is quality 'estimate'."
            yield _at(point, "source", what, remedy)
        if dated and GUESSED.search(point.note):
            what = (
                f"the note says that the figure is guessed or remembered, its quality says '{point.quality}'."
            )
            remedy = "Write quality 'unverified' and name the publication, or 'estimate' and say how."
            yield _at(point, "quality", what, remedy)


def _at(point: Point, field: str, what: str, remedy: str) -> Finding:
    return replace(finding_at(point, "evidence", Words(what, remedy)), field=field)
