"""The picture of a causal chain: the measure on the left, what it changes in the middle, indicators right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lvxun.accounts import IndicatorInfo
from lvxun.oversight.chains import Chain
from lvxun.plan.model import Measure

WIDTH, BOX, HEIGHT, GAP = 960.0, 250.0, 54.0, 22.0
LEFT, MIDDLE, RIGHT = 4.0, 355.0, 706.0
HEAD = 10.0


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its place; ``kind`` is measure, via or indicator."""

    kind: str
    x: float
    y: float
    label_zh: str
    label_en: str
    indicator: str = ""

    @property
    def middle(self) -> float:
        return self.y + HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow; the less sure, the fainter."""

    x1: float
    y1: float
    x2: float
    y2: float
    confidence: str
    sign: str = ""

    @property
    def path(self) -> str:
        bend = (self.x2 - self.x1) / 2
        start, end = f"M{self.x1:.1f} {self.y1:.1f}", f"{self.x2 - HEAD:.1f} {self.y2:.1f}"
        first, second = f"{self.x1 + bend:.1f} {self.y1:.1f}", f"{self.x2 - bend:.1f} {self.y2:.1f}"
        return f"{start} C{first} {second} {end}"

    @property
    def tip(self) -> str:
        back = self.x2 - HEAD
        return f"M{self.x2:.1f} {self.y2:.1f} L{back:.1f} {self.y2 - 5:.1f} L{back:.1f} {self.y2 + 5:.1f} Z"

    @property
    def sign_x(self) -> float:
        return (self.x1 + self.x2) / 2

    @property
    def sign_y(self) -> float:
        return (self.y1 + self.y2) / 2 - 6


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    box_width: float = BOX
    box_height: float = HEIGHT


def draw(measure: Measure, links: Sequence[tuple[Chain, IndicatorInfo]]) -> Drawing:
    """Lay the chain out; an indicator that two links lead to stands once."""
    height = max(1, len(links)) * (HEIGHT + GAP)
    start = Box("measure", LEFT, (height - HEIGHT) / 2, measure.title, measure.title)
    boxes, arrows = [start], []
    ends: dict[str, Box] = {}
    for place, (link, info) in enumerate(links):
        y = place * (HEIGHT + GAP) + GAP / 2
        via = Box("via", MIDDLE, y, link.via.zh, link.via.en)
        end = ends.get(info.id) or Box("indicator", RIGHT, y, info.label_zh, info.label_en, info.id)
        ends[info.id] = end
        boxes.append(via)
        arrows.append(Arrow(LEFT + BOX, start.middle, MIDDLE, via.middle, "high"))
        sign = "↑" if link.effect == "up" else "↓"
        arrows.append(Arrow(MIDDLE + BOX, via.middle, RIGHT, end.middle, link.confidence.value, sign))
    return Drawing(WIDTH, height, (*boxes, *ends.values()), tuple(arrows))
