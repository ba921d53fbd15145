"""What the pages of imports show: rows with their names in words, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lvxun.errors import LvxunError
from lvxun.region.model import Region, SeriesDefinition
from lvxun.web.figures.models import Batch, Draft, DraftRow, Figure, Verdict
from lvxun.web.figures.overlay import lay_over, overlay_version
from lvxun.web.served import package_region

ROWS_A_PAGE = 100
BATCHES_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Place:
    """The names of an area."""

    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a draft or a batch with its series and area; both are unknown where they cannot be told."""

    row: DraftRow | Figure
    series: SeriesDefinition | None
    area: Place | None
    source: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of which rows are shown, with how many there are."""

    verdict: str
    count: int


def lines(
    rows: Page[DraftRow] | Page[Figure], region: Region, sources: list[dict[str, object]]
) -> list[Line]:
    """Return rows with the names that belong to their ids."""
    titles = {str(source["id"]): str(source["title"]) for source in sources}
    return [_line(row, region, titles) for row in rows]


def _line(row: DraftRow | Figure, region: Region, titles: Mapping[str, str]) -> Line:
    written = row.written if isinstance(row, DraftRow) else {}
    series, area = row.indicator or written.get("indicator", ""), row.area or written.get("area", "")
    place: Place | None = None
    if area in region.areas.index:
        place = Place(*(str(region.areas.at[area, name]) for name in ("label_zh", "label_en")))
    return Line(row, region.catalogue.get(series), place, titles.get(row.source, row.source))


def filters(draft: Draft) -> list[Filter]:
    """Return the verdicts that rows of a draft have, what needs a look first."""
    counted = draft.rows.order_by().values_list("verdict").annotate(Count("id"))
    counts = dict(counted)
    order = (Verdict.HELD_BACK, Verdict.CHANGED, Verdict.NEW, Verdict.SAME)
    return [Filter(str(verdict), counts.get(verdict, 0)) for verdict in order]


def draft_rows(draft: Draft, verdict: str, number: str) -> Page[DraftRow]:
    """Return a page of a draft's rows, of one verdict or of all."""
    rows: QuerySet[DraftRow] = draft.rows.order_by("row", "id")
    chosen = rows.filter(verdict=verdict) if verdict in Verdict.values else rows
    return Paginator(chosen, ROWS_A_PAGE).get_page(number)


def batch_rows(batch: Batch, number: str) -> Page[Figure]:
    """Return a page of a batch's figures."""
    return Paginator(batch.figures.order_by("row", "id"), ROWS_A_PAGE).get_page(number)


def batch_list(region_id: str, number: str) -> Page[Batch]:
    """Return a page of all batches of a region, the latest first, each with its count ``brought``."""
    batches = Batch.objects.filter(change__region_id=region_id).order_by("-id")
    related = batches.select_related("change__by", "draft", "withdrawal__change__by")
    # A join with a count would sort every column of a batch, its long lists too, once for each figure.
    figures = Figure.objects.filter(batch=OuterRef("pk")).order_by().values("batch").annotate(n=Count("id"))
    counted = related.defer("sources", "draft__sources", "draft__findings").annotate(
        brought=Coalesce(Subquery(figures.values("n")), 0)
    )
    return Paginator(cast("QuerySet[Batch]", counted), BATCHES_A_PAGE).get_page(number)


def left_out() -> tuple[LvxunError, ...]:
    """Return the approved figures that the served package does not take any more."""
    package = package_region()
    return _left_out(package.id, package.version, overlay_version(package.id))


@lru_cache(maxsize=2)
def _left_out(_region_id: str, _package: str, overlay: int) -> tuple[LvxunError, ...]:
    return lay_over(package_region()).left_out if overlay else ()
