"""The stretches of a plan that are read sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextUnit:
    """One measure, or a part of the plan without measures: a chapter's own text or the preamble.

    ``start`` and ``end`` are offsets into the clean text; they hold the unit's running text (a measure's
    title sentence included, its trailing list of bodies left out).
    ``measure_id`` and ``measure`` are ``None`` outside measures, ``chapter`` is ``None`` in the preamble.
    """

    measure_id: str | None
    measure: int | None
    chapter: int | None
    title: str
    start: int
    end: int
