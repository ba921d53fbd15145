"""What can be wrong with bringing figures in, said to the person at the page."""

from __future__ import annotations

from dataclasses import dataclass

from lvxun.errors import LvxunError


class FiguresError(LvxunError):
    """Figures cannot be brought in, or taken back, as asked."""


class UploadError(FiguresError):
    """A file that is not even read."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a row of a draft would do now, other than its dry run said; ``after`` is empty for a row gone."""

    sheet: str
    row: int
    indicator: str
    area: str
    year: int | None
    verdict_before: str
    verdict_after: str
    known_before: float | None
    known_after: float | None
    unit: str


class StaleDraftError(FiguresError):
    """The region's figures changed since the dry run: its verdicts do not hold any more."""

    def __init__(self, what: str) -> None:
        super().__init__(what, remedy="Look at the new verdicts below, then decide again.")
