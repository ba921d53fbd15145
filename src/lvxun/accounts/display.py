"""How a figure is written for a reader: units as statistics print them, international ones in English."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def english_units() -> Mapping[str, tuple[float, str]]:
    """Return, for each canonical unit, what a value is multiplied with and the unit it then has."""
    text = files("lvxun").joinpath("rules/units_en.csv").read_text(encoding="utf-8")
    return {row["unit"]: (float(row["factor"]), row["english"]) for row in csv.DictReader(text.splitlines())}


def in_english(value: float, unit: str) -> tuple[float, str]:
    """Return a value in the unit that a reader of English expects.

    Examples
    --------
    >>> in_english(2969, "万千瓦")
    (29.69, 'GW')
    """
    factor, name = english_units().get(unit, (1.0, unit))
    return value * factor, name


def number_text(value: float) -> str:
    """Return a number to four significant digits, never in powers of ten, thousands set apart.

    Examples
    --------
    >>> number_text(28826.1), number_text(7.6743), number_text(0.05876), number_text(-3.0)
    ('28,826', '7.674', '0.05876', '-3')
    """
    if value == 0:
        return "0"
    decimals = max(0, 3 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text


def value_text(value: float, unit: str | None, is_english: bool = False) -> str:
    """Return a value with its unit; per cent follows without a blank.

    Examples
    --------
    >>> value_text(42.5, "%"), value_text(3000, "万千瓦"), value_text(3000, "万千瓦", is_english=True)
    ('42.5%', '3,000 万千瓦', '30 GW')
    """
    if is_english and unit is not None:
        value, unit = in_english(value, unit)
    if not unit:
        return number_text(value)
    return f"{number_text(value)}{'' if unit == '%' else ' '}{unit}"
