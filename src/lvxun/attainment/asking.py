"""Whom to ask for what is not known: the region's own request, or one made for the row."""

from __future__ import annotations

from collections.abc import Iterable

from lvxun.accounts.graph import downstream, upstream
from lvxun.accounts.model import IndicatorInfo
from lvxun.plan.model import Responsibility, Role, Target
from lvxun.region.model import Body, DataRequest, Region, SeriesDefinition


def request_for(
    region: Region,
    target: Target,
    info: IndicatorInfo | None,
    bodies: Iterable[Responsibility],
    years: tuple[int, int],
) -> DataRequest:
    """Return the request that would let a target be judged.

    The region's own comes first: on the target, on its indicator, on a series that the indicator needs.
    Otherwise one is made, to the body that publishes the first series with no figure in ``years``, or to the
    measure's lead where there is no indicator.
    """
    topics = [target.id, *((info.id, *_lacking(region, info, years), *upstream(info.id)) if info else ())]
    for topic in topics:
        found = next((request for request in region.requests if request.topic == topic), None)
        if found is not None:
            return found
    return _made(region, target, info, list(bodies), years)


def _lacking(region: Region, info: IndicatorInfo, years: tuple[int, int]) -> list[str]:
    """Return the series below an indicator without a figure in one of ``years``, least known first."""
    frame = region.series[region.series["area"] == region.code]
    known = frame[frame["year"].isin(years)].groupby("indicator")["year"].nunique()
    counts = {name: int(known.get(name, 0)) for name in info.series}
    return sorted((name for name in counts if counts[name] < len(set(years))), key=lambda name: counts[name])


def _made(
    region: Region,
    target: Target,
    info: IndicatorInfo | None,
    bodies: list[Responsibility],
    years: tuple[int, int],
) -> DataRequest:
    lacking = (_lacking(region, info, years) or list(info.series)) if info else []
    topic = lacking[0] if lacking else target.id
    series = region.catalogue.get(topic)
    body = _publisher(region, series.publisher) if series else None
    span = f"{years[0]}-{years[1]}" if years[0] < years[1] else str(years[1])
    reason_zh, reason_en = _reasons(target.indicator, series, span)
    return DataRequest(
        id=f"request-{target.id}",
        topic=topic,
        body=body or _lead(region, bodies),
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
    return next((body.id for body in region.bodies.values() if body.function == function), None)


def _lead(region: Region, bodies: list[Responsibility]) -> str:
    """Return the lead's id, its name as the plan writes it where the region does not list it."""
    leads = [body for body in bodies if body.role is Role.LEAD] or bodies
    if leads:
        found = resolve(region, leads[0].name)
        return found.id if found else leads[0].name
    return _publisher(region, "government") or _publisher(region, "drc") or region.label_zh


def resolve(region: Region, name: str) -> Body | None:
    """Return the region's body that a plan calls ``name``."""
    return next(
        (
            body
            for body in region.bodies.values()
            if name in (body.id, body.label_zh, body.short_zh, *body.aliases)
        ),
        None,
    )


def requests_about(region: Region, key: str) -> tuple[DataRequest, ...]:
    """Return the region's requests on an indicator, its inputs, or what is computed from it."""
    topics = {key, *upstream(key), *downstream(key)}
    return tuple(request for request in region.requests if request.topic in topics)
