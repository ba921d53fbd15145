"""Numbers written as Word's list formats write them (``ST_NumberFormat`` of ISO/IEC 29500)."""

from __future__ import annotations

from collections.abc import Callable

_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand",
}  # fmt: skip
_LEGAL = {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}
_CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CYCLES = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def chinese(value: int, digits: str = "零一二三四五六七八九", units: str = "千百十") -> str:
    """Return a number below 10,000 in Chinese numerals: 29 is 二十九, 10 is 十, 105 is 一百零五."""
    if not 0 < value < 10_000:
        return str(value) if value else digits[0]
    written, skipped = "", False
    for place, unit in zip((1000, 100, 10, 1), (*units, ""), strict=True):
        digit = value // place % 10
        if digit == 0:
            skipped = bool(written)
            continue
        written += (digits[0] if skipped else "") + digits[digit] + unit
        skipped = False
    ten = digits[1] + units[2]
    return written[1:] if written.startswith(ten) and units[2] == "十" else written


def roman(value: int) -> str:
    """Return a number below 4,000 in small Roman numerals."""
    if not 0 < value < 4000:
        return str(value)
    written = ""
    for size, sign in _ROMAN:
        count, value = divmod(value, size)
        written += sign * count
    return written


def letters(value: int) -> str:
    """Return a, b, … z, aa, bb, … as Word counts."""
    if value < 1:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * min(1 + (value - 1) // 26, 30)


def numeral(value: int, form: str) -> str:
    """Return ``value`` in one of Word's number formats; a format that we do not know is shown in digits."""
    if form in _CHINESE:
        return chinese(value)
    if form in _CIRCLED and 1 <= value <= len(_CIRCLES):
        return _CIRCLES[value - 1]
    if form in _CYCLES and value >= 1:
        return _CYCLES[form][(value - 1) % len(_CYCLES[form])]
    write = _WRITERS.get(form, str)
    return write(value)


_WRITERS: dict[str, Callable[[int], str]] = {
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda value: letters(value).upper(),
    "decimalZero": "{:02d}".format,
} | dict.fromkeys(_LEGAL, lambda value: chinese(value, "零壹贰叁肆伍陆柒捌玖", "仟佰拾"))
