"""How sure the values of a book are, worked out once for each book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lvxun.web.accounts.held import Held
from lvxun.web.accounts.working import Progress

NO_BAND = (None, None)


@dataclass(frozen=True)
class Bounds:
    """The 95 % interval of cells by id."""

    half_widths: Mapping[str, float] = field(default_factory=dict)

    def of(self, ident: str, value: float | None) -> tuple[float, float] | tuple[None, None]:
        """Return the ends of the interval of a cell, ``None`` twice where nothing is unsure or known."""
        half = self.half_widths.get(ident)
        return NO_BAND if value is None or not half else (value - half, value + half)


def bounds_of(one: Held) -> Bounds | Progress:
    """Return the 95 % bounds of every cell; to come with the engine."""
    return Bounds()


def worked_out(one: Held) -> Bounds:
    """Return the same without waiting for anybody, for work that is done in a thread already."""
    return Bounds()
