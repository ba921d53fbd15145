"""The registers' totals as series of the region, each with the register as its source."""

from __future__ import annotations

import csv
import logging
import time
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import pandas as pd
from django.db.models import Count, Max

from lvxun.region import overlay as lay
from lvxun.region.errors import RegionFaultsError
from lvxun.region.model import SERIES_COLUMNS, Region, SeriesDefinition, Source
from lvxun.registers.model import Register, RegisterIndicator
from lvxun.web.registers.definitions import definitions
from lvxun.web.totals.counting import newest_act, refresh
from lvxun.web.totals.models import RegisterTotals

log = logging.getLogger(__name__)
PREFIX = "register-"  # of the source of what a register yields
KINDS = {"share": "share", "mean": "intensity", "days": "intensity", "count": "stock", "sum": "stock"}
PLAIN = ("-", "")
LOOKS_EVERY = 5.0  # seconds between two looks whether records changed


class _Seen:
    """What this process looked at last."""

    act: int = -1
    at: float = 0.0


def series_id(register: str, indicator: str) -> str:
    """Return the id under which an indicator of a register is a series of the region."""
    return f"{register}.{indicator}"


def edition(region: str) -> int:
    """Return a number that changes whenever the totals do; small registers are counted again first."""
    now = time.monotonic()
    if now - _Seen.at >= LOOKS_EVERY or _Seen.act < 0:
        newest = newest_act()
        if newest != _Seen.act:
            refresh()
        _Seen.act, _Seen.at = newest, now
    found = RegisterTotals.objects.filter(region=region).aggregate(last=Max("edition"), registers=Count("id"))
    return int((found["last"] or 0) * 1000 + found["registers"])


def forget() -> None:
    """Look anew at the next question; for tests and after records were made or taken out in one go."""
    _Seen.act, _Seen.at = -1, 0.0


def with_totals(region: Region) -> Region:
    """Return the region with what its registers yield laid over it."""
    frame, sources, defined = figures(region)
    if frame.empty:
        return region
    try:
        return lay(region, frame, sources, defined)
    except RegionFaultsError as faults:
        log.warning("What registers yield does not fit the region: %s", faults.message)
        bad = {error.where.row for error in faults.errors}
        fitting = frame[~frame["row"].isin(bad)]
        return lay(region, fitting, sources, defined) if len(fitting) else region


def figures(region: Region) -> tuple[pd.DataFrame, dict[str, Source], dict[str, SeriesDefinition]]:
    """Return the totals as rows of series, their sources, and what each series is."""
    rows: list[tuple[object, ...]] = []
    sources: dict[str, Source] = {}
    defined: dict[str, SeriesDefinition] = {}
    for kept in RegisterTotals.objects.filter(region=region.id).order_by("register"):
        register = definitions().get(kept.register)
        if register is None:
            continue
        declared = {one.id: one for one in register.indicators}
        source = _source(register, kept)
        for indicator, area, year, value, count, of in kept.rows:
            one = declared.get(indicator)
            if one is None or area not in region.areas.index:
                continue
            key = series_id(register.id, indicator)
            defined.setdefault(key, _definition(register, one, key))
            note = f"records counted: {count} of {of}" if of != count else f"records counted: {count}"
            quality = "official"
            if kept.made_up:  # never passed off as a fact
                quality, note = "unverified", f"{note}; the register holds {kept.made_up} made-up records"
            rows.append((key, area, year, value, defined[key].unit, source.id, quality, note))
            sources[source.id] = source
    frame = pd.DataFrame(rows, columns=list(SERIES_COLUMNS))
    return frame.assign(file=frame["source"], row=range(2, len(frame) + 2)), sources, defined


def _source(register: Register, kept: RegisterTotals) -> Source:
    return Source(
        id=f"{PREFIX}{register.id}",
        title=f"{register.label.zh}（台账，截至{kept.day.isoformat()}）",
        publisher=register.keeper,
        year=kept.day.year,
        note=f"{register.label.en}: counted from the records of the register as of {kept.day.isoformat()}.",
    )


def _definition(register: Register, one: RegisterIndicator, key: str) -> SeriesDefinition:
    return SeriesDefinition(
        id=key,
        label_zh=one.label.zh,
        label_en=one.label.en,
        unit=canonical(one.unit),
        kind=KINDS.get(one.kind, "stock"),
        lower=None,
        upper=None,
        additive=one.kind in ("count", "sum"),
        publisher=register.keeper,
        topic="registers",
        note=register.path,
        register=register.id,
        direction=one.better,
        measures=one.measures or register.measures,
        description_zh=f"由台账“{register.label.zh}”的记录统计。{register.summary.zh}",
        description_en=f"Counted from records of “{register.label.en}”. {register.summary.en}",
    )


def canonical(unit: str) -> str:
    """Return the unit of a register as the region's units know it; "倍" for a plain ratio."""
    return "倍" if unit in PLAIN else units().get(unit, unit)


@cache
def units() -> Mapping[str, str]:
    """Return the region's unit for each unit of the registers, from ``rules/codes/register_units.csv``."""
    text = (files("lvxun") / "rules" / "codes" / "register_units.csv").read_text(encoding="utf-8")
    return {row["unit"]: row["label_zh"] for row in csv.DictReader(text.splitlines())}
