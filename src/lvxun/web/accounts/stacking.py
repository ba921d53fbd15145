"""What the bars of an account show: sectors, each made of its gases, fuels or uses, in one unit."""

from __future__ import annotations

from collections import defaultdict

from lvxun.accounts.book.model import Line, Part
from lvxun.web.accounts import words
from lvxun.web.accounts.held import Held
from lvxun.web.accounts.naming import Named, fuels, rows_of
from lvxun.web.accounts.plots import Stack
from lvxun.web.accounts.tables import Matrix, matrix

FUEL_GROUPS = {
    "coal": Named("coal", "煤炭", "Coal"),
    "coke": Named("coke", "焦炭", "Coke"),
    "gas_made": Named("gas_made", "煤气", "Made gas"),
    "oil": Named("oil", "油品", "Oil"),
    "gas": Named("gas", "天然气", "Natural gas"),
    "heat": Named("heat", "热力", "Heat"),
    "electricity": Named("electricity", "电力", "Electricity"),
    "other": Named("other", "其他能源", "Other energy"),
}
Pieces = dict[str, dict[str, float]]  # row -> piece -> value
FINAL = "final"


def stack(one: Held, account: str, language: str) -> Stack | None:
    """Return the bars of an account, ``None`` where its lines have no common unit or there is nothing."""
    english = language.startswith("en")
    if account == "carbon":
        return _stacked(*_weighted(one), account, english)
    if account == "energy":
        return _stacked(*_final_use(one), account, english)
    return _of_matrix(matrix(one, account), english)


def _stacked(pieces: Pieces, unit: str, account: str, english: bool) -> Stack | None:
    rows = [name for key, name in rows_of(account).items() if any(pieces.get(key, {}).values())]
    items = list(dict.fromkeys(item for row in rows for item in pieces[row.id]))
    order = {key: place for place, key in enumerate([*FUEL_GROUPS, *words.ITEMS])}
    items.sort(key=lambda item: order.get(item, len(order)))
    if not rows:
        return None
    return Stack(
        [_named(row, english) for row in rows],
        [(_item(item, english), [pieces[row.id].get(item, 0.0) for row in rows]) for item in items],
        unit,
    )


def _named(name: Named, english: bool) -> str:
    return name.label_en if english else name.label_zh


def _item(item: str, english: bool) -> str:
    group = FUEL_GROUPS.get(item)
    return _named(group, english) if group else str(words.ITEMS.get(item, item))


def _weighted(one: Held) -> tuple[Pieces, str]:
    """Return the CO2 equivalent of each sector by gas, from the totals that weigh the gases."""
    pieces: Pieces = defaultdict(lambda: defaultdict(float))
    unit = ""
    prefix = "carbon/sector/"
    for ident, total in one.book.accounts["carbon"].totals.items():
        if ident.startswith(prefix) and "/" not in ident.removeprefix(prefix):  # not the sums by gas
            unit = total.unit
            for part in total.parts:
                for item, value in _parts(one, part):
                    pieces[ident.removeprefix(prefix)][item] += value
    return pieces, unit


def _parts(one: Held, part: Part, weight: float = 1.0) -> list[tuple[str, float]]:
    times = (one.values.of(part.times) or 0.0) if part.times else 1.0
    line = one.book.lines.get(part.of)
    if line is not None:
        return [(line.item, weight * part.weight * times * (one.values.of(line.id) or 0.0))]
    inner = one.book.totals[part.of].parts
    return [found for one_part in inner for found in _parts(one, one_part, weight * part.weight * times)]


def _final_use(one: Held) -> tuple[Pieces, str]:
    pieces: Pieces = defaultdict(lambda: defaultdict(float))
    unit = ""
    for line in one.book.accounts["energy"].lines.values():
        value = one.values.of(line.id)
        flow = rows_of("energy").get(line.id.split("/")[1])
        if value is not None and flow is not None and flow.group == FINAL and _is_leaf(line):
            unit = line.unit
            pieces[flow.id][fuels()[line.item].group if line.item in fuels() else line.item] += value
    return pieces, unit


def _is_leaf(line: Line) -> bool:
    return line.item not in {"coal_total", "oil_total"}


def _of_matrix(table: Matrix, english: bool) -> Stack | None:
    if len(table.units) != 1:
        return None
    rows = [row for group in table.groups for row in group.rows if any(c and c.value for c in row.cells)]
    if not rows:
        return None
    pieces = [
        (
            _named(column.name, english) if column.name else str(column.text),
            [cell.value or 0.0 if (cell := row.cells[place]) else 0.0 for row in rows],
        )
        for place, column in enumerate(table.columns)
    ]
    return Stack([_named(row.name, english) for row in rows], pieces, table.units[0])
