"""Numerals as plans write them: 1,000, 42.5, 二十九, 百分之五十, 三分之一, 一半."""

from __future__ import annotations

import re
from dataclasses import dataclass

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000}
BIG_SCALES = {"万": 10_000, "亿": 100_000_000}
LONGEST_NUMERAL = 18  # characters; a longer run of digits is a number of something else
CHINESE = "零〇一二两三四五六七八九十百千万亿"
SECTION = r"(?:[零〇]?(?:[一二两三四五六七八九][十百千]?|十))+"

ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?"
NUMERAL = re.compile(
    rf"(?P<fraction>百分之[{CHINESE}点\d.]+|[{CHINESE}]+分之[{CHINESE}]+|一半|过半|半数)"
    rf"|(?P<tenths>[一二两三四五六七八九])成(?![立为果效员都功本就长交份])"
    rf"|(?P<arabic>(?<![\dA-Za-z.,])(?:{ARABIC})(?!\d)(?!(?!MW|GW|kW|TEU)[A-Za-z]))"
    rf"|(?P<chinese>(?<![第{CHINESE}]){SECTION}(?:[万亿]{SECTION})*)"
)
FOLDED = str.maketrans("０１２３４５６７８９％．", "0123456789%.")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and where it stands; ``percent`` says that it is a share written in words (unit %)."""

    start: int
    end: int
    value: float
    percent: bool = False
    chinese: bool = False


def find_numerals(text: str) -> list[Numeral]:
    """Return the numerals of a text in order.

    A trailing 万 or 亿 of a Chinese numeral is left to the unit, as in 二十 万千瓦; numerals of more than
    eighteen characters are no quantities and are passed over.
    """
    found = []
    for match in NUMERAL.finditer(text.translate(FOLDED)):
        if match.end() - match.start() <= LONGEST_NUMERAL:
            numeral = _numeral(match)
            if numeral is not None:
                found.append(numeral)
    return found


def chinese_number(text: str) -> float | None:
    """Return the value of a Chinese numeral such as 二十九 or 一千二百万, ``None`` where it is none.

    >>> chinese_number("二十九"), chinese_number("两千"), chinese_number("一千二百万")
    (29.0, 2000.0, 12000000.0)
    """
    total, section, digit = 0, 0, None
    for char in text:
        if char in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[char]
        elif char in SCALES:
            section += (1 if digit is None else digit) * SCALES[char]
            digit = None
        elif char in BIG_SCALES:
            section += digit or 0
            total = (total + section) * BIG_SCALES[char] if section else total * BIG_SCALES[char]
            section, digit = 0, None
        else:
            return None
    value = total + section + (digit or 0)
    return float(value) if value or text in ("零", "〇") else None


def _numeral(match: re.Match[str]) -> Numeral | None:
    start, end, text = match.start(), match.end(), match.group()
    if match["fraction"]:
        share = _share(text)
        return None if share is None else Numeral(start, end, share, percent=True)
    if match["tenths"]:
        return Numeral(start, end, DIGITS[match["tenths"]] * 10.0, percent=True)
    if match["arabic"]:
        return Numeral(start, end, float(text.replace(",", "")))
    value = chinese_number(text)
    return None if value is None else Numeral(start, end, value, chinese=True)


def _share(text: str) -> float | None:
    if text in ("一半", "过半", "半数"):
        return 50.0
    below, _, above = text.partition("分之")
    divisor, part = chinese_number(below), _plain(above)
    if not divisor or part is None:
        return None
    return round(part / divisor * 100, 2)


def _plain(text: str) -> float | None:
    """Return the value of digits or of a Chinese numeral with 点, such as 二点五."""
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    whole, point, decimals = text.partition("点")
    value = chinese_number(whole)
    if value is None or not point:
        return value if not point else None
    if not decimals or any(c not in DIGITS for c in decimals):
        return None
    return float(f"{value:.0f}." + "".join(str(DIGITS[c]) for c in decimals))
