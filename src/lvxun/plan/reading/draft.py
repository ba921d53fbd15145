"""What a reader of one format hands back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """Text of one document; ``page_starts`` are offsets into ``text``."""

    text: str
    encoding: str | None = None
    page_starts: tuple[int, ...] = (0,)
    warnings: tuple[str, ...] = ()
