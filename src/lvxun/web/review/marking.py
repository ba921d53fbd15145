"""A text cut into segments at the borders of its items, so that a template can mark each in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

BLANK_LINES = re.compile(r"\n[ \t\u3000]*(?:\n[ \t\u3000]*)+")


@dataclass(frozen=True, slots=True)
class Item:
    """Something with a place in a text. ``key`` is the anchor that the other side of the page carries."""

    key: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text in which the same items hold; ``items`` go from the widest to the narrowest."""

    start: int
    text: str
    items: tuple[Item, ...]

    @property
    def innermost(self) -> Item | None:
        return self.items[-1] if self.items else None

    @property
    def shown(self) -> str:
        """The text with runs of blank lines closed up, as hard-wrapped documents have them at every line."""
        return BLANK_LINES.sub("\n", self.text)

    @property
    def kinds(self) -> str:
        return " ".join(dict.fromkeys(f"mark-{item.kind}" for item in self.items))


def segments(text: str, items: Sequence[Item]) -> list[Segment]:
    """Cut ``text`` at every border of ``items``; the segments joined are the text, whatever overlaps.

    Items that lie outside the text or are empty are passed over.
    """
    within = [item for item in items if 0 <= item.start < item.end <= len(text)]
    opening: dict[int, list[Item]] = {}
    for item in within:
        opening.setdefault(item.start, []).append(item)
    borders = sorted({0, len(text), *(i.start for i in within), *(i.end for i in within)})
    cut: list[Segment] = []
    open_items: list[Item] = []
    for start, end in pairwise(borders):
        open_items = [item for item in open_items if item.end > start] + opening.get(start, [])
        widest_first = sorted(open_items, key=lambda item: (item.start - item.end, item.key))
        cut.append(Segment(start, text[start:end], tuple(widest_first)))
    return cut
