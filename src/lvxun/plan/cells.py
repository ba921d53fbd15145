"""Tables that were flattened to one cell a line, set in rows again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lvxun.plan.body_names import looks_like_body, split_names
from lvxun.plan.folding import DROPPED
from lvxun.plan.lines import BLANK
from lvxun.plan.numbering import parse_marker
from lvxun.plan.vocabulary import pattern

_KINDS = ("number", "lead", "support", "bodies", "deadline", "task", "content")
_BODY_KINDS = ("lead", "support", "bodies")
_MOST_COLUMNS = 10
_NUMBER = re.compile(r"\d{1,3}")
_WHEN = re.compile(r"\d{4}|[一二三四]季度|全年|长期|持续|年底|月底|每[季月年]")
_BLANKS = "".join(BLANK)


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    text: str


def join_cells(folded: str) -> str:
    """Return the text with a tab between the cells of a row that stand on lines of their own; lengths stay.

    A table is known by its heading: lines such as 序号, 工作任务, 牵头单位, 完成时限 under one another. A row
    begins with the next number. A cell that is empty leaves no line: what is left is set by what it holds.
    """
    lines = _lines(folded)
    changes: list[tuple[int, int, str]] = []
    position = 0
    while position < len(lines):
        kinds = _heading(lines, position)
        if not kinds:
            position += 1
            continue
        changes += _joints(lines[position : position + len(kinds)], list(range(len(kinds))))
        position += len(kinds)
        position = _read_rows(lines, position, kinds, changes)
    return _changed(folded, changes)


def _lines(folded: str) -> list[_Cell]:
    cells: list[_Cell] = []
    position = 0
    for raw in folded.split("\n"):
        if text := raw.strip(_BLANKS):
            start = position + len(raw) - len(raw.lstrip(_BLANKS))
            cells.append(_Cell(start, position + len(raw.rstrip(_BLANKS)), text.replace(DROPPED, "")))
        position += len(raw) + 1
    return cells


def _heading(lines: Sequence[_Cell], position: int) -> list[str]:
    """Return the kinds of the columns whose heads stand under one another, none where there is no table."""
    kinds: list[str] = []
    for cell in lines[position : position + _MOST_COLUMNS]:
        kind = next((k for k in _KINDS if pattern("tables", k).fullmatch(cell.text)), "")
        if not kind or kind == "number" in kinds:
            break
        kinds.append(kind)
    whole = kinds[:1] == ["number"] and bool({"task", "content"} & set(kinds))
    return kinds if whole and set(_BODY_KINDS) & set(kinds) else []


def _read_rows(
    lines: Sequence[_Cell], position: int, kinds: Sequence[str], changes: list[tuple[int, int, str]]
) -> int:
    expected: int | None = None
    while position < len(lines):
        text = lines[position].text
        if not _NUMBER.fullmatch(text) or (expected is not None and int(text) != expected):
            if parse_marker(text) and len(text) < 40:
                position += 1
                continue
            break
        expected = int(text) + 1
        row = list(_row(lines, position, expected))
        if (columns := _columns(row, kinds)) is not None:
            changes += _joints(row, columns)
        position += len(row)
    return position


def _row(lines: Sequence[_Cell], position: int, following: int) -> Iterator[_Cell]:
    yield lines[position]
    for cell in lines[position + 1 : position + 2 * _MOST_COLUMNS]:
        if cell.text == str(following) or parse_marker(cell.text) or _heading(lines, position):
            return
        yield cell


def _columns(row: Sequence[_Cell], kinds: Sequence[str]) -> list[int] | None:
    """Return the column of each cell: in order, skipping columns whose cells were empty."""
    if len(row) == len(kinds):
        return list(range(len(kinds)))
    columns: list[int] = []
    column = 0
    for cell in row:
        while column < len(kinds) and not _fits(cell.text, kinds[column]):
            column += 1
        if column == len(kinds):
            return None
        columns.append(column)
        column += 1
    return columns


def _fits(text: str, kind: str) -> bool:
    names = split_names(text, 0, len(text))
    of_bodies = bool(names) and all(looks_like_body(name.text) for name in names)
    if kind in _BODY_KINDS:
        return of_bodies
    if kind == "deadline":
        return _WHEN.search(text) is not None
    return kind == "number" or not of_bodies


def _joints(row: Sequence[_Cell], columns: Sequence[int]) -> list[tuple[int, int, str]]:
    """Return what stands between the cells of a row: as many tabs as columns lie between."""
    joints = []
    for index in range(len(row) - 1):
        start, end = row[index].end, row[index + 1].start
        tabs = min(columns[index + 1] - columns[index], end - start)
        joints.append((start, end, "\t" * tabs + DROPPED * (end - start - tabs)))
    return joints


def _changed(folded: str, changes: Sequence[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    position = 0
    for start, end, text in changes:
        parts += (folded[position:start], text)
        position = end
    return "".join(parts) + folded[position:]
