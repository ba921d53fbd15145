"""How a figure is written on a page: the reader's units and digits, as everywhere else in Lvxun.

The rules are those of ``lvxun.accounts.display`` and ``rules/units_en.csv``; a page adds only the language of
its reader, the true minus sign, and the space that Chinese type setting puts before a per cent sign, too.
"""

from __future__ import annotations

import math

from lvxun.accounts.display import in_english, number_text


def write_number(value: float) -> str:
    """Write a number with four significant digits, thousands in groups, no trailing zeros.

    >>> write_number(25011.4), write_number(0.58764), write_number(50.0), write_number(-1.6)
    ('25,011', '0.5876', '50', '−1.6')
    """
    return number_text(value).replace("-", "−") if math.isfinite(value) else "–"


def in_readers_unit(value: float, unit: str, language: str) -> tuple[float, str]:
    """Return the value and the unit in which a reader of ``language`` (``zh-hans`` or ``en``) expects it."""
    return in_english(value, unit) if language.startswith("en") else (value, unit)


def write_figure(value: float, unit: str, language: str) -> str:
    """Write a value with its unit.

    >>> write_figure(2969, "万千瓦", "zh-hans"), write_figure(2969, "万千瓦", "en")
    ('2,969 万千瓦', '29.69 GW')
    """
    shown, name = in_readers_unit(value, unit, language)
    return f"{write_number(shown)} {name}".rstrip()


def write_unit(unit: str, language: str) -> str:
    """Return the unit's name for a reader."""
    return in_readers_unit(0.0, unit, language)[1]
