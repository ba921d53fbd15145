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
    rows = region.areas.reset_index().to_dict("records")
    return {str(row["code"]): Area(**{name: row[name] for name in Area.__slots__}) for row in rows}


def cities(region: Region) -> list[Area]:
    """Return the prefectures, in the order of the package."""
    return [area for area in areas(region).values() if area.kind == "prefecture"]
