"""Values that are a power of ten (or a change of unit) away from their own history."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from lvxun.region.errors import UnitError
from lvxun.region.sanity.finding import Finding, Severity
from lvxun.region.sanity.panel import Panel, Point, Track, Words, finding_at
from lvxun.region.units import factor

FACTORS = (10.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8)
UNIT_PREFIXES = ("", "十", "百", "千", "万", "百万", "亿")
NOT_A_SLIP = math.log(4.0)
CLOSE_TO_FACTOR = math.log(2.6)
MOST_GROWTH = 0.35  # a year, in logs: faster than any series of a province but a new technology
EARLY_GROWTH = 0.9  # solar in its first years


def unit_slips(panel: Panel) -> Iterator[Finding]:
    """Find values that are about 10, 100, 1 000, 10 000 … times what their track leads one to expect."""
    for track in panel.tracks.values():
        if track.definition.kind == "rate" or len(track.points) < 2:
            continue
        yield from _zeros(track)
        yield from _slips(track)


def _slips(track: Track) -> Iterator[Finding]:
    points = [point for point in track.points if point.value > 0]
    if len(points) < 3:
        return
    logs = np.log([point.value for point in points])
    years = np.array([point.year for point in points], dtype=float)
    for position, point in enumerate(points):
        residual = float(logs[position] - _expected(years, logs, position))
        times = slip_factor(residual)
        if times is not None:
            yield _finding(track, point, math.exp(float(logs[position]) - residual), times)


def _expected(years: np.ndarray, logs: np.ndarray, position: int) -> float:
    """Return what the other points say: a line of median slope through them, leaned on the nearest ones."""
    others = np.arange(len(years)) != position
    y, v = years[others], logs[others]
    gaps = y[:, None] - y[None, :]
    rises = v[:, None] - v[None, :]
    slopes = rises[gaps > 0] / gaps[gaps > 0]
    slope = float(np.clip(np.median(slopes), -MOST_GROWTH, EARLY_GROWTH)) if len(slopes) else 0.0
    near = np.argsort(np.abs(y - years[position]), kind="stable")[:5]
    return float(np.median(v[near] + slope * (years[position] - y[near])))


def slip_factor(residual: float) -> float | None:
    """Return the power of ten that a log residual comes near to (below 1 for a value too small)."""
    if abs(residual) < NOT_A_SLIP:
        return None
    nearest = min(FACTORS, key=lambda f: abs(abs(residual) - math.log(f)))
    if abs(abs(residual) - math.log(nearest)) > CLOSE_TO_FACTOR:
        return None
    return nearest if residual > 0 else 1 / nearest


def _finding(track: Track, point: Point, expected: float, times: float) -> Finding:
    definition = track.definition
    what = (
        f"{definition.label_zh} {definition.id} of {point.year} is {point.value:g} {definition.unit}, about "
        f"{_times(times)} what its other years lead one to expect (about {expected:.3g} {definition.unit})."
    )
    return finding_at(
        point, "unit_slip", Words(what, slip_remedy(definition.unit, times)), severity=Severity.ERROR
    )


def _times(times: float) -> str:
    return f"{times:,.0f} times" if times >= 1 else f"one {1 / times:,.0f}th of"


def slip_remedy(unit: str, times: float) -> str:
    """Say in which unit the value was probably meant."""
    meant = probable_unit(unit, times)
    if meant is None:
        return "Check the unit and the decimal point."
    return f"The value was probably in {meant}: write '{meant}' as its unit, or convert it to {unit}."


def probable_unit(unit: str, times: float) -> str | None:
    """Return the unit in which a value would be ``1/times`` as large, as 吨标准煤 for 万吨标准煤 and 1e4."""
    bare = unit.removeprefix("百万").removeprefix("万").removeprefix("亿")
    candidates = [f"{prefix}{bare}" for prefix in UNIT_PREFIXES]
    if unit == "%":
        return None
    for candidate in [*candidates, "瓦", "千瓦", "公斤", "kWh", "GJ"]:
        try:
            if math.isclose(factor(candidate, unit) * times, 1.0, rel_tol=1e-9):
                return candidate
        except UnitError:
            continue
    return None


def _zeros(track: Track) -> Iterator[Finding]:
    """A zero between figures is mostly an unknown that somebody typed as 0."""
    if track.definition.kind in ("rate", "share"):
        return
    positive = [point.value for point in track.points if point.value > 0]
    for before, point in zip(track.points, track.points[1:], strict=False):
        if point.value == 0 and before.value > 0 and len(positive) >= 2:
            label = f"{track.definition.label_zh} {point.series}"
            what = f"{label} of {point.year} is 0 after {before.value:g} in {before.year}."
            remedy = "Leave the row out where the figure is not known: an unknown is not a zero."
            yield finding_at(point, "zero_for_unknown", Words(what, remedy), others=[before])
