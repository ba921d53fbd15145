"""Where a label may stand beside a point so that it covers neither a circle nor another label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GAP, AIR = 4.0, 3.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the drawing, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """Return the area that two boxes share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, high)

    def grown(self, by: float) -> Box:
        """Return the box with some air around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def outside(self, width: float, height: float) -> float:
        """Return how far the box sticks out of the drawing."""
        return max(0.0, -self.left, -self.top, self.right - width, self.bottom - height)


@dataclass(frozen=True, slots=True)
class Point:
    """A circle with the size of the label that it needs."""

    x: float
    y: float
    radius: float
    wide: float
    high: float

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


def place(points: Sequence[Point], width: float, height: float) -> list[Box]:
    """Return a box for each point's label; the widest circles choose first.

    Each takes the place that covers least, near places before far ones.
    """
    placed: dict[int, Box] = {}
    circles = [point.box for point in points]
    for number in sorted(range(len(points)), key=lambda n: -points[n].radius):
        taken = [*circles, *placed.values()]
        placed[number] = min(
            _candidates(points[number]),
            key=lambda box: (
                sum(box.grown(AIR).overlap(other) for other in taken) + 100 * box.outside(width, height)
            ),
        )
    return [placed[number] for number in range(len(points))]


def _candidates(point: Point) -> Iterator[Box]:
    for far in (0.0, 10.0, 22.0, 36.0):
        reach = point.radius + GAP + far
        sides = (
            (point.x + reach, point.y - point.high / 2),
            (point.x - reach - point.wide, point.y - point.high / 2),
            (point.x - point.wide / 2, point.y + reach),
            (point.x - point.wide / 2, point.y - reach - point.high),
            (point.x + reach * 0.7, point.y + reach * 0.7),
            (point.x - reach * 0.7 - point.wide, point.y + reach * 0.7),
            (point.x + reach * 0.7, point.y - reach * 0.7 - point.high),
            (point.x - reach * 0.7 - point.wide, point.y - reach * 0.7 - point.high),
        )
        for left, top in sides:
            yield Box(left, top, left + point.wide, top + point.high)


def text_width(text: str, size: float) -> float:
    """Return about how wide ``text`` is drawn: a Chinese character is a square, a Latin one half of it."""
    return sum(size if ord(sign) > 0x2E7F else size * 0.56 for sign in text)
