"""What offices, areas and measures are called on a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lvxun.region.bodies import LOCAL_OFFICE, functions
from lvxun.region.model import Body
from lvxun.web.insight.areas import Area, areas, cities
from lvxun.web.served import package_region

WHOLE = {"all_departments"}


@dataclass(frozen=True, slots=True)
class Named:
    """An office with its names; ``body`` is the region's own body that it is, where there is one."""

    function: str
    area: str
    label_zh: str
    label_en: str
    body: Body | None = None


def office(function: str, area: str) -> Named:
    """Return an office by its function and area: a body, or a city's bureau by its usual name."""
    return _office(package_region().id, function, area)


@lru_cache(maxsize=2048)
def _office(_region_id: str, function: str, area: str) -> Named:
    region = package_region()
    place = area_of(area)
    if area == region.code:
        body = next((one for one in region.bodies.values() if one.function == function), None)
        if body is not None:
            return Named(function, area, body.short_zh or body.label_zh, body.label_en, body)
    if function in ("cities", "zone"):
        own = next((one for one in region.bodies.values() if place.label_zh in one.names), None)
        return Named(function, area, own.label_zh if own else place.label_zh, place.label_en, own)
    known = functions().get(function)
    zh = "".join(LOCAL_OFFICE.get(sign, sign) for sign in known.label_zh) if known else function
    en = known.label_en if known else function
    if area == region.code:
        return Named(function, area, f"省{known.label_zh if known else function}", en)
    return Named(function, area, f"{place.label_zh}{zh}", f"{place.label_en}: {en}")


def area_of(code: str) -> Area:
    """Return an area of the region; a code that it does not know is its own name."""
    return _areas(package_region().id).get(code) or Area(code, code, code, "", "", 0.0, 0.0)


@lru_cache(maxsize=2)
def _areas(_region_id: str) -> dict[str, Area]:
    return areas(package_region())


def places() -> list[Area]:
    """Return the region itself, its cities and zones, in this order."""
    region = package_region()
    zones = [one for one in _areas(region.id).values() if one.kind == "zone"]
    return [area_of(region.code), *cities(region), *zones]


def city_codes() -> list[str]:
    """Return the codes of the region's cities."""
    return [one.code for one in cities(package_region())]


def known_functions() -> list[tuple[str, str, str]]:
    """Return (function, Chinese, English) of every function of bodies."""
    return [(one.key, one.label_zh, one.label_en) for one in functions().values()]
