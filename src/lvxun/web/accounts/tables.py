"""An account as a table: rows by sector or flow, columns by fuel, gas or pollutant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.functional import Promise

from lvxun.accounts.book.lineage import lines_of
from lvxun.accounts.book.model import Line, Notation, Origin, Total
from lvxun.region.model import Quality
from lvxun.web.accounts import words
from lvxun.web.accounts.held import Held, quality_of
from lvxun.web.accounts.naming import Named, fuels, rows_of

ORIGIN_RANK = {origin: rank for rank, origin in enumerate(Origin)}
SECTORS = "carbon/sector/"
KEY_PLACE = 1  # <account>/<row>/…
WHAT_PLACE = 2  # waste/<stream>/<what>


@dataclass(slots=True)
class Cell:
    """What stands at one place: the lines there, added up; ``value`` is ``None`` where only keys stand."""

    lines: list[Line] = field(default_factory=list)
    value: float | None = None
    total: str = ""

    @property
    def origin(self) -> Origin:
        """Return the least certain origin of the lines that count."""
        counted = [line.origin for line in self.lines if line.notation is None]
        return max(counted, key=ORIGIN_RANK.__getitem__, default=Origin.PUBLISHED)

    @property
    def notations(self) -> list[Notation]:
        """Return the notation keys here, each once."""
        return list(dict.fromkeys(line.notation for line in self.lines if line.notation is not None))

    @property
    def id(self) -> str:
        """Return the cell that the figure leads to, "" where several lines are added up."""
        return self.total or (self.lines[0].id if len(self.lines) == 1 else "")


@dataclass(frozen=True, slots=True)
class Row:
    """A sector or flow with its cells in the order of the columns; ``None`` where nothing stands."""

    name: Named
    cells: list[Cell | None]
    columns: list[Column]

    @property
    def places(self) -> list[tuple[Column, Cell | None]]:
        return list(zip(self.columns, self.cells, strict=True))


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading, a key of ``words.PARTS``."""

    heading: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Column:
    """A fuel, gas, pollutant or kind of use; ``text`` is its name where ``name`` is ``None``."""

    key: str
    unit: str
    name: Named | None
    text: str | Promise


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table of an account."""

    columns: list[Column]
    groups: list[Group]

    @property
    def span(self) -> int:
        return len(self.columns) + 1

    @property
    def units(self) -> list[str]:
        return list(dict.fromkeys(column.unit for column in self.columns))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why lines have a notation key."""

    notation: Notation
    lines: list[Line]
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A total with its value and the worst quality of what it draws on."""

    total: Total
    value: float | None
    quality: Quality | None


@lru_cache(maxsize=64)
def matrix(one: Held, account: str) -> Matrix:
    """Lay the lines of an account out."""
    lines = [line for line in one.book.accounts[account].lines.values() if _is_laid_out(one, line)]
    places: dict[tuple[str, tuple[str, str]], Cell] = {}
    for line in lines:
        cell = places.setdefault((_row_key(line), _column_key(line)), Cell())
        cell.lines.append(line)
        value = one.values.of(line.id)
        if value is not None:
            cell.value = value + (cell.value or 0.0)
    for (row, (item, _)), cell in places.items():
        total = f"{account}/sector/{row}/{item}"
        if len(cell.lines) > 1 and total in one.book.totals:
            cell.total = total
    columns = _columns({key for _, key in places}, lines)
    rows = _rows({key for key, _ in places}, account, lines)
    keys = [(column.key, column.unit) for column in columns]
    laid = [Row(name, [places.get((name.id, key)) for key in keys], columns) for name in rows]
    return _with_weighted(one, account, columns, laid)


LISTED = ("circularity",)  # accounts of single indicators: a list says more than a table


def _is_laid_out(one: Held, line: Line) -> bool:
    """Say whether a line belongs in the table; the others are listed below it."""
    if line.account in LISTED:
        return False
    if line.account == "carbon":
        return line.id in _in_sectors(one)
    return _row_key(line) in rows_of(line.account)


@lru_cache(maxsize=64)
def _in_sectors(one: Held) -> frozenset[str]:
    """Return the lines that the totals of sectors add up, those with notation keys besides."""
    totals = [ident for ident in one.book.accounts["carbon"].totals if ident.startswith(SECTORS)]
    weighed = {line.id for ident in totals for line in lines_of(one.book, ident)}
    keyed = {ident for ident, line in one.book.accounts["carbon"].lines.items() if line.notation is not None}
    return frozenset(weighed | keyed)


def further(one: Held, account: str) -> list[Line]:
    """Return the lines that the table does not show."""
    return [line for line in one.book.accounts[account].lines.values() if not _is_laid_out(one, line)]


def _row_key(line: Line) -> str:
    return line.id.split("/")[KEY_PLACE] if line.account == "energy" else line.sector


def _column_key(line: Line) -> tuple[str, str]:
    parts = line.id.split("/")
    if line.account == "waste" and len(parts) > WHAT_PLACE:
        return parts[WHAT_PLACE], line.unit
    return line.item, line.unit


def _columns(keys: set[tuple[str, str]], lines: Iterable[Line]) -> list[Column]:
    order = {key: place for place, key in enumerate([*fuels(), *words.ITEMS])}
    met = {_column_key(line)[0]: place for place, line in enumerate(lines)}
    ordered = sorted(keys, key=lambda key: (order.get(key[0], len(order) + met[key[0]]), key[1]))
    return [Column(key, unit, fuels().get(key), words.ITEMS.get(key, key)) for key, unit in ordered]


def _rows(keys: set[str], account: str, lines: Iterable[Line]) -> list[Named]:
    known = rows_of(account)
    strange = {key: Named(key, key, key) for key in dict.fromkeys(map(_row_key, lines)) if key not in known}
    return [name for key, name in {**known, **strange}.items() if key in keys]


def _with_weighted(one: Held, account: str, columns: list[Column], rows: list[Row]) -> Matrix:
    """Put the CO2 equivalent of each sector last, where the account adds it up."""
    totals: Mapping[str, Total] = one.book.accounts[account].totals
    weighted = {row.name.id: totals.get(f"{account}/sector/{row.name.id}") for row in rows}
    found = [total for total in weighted.values() if total is not None]
    if found and account == "carbon":
        columns = [*columns, Column("CO2e", found[0].unit, None, "CO₂e")]
        last = {key: _total_cell(one, total) for key, total in weighted.items()}
        rows = [Row(row.name, [*row.cells, last[row.name.id]], columns) for row in rows]
    return Matrix(columns, _grouped(rows))


def _total_cell(one: Held, total: Total | None) -> Cell | None:
    return None if total is None else Cell([], one.values.of(total.id), total.id)


def _grouped(rows: Iterable[Row]) -> list[Group]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.name.group, []).append(row)
    return [Group(key, found) for key, found in groups.items()]


def reasons(one: Held, account: str) -> list[Reason]:
    """Return why lines have notation keys, one entry for each key and reason."""
    found: dict[tuple[Notation, str, str], list[Line]] = {}
    for line in one.book.accounts[account].lines.values():
        if line.notation is not None:
            found.setdefault((line.notation, line.reason_zh, line.reason_en), []).append(line)
    return [Reason(key, lines, zh, en) for (key, zh, en), lines in found.items()]


def totals(one: Held, account: str) -> list[TotalRow]:
    """Return the totals of an account with their values, without those that the table of sectors shows."""
    return [
        TotalRow(total, one.values.of(total.id), quality_of(one, total.id))
        for total in one.book.accounts[account].totals.values()
        if not total.id.startswith(SECTORS)
    ]


def origin_counts(one: Held, account: str) -> dict[Origin, int]:
    """Return how many lines of an account with a value are of each origin."""
    counted = [line.origin for line in one.book.accounts[account].lines.values() if line.notation is None]
    return {origin: counted.count(origin) for origin in Origin}
