"""Text without page noise and hard wraps, that remembers where each character came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lvxun.plan.model import Span


@dataclass(frozen=True, slots=True)
class CleanText:
    """Cleaned text and, for each of its characters, the offset in the source text.

    Full-width digits and percent signs are folded, spaces between digits and Chinese are gone, lines are
    joined, page noise is left out; paragraphs end in a single newline. ``offsets`` has one entry a character.
    """

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Return the source span of the clean characters from ``start`` up to ``end`` (not included)."""
        if start >= end:
            return (self.offsets[start], self.offsets[start]) if start < len(self.offsets) else (0, 0)
        return self.offsets[start], self.offsets[end - 1] + 1

    def slice(self, start: int, end: int) -> CleanText:
        """Return a part, still pointing into the source."""
        return CleanText(self.text[start:end], self.offsets[start:end])
