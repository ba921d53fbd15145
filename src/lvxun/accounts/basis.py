"""What the accounts of a year stand on: a region, a year, the factors in force, the year's energy balance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lvxun.accounts.balances.model import Balance
from lvxun.accounts.book.model import Check, Entry, Role
from lvxun.accounts.book.spreads import spread_of
from lvxun.accounts.factors.model import FactorBook
from lvxun.region.model import Quality, Region


@dataclass(frozen=True)
class Basis:
    """The material of a book.

    Attributes
    ----------
    factor_set
        which fuel factors: ``guideline``, ``enterprise_2024``, ``ceads``, ``ipcc_2006``.
    gwp
        which assessment report weighs the gases: ``SAR``, ``AR4``, ``AR5``, ``AR6``.
    checks
        what the reconstruction of the balance says of the figures that it keeps.
    balance
        of the year, ``None`` where there is none and none can be reconstructed.
    """

    region: Region
    year: int
    factors: FactorBook
    balance: Balance | None
    factor_set: str = "guideline"
    gwp: str = "AR5"
    checks: tuple[Check, ...] = ()

    def figure(self, series: str, year: int | None = None, area: str | None = None) -> Entry | None:
        """Return a figure of the region as an entry, ``None`` where it is not known.

        The year is this one and the area the region's own, unless said otherwise; the entry's id is
        ``activity/<series>``, with ``/<year>`` or ``/<area>`` behind it where they are not the basis's own.
        """
        wanted, place = year or self.year, area or self.region.code
        at = self._places.get((series, place, wanted))
        if at is None:
            return None
        row, definition = self.region.series.iloc[at], self.region.catalogue[series]
        ending = ("" if wanted == self.year else f"/{wanted}") + (
            "" if place == self.region.code else f"/{place}"
        )
        value, quality = float(row["value"]), Quality(row["quality"])
        return Entry(
            id=f"activity/{series}{ending}",
            role=Role.ACTIVITY,
            label_zh=definition.label_zh,
            label_en=definition.label_en,
            value=value,
            unit=str(row["unit"]),
            year=wanted,
            source=str(row["source"]),
            quality=quality,
            spread=spread_of(value, quality),
            note=str(row["note"]),
            file=str(row["file"]),
            row=None if row["row"] is None or row["row"] != row["row"] else int(row["row"]),
            series=series,
        )

    @cached_property
    def _places(self) -> Mapping[tuple[str, str, int], int]:
        """Where each figure stands in the region's table, by series, area and year; the first where twice."""
        frame = self.region.series
        places: dict[tuple[str, str, int], int] = {}
        for at, key in enumerate(zip(frame["indicator"], frame["area"], frame["year"], strict=True)):
            places.setdefault(key, at)
        return places
