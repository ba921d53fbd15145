"""Whom to ask for what is not known: the region's own request, or one made for the row."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from lvxun.accounts.graph import downstream, upstream
from lvxun.accounts.model import IndicatorInfo
from lvxun.plan.model import Responsibility, Role, Target
from lvxun.region.bodies import responsible
from lvxun.region.model import Body, DataRequest, Region, SeriesDefinition


@dataclass(frozen=True, slots=True)
class Need:
    """What would let a target be judged.

    ``years`` are the base's and the last one wanted, ``known`` the cells (series, year) that there are.
    """

    target: Target
    info: IndicatorInfo | None
    bodies: tuple[Responsibility, ...]
    years: tuple[int, int]
    known: Container[tuple[str, int]]

    @property
    def lacking(self) -> list[str]:
        """Series without a figure in one of the years: direct inputs first, then the least known."""
        if self.info is None:
            return []
        direct, years = self.info.inputs, set(self.years)
        gaps = {name: sum((name, year) not in self.known for year in years) for name in self.info.series}
        return sorted(
            (name for name in gaps if gaps[name]), key=lambda name: (name not in direct, -gaps[name])
        )


def request_for(region: Region, need: Need) -> DataRequest:
    """Return the request that would let a target be judged.

    The region's own comes first: on the target, on its indicator, on a series that the indicator needs.
    Otherwise one is made, to the body that publishes the first series that is lacking, or to the measure's
    lead where there is no indicator.
    """
    info = need.info
    topics = [need.target.id, *((info.id, *need.lacking, *upstream(info.id)) if info else ())]
    for topic in topics:
        found = next((request for request in region.requests if request.topic == topic), None)
        if found is not None:
            return found
    return _made(region, need)


def _made(region: Region, need: Need) -> DataRequest:
    first = (*need.lacking, *(need.info.series if need.info else ()), need.target.id)[0]
    series = region.catalogue.get(first)
    body = _publisher(region, series.publisher) if series else None
    start, end = need.years
    span = f"{start}-{end}" if start < end else str(end)
    reason_zh, reason_en = _reasons(need.target.indicator, series, span)
    return DataRequest(
        id=f"request-{need.target.id}",
        topic=first,
        body=body or _lead(region, need.bodies),
        years=span,
        reason_zh=reason_zh,
        reason_en=reason_en,
    )


def _reasons(promise: str, series: SeriesDefinition | None, span: str) -> tuple[str, str]:
    if series is None:
        return (
            f"目标“{promise}”没有可用的指标：请说明以什么数据衡量，并提供{span}年数据。",
            f"No indicator measures '{promise}': please say what does, and give it for {span}.",
        )
    return (
        f"判断目标“{promise}”需要{span}年的{series.label_zh}。",
        f"To judge the target '{promise}', {series.label_en} is needed for {span}.",
    )


def _publisher(region: Region, function: str) -> str | None:
    found = responsible(tuple(region.bodies.values()), function)
    return found.id if found else None


def _lead(region: Region, bodies: tuple[Responsibility, ...]) -> str:
    """Return the lead's id, its name as the plan writes it where the region does not list it."""
    leads = [body for body in bodies if body.role is Role.LEAD] or list(bodies)
    if leads:
        found = resolve(region, leads[0].name)
        return found.id if found else leads[0].name
    return _publisher(region, "government") or _publisher(region, "drc") or region.label_zh


def resolve(region: Region, name: str) -> Body | None:
    """Return the region's body that a plan calls ``name``."""
    return next((body for body in region.bodies.values() if name in (body.id, *body.names)), None)


def requests_about(region: Region, key: str) -> tuple[DataRequest, ...]:
    """Return the region's requests on an indicator, its inputs, or what is computed from it."""
    topics = {key, *upstream(key), *downstream(key)}
    return tuple(request for request in region.requests if request.topic in topics)
