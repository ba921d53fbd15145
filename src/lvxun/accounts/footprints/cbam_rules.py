"""The rules of the border adjustment as data: ``rules/accounts/cbam.toml`` read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from lvxun.region.catalogue import rules_document
from lvxun.region.model import Quality


@dataclass(frozen=True, slots=True)
class Known:
    """A figure of the rules with how it is known."""

    value: Decimal
    source: str
    quality: Quality
    note: str = ""


@dataclass(frozen=True, slots=True)
class Good:
    """A good of annex I; ``cn`` are headings in short, ``scope`` says which emissions count as embedded.

    ``most`` is the largest plausible figure, t CO2e per ``unit``.
    """

    id: str
    group: str
    label_zh: str
    label_en: str
    cn: tuple[str, ...]
    unit: str
    scope: str
    most: Decimal


@dataclass(frozen=True, slots=True)
class ExposedSector:
    """A sector of the input-output table that makes such goods, among others."""

    id: str
    group: str
    scope: str
    note_zh: str
    note_en: str


@dataclass(frozen=True)
class CbamRules:
    """What the adjustment costs from when.

    Attributes
    ----------
    free
        share of the benchmark still allocated free, by year.
    price
        of a certificate, EUR/t CO2e, by year.
    markups
        put on default values, by group ("" for all others) and year; the last year holds on.
    benchmarks
        t CO2e per unit, by good and route.
    defaults
        t CO2e per unit before the mark-up, by good.
    """

    destinations: frozenset[str]
    deminimis: Known
    cross_sectoral: Known
    cny_per_eur: Known
    free: Mapping[int, Known]
    price: Mapping[int, Known]
    markups: Mapping[str, Mapping[int, Known]]
    goods: Mapping[str, Good]
    benchmarks: Mapping[tuple[str, str], Known]
    defaults: Mapping[str, Known]
    sectors: tuple[ExposedSector, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Years for which both the share and the price are known."""
        return tuple(sorted(self.free.keys() & self.price.keys()))

    def markup(self, group: str, year: int) -> Known:
        """Return the mark-up in force in a year."""
        by_year = self.markups.get(group, self.markups[""])
        begun = [one for one in by_year if one <= year]
        return by_year[max(begun) if begun else min(by_year)]

    def routes(self, good: str) -> tuple[str, ...]:
        """Return the routes for which a good has a benchmark."""
        return tuple(route for one, route in self.benchmarks if one == good)


@cache
def cbam_rules() -> CbamRules:
    """Return the rules of the package."""
    return rules_of(rules_document("accounts/cbam.toml"))


def rules_of(content: Mapping[str, Any]) -> CbamRules:
    """Return rules from the content of such a file: another price path, a later act."""
    markups: dict[str, dict[int, Known]] = {}
    for row in content["markup"]:
        markups.setdefault(row["group"], {})[row["year"]] = _known(row["share"], content["markups"])
    return CbamRules(
        destinations=frozenset(content["destinations"]["codes"]),
        deminimis=_known(content["deminimis"]["tonnes"], content["deminimis"]),
        cross_sectoral=_known(content["cross_sectoral"]["value"], content["cross_sectoral"]),
        cny_per_eur=_known(content["exchange"]["cny_per_eur"], content["exchange"]),
        free={row["year"]: _known(row["free"], content["factors"]) for row in content["factor"]},
        price={row["year"]: _known(row["eur"], row) for row in content["price"]},
        markups=markups,
        goods={row["id"]: _good(row) for row in content["good"]},
        benchmarks={
            (row["good"], route): _known(value, row)
            for row in content["benchmark"]
            for route, value in row["values"].items()
        },
        defaults={row["good"]: _known(row["value"], row) for row in content["default"]},
        sectors=tuple(ExposedSector(**row) for row in content["sector"]),
    )


def _known(value: str, row: Mapping[str, Any]) -> Known:
    return Known(Decimal(value), row["source"], Quality(row["quality"]), row.get("note", ""))


def _good(row: Mapping[str, Any]) -> Good:
    return Good(
        row["id"],
        row["group"],
        row["label_zh"],
        row["label_en"],
        tuple(row["cn"]),
        row["unit"],
        row["scope"],
        Decimal(row["most"]),
    )
