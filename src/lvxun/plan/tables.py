"""Tables of tasks flattened to text: rows of cells parted by tabs under a heading row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lvxun.plan.bodies import BodyList, Part
from lvxun.plan.body_names import split_names
from lvxun.plan.headings import Heading, Paragraph, TitleKind
from lvxun.plan.model import Role
from lvxun.plan.numbering import Style, read_number
from lvxun.plan.vocabulary import pattern

_FEWEST_CELLS = 3
_SHORTEST_NAME = 2
_LONGEST_TITLE = 40
_CLAUSE_STOP = re.compile(r"[，。；：,;:]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text without outer space; ``start`` and ``end`` are offsets in the clean text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of tasks: the heading that stands for it and its bodies."""

    heading: Heading
    bodies: BodyList | None


class Columns:
    """What the columns of a table hold, read from its heading row."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.count = len(cells)
        self._kinds = _one_lead([_kind(cell.text) for cell in cells])

    @property
    def is_heading(self) -> bool:
        return sum(kind != "other" for kind in self._kinds) >= 2 or "number" in self._kinds

    @property
    def of_tasks(self) -> bool:
        return "task" in self._kinds and bool({"lead", "support", "bodies"} & set(self._kinds))

    def cells(self, row: Sequence[Cell], *kinds: str) -> list[tuple[str, Cell]]:
        return [
            (kind, cell) for kind, cell in zip(self._kinds, row, strict=False) if kind in kinds and cell.text
        ]


def _one_lead(kinds: Sequence[str]) -> list[str]:
    """Let the first of several columns lead: 主责单位 beside 牵头单位 does what the latter leads."""
    first = kinds.index("lead") if "lead" in kinds else len(kinds)
    return ["bodies" if kind == "lead" and index > first else kind for index, kind in enumerate(kinds)]


def _kind(heading: str) -> str:
    plain = heading.replace(" ", "")
    for kind in ("number", "lead", "support", "bodies", "deadline", "task", "content"):
        if pattern("tables", kind).fullmatch(plain):
            return kind
    return "other"


def is_row(text: str, paragraph: Paragraph) -> bool:
    """Return whether a paragraph is a row of a table."""
    return text.count("\t", paragraph.start, paragraph.end) >= _FEWEST_CELLS - 1


def read_rows(text: str, paragraphs: Sequence[Paragraph]) -> list[Row]:
    """Return the rows of all tables whose heading row names tasks and bodies.

    A row without a number of its own (a cell that spans rows) goes on with the row above.
    """
    rows: list[Row] = []
    columns: Columns | None = None
    counted = 0
    for index, paragraph in enumerate(paragraphs):
        if not is_row(text, paragraph):
            continue
        cells = _cells(text, paragraph)
        if (heads := Columns(cells)).is_heading:
            columns, counted = (heads if heads.of_tasks else None), 0
        elif columns:
            row = _row(text, cells, columns, index, counted)
            if row:
                counted = row.heading.number
                rows.append(row)
            elif rows and rows[-1].heading.paragraph < index:
                rows[-1] = _continued(rows[-1], cells, columns, text)
    return rows


def _cells(text: str, paragraph: Paragraph) -> list[Cell]:
    cells: list[Cell] = []
    position = paragraph.start
    for raw in text[paragraph.start : paragraph.end].split("\t"):
        inner = raw.strip()
        start = position + (len(raw) - len(raw.lstrip()) if inner else 0)
        cells.append(Cell(inner, start, start + len(inner)))
        position += len(raw) + 1
    return cells


def _row(text: str, cells: Sequence[Cell], columns: Columns, index: int, counted: int) -> Row | None:
    """Return the row, or ``None`` for one that has no task of its own."""
    numbers = columns.cells(cells, "number")
    tasks = columns.cells(cells, "task", "content")
    if not tasks or not columns.cells(cells, "task"):
        return None
    number = read_number(numbers[0][1].text.strip("()（）.、")) if numbers else None
    if numbers and number is None:
        return None
    first = tasks[0][1]
    bodies = _bodies(text, columns.cells(cells, "lead", "support", "bodies"))
    title_end, kind = _title(first, several=len(tasks) > 1)
    heading = Heading(
        Style.ROW,
        number if number is not None else counted + 1,
        cells[0].start,
        first.start,
        title_end,
        text[first.start : title_end].strip("。；; "),
        kind,
        index,
    )
    heading.end = cells[-1].end
    return Row(heading, bodies)


def _title(cell: Cell, *, several: bool) -> tuple[int, TitleKind]:
    if len(cell.text) <= _LONGEST_TITLE and (several or not _CLAUSE_STOP.search(cell.text[:-1])):
        return cell.end, TitleKind.LINE
    clause = _CLAUSE_STOP.search(cell.text, _SHORTEST_NAME)
    length = min(clause.start() if clause else len(cell.text), _LONGEST_TITLE)
    sentence = clause is not None and clause.group() in "。：:"
    return cell.start + length, TitleKind.SENTENCE if sentence else TitleKind.CLAUSE


def _bodies(text: str, cells: Sequence[tuple[str, Cell]]) -> BodyList | None:
    parts = tuple(_parts(text, cells))
    return BodyList(cells[0][1].start, cells[-1][1].end, parts) if parts else None


def _parts(text: str, cells: Sequence[tuple[str, Cell]]) -> Iterator[Part]:
    roles = {"lead": Role.LEAD, "support": Role.SUPPORT, "bodies": None}
    seen: set[str] = set()
    for kind, cell in cells:
        for name in split_names(text, cell.start, cell.end):
            if name.text not in seen and len(name.text) >= _SHORTEST_NAME:
                seen.add(name.text)
                yield Part(name, roles[kind])


def _continued(row: Row, cells: Sequence[Cell], columns: Columns, text: str) -> Row:
    row.heading.end = cells[-1].end
    more = _bodies(text, columns.cells(cells, "lead", "support", "bodies"))
    if more is None:
        return row
    known = row.bodies.parts if row.bodies else ()
    names = {part.name.text for part in known}
    parts = (*known, *(part for part in more.parts if part.name.text not in names))
    return Row(row.heading, BodyList(row.bodies.start if row.bodies else more.start, more.end, parts))
