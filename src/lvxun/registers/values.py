"""One value of a field: what people, sheets and programs write, made into the one form that is kept.

Every ``clean_…`` takes what was written (text, number, date, JSON) and returns the kept form, or raises
``FieldError`` in words that the writer can act on. Text is kept as it is written (HTML too: pages escape it),
in Unicode's composed form.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from lvxun.registers.calendar import CHINA
from lvxun.registers.errors import FieldError
from lvxun.registers.model import Field, FieldType

if TYPE_CHECKING:
    from lvxun.registers.codes import Codes

TEXT_LENGTH, LONG_TEXT_LENGTH = 500, 10_000
FIRST_YEAR, LAST_YEAR = 1900, 2200
LARGEST = Decimal(10) ** 15
SHOWN = 40
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
DATES = (
    re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
    re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]"),
)
YES = frozenset({"true", "yes", "y", "1", "on", "是", "有", "对", "√", "✓"})
NO = frozenset({"false", "no", "n", "0", "off", "否", "无", "不", "×"})
CNY_SIGNS = "¥￥"


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a record asks besides its values: code lists, today, and when the record was opened."""

    codes: Codes
    day: date
    opened: date


def clean_text(field: Field, raw: object, reading: Reading) -> str:
    """Return text without blanks at its ends; a line break only where several lines are meant."""
    if not isinstance(raw, str | int | float) or isinstance(raw, bool):
        raise FieldError("This is not text.", remedy="Write words.")
    several = field.type == FieldType.LONG_TEXT
    text = unicodedata.normalize("NFC", str(raw)).replace("\r\n", "\n").replace("\r", "\n").strip()
    refuse_signs(text, "\n\t" if several else "")
    longest = (
        int(field.maximum) if field.maximum is not None else LONG_TEXT_LENGTH if several else TEXT_LENGTH
    )
    if len(text) > longest:
        raise FieldError(
            f"The text has {len(text)} signs.", remedy=f"At most {longest} fit here: shorten it."
        )
    if field.minimum is not None and len(text) < int(field.minimum):
        raise FieldError(
            f"The text has {len(text)} signs.", remedy=f"At least {field.minimum} are asked for."
        )
    if field.pattern and not re.fullmatch(field.pattern, text):
        raise FieldError(
            f"“{short(text)}” is not written as it must be.", remedy=f"It must match {field.pattern}."
        )
    return text


def clean_number(field: Field, raw: object, reading: Reading) -> int | float:
    """Return a number in the field's unit: int where it is whole."""
    number = _decimal(raw, field)
    _refuse_outside(number, field)
    return int(number) if number == number.to_integral_value() else float(number)


def clean_money(field: Field, raw: object, reading: Reading) -> str:
    """Return yuan with two places, as text: money is never a float."""
    number = _decimal(raw, field)
    if number != number.quantize(Decimal("0.01")):
        raise FieldError(
            f"“{short(raw)}” has more than two places.", remedy="Round it to the cent (0.01 CNY)."
        )
    _refuse_outside(number, field)
    return f"{number:.2f}"


def clean_date(field: Field, raw: object, reading: Reading) -> str:
    """Return a date, ISO; 2026-03-01, 2026/3/1, 20260301 and 2026年3月1日 are read."""
    day = _date(raw)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise FieldError(f"{day} is out of reach.", remedy=f"Give a year from {FIRST_YEAR} to {LAST_YEAR}.")
    if field.minimum is not None and day.isoformat() < str(field.minimum):
        raise FieldError(f"{day} is too early.", remedy=f"It must not be before {field.minimum}.")
    if field.maximum is not None and day.isoformat() > str(field.maximum):
        raise FieldError(f"{day} is too late.", remedy=f"It must not be after {field.maximum}.")
    return day.isoformat()


def clean_yes_no(field: Field, raw: object, reading: Reading) -> bool:
    """Return yes or no; 是/否, yes/no, true/false and 1/0 are read."""
    if isinstance(raw, bool):
        return raw
    word = token(raw).lower()
    if word not in YES | NO:
        raise FieldError(f"“{short(raw)}” is neither yes nor no.", remedy="Write yes or no (是 or 否).")
    return word in YES


def token(raw: object) -> str:
    """Return a code, number or date as written, full-width signs made plain, without blanks at its ends."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise FieldError("This is not written as text or a number.", remedy="Write it as text.")
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return unicodedata.normalize("NFKC", str(raw)).strip()


def as_number(raw: object) -> Decimal | None:
    """Return a bare finite number, None where it is none."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        return None
    if isinstance(raw, float) and not math.isfinite(raw):
        return None
    text = unicodedata.normalize("NFKC", str(raw)).strip().replace("−", "-")
    if GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if not isinstance(raw, Decimal) and not NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _decimal(raw: object, field: Field) -> Decimal:
    if isinstance(raw, str):
        raw = _without_unit(raw, field)
    number = as_number(raw)
    if number is None:
        unit = f" in {field.unit}" if field.unit else ""
        raise FieldError(f"“{short(raw)}” is not a number.", remedy=f"Give the number alone{unit}.")
    if abs(number) > LARGEST:
        raise FieldError(
            f"“{short(raw)}” is too large.", remedy=f"Give it in {field.unit or 'the unit asked for'}."
        )
    return number


def _without_unit(raw: str, field: Field) -> str:
    """Take off the field's own unit; another one is refused, for it would make another number."""
    text = unicodedata.normalize("NFKC", raw).strip()
    if field.type == FieldType.MONEY:
        text = re.sub(r"(?<=\d)\s*元$", "", text.lstrip(CNY_SIGNS))
    if field.unit and text.endswith(field.unit):
        text = text.removesuffix(field.unit).strip()
    found = re.fullmatch(r"([+-]?[\d,.]+)\s*([^\d\s,.].*)", text)
    if found and as_number(text) is None and as_number(found.group(1)) is not None:
        wanted = field.unit or "a bare number"
        raise FieldError(
            f"“{short(raw)}” is given in {short(found.group(2))}.",
            remedy=f"This field is in {wanted}: convert it and give the number alone.",
        )
    return text


def _refuse_outside(number: Decimal, field: Field) -> None:
    unit = f" {field.unit}" if field.unit else ""
    if field.minimum is not None and number < Decimal(str(field.minimum)):
        raise FieldError(f"{number:f} is too small.", remedy=f"It must be at least {field.minimum}{unit}.")
    if field.maximum is not None and number > Decimal(str(field.maximum)):
        raise FieldError(f"{number:f} is too large.", remedy=f"It must be at most {field.maximum}{unit}.")


def _date(raw: object) -> date:
    if isinstance(raw, datetime):
        return (raw.astimezone(CHINA) if raw.tzinfo else raw).date()
    if isinstance(raw, date):
        return raw
    written = token(raw)
    found = next((match for one in DATES if (match := one.fullmatch(written))), None)
    if found is None:
        raise FieldError(f"“{short(raw)}” is not a date.", remedy="Write it as 2026-03-01.")
    year, month, day = (int(part) for part in found.groups()[:3])
    try:
        return date(year, month, day)
    except ValueError:
        raise FieldError(
            f"There is no day {year:04d}-{month:02d}-{day:02d}.", remedy="Check month and day."
        ) from None


def refuse_signs(text: str, allowed: str) -> None:
    """Refuse control signs and halves of signs, which no page, sheet or database carries."""
    for place, sign in enumerate(text, 1):
        if sign not in allowed and unicodedata.category(sign) in ("Cc", "Cs"):
            raise FieldError(
                f"Sign {place} is a control character (U+{ord(sign):04X}).",
                remedy="Take it out, or use one line.",
            )


def short(raw: object) -> str:
    """Return what was written, short enough for a message."""
    text = str(raw) if isinstance(raw, str | int | float | Decimal) else "…"
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
