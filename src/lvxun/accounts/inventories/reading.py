"""Somebody's inventory (Excel or CSV) into cells of 10^4 t, or every fault of it at once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lvxun.accounts.book.model import Notation
from lvxun.accounts.inventories.errors import InventoryError, InventoryFaultsError
from lvxun.accounts.inventories.layouts import layouts, plain, unit_in
from lvxun.accounts.inventories.model import Layout, LayoutRow, TheirCell, TheirInventory
from lvxun.errors import LvxunError
from lvxun.region.nearest import did_you_mean
from lvxun.region.sheets import Sheet, read_sheets
from lvxun.region.units import factor

MASS = "万吨"
FEWEST_COLUMNS = 2
BLANK = {"", "-", "—", "–", "/"}
SAME = 5e-4  # relative: what rounding to four digits leaves
KEYS = {key.value: key for key in Notation}
EQUIVALENT_MARKS = ("当量", "co2e", "co2eq", "co2-eq")

Potentials = Mapping[str, Mapping[str, float]]  # report -> gas -> kg CO2e/kg


@dataclass(frozen=True)
class _Column:
    position: int
    heading: str
    item: str  # fuel or gas, "" for a special column
    to_mass: float
    special: LayoutRow | None = None
    is_total: bool = False


@dataclass(frozen=True)
class _Head:
    """The table that was found, and what is wrong with it so far."""

    sheet: Sheet
    layout: Layout
    row: int  # index of the heading
    columns: tuple[_Column, ...]
    faults: list[LvxunError] = field(default_factory=list)

    def refuse(self, what: str, remedy: str, row: int, column: _Column | None = None) -> None:
        heading = column.heading if column else None
        self.faults.append(InventoryError(what, self.sheet.name, remedy, row, heading))


def read_inventory(
    data: bytes, name: str, potentials: Potentials, layout: str | None = None
) -> TheirInventory:
    """Read an inventory.

    Parameters
    ----------
    data, name
        content and name of an .xlsx or .csv file.
    potentials
        warming potentials by assessment report and gas, to find out which the file was weighed with.
    layout
        id of a layout; the one that most headings fit, unless given.

    Raises
    ------
    InventoryError
        where no table of a known layout is found.
    InventoryFaultsError
        with every row and cell that cannot be taken.
    SheetError
        for an empty, broken or foreign file.
    """
    head = _head(read_sheets(data, name), name, layout)
    cells: list[TheirCell] = []
    remarks: list[str] = []
    sums: dict[str, list[tuple[int, float]]] = {}
    seen: dict[str, int] = {}
    for number, row in enumerate(head.sheet.rows[head.row + 1 :], start=head.row + 2):
        label = row[0].strip() if row else ""
        filled = [column for column in head.columns if _text(row, column) not in BLANK]
        if not label and not filled:
            continue
        key = plain(label)
        known = head.layout.rows.get(key)
        if known is None:
            if key in head.layout.total_rows:
                _note_totals(row, number, head, sums)
            elif filled and key not in head.layout.ignored_rows:
                _refuse_row(label, number, head)
            continue
        if key in seen:
            head.refuse(
                f"'{label}' stands in row {seen[key]} already",
                "One row a category: put the two together.",
                number,
            )
            continue
        seen[key] = number
        cells += _cells(row, number, known, head)
    if head.faults:
        raise InventoryFaultsError(f"The inventory {name} cannot be taken", head.faults)
    if not cells:
        raise InventoryError("no figure was found", name, "Fill in the rows of the layout.")
    remarks += _disagreements(cells, sums, head)
    gwp = _weighed_with(cells, head, potentials)
    return TheirInventory(name, head.layout, tuple(cells), gwp, tuple(remarks))


def _head(sheets: Sequence[Sheet], name: str, wanted: str | None) -> _Head:
    known = layouts()
    if wanted is not None and wanted not in known:
        raise InventoryError(
            f"there is no layout '{wanted[:40]}'", name, f"Known are {', '.join(known)}.", field="layout"
        )
    best: tuple[int, Sheet, Layout, int] | None = None
    for layout in [known[wanted]] if wanted else known.values():
        names = {*layout.items, *layout.special_columns}
        for sheet in sheets:
            labels = sum(plain(row[0]) in layout.rows for row in sheet.rows if row)
            for at, row in enumerate(sheet.rows[:40]):
                fitting = sum(plain(cell) in names for cell in row[1:])
                if fitting >= min(FEWEST_COLUMNS, len(names)) and labels:
                    score = fitting + labels
                    if best is None or score > best[0]:
                        best = (score, sheet, layout, at)
    if best is None:
        raise InventoryError(
            "no table of a known layout was found",
            name,
            "A table has sectors or categories down the first column and fuels or gases across: "
            + "; ".join(f"{one.id} ({one.label_en})" for one in known.values())
            + ".",
        )
    _, sheet, layout, at = best
    return _Head(sheet, layout, at, tuple(_columns(sheet, layout, at)))


def _columns(sheet: Sheet, layout: Layout, at: int) -> Iterator[_Column]:
    faults: list[LvxunError] = []
    seen: dict[str, str] = {}
    title_unit = next((unit_in(cell) for row in sheet.rows[:at] for cell in row if unit_in(cell)), "")
    found: list[_Column] = []
    for position, heading in enumerate(sheet.rows[at]):
        key = plain(heading)
        if position == 0 or not key:
            continue
        is_total = key in layout.total_columns
        special = layout.special_columns.get(key)
        item = layout.items.get(key, "")
        if not (is_total or special or item):
            faults.append(
                InventoryError(
                    f"the column '{heading}' is not known",
                    sheet.name,
                    f"{did_you_mean(key, layout.items)}Remove it, or name it as the layout does.",
                    at + 1,
                    heading,
                )
            )
            continue
        if key in seen:
            faults.append(
                InventoryError(f"there are two columns '{heading}'", sheet.name, "Keep one.", at + 1, heading)
            )
        seen[key] = heading
        unit = unit_in(heading) or _as_unit(title_unit) or layout.unit
        try:
            found.append(_Column(position, heading, item, factor(unit, MASS), special, is_total))
        except LvxunError as error:
            faults.append(InventoryError(error.what.rstrip("."), sheet.name, error.remedy, at + 1, heading))
    if faults:
        raise InventoryFaultsError(f"The inventory {sheet.name} cannot be taken", faults)
    yield from found


def _as_unit(written: str) -> str:
    """Return what a title has in brackets where that is a unit of mass."""
    try:
        factor(written, MASS)
    except LvxunError:
        return ""
    return written


def _text(row: Sequence[str], column: _Column) -> str:
    return row[column.position].strip() if column.position < len(row) else ""


def _cells(row: Sequence[str], number: int, known: LayoutRow, head: _Head) -> Iterator[TheirCell]:
    label = row[0].strip()
    for column in head.columns:
        text = _text(row, column)
        if text in BLANK:
            continue
        target = column.special or known
        key = KEYS.get(text.upper())
        may_be_negative = target.may_be_negative or column.is_total
        value = None if key else _number(text, number, column, head, may_be_negative)
        if key is None and value is None:
            continue
        mass = None if value is None else value * column.to_mass
        if column.is_total:
            yield TheirCell(target.id, label, "", "", mass, key, number)
        else:
            gas = head.layout.gas or column.item
            item = column.item or target.id
            yield TheirCell(target.id, label, item, gas, mass, key, number)


def _number(text: str, number: int, column: _Column, head: _Head, may_be_negative: bool) -> float | None:
    try:
        value = float(text.replace(",", "").replace("，", "").replace("−", "-"))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        head.refuse(
            f"'{text[:30]}' is neither a number nor a notation key",
            f"Write a number, or one of {', '.join(KEYS)}; leave the cell empty where nothing is said.",
            number,
            column,
        )
        return None
    if value < 0 and not may_be_negative:
        head.refuse(
            f"{text} is negative",
            "Emissions are not negative; only a sink or electricity sent out may be.",
            number,
            column,
        )
        return None
    return value


def _refuse_row(label: str, number: int, head: _Head) -> None:
    names = [name for row in head.layout.rows.values() for name in row.names]
    head.refuse(
        f"the row '{label[:60]}' has figures and is not known",
        f"{did_you_mean(label, names)}Name it as the layout '{head.layout.id}' does, or remove it.",
        number,
    )


def _note_totals(
    row: Sequence[str], number: int, head: _Head, sums: dict[str, list[tuple[int, float]]]
) -> None:
    for column in head.columns:
        text = _text(row, column)
        if text in BLANK or text.upper() in KEYS:
            continue
        value = _number(text, number, column, head, may_be_negative=True)
        if value is not None and not column.is_total:
            item = column.item or (column.special.id if column.special else "")
            sums.setdefault(item, []).append((number, value * column.to_mass))


def _disagreements(
    cells: Sequence[TheirCell], sums: Mapping[str, Sequence[tuple[int, float]]], head: _Head
) -> Iterator[str]:
    """Say where a total of theirs is not the sum of their rows; several totals may differ by their scope."""
    for item, totals in sums.items():
        parts = sum(cell.value for cell in cells if cell.item == item and cell.value is not None)
        if not any(math.isclose(total, parts, rel_tol=SAME, abs_tol=1e-3) for _, total in totals):
            row, total = totals[0]
            yield (
                f"{head.sheet.name}, row {row}: the total of {item or 'the column'} is {total:,.4g} {MASS}, "
                f"its rows add up to {parts:,.4g}."
            )


def _weighed_with(cells: Sequence[TheirCell], head: _Head, potentials: Potentials) -> str:
    if head.layout.columns != "gases":
        return ""
    marked = [one for one in head.columns if one.is_total]
    if not marked:
        return ""
    totals = {cell.row: cell.value for cell in cells if not cell.item and cell.value is not None}
    misses: dict[str, float] = {}
    for report, weights in potentials.items():
        miss = 0.0
        for row, total in totals.items():
            mine = [c for c in cells if c.row == row and c.item and c.value is not None]
            if any(cell.gas not in weights for cell in mine):
                continue
            miss += abs(sum((c.value or 0.0) * weights[c.gas] for c in mine) - total)
        misses[report] = miss
    best = min(misses, key=lambda report: misses[report], default="")
    whole = sum(abs(total) for total in totals.values())
    return best if best and whole and misses[best] <= SAME * whole * 4 else ""
