"""How a figure is written for a reader: the one place that knows units of display.

Figures are stored in canonical units (the ``unit`` column of ``rules/series.csv``). A Chinese reader sees
them as statistics print them; an English reader sees international units.
"""

from __future__ import annotations

import math

# canonical unit -> (factor, unit) for English readers; what is not here is shown by its gloss
ENGLISH_SCALES: dict[str, tuple[float, str]] = {
    "万千瓦": (0.01, "GW"),
    "亿千瓦时": (0.1, "TWh"),
    "万吨标准煤": (0.01, "Mtce"),
    "亿元": (0.1, "bn CNY"),
    "万人": (0.01, "million"),
    "万吨": (0.01, "Mt"),
    "亿立方米": (0.1, "bn m³"),
    "万亩": (10 / 15, "thousand ha"),
    "万公顷": (10, "thousand ha"),
    "万辆": (0.01, "million vehicles"),
    "万户": (10, "thousand households"),
    "万台": (0.01, "million units"),
    "万平方米": (0.01, "million m²"),
    "万吉焦": (0.01, "PJ"),
    "万TEU": (10, "thousand TEU"),
}
ENGLISH_NAMES: dict[str, str] = {
    "个": "",
    "家": "firms",
    "吨/日": "t/day",
    "微克/立方米": "µg/m³",
    "立方米/万元": "m³/10⁴ CNY",
    "吨标准煤/万元": "tce/10⁴ CNY",
    "吨/万元": "t/10⁴ CNY",
    "千瓦时/万元": "kWh/10⁴ CNY",
    "吨标准煤/人": "tce per head",
    "吨/人": "t per head",
    "千瓦时/人": "kWh per head",
    "立方米/人": "m³ per head",
    "元/人": "CNY per head",
    "万元/人": "10⁴ CNY per head",
    "千克/人": "kg per head",
    "吉焦/平方米": "GJ/m²",
    "吨/吨标准煤": "t/tce",
    "立方米/公顷": "m³/ha",
    "个百分点": "percentage points",
    "倍": "times",
}
SIGNIFICANT = 4


def write_number(value: float) -> str:
    """Write a number with four significant digits, thousands in groups, no trailing zeros.

    >>> write_number(25011.4), write_number(0.58764), write_number(50.0), write_number(-1.6)
    ('25,011', '0.5876', '50', '−1.6')
    """
    if not math.isfinite(value):
        return "–"
    magnitude = math.floor(math.log10(abs(value))) if value else 0
    decimals = max(0, SIGNIFICANT - 1 - magnitude)
    text = f"{abs(value):,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text.strip("0.") else text


def in_readers_unit(value: float, unit: str, language: str) -> tuple[float, str]:
    """Return the value and the unit in which a reader of ``language`` (``zh-hans`` or ``en``) expects it."""
    if language.startswith("en"):
        if unit in ENGLISH_SCALES:
            factor, name = ENGLISH_SCALES[unit]
            return value * factor, name
        return value, ENGLISH_NAMES.get(unit, unit)
    return value, unit


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
