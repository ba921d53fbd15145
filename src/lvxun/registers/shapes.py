"""Points and polygons on the map: longitude first, in degrees, within China, never crossing themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from shapely.geometry import Polygon  # type: ignore[import-untyped]
from shapely.validation import explain_validity  # type: ignore[import-untyped]

from lvxun.registers.errors import FieldError
from lvxun.registers.model import Field
from lvxun.registers.values import Reading, as_number, short

WEST, EAST, SOUTH, NORTH = 73.0, 136.0, 3.0, 54.0  # the box around China's territory
MOST_POINTS = 10_000
PLACE = re.compile(r"\[([-\d.eE+]+) ([-\d.eE+]+)\]")
HOW = "Write longitude and latitude, such as 123.43, 41.80."


def clean_point(field: Field, raw: object, reading: Reading) -> list[float]:
    """Return ``[lon, lat]``; a pair, text, ``{"lon": …, "lat": …}`` and a GeoJSON point are read."""
    written = _decoded(raw)
    if isinstance(written, dict):
        written = written.get("coordinates") or [written.get("lon"), written.get("lat")]
    if isinstance(written, str):
        written = _numbers_of(written)
    return _point(written, "The point")


def clean_polygon(field: Field, raw: object, reading: Reading) -> list[list[float]]:
    """Return the corners, ``[lon, lat]`` each, the first not repeated at the end.

    Read are a list of pairs, a GeoJSON polygon without holes, and text with a pair a line (or between ;).
    """
    corners = [_point(corner, f"Corner {place}") for place, corner in enumerate(_corners(_decoded(raw)), 1)]
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners = corners[:-1]
    if len({tuple(corner) for corner in corners}) < 3:
        raise FieldError("The polygon has fewer than three corners.", remedy="Give at least three.")
    if len(corners) > MOST_POINTS:
        raise FieldError(
            f"The polygon has {len(corners)} corners.", remedy=f"At most {MOST_POINTS} are read."
        )
    _refuse_crossing(corners)
    return corners


def _refuse_crossing(corners: list[list[float]]) -> None:
    shape = Polygon(corners)
    if not shape.is_valid:
        reason = explain_validity(shape)
        place = PLACE.search(reason)
        where = f" at {float(place.group(1)):.5f}, {float(place.group(2)):.5f}" if place else ""
        raise FieldError(
            f"The polygon crosses or touches itself{where}.",
            remedy="Give the corners in order, around the site.",
        )
    if shape.area == 0:
        raise FieldError("The polygon has no area.", remedy="Its corners lie on one line: check them.")


def _decoded(raw: object) -> object:
    """Return JSON that was written as text."""
    if isinstance(raw, str) and raw.strip()[:1] in ("[", "{"):
        try:
            return json.loads(raw)
        except (ValueError, RecursionError):
            raise FieldError("The coordinates are not JSON that can be read.", remedy=HOW) from None
    return raw


def _corners(written: object) -> Sequence[object]:
    if isinstance(written, dict):
        return _ring(written)
    if isinstance(written, str):
        return [_numbers_of(line) for line in re.split(r"[;；\n]+", written) if line.strip()]
    if isinstance(written, list | tuple):
        return written
    raise FieldError("This is not a polygon.", remedy=HOW)


def _ring(written: dict[str, object]) -> Sequence[object]:
    """Return the outer ring of a GeoJSON polygon, feature or collection of one feature."""
    features = written.get("features")
    if isinstance(features, list) and len(features) == 1 and isinstance(features[0], dict):
        written = features[0]
    geometry = written.get("geometry", written)
    rings = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") != "Polygon" or not isinstance(rings, list):
        raise FieldError("This is not one GeoJSON polygon.", remedy="Give one polygon a record.")
    if len(rings) != 1 or not isinstance(rings[0], list):
        raise FieldError("The polygon has holes.", remedy="Give its outline alone.")
    return rings[0]


def _numbers_of(text: str) -> list[str]:
    return [part for part in re.split(r"[,，\s]+", text.strip()) if part]


def _point(written: object, what: str) -> list[float]:
    pair = list(written)[:3] if isinstance(written, list | tuple) else []
    numbers = [as_number(one) for one in pair]
    if len(pair) < 2 or numbers[0] is None or numbers[1] is None:
        raise FieldError(f"{what} is not a pair of numbers.", remedy=HOW)
    lon, lat = float(numbers[0]), float(numbers[1])
    if WEST <= lon <= EAST and SOUTH <= lat <= NORTH:
        return [lon, lat]
    if WEST <= lat <= EAST and SOUTH <= lon <= NORTH:
        raise FieldError(f"{what} has its latitude first.", remedy=f"Write {lat}, {lon}: longitude first.")
    raise FieldError(f"{what} ({short(lon)}, {short(lat)}) lies outside China.", remedy=HOW)
