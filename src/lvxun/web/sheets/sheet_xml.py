"""The rows of one sheet of a workbook, read as a stream: several times as fast as by cell objects.

In the same pass it is seen which cell is a formula without a result, and which number a percentage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from xml.parsers import expat

from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel, from_ISO8601

from lvxun.web.sheets.cells import UNSAVED, Percent

CHUNK = 128 * 1024
MOST_COLUMNS = 16_384
LONGEST_TEXT = 1_000_000  # signs of one cell: Excel has 32,767
DIGITS = "0123456789"
Row = tuple[int, list[object]]


@dataclass(frozen=True, slots=True)
class Look:
    """What is needed to understand a sheet: shared texts, and which styles are days, lengths, percentages."""

    shared: list[str]
    days: frozenset[int]
    lengths: frozenset[int]
    percents: frozenset[int]
    epoch: datetime


class BrokenSheetError(Exception):
    """The part is no sheet that can be read."""


def sheet_rows(stream: BinaryIO, look: Look) -> Iterator[Row]:
    """Yield the rows that are written in a sheet's part: the number, and the cells from column A on.

    Raises
    ------
    BrokenSheetError, ExpatError
        where the part ends too early or says what no sheet says.
    """
    sink = _Sink(look)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = sink.start
    parser.EndElementHandler = sink.end
    parser.CharacterDataHandler = sink.text
    while chunk := stream.read(CHUNK):
        parser.Parse(chunk, False)
        if sink.rows:
            yield from sink.rows
            sink.rows = []
    parser.Parse(b"", True)
    yield from sink.rows


class _Sink:
    """Takes what the parser finds and makes rows of it."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.rows: list[Row] = []
        self._number, self._cells = 0, list[object]()
        self._place, self._kind, self._style = 0, "n", 0
        self._parts: list[str] | None = None  # of the text that is read now
        self._value: str | None = None
        self._has_formula = self._in_phonetic = False
        self._columns: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._begin_cell(attributes)
        elif tag == "v" or (tag == "t" and not self._in_phonetic):
            self._parts = []
        elif tag == "f":
            self._has_formula = True
        elif tag == "row":
            self._number = int(attributes["r"]) if "r" in attributes else self._number + 1
            self._cells, self._place = [], 0
        elif tag == "rPh":
            self._in_phonetic = True

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._end_cell()
        elif tag in ("v", "t") and self._parts is not None:
            self._value = (self._value or "") + "".join(self._parts)
            self._parts = None
        elif tag == "row":
            self.rows.append((self._number, self._cells))
        elif tag == "rPh":
            self._in_phonetic = False

    def text(self, data: str) -> None:
        if self._parts is not None:
            self._parts.append(data)
            if len(data) > LONGEST_TEXT or len(self._parts) * len(data) > LONGEST_TEXT:
                raise BrokenSheetError

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._place += 1
        else:
            letters = reference.rstrip(DIGITS)
            place = self._columns.get(letters)
            if place is None:
                place = self._columns[letters] = column_index_from_string(letters)
            self._place = place
        if self._place > MOST_COLUMNS:
            raise BrokenSheetError
        self._kind = attributes.get("t", "n")
        self._style = int(attributes.get("s", 0))
        self._value, self._has_formula = None, False

    def _end_cell(self) -> None:
        value: object = None
        if self._has_formula and not self._value and (self._value is None or self._kind == "n"):
            value = UNSAVED
        elif self._value is not None:
            value = self._understood(self._value)
        if value is None or value == "":
            return
        missing = self._place - 1 - len(self._cells)
        if missing > 0:
            self._cells.extend([None] * missing)
        self._cells.append(value)

    def _understood(self, text: str) -> object:
        kind = self._kind
        if kind == "s":
            return self._look.shared[int(text)]
        if kind == "n":
            return self._number_of(text) if text.strip() else None
        if kind == "b":
            return text.strip() == "1"
        return from_ISO8601(text) if kind == "d" else text

    def _number_of(self, text: str) -> object:
        number = float(text) if "." in text or "E" in text or "e" in text else int(text)
        style = self._style
        if style in self._look.days:
            return from_excel(number, self._look.epoch, timedelta=style in self._look.lengths)
        return Percent(number) if style in self._look.percents else number
