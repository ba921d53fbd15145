"""Small drawings of values: a polygon, bars of counts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SIZE, EDGE = 180.0, 10.0


@dataclass(frozen=True, slots=True)
class Outline:
    """A polygon as it is drawn; north is up."""

    size: float
    path: str
    corners: tuple[tuple[float, float], ...]


def outline(value: object) -> Outline | None:
    """Draw a polygon of [longitude, latitude] pairs; None for what is no polygon."""
    points = _points(value)
    if len(points) < 3:
        return None
    middle = math.cos(math.radians(sum(lat for _, lat in points) / len(points))) or 1.0
    flat = [(lon * middle, -lat) for lon, lat in points]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    widest = max(max(x for x, _ in flat) - left, max(y for _, y in flat) - top) or 1.0
    scale = (SIZE - 2 * EDGE) / widest
    drawn = tuple((EDGE + (x - left) * scale, EDGE + (y - top) * scale) for x, y in flat)
    path = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in drawn) + " z"
    return Outline(SIZE, path, drawn)


def _points(value: object) -> list[tuple[float, float]]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    found = []
    for one in value:
        if not (isinstance(one, Sequence) and len(one) == 2 and all(_is_number(part) for part in one)):
            return []
        found.append((float(one[0]), float(one[1])))
    return found


def _is_number(part: object) -> bool:
    return isinstance(part, int | float) and not isinstance(part, bool) and math.isfinite(part)


@dataclass(frozen=True, slots=True)
class Bar:
    """How many, as a bar beside its name; ``width`` is of 100."""

    key: str
    name: str
    count: int
    width: float


def bars(counts: Mapping[str, int], names: Mapping[str, str]) -> list[Bar]:
    """Return a bar for each of ``names`` in their order, and for what else was counted behind them."""
    keys = [*names, *(key for key in counts if key not in names)]
    largest = max(counts.values(), default=0)
    return [
        Bar(key, names.get(key, key), counts[key], 100 * counts[key] / largest if largest else 0.0)
        for key in keys
        if counts.get(key)
    ]
