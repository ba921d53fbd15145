"""The code lists that a record's values are checked against, and the control lines of a region."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from lvxun.errors import Where
from lvxun.registers.errors import CodesError
from lvxun.registers.model import Label

RULES = Path(__file__).parents[1] / "rules"
CONTROL_LINES = "control_lines"  # folder of a region: one GeoJSON file a line
LARGEST = 50_000_000  # bytes of one GeoJSON file

Ring = tuple[tuple[float, float], ...]  # of (longitude, latitude) in degrees
Polygon = tuple[Ring, ...]  # the outer ring, then its holes
Names = Mapping[str, Label]


@dataclass(frozen=True, slots=True)
class Codes:
    """What codes there are, with their names.

    ``areas`` and ``bodies`` are the region's; ``industries`` GB/T 4754-2017 in two to four digits; ``wastes``
    the national list of hazardous waste, named by category. ``control_lines`` maps a line
    (``ecological_redline``) to its polygons, empty where the region has none on file.
    """

    areas: Names = field(default_factory=dict)
    bodies: Names = field(default_factory=dict)
    industries: Names = field(default_factory=dict)
    wastes: Names = field(default_factory=dict)
    control_lines: Mapping[str, tuple[Polygon, ...]] = field(default_factory=dict)


def load_codes(
    areas: Mapping[str, Label | str] | None = None,
    bodies: Mapping[str, Label | str] | None = None,
    *,
    rules: Path | None = None,
    region_folder: Path | None = None,
) -> Codes:
    """Return the national code lists, with the areas and bodies of a region and its control lines.

    A name given as text stands for both languages.

    Raises
    ------
    CodesError
        where a list is missing or a file of control lines cannot be read.

    Examples
    --------
    >>> load_codes({"210100": "沈阳市"}).industries["3110"].zh
    '炼铁'
    """
    folder = str((rules or RULES) / "codes")
    return Codes(
        areas=_labelled(areas or {}),
        bodies=_labelled(bodies or {}),
        industries=_industries(folder),
        wastes=_wastes(folder),
        control_lines=_control_lines(region_folder / CONTROL_LINES) if region_folder else {},
    )


def _labelled(names: Mapping[str, Label | str]) -> Names:
    return {code: name if isinstance(name, Label) else Label(name, name) for code, name in names.items()}


@lru_cache(maxsize=4)
def _industries(folder: str) -> Names:
    rows = _rows(Path(folder) / "industry_codes.csv")
    return MappingProxyType(
        {
            row["code"]: Label(row["name_zh"], row["name_en"] or row["name_zh"])
            for row in rows
            if row["code"].isdecimal()  # sections are letters, and no firm is of a whole section
        }
    )


@lru_cache(maxsize=4)
def _wastes(folder: str) -> Names:
    codes = {
        row["code"]: Label(row["category_zh"], row["category_en"])
        for row in _rows(Path(folder) / "hazardous_waste_codes.csv")
    }
    # 900-000-xx is what identification has found to be hazardous without being listed.
    generic = {
        row["generic_code"]: Label(row["name_zh"], row["name_en"])
        for row in _rows(Path(folder) / "hazardous_waste_categories.csv")
        if row["in_list"] == "yes"
    }
    return MappingProxyType({**codes, **generic})


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    except OSError as fault:
        reason = fault.strerror or "unknown reason"
        remedy = "Install Lvxun again, or name the rules folder that holds codes/."
        raise CodesError(f"the code list cannot be read ({reason}).", str(path), remedy) from fault


def _control_lines(folder: Path) -> dict[str, tuple[Polygon, ...]]:
    return {path.stem: tuple(_polygons(path)) for path in sorted(folder.glob("*.geojson"))}


def _polygons(path: Path) -> Iterator[Polygon]:
    remedy = "Export it as GeoJSON in degrees (WGS 84 or CGCS 2000), of polygons only."
    try:
        if path.stat().st_size > LARGEST:
            raise CodesError(f"the file has more than {LARGEST:,} bytes.", str(path), "Simplify its lines.")
        document = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as fault:
        raise CodesError("this is not a readable GeoJSON file.", str(path), remedy) from fault
    for number, shape in enumerate(_geometries(document)):
        try:
            yield from _rings_of(shape)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError) as fault:
            where = Where(str(path), field=f"features[{number}]")
            raise CodesError("this is no polygon of longitudes and latitudes.", where, remedy) from fault


def _geometries(document: object) -> Iterator[object]:
    if not isinstance(document, dict):
        yield document
    elif document.get("type") == "FeatureCollection":
        for feature in document.get("features") or ():
            yield from _geometries(feature)
    elif document.get("type") == "Feature":
        yield document.get("geometry")
    else:
        yield document


def _rings_of(shape: object) -> Iterator[Polygon]:
    if not isinstance(shape, dict):
        raise TypeError("no geometry")
    many = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    if shape["type"] not in ("Polygon", "MultiPolygon") or not many:
        raise ValueError("no polygon")
    for rings in many:
        polygon = tuple(tuple(_position(one) for one in ring) for ring in rings)
        if not polygon or any(len(ring) < 4 for ring in polygon):
            raise ValueError("a ring has four positions or more")
        yield polygon


def _position(pair: list[object]) -> tuple[float, float]:
    lon, lat = (float(str(one)) for one in pair[:2])
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        raise ValueError("no position in degrees")
    return lon, lat
