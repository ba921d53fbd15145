"""Names of the areas and bodies of the served region, in both languages."""

from __future__ import annotations

from functools import lru_cache

from lvxun.registers.model import Label
from lvxun.web.insight.areas import areas
from lvxun.web.served import package_region

COUNTED = frozenset({"prefecture", "zone"})


@lru_cache(maxsize=1)
def area_labels() -> dict[str, Label]:
    """Return the areas by code, the region itself first."""
    return {code: Label(one.label_zh, one.label_en) for code, one in areas(package_region()).items()}


@lru_cache(maxsize=1)
def city_labels() -> dict[str, Label]:
    """Return the cities and zones by code, in the order of the package."""
    found = areas(package_region()).values()
    return {one.code: Label(one.label_zh, one.label_en) for one in found if one.kind in COUNTED}


@lru_cache(maxsize=1)
def body_labels() -> dict[str, Label]:
    """Return the bodies by id."""
    bodies = package_region().bodies.values()
    return {one.id: Label(one.label_zh, one.label_en or one.label_zh) for one in bodies}
