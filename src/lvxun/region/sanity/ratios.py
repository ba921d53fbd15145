"""Quotients that lie outside what any province shows: tonnes a head, tce per GDP, hours of a plant."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass

from lvxun.region.sanity.finding import Finding, Severity
from lvxun.region.sanity.panel import Key, Panel, Point, Words, finding_at
from lvxun.region.sanity.rules import RatioRule, ratio_rules
from lvxun.region.sanity.slips import slip_factor, slip_remedy

# Whose figure may stand in for that of a year so many years away: people move by a tenth in ten years.
SLOW = {"population": 10, "gdp": 4}
CITY_SLACK = 2.0  # a single city is more extreme than any province, but for shares of a whole
BLAMED = 3
FEWEST_TO_TRUST = 3


@dataclass(frozen=True, slots=True)
class _Outside:
    rule: RatioRule
    top: Point
    bottom: Point | None
    ratio: float


def ratios(panel: Panel, suspects: Set[Key]) -> Iterator[Finding]:
    """Check every rule of ``rules/check_ratios.csv`` in every area and year."""
    outside = [found for rule in ratio_rules() for found in _outside(panel, rule, suspects)]
    counts = Counter(found.bottom.key for found in outside if found.bottom is not None)
    told: set[Key] = set()
    for found in outside:
        bottom = found.bottom
        if bottom is None or counts[bottom.key] < BLAMED:
            yield _finding(panel, found, blamed=_less_supported(panel, found))
        elif bottom.key not in told:
            told.add(bottom.key)
            yield _finding(panel, found, blamed=bottom)


def _less_supported(panel: Panel, found: _Outside) -> Point | None:
    """A denominator that has no history of its own is likelier wrong than a numerator that has."""
    if found.bottom is None:
        return None
    top, bottom = (panel.tracks[p.series, p.area].points for p in (found.top, found.bottom))
    return found.bottom if len(bottom) < FEWEST_TO_TRUST <= len(top) else None


def _outside(panel: Panel, rule: RatioRule, suspects: Set[Key]) -> Iterator[_Outside]:
    for area in panel.areas.index:
        track = panel.track(rule.numerator, str(area))
        slack = 1.0 if area == panel.code or rule.unit == "%" else CITY_SLACK
        for point in track.points if track else ():
            bottom = _denominator(panel, rule, point)
            if rule.denominator is not None and (
                bottom is None or bottom.value <= 0 or bottom.key in suspects
            ):
                continue
            ratio = rule.scale * point.value / (bottom.value if bottom else 1.0)
            if rule.low < 0 or rule.low == 0:
                inside = rule.low <= ratio <= rule.high
            else:
                inside = rule.low / slack <= ratio <= rule.high * slack or point.value == 0
            if not inside:
                yield _Outside(rule, point, bottom, ratio)


def _denominator(panel: Panel, rule: RatioRule, point: Point) -> Point | None:
    if rule.denominator is None:
        return None
    return panel.near(rule.denominator, point.year, point.area, SLOW.get(rule.denominator, 0))


def _finding(panel: Panel, found: _Outside, blamed: Point | None = None) -> Finding:
    rule, top = found.rule, found.top
    point = blamed or top
    definition = panel.tracks[point.series, point.area].definition
    below = f" over {rule.denominator} ({found.bottom.value:g})" if found.bottom else ""
    what = (
        f"{rule.numerator} ({top.value:g}){below} of {top.year} is {found.ratio:.3g} {rule.unit}, outside "
        f"{rule.low:g} to {rule.high:g} ({rule.reason})."
    )
    is_fraction = definition.unit == "%" and 0 < point.value <= 1
    fraction = f"A fraction for a percentage? Then write {100 * point.value:g}."
    remedy = fraction if is_fraction else "Check value and unit."
    times = _times_off(found)
    if times is not None and definition.unit != "%":
        remedy = slip_remedy(definition.unit, times if blamed is None else 1 / times)
    others = [top, found.bottom] if found.bottom else [top]
    return finding_at(point, "ratio", Words(what, remedy), others, Severity.ERROR)


def _times_off(found: _Outside) -> float | None:
    """Return the power of ten between the ratio and the middle of its range."""
    rule = found.rule
    if rule.low <= 0 or found.ratio <= 0:
        return None
    return slip_factor(math.log(found.ratio / math.sqrt(rule.low * rule.high)))
