"""Values in cells: written so that Excel computes nothing, read back as they were.

What Excel does to a value on the way is undone where that is certain (a date that became a serial number, a
percentage that became a fraction) and told where it is not (a code that lost its digits or its noughts).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl.utils.datetime import from_excel

from lvxun.registers.codes import Codes
from lvxun.registers.errors import FieldError
from lvxun.registers.model import Field, FieldType
from lvxun.web.sheets.columns import CODE, KEY, Column

ACTIVE = ("=", "+", "-", "@", "\t", "\r")  # what a text begins with that a spreadsheet would compute
GUARDED = re.compile(r"'+[=+\-@\t\r]")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
LONGEST_CELL = 32_767
DIGITS = 15  # that Excel keeps of a number
SEPARATOR = "；"
LARGEST_EXACT = 10**DIGITS  # beyond it Excel has lost digits
SERIALS = range(10_000, 100_000)  # 1927 to 2173
SERIAL_TEXT = re.compile(r"[1-9]\d{4}", re.ASCII)
AS_POWER = re.compile(r"\d(?:\.\d+)?[eE]\+\d{1,3}")
BROKEN_SIGN = re.compile("[\x00\ud800-\udfff]")  # neither a page nor a database carries these
ERRORS = frozenset({"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
KEEP = "（过长，未导出，保持不变 / too long for a cell: stays as it is）"
CODED = frozenset(
    {FieldType.HOLDER, FieldType.REFERENCE, FieldType.WASTE, FieldType.AREA, FieldType.INDUSTRY}
)
WORDS = CODED | {FieldType.TEXT, FieldType.LONG_TEXT}
AS_TEXT_REMEDY = "Give the column the format Text, then type or paste the code again."


class Unsaved:
    """A formula whose result is not in the file."""


UNSAVED = Unsaved()


class Stays:
    """A value that the sheet does not carry: the record keeps what it has."""


STAYS = Stays()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where cells come from: the day from which Excel counts (None: a CSV file, which has text alone)."""

    codes: Codes
    epoch: datetime | None = None


@dataclass(frozen=True, slots=True)
class Percent:
    """A number in a cell that is formatted as a percentage."""

    number: float

    def as_shown(self) -> float:
        """Return what people see: 0.85 is 85."""
        return float(Decimal(str(self.number)) * 100)


def guarded(text: str) -> str:
    """Return a text for CSV that no spreadsheet computes; ``unguarded`` gives it back unchanged."""
    return f"'{text}" if text.startswith(ACTIVE) or GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that was guarded."""
    return text[1:] if GUARDED.match(text) else text


def is_active(text: str) -> bool:
    """Say whether a spreadsheet would take the text for something to compute."""
    return text.startswith(ACTIVE)


def escaped(text: str) -> str:
    """Return a text for an Excel cell: what looks like Excel's own escape of a sign is escaped itself."""
    return ESCAPED.sub(lambda found: f"_x005F{found.group()}", text)


def unescaped(text: str) -> str:
    """Return the text of an Excel cell with Excel's escapes undone."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


def taken(column: Column, cell: object, origin: Origin) -> object:
    """Return what a cell says, for the engine to read.

    Raises
    ------
    FieldError
        where Excel has changed the value so that it cannot be known any more, or shows an error.
    """
    if cell is None or isinstance(cell, bool | date):
        return cell
    if isinstance(cell, Unsaved):
        what = "The cell has a formula whose result is not in the file."
        raise FieldError(what, column.key, "Open the file in Excel and save it, or write the value itself.")
    if isinstance(cell, str):
        return _text(column, unescaped(cell) if origin.epoch else unguarded(cell), origin)
    if isinstance(cell, Percent):
        is_percent = column.field is not None and column.field.unit == "%"
        return _number(column, cell.as_shown() if is_percent else cell.number, origin)
    if isinstance(cell, int | float):
        return _number(column, cell, origin)
    if isinstance(cell, time | timedelta):
        raise FieldError(f"“{cell}” is a time.", column.key, "Give the cell the format Text or Date.")
    return str(cell)


def _text(column: Column, text: str, origin: Origin) -> object:
    if text == KEEP:
        return STAYS
    if BROKEN_SIGN.search(text):
        what = "The cell has a sign that no text can have."
        raise FieldError(what, column.key, "Type the text again.")
    if text in ERRORS:
        what = f"The cell shows Excel's error {text}."
        raise FieldError(what, column.key, "Correct the formula, or write the value itself.")
    kind = column.field.type if column.field else None
    if (kind in CODED or column.key in (CODE, KEY)) and AS_POWER.fullmatch(text.strip()):
        raise _lost(column, text)
    if (
        kind == FieldType.DATE
        and text.strip().isascii()
        and text.strip().isdigit()
        and len(text.strip()) == 5
    ):
        day = _from_serial(int(text), None)
        what = f"“{text}” is how Excel counts days inside."
        raise FieldError(what, column.key, f"If {day} is meant, write it so.")
    return text


def _number(column: Column, number: float, origin: Origin) -> object:
    whole = int(number) if isinstance(number, float) and number.is_integer() else number
    kind = column.field.type if column.field else None
    if kind in WORDS or column.key in (CODE, KEY):
        if abs(number) >= LARGEST_EXACT:
            raise _lost(column, f"{number:.2E}")
        return _industry(column, str(whole), origin) if kind == FieldType.INDUSTRY else str(whole)
    if kind == FieldType.DATE and int(number) in SERIALS:
        return _from_serial(number, origin.epoch)
    return whole


def _industry(column: Column, code: str, origin: Origin) -> str:
    """Give a code back the nought in front that a number cannot have, where only that can be meant."""
    known, padded = origin.codes.industries, f"0{code}"
    if padded not in known or len(padded) > 4:
        return code
    if code not in known:
        return padded
    what = f"{code} is a number here: {padded} may be meant, or {code}."
    raise FieldError(what, column.key, AS_TEXT_REMEDY)


def _lost(column: Column, shown: str) -> FieldError:
    what = f"Excel made a number of this code ({shown}) and lost its last digits."
    return FieldError(what, column.key, AS_TEXT_REMEDY)


def _from_serial(number: float, epoch: datetime | None) -> date:
    found = from_excel(number, epoch) if epoch else from_excel(number)
    return found.date() if isinstance(found, datetime) else date(1900, 1, 1)


def shown(field: Field, value: object, words: Mapping[str, str]) -> object:
    """Return a kept value as a cell holds it: a number, a date, or text that the engine reads back.

    ``words`` gives the words that stand for an id; an id without any stays as it is.
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return words.get("true" if value else "false", "是" if value else "否")
    if field.type == FieldType.DATE:
        return date.fromisoformat(str(value))
    if field.type == FieldType.MONEY:
        return _exact(Decimal(str(value)))
    if isinstance(value, int | float):
        return _exact(value)
    return _short(_in_words(field, value, words))


def _in_words(field: Field, value: object, words: Mapping[str, str]) -> str:
    if field.type == FieldType.POINT and isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if field.type == FieldType.POLYGON and isinstance(value, list):
        return "; ".join(", ".join(str(one) for one in corner) for corner in value)
    if isinstance(value, list):
        return SEPARATOR.join(words.get(str(one), str(one)) for one in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return words.get(str(value), str(value))


def _exact(number: float | Decimal) -> object:
    """Return a number, or its text where Excel would not keep all its digits."""
    digits = len(Decimal(str(number)).as_tuple().digits)
    return number if digits <= DIGITS else str(number)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else KEEP
