"""Figures that leave their own history: lone jumps, breaks of level, repeated and swapped years."""

from __future__ import annotations

import math
from collections.abc import Iterator, Set
from dataclasses import replace

import numpy as np

from lvxun.region.sanity.finding import Finding
from lvxun.region.sanity.panel import Key, Panel, Track, Words, finding_at
from lvxun.region.sanity.rules import furthest_changes

FEWEST_POINTS = 4
FEWEST_TO_SWAP = 5
FAR = 3.0  # robust standard deviations of the yearly change
LONE_FAR = 2.7
RATE_FAR = 4.0
MAD_TO_SIGMA = 1.4826
SWAP_GAIN = 0.3
REPEATED_DIGITS = 4
POINTS = ("share", "rate")  # kinds whose changes are percentage points, not percent
REMEDIES = {
    "jump": "Look the figure up again; if it is right, explain it in [[accepted]] of region.toml.",
    "break": "The level changes for good: a census revision or a new definition? Carry the revised series "
    "back, or say so in the note of the first year on the new basis.",
}


def jumps(panel: Panel, suspects: Set[Key]) -> Iterator[Finding]:
    """Find changes beyond the track's history: once there and back is a jump, once and for good a break."""
    for track in panel.tracks.values():
        clean = _without(track, suspects)
        if len(clean.points) < FEWEST_POINTS:
            continue
        if clean.definition.kind == "rate":
            yield from _odd_rates(clean)
            continue
        swaps = list(_swaps(clean))
        yield from swaps
        if not swaps:
            yield from _outliers(clean)


def repeats(panel: Panel, suspects: Set[Key]) -> Iterator[Finding]:
    """Find flows that repeat the year before to the last of at least four digits."""
    for track in panel.tracks.values():
        if track.definition.kind != "flow":
            continue
        for before, point in zip(track.points, track.points[1:], strict=False):
            same = before.value == point.value and _digits(point.value) >= REPEATED_DIGITS
            if same and point.key not in suspects and point.year == before.year + 1:
                what = (
                    f"{track.definition.label_zh} {point.series} of {point.year} repeats {before.year} "
                    f"to the last digit ({point.value:g})."
                )
                remedy = "One of the two was probably copied: look it up."
                yield finding_at(point, "repeated_year", Words(what, remedy), others=[before])


def _digits(value: float) -> int:
    return len(f"{value:.10g}".replace(".", "").replace("-", "").strip("0"))


def _without(track: Track, suspects: Set[Key]) -> Track:
    kept = tuple(point for point in track.points if point.key not in suspects)
    return Track(track.definition, track.area, kept, track.area_kind)


def scaled(track: Track) -> np.ndarray | None:
    """Return values on the scale on which the track's changes compare: logs, or percentage points."""
    if track.definition.kind in POINTS:
        return track.values
    return np.log(track.values) if bool((track.values > 0).all()) else None


def _odd_rates(track: Track) -> Iterator[Finding]:
    """A rate has no trend: hold it against the middle of all years."""
    values = track.values
    middle = float(np.median(values))
    spread = MAD_TO_SIGMA * float(np.median(np.abs(values - middle)))
    sigma = max(spread, track.usual_change)
    for point in track.points:
        if abs(point.value - middle) > RATE_FAR * sigma:
            label = f"{track.definition.label_zh} {point.series}"
            what = (
                f"{label} of {point.year} is {point.value:g} %, the middle of the other years {middle:g} %."
            )
            yield finding_at(point, "jump", Words(what, f"Check value and sign. {REMEDIES['jump']}"))


def changes(track: Track) -> tuple[np.ndarray, float] | None:
    """Return the yearly changes as robust standard deviations from their median, and that deviation."""
    levels = scaled(track)
    if levels is None:
        return None
    gaps = np.diff(track.years)
    steps = np.diff(levels) / gaps
    centre = float(np.median(steps))
    spread = MAD_TO_SIGMA * float(np.median(np.abs(steps - centre)))
    sigma = max(spread, track.usual_change)
    return (steps - centre) / sigma, sigma


def _outliers(track: Track) -> Iterator[Finding]:
    found = changes(track)
    if found is None:
        return
    far, sigma = found
    told = track.told_breaks
    last = len(far) - 1
    unseen = _unseen(track)
    taken: set[int] = set()
    for i in range(len(far)):
        there_and_back = i < last and far[i] * far[i + 1] < 0
        if there_and_back and min(abs(far[i]), abs(far[i + 1])) > LONE_FAR:
            taken |= {i, i + 1}
            yield _jump(track, i + 1, far[i] * sigma, "jump")
    for i in range(len(far)):
        if i in taken or (abs(far[i]) <= FAR and not unseen[i]):
            continue
        point = track.points[0] if i == 0 and last > 0 and _first_is_odd(far) else track.points[i + 1]
        if track.points[i + 1].year in told:
            continue
        yield _jump(track, track.points.index(point), far[i] * sigma, "jump" if i in (0, last) else "break")


def _unseen(track: Track) -> np.ndarray:
    """Return for each yearly change whether no province was ever seen to move so far."""
    bounds = furthest_changes().get(track.definition.id)
    if bounds is None or track.area_kind != "province":
        return np.zeros(len(track.points) - 1, dtype=bool)
    steps = np.diff(np.log(track.values)) / np.diff(track.years)
    return np.array([not bounds[0] <= step <= bounds[1] for step in steps], dtype=bool)


def _first_is_odd(far: np.ndarray) -> bool:
    return bool(abs(far[0]) > FAR and np.abs(far[1:]).max(initial=0.0) < FAR)


def _jump(track: Track, position: int, change: float, kind: str) -> Finding:
    definition, point = track.definition, track.points[position]
    beside = track.points[position - 1] if position else track.points[1]
    size = (
        f"{change:+.1f} percentage points"
        if definition.kind in POINTS
        else f"{100 * (math.exp(change) - 1):+.0f} %"
    )
    what = (
        f"{definition.label_zh} {definition.id} goes from {beside.value:g} ({beside.year}) to "
        f"{point.value:g} ({point.year}) {definition.unit}: {size} a year beyond its usual course."
    )
    return finding_at(point, kind, Words(what, REMEDIES[kind]), others=[beside])


def _stretches(track: Track) -> Iterator[Track]:
    """Yield the parts of a track between breaks that its notes tell of: each is on one basis."""
    starts = [0, *(i for i, point in enumerate(track.points) if i and point.year in track.told_breaks)]
    for start, end in zip(starts, [*starts[1:], len(track.points)], strict=True):
        yield replace(track, points=track.points[start:end])


def _swaps(track: Track) -> Iterator[Finding]:
    """Two neighbours whose exchange makes their whole stretch run smoothly were probably swapped."""
    for stretch in _stretches(track):
        yield from _swaps_within(stretch)


def _swaps_within(track: Track) -> Iterator[Finding]:
    levels = scaled(track)
    if levels is None or len(levels) < FEWEST_TO_SWAP:
        return
    sigma = track.usual_change
    before = _roughness(levels, track.years)
    for i in range(len(levels) - 1):
        other = levels.copy()
        other[[i, i + 1]] = other[[i + 1, i]]
        after = _roughness(other, track.years)
        if before > LONE_FAR * 2 * sigma and after < SWAP_GAIN * before:
            a, b = track.points[i], track.points[i + 1]
            label = f"{track.definition.label_zh} {a.series}"
            what = f"{label}: {a.year} ({a.value:g}) and {b.year} ({b.value:g}) look swapped."
            remedy = "Look both up and exchange them if so."
            yield finding_at(a, "swapped_years", Words(what, remedy), others=[b])
            return


def _roughness(levels: np.ndarray, years: np.ndarray) -> float:
    """Return how much the yearly change changes along a track."""
    return float(np.abs(np.diff(np.diff(levels) / np.diff(years))).sum())
