"""Tables inside a plan: a list of indicators with their goals, and the deadline in a row of tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lvxun.plan.model import Comparator
from lvxun.plan.periods import find_periods
from lvxun.plan.quantities import find_quantities
from lvxun.plan.targets.drafts import Draft
from lvxun.plan.targets.indicators import tidy

CELL = re.compile(r"\t| {3,}")
FEWEST_CELLS, MOST_CELLS = 3, 24
SURE = 0.9
NAME, UNIT = re.compile(r"指标(?:名称)?$|^指标"), re.compile(r"单位$")
GOAL = re.compile(r"目标|规划|预期|计划")
PRESENT = re.compile(r"现状|基期|基准|实际|完成|现值|基数")
YEAR = re.compile(r"(?:19|20)\d\d")
SIGNS = {
    "≥": Comparator.AT_LEAST,
    "≧": Comparator.AT_LEAST,
    "＞": Comparator.OVER,
    ">": Comparator.OVER,
    "≤": Comparator.AT_MOST,
    "≦": Comparator.AT_MOST,
    "＜": Comparator.UNDER,
    "<": Comparator.UNDER,
    "约": Comparator.ABOUT,
}
CHANGE = (
    (re.compile(r"下降|降低|减少"), Comparator.DECREASE_BY),
    (re.compile(r"提高|增长|增加|上升"), Comparator.INCREASE_BY),
)
VALUE = re.compile(r"^(?P<before>\D{0,12}?)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>\D{0,12})$")
WHOLE_YEAR = ("全年", "年底前", "年底", "年内")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table keeps names and units, and its goals: column and year."""

    name: int
    unit: int | None
    goals: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int
    end: int


def deadline(row: str, plan_year: int | None) -> tuple[int, ...]:
    """Return the year in the last cells of a row of tasks (2024年10月底前, 全年), none where it has none."""
    cells = _cells(row, 0)
    if len(cells) < FEWEST_CELLS:
        return ()
    for cell in reversed(cells[-3:]):
        if cell.text in WHOLE_YEAR:
            return (plan_year,) if plan_year else ()
        periods = find_periods(cell.text)
        if len(periods) == 1 and periods[0].end - periods[0].start >= len(cell.text) - 2:
            return periods[0].years[-1:]
    return ()


def tabled_targets(text: str, start: int, end: int, plan_year: int | None) -> list[Draft]:
    """Return the goals of all tables of indicators between two offsets of the clean text."""
    drafts: list[Draft] = []
    columns: _Columns | None = None
    cursor = start
    for line in text[start:end].splitlines(keepends=True):
        cells = _cells(line.rstrip("\n"), cursor)
        cursor += len(line)
        if len(cells) < FEWEST_CELLS:
            columns = None if len(line.strip()) > FEWEST_CELLS and not cells else columns
        elif (heading := _heading(cells, plan_year)) is not None:
            columns = heading
        elif columns is not None:
            drafts.extend(_row(cells, columns))
    return drafts


def is_table_row(line: str) -> bool:
    """Say whether a line consists of cells."""
    return len(CELL.findall(line.strip())) >= FEWEST_CELLS - 1


def _cells(line: str, offset: int) -> list[_Cell]:
    cells, cursor = [], 0
    for match in CELL.finditer(line):
        cells.append(_cell(line, cursor, match.start(), offset))
        cursor = match.end()
    cells.append(_cell(line, cursor, len(line), offset))
    return cells if FEWEST_CELLS <= len(cells) <= MOST_CELLS else []


def _cell(line: str, start: int, end: int, offset: int) -> _Cell:
    text = line[start:end]
    start += len(text) - len(text.lstrip())
    return _Cell(text.strip(), offset + start, offset + start + len(text.strip()))


def _heading(cells: Sequence[_Cell], plan_year: int | None) -> _Columns | None:
    name = next((i for i, cell in enumerate(cells) if NAME.search(cell.text)), None)
    if name is None:
        return None
    unit = next(
        (i for i, cell in enumerate(cells) if UNIT.search(cell.text) and "责任" not in cell.text), None
    )
    goals = []
    for i, cell in enumerate(cells):
        year = YEAR.search(cell.text)
        if year is None or PRESENT.search(cell.text) or i == name:
            continue
        if GOAL.search(cell.text) or plan_year is None or int(year.group()) > plan_year:
            goals.append((i, int(year.group())))
    return _Columns(name, unit, tuple(goals)) if goals else None


def _row(cells: Sequence[_Cell], columns: _Columns) -> Iterator[Draft]:
    if columns.name >= len(cells):
        return
    name, unit = _name_and_unit(cells[columns.name].text)
    if columns.unit is not None and columns.unit < len(cells) and cells[columns.unit].text:
        unit = cells[columns.unit].text.replace("％", "%")
    for column, year in columns.goals:
        match = VALUE.match(cells[column].text.strip("[]〔〕")) if column < len(cells) else None
        if match is None or not name or match["number"].count(".") > 1:
            continue
        own = find_quantities(match["number"] + match["unit"])
        yield Draft(
            indicator=tidy(name),
            comparator=_comparator(match["before"], own[0].comparator if own else None),
            value=float(match["number"].replace(",", "")),
            unit=(own[0].unit if own and own[0].unit else unit) or None,
            year=year,
            base_year=None,
            aspirational=False,
            start=cells[columns.name].start,
            end=cells[column].end,
            confidence=SURE,
        )


def _name_and_unit(text: str) -> tuple[str, str]:
    """Split 森林覆盖率（%） into name and unit."""
    match = re.fullmatch(r"(?P<name>.+?)[（(](?P<unit>[^（）()]{1,14})[）)]", text)
    if match and find_quantities("1" + match["unit"]) and find_quantities("1" + match["unit"])[0].unit:
        return match["name"], match["unit"]
    return text, ""


def _comparator(before: str, after: Comparator | None) -> Comparator:
    for sign, comparator in SIGNS.items():
        if sign in before:
            return comparator
    for pattern, comparator in CHANGE:
        if pattern.search(before):
            return comparator
    return after or Comparator.EQUAL
