"""Indicators that registers yield: series of a region whose figures are counted from records."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping

from lvxun.accounts.graph import catalogue
from lvxun.accounts.model import IndicatorInfo
from lvxun.accounts.tags import Direction, Kind
from lvxun.region.model import Region, SeriesDefinition

THEME = "registers"
KINDS = {"share": Kind.SHARE, "rate": Kind.RATE, "intensity": Kind.INTENSITY}


def registered(region: Region) -> Mapping[str, IndicatorInfo]:
    """Return the indicators that the region's registers yield, by id; none before records were counted."""
    return {key: _info(series) for key, series in region.catalogue.items() if series.register}


def indicators_of(region: Region) -> Mapping[str, IndicatorInfo]:
    """Return every indicator of a region: those of the accounts, and those that its registers yield."""
    return ChainMap(dict(catalogue()), dict(registered(region)))


def _info(series: SeriesDefinition) -> IndicatorInfo:
    return IndicatorInfo(
        id=series.id,
        label_zh=series.label_zh,
        label_en=series.label_en,
        unit=series.unit,
        kind=KINDS.get(series.kind, Kind.LEVEL),
        direction=Direction(series.direction or "neutral"),
        description_zh=series.description_zh,
        description_en=series.description_en,
        formula="",
        formula_zh="",
        formula_en="",
        source=series.note,
        measures=series.measures,
        aliases=(),
        inputs=(),
        series=(series.id,),
        dependants=(),
        reach={},
        is_choice=False,
        is_step=False,
        is_proxy=False,
        is_lower_bound=False,
        theme=THEME,
    )
