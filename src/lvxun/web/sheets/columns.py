"""The columns of a register's sheets, made from its definition, and which column a heading names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lvxun.registers.model import Field, FieldType, Label, Register
from lvxun.web.registers.units import unit_label

CODE, VERSION, STATE, KEY = "@code", "@version", "@state", "@key"
LEFT_OUT = ""  # what a heading is mapped to that is not read
# What a sheet does not carry: files are attached to the record, tables are sheets of their own.
NOT_IN_A_CELL = frozenset({FieldType.TABLE, FieldType.FILE, FieldType.SCORE_SHEET})
BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]\s*$")
ID_MARK = re.compile(r"\[([a-z0-9_.@]+)\]\s*$")
LONGEST_SHEET_NAME = 31
NO_UNIT = Label("", "")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``key`` is a field's id, ``sheet.item`` for a line of a score sheet, or one of ours (@)."""

    key: str
    label: Label
    unit: Label = NO_UNIT
    field: Field | None = None
    item: str = ""
    is_required: bool = False
    is_read: bool = True  # computed values and the state are shown, and never taken from a sheet
    needs_id: bool = False  # another column has the same words

    @property
    def heading(self) -> str:
        """Return the heading in both languages, with the unit and a star where the column must be filled."""
        star = "*" if self.is_required else ""
        zh = f"{self.label.zh}{star}" + (f"（{self.unit.zh}）" if self.unit.zh else "")
        en = f"{self.label.en}{star}" + (f" ({self.unit.en})" if self.unit.en else "")
        lines = [zh] if zh == en else [zh, en]
        return "\n".join(lines) + (f"\n[{self.key}]" if self.needs_id else "")

    def label_of(self, lang: str) -> str:
        """Return the heading in one language and one line, with the unit."""
        zh = lang.startswith("zh")
        unit = self.unit.zh if zh else self.unit.en
        bracketed = (f"（{unit}）" if zh else f" ({unit})") if unit else ""
        return f"{self.label.zh if zh else self.label.en}{bracketed}"

    @property
    def field_id(self) -> str:
        return self.field.id if self.field is not None else self.key


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A table field as a sheet of its own; its rows name the record by code, or by row of the main sheet."""

    field: Field
    title: str
    columns: tuple[Column, ...]


def main_columns(register: Register) -> tuple[Column, ...]:
    """Return the columns of a register's main sheet, those that are only shown at the end."""
    code = Column(CODE, Label("编号", "Code"))
    version = Column(VERSION, Label("版本", "Version"))
    state = Column(STATE, Label("状态", "State"), is_read=False)
    entered = [one for field in register.fields for one in _of_field(field)]
    computed = [_plain(one, is_read=False) for one in register.fields if one.type == FieldType.COMPUTED]
    return _told_apart([code, version, *entered, state, *computed])


def table_sheets(register: Register) -> tuple[TableSheet, ...]:
    """Return the sheets of the register's tables, each with a name that Excel takes."""
    taken: set[str] = set()
    found = []
    for field in register.fields:
        if field.type == FieldType.TABLE:
            title = _free_title(field.label.zh or field.id, taken)
            key = Column(KEY, Label("编号或行号", "Code or row"), is_required=True)
            columns = [_plain(one) for one in field.columns if one.type not in NOT_IN_A_CELL]
            shown = [_as_read(one) for one in columns]
            found.append(TableSheet(field, title, _told_apart([key, *shown])))
    return tuple(found)


def main_title(register: Register) -> str:
    """Return the name of the main sheet."""
    return _free_title(register.label.zh or register.id, set())


def _as_read(column: Column) -> Column:
    field = column.field
    if field is not None and field.type == FieldType.COMPUTED:
        return _plain(field, is_read=False)
    return column


def _of_field(field: Field) -> Iterator[Column]:
    if field.type == FieldType.SCORE_SHEET:
        for item in field.items:
            label = Label(f"{field.label.zh}：{item.label.zh}", f"{field.label.en}: {item.label.en}")
            yield Column(
                f"{field.id}.{item.id}", label, Label(f"0–{item.full:g}", f"0–{item.full:g}"), field, item.id
            )
    elif field.type not in NOT_IN_A_CELL and field.type != FieldType.COMPUTED:
        yield _plain(field)


def _plain(field: Field, *, is_read: bool = True) -> Column:
    return Column(
        field.id,
        field.label,
        unit_label(field.unit),
        field,
        is_required=field.required and field.type != FieldType.COMPUTED,
        is_read=is_read,
    )


def _told_apart(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Give the id to columns whose words another one has, too."""
    words = [_words(one) for one in columns]
    found = []
    for place, column in enumerate(columns):
        others = set().union(*(words[other] for other in range(len(columns)) if other != place))
        same = bool(words[place] & others)
        found.append(
            Column(
                *(column.key, column.label, column.unit, column.field, column.item),
                *(column.is_required, column.is_read, same),
            )
        )
    return tuple(found)


def _words(column: Column) -> set[str]:
    return {normal(one) for one in (column.label.zh, column.label.en) if one}


def _free_title(wanted: str, taken: set[str]) -> str:
    """Return a sheet's name: 31 signs at most, none that Excel refuses, each once."""
    clean = re.sub(r"[\\/*?:\[\]']", " ", wanted).strip()[:LONGEST_SHEET_NAME] or "sheet"
    title, number = clean, 2
    while title.casefold() in taken:
        title = f"{clean[: LONGEST_SHEET_NAME - 4]} {number}"
        number += 1
    taken.add(title.casefold())
    return title


def normal(text: str) -> str:
    """Return a heading without what people change: width of signs, case, blanks, stars."""
    even = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s*]+", "", even)


@dataclass(frozen=True, slots=True)
class Known:
    """The column that a heading names; ``wrong_unit`` is a unit in it that is not the column's."""

    column: Column
    wrong_unit: str = ""


class Headings:
    """Finds the column that a heading names: by its id, or by its words in either language."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self.columns = tuple(columns)
        self._by_key = {one.key: one for one in self.columns}
        self._exact = self._table(lambda one: _said(one, with_unit=True))
        self._bare = self._table(lambda one: _said(one, with_unit=False))

    def find(self, heading: str) -> Known | None:
        """Return the column of a heading, None where nobody knows it."""
        text = heading.strip()
        marked = ID_MARK.search(text)
        if marked and marked.group(1) in self._by_key:
            return Known(self._by_key[marked.group(1)])
        if text in self._by_key:
            return Known(self._by_key[text])
        lines = [line for line in text.splitlines() if line.strip()]
        for said in (text, *lines):
            column = self._exact.get(normal(said))
            if column is not None:
                return Known(column)
        for said in (text, *lines):
            found = self._without_unit(said)
            if found is not None:
                return found
        return None

    def _without_unit(self, said: str) -> Known | None:
        even = unicodedata.normalize("NFKC", said).strip()
        bracket = BRACKETED.search(even)
        bare = even[: bracket.start()] if bracket else even
        column = self._bare.get(normal(bare))
        if column is None:
            return None
        given = normal(bracket.group(1)) if bracket else ""
        own = {normal(one) for one in (column.unit.zh, column.unit.en, _raw_unit(column)) if one}
        is_number = column.field is not None and column.field.type in (FieldType.NUMBER, FieldType.MONEY)
        wrong = bracket.group(1) if bracket and given not in own and is_number else ""
        return Known(column, wrong)

    def _table(self, said: object) -> dict[str, Column]:
        found: dict[str, Column | None] = {}
        for column in self.columns:
            for words in said(column):  # type: ignore[operator]
                if words:
                    found[words] = None if words in found and found[words] is not column else column
        return {words: column for words, column in found.items() if column is not None}


def _raw_unit(column: Column) -> str:
    return column.field.unit if column.field is not None else ""


def _said(column: Column, *, with_unit: bool) -> set[str]:
    found = set()
    for words, unit in ((column.label.zh, column.unit.zh), (column.label.en, column.unit.en)):
        found.add(normal(words))
        if with_unit and unit:
            found |= {normal(f"{words}({unit})"), normal(f"{words}（{unit}）")}
    if with_unit:
        found.add(normal(column.heading))
    return found
