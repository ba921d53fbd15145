"""The same value per head, per unit of GDP or per area, so that places of different size can be compared."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from lvxun.oversight.model import Text


class Per(StrEnum):
    """What a value is divided by."""

    NOTHING = "nothing"
    HEAD = "head"
    GDP = "gdp"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Base:
    """A denominator: the series that holds it, the unit it must be in, and what the result is per."""

    series: str
    unit: str
    per: Text


BASES = {
    Per.HEAD: Base("population", "万人", Text("每万人", "per 10,000 people")),
    Per.GDP: Base(
        "gdp", "亿元", Text("每亿元地区生产总值（现价）", "per 100 million yuan of GDP (current prices)")
    ),
    Per.AREA: Base("land_area", "平方千米", Text("每千平方千米", "per 1,000 km²")),
}
SCALE = {Per.HEAD: 1.0, Per.GDP: 1.0, Per.AREA: 1000.0}


def per(value: float | None, by: Per, base: float | None) -> float | None:
    """Return ``value`` per unit of ``base``, in the value's unit per what ``BASES`` names.

    Not known where the value or the base is not known, or the base is zero (conventions §1, §2).

    Examples
    --------
    >>> per(120.0, Per.HEAD, 60.0), per(120.0, Per.AREA, 12000.0), per(1.0, Per.GDP, None)
    (2.0, 10.0, None)
    """
    if by is Per.NOTHING:
        return value
    if value is None or base is None or not math.isfinite(base) or base <= 0:
        return None
    return value * SCALE[by] / base
