"""The areas of a region as pages name them."""

from __future__ import annotations

from dataclasses import dataclass

from lvxun.region.model import Region


@dataclass(frozen=True, slots=True)
class Area:
    """A province, a city or a zone."""

    code: str
    label_zh: str
    label_en: str
    kind: str
    parent: str
    lon: float
    lat: float


def areas(region: Region) -> dict[str, Area]:
    """Return the areas by code, the region itself first."""
    rows = [
        Area(str(code), row.label_zh, row.label_en, row.kind, row.parent, float(row.lon), float(row.lat))
        for code, row in zip(region.areas.index, region.areas.itertuples(index=False), strict=True)
    ]
    return {area.code: area for area in rows}


def cities(region: Region) -> list[Area]:
    """Return the prefectures, in the order of the package."""
    return [area for area in areas(region).values() if area.kind == "prefecture"]
