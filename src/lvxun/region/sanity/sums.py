"""Parts that do not make up their total, cities that do not make up the province."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import numpy as np

from lvxun.region.sanity.finding import Finding, Severity
from lvxun.region.sanity.jumps import scaled
from lvxun.region.sanity.panel import Key, Panel, Point, Words, finding_at
from lvxun.region.sanity.rules import SumRule, sum_rules
from lvxun.region.sanity.slips import slip_factor

AREA_TOLERANCE = 0.012  # rounding, and zones that the cities' figures leave out
REVISION_TOLERANCE = 0.01
PART_KINDS = ("prefecture",)


def part_sums(panel: Panel, suspects: Set[Key]) -> Iterator[Finding]:
    """Check every rule of ``rules/check_sums.csv`` in every area and year."""
    for rule in sum_rules():
        for area in panel.areas.index:
            yield from _check_rule(panel, rule, str(area))


def _check_rule(panel: Panel, rule: SumRule, area: str) -> Iterator[Finding]:
    constant = float(rule.total) if rule.total.isdigit() else None
    leading = panel.track(rule.parts[0] if constant is not None else rule.total, area)
    for point in leading.points if leading else ():
        parts = [panel.at(part, point.year, area) for part in rule.parts]
        known = [part for part in parts if part is not None]
        if not known:
            continue
        whole = constant if constant is not None else point.value
        total = sum(part.value for part in known)
        complete = rule.is_equal and len(known) == len(parts)
        slack = abs(whole) * _tolerance(rule, [point, *known])
        if total > whole + slack or (complete and total < whole - slack):
            yield _unequal(panel, rule, point, known, whole)


def _tolerance(rule: SumRule, points: Sequence[Point]) -> float:
    """Figures that are told to be preliminary do not agree to the last digit with revised ones."""
    told = any(point.is_preliminary for point in points)
    return max(rule.tolerance, REVISION_TOLERANCE) if told else rule.tolerance


def _unequal(panel: Panel, rule: SumRule, total: Point, parts: list[Point], whole: float) -> Finding:
    added = sum(part.value for part in parts)
    involved = parts if total in parts else [total, *parts]
    names = " + ".join(part.series for part in parts)
    what = (
        f"{names} of {total.year} give {added:,.6g}, but {rule.total} is {whole:,.6g} "
        f"(difference {added - whole:+,.5g}; {rule.reason})."
    )
    remedy = _digit_hint(added - whole) + "One of them is wrong, or from another source or revision."
    suspect = most_suspect(panel, involved, added - whole, total)
    return finding_at(suspect, "parts_and_total", Words(what, remedy), involved, Severity.ERROR)


def _digit_hint(difference: float) -> str:
    """Two exchanged digits change a number by a multiple of nine."""
    units = round(abs(difference) * 10)
    transposed = units and units % 9 == 0 and abs(abs(difference) * 10 - units) < 1e-6
    return "The difference is a multiple of 9: two digits may be exchanged. " if transposed else ""


def area_sums(panel: Panel, suspects: Set[Key]) -> Iterator[Finding]:
    """Check that cities make up the province in every series that adds up, where all have a figure."""
    cities = [str(code) for code in panel.areas.index[panel.areas["kind"].isin(PART_KINDS)]]
    below = [code for code in cities if panel.areas.loc[code, "parent"] == panel.code]
    for (series, area), track in panel.tracks.items():
        if area != panel.code or not track.definition.additive:
            continue
        for point in track.points:
            known = [panel.at(series, point.year, city) for city in below]
            found = [city for city in known if city is not None]
            added = sum(city.value for city in found)
            off = added - point.value
            whole = len(found) == len(below) and bool(below)
            if off > AREA_TOLERANCE * point.value or (whole and -off > AREA_TOLERANCE * point.value):
                yield _unequal_areas(panel, point, found, added)


def _unequal_areas(panel: Panel, total: Point, cities: list[Point], added: float) -> Finding:
    definition = panel.tracks[total.series, total.area].definition
    off = added - total.value
    suspect = most_suspect(panel, [total, *cities], off, total)
    named = str(panel.areas.loc[suspect.area, "label_zh"])
    what = (
        f"{definition.label_zh} {total.series} of {total.year}: the cities add up to {added:,.6g}, the "
        f"province has {total.value:,.6g} {definition.unit} ({100 * off / total.value:+.1f} %); "
        f"{named} is the least likely."
    )
    remedy = "Check that figure, its unit, and that all are from the same revision."
    return finding_at(suspect, "cities_and_province", Words(what, remedy), [total, *cities], Severity.ERROR)


def most_suspect(panel: Panel, points: list[Point], off: float, total: Point) -> Point:
    """Return the point of a sum that is furthest from what its history leads one to expect.

    ``off`` is the sum of the parts minus the total: a part that is a power of ten from closing the gap is it.
    """
    for point in points:
        right = point.value - off if point.key != total.key else point.value + off
        if right > 0 and point.value > 0 and slip_factor(float(np.log(point.value / right))) is not None:
            return point
    scores = {point.key: _oddness(panel, point) for point in points}
    best = max(points, key=lambda point: scores[point.key])
    return best if scores[best.key] > 1.0 else total


def _oddness(panel: Panel, point: Point) -> float:
    """Return how many usual yearly changes a point lies from the line between its neighbours in time."""
    track = panel.tracks[point.series, point.area]
    levels = scaled(track)
    if levels is None or len(levels) < 3:
        return 0.0
    at = next(i for i, other in enumerate(track.points) if other.key == point.key)
    beside = [i for i in range(len(levels)) if i != at]
    near = sorted(beside, key=lambda i: abs(i - at))[:2]
    y, v = track.years[near], levels[near]
    slope = (v[1] - v[0]) / (y[1] - y[0])
    expected = v[0] + slope * (track.years[at] - y[0])
    return float(abs(levels[at] - expected)) / track.usual_change
