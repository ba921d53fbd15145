"""Areas of polygons, and which control lines they touch."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from shapely.geometry import Polygon  # type: ignore[import-untyped]
from shapely.strtree import STRtree  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from lvxun.registers.codes import Codes
    from lvxun.registers.codes import Polygon as Rings

SEMI_MAJOR, FLATTENING = 6_378_137.0, 1 / 298.257222101  # metres; the ellipsoid of CGCS 2000 (GB 22021-2008)
ECCENTRICITY = math.sqrt(FLATTENING * (2 - FLATTENING))
SQUARE_METRES_A_HECTARE = 10_000


def polygon_area_ha(values: Mapping[str, object], codes: Codes, day: date) -> float | None:
    """Return the area of a polygon in hectares, to the square metre.

    Computed in the cylindrical equal-area projection of the CGCS 2000 ellipsoid (Snyder, Map Projections,
    USGS Professional Paper 1395, eq. 10-13 to 10-15), corners in degrees.
    """
    corners = _corners(values)
    if corners is None:
        return None
    projected = [
        (SEMI_MAJOR * math.radians(lon), SEMI_MAJOR * _authalic(math.radians(lat)) / 2)
        for lon, lat in corners
    ]
    return float(round(Polygon(projected).area / SQUARE_METRES_A_HECTARE, 4))


def control_line_hits(values: Mapping[str, object], codes: Codes, day: date) -> list[str] | None:
    """Return the names of the control lines that a polygon overlaps, in order; None where none are on file.

    Touching a line from outside is no overlap. The lines are the region's (``control_lines/*.geojson``);
    without them nothing is known, which is not the same as no hit.
    """
    corners = _corners(values)
    if corners is None or not codes.control_lines:
        return None
    site = Polygon(corners)
    return [name for name, line in sorted(codes.control_lines.items()) if _overlaps(site, line)]


def _overlaps(site: Polygon, line: tuple[Rings, ...]) -> bool:
    tree = _tree(line)
    return any(
        tree.geometries[index].intersection(site).area > 0
        for index in tree.query(site, predicate="intersects")
    )


@lru_cache(maxsize=16)
def _tree(line: tuple[Rings, ...]) -> STRtree:
    """Return the polygons of a line, found by place; ones drawn across themselves are put right."""
    shapes = [Polygon(rings[0], rings[1:]) for rings in line]
    return STRtree([shape if shape.is_valid else shape.buffer(0) for shape in shapes])


def _corners(values: Mapping[str, object]) -> list[list[float]] | None:
    corners = values.get("polygon")
    return corners if isinstance(corners, list) and len(corners) >= 3 else None


def _authalic(latitude: float) -> float:
    """Return q of Snyder's eq. 3-12, which grows with the area from the equator to ``latitude`` (radians)."""
    sine = math.sin(latitude)
    flat = ECCENTRICITY * sine
    return (1 - ECCENTRICITY**2) * (
        sine / (1 - flat**2) - math.log((1 - flat) / (1 + flat)) / (2 * ECCENTRICITY)
    )
