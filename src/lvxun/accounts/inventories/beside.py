"""Their inventory beside ours, line by line, so that the differences add up to that of the totals."""

from __future__ import annotations

from collections.abc import Mapping

from lvxun.accounts.book.evaluating import Values
from lvxun.accounts.book.model import Book, Line
from lvxun.accounts.inventories.model import Beside, BesideRow, LayoutRow, TheirCell, TheirInventory
from lvxun.accounts.inventory import inventory_lines
from lvxun.accounts.sectors import sectors

INDIRECT = "carbon/electricity_indirect"
CLOSE = 0.05  # a difference of this share of theirs is called small


def beside(
    theirs: TheirInventory, book: Book, values: Values, potentials: Mapping[str, Mapping[str, float]]
) -> Beside:
    """Set an inventory beside the carbon account of a book.

    Lines of ours that their layout has no row for stand as rows of their own, and the other way round.

    Parameters
    ----------
    potentials
        warming potentials by report and gas; the book's report weighs both sides.
    """
    rows: list[BesideRow] = []
    ours = list(inventory_lines(book, INDIRECT))
    gases = list(dict.fromkeys([*(c.gas for c in theirs.cells if c.gas), *(line.item for line in ours)]))
    known = {row.id: row for row in _layout_rows(theirs)}
    placed: set[str] = set()
    for row in known.values():
        for gas in gases:
            mine = [line for line in ours if line.sector in row.sectors and line.item == gas]
            cells = [cell for cell in theirs.cells if cell.row_id == row.id and cell.gas == gas]
            if mine or cells:
                placed |= {line.id for line in mine}
                rows.append(_row(row, gas, mine, cells, values))
    for line in ours:
        if line.id not in placed and (theirs.layout.gas in {"", line.item}):
            lone = LayoutRow(line.sector, (line.sector,), sectors().get(line.sector, (line.sector,) * 2))
            rows.append(_row(lone, line.item, [line], [], values))
    direct = [row for row in rows if not row.is_indirect]
    our_sums = {gas: sum(r.ours or 0.0 for r in direct if r.gas == gas) for gas in gases}
    their_sums = {gas: sum(r.theirs or 0.0 for r in direct if r.gas == gas) for gas in gases}
    weights = potentials[book.gwp]
    in_co2e = [sum(v * weights.get(g, 0.0) for g, v in side.items()) for side in (our_sums, their_sums)]
    return Beside(
        tuple(rows), our_sums, their_sums, book.gwp, (in_co2e[0], in_co2e[1], in_co2e[0] - in_co2e[1])
    )


def _layout_rows(theirs: TheirInventory) -> tuple[LayoutRow, ...]:
    every = [*theirs.layout.rows.values(), *theirs.layout.special_columns.values()]
    return tuple({row.id: row for row in every}.values())


def _row(row: LayoutRow, gas: str, mine: list[Line], cells: list[TheirCell], values: Values) -> BesideRow:
    known = [line for line in mine if line.notation is None]
    ours = sum(values.of(line.id) or 0.0 for line in known) if known else None
    figures = [cell.value for cell in cells if cell.value is not None]
    theirs = sum(figures) if figures else None
    zh, en = _remark(ours, theirs, mine, cells)
    return BesideRow(
        id=row.id,
        label_zh=next((name for name in row.names if not name.isascii()), row.id),
        label_en=next((name for name in row.names if name.isascii()), row.id.replace("_", " ")),
        gas=gas,
        ours=ours,
        theirs=theirs,
        difference=(ours or 0.0) - (theirs or 0.0),
        our_notation=_keys([line.notation for line in mine]),
        their_notation=_keys([cell.notation for cell in cells]),
        lines=tuple(line.id for line in known),
        is_indirect=row.is_indirect,
        remark_zh=zh,
        remark_en=en,
    )


def _keys(notations: list[object]) -> str:
    return ", ".join(sorted({str(key) for key in notations if key is not None}))


def _remark(
    ours: float | None, theirs: float | None, mine: list[Line], cells: list[TheirCell]
) -> tuple[str, str]:
    if ours is not None and theirs is not None:
        return _nearness(ours, theirs)
    if ours is not None:
        return ("对方以注记代替", "theirs is a notation key") if cells else ("对方没有此类", "not in theirs")
    if theirs is None:
        return "双方均无数值", "neither has a figure"
    if not mine:
        return "我方账户没有此类", "our account has no such category"
    return mine[0].reason_zh or "我方未估算", mine[0].reason_en or "not estimated by us"


def _nearness(ours: float, theirs: float) -> tuple[str, str]:
    if theirs == 0:
        return "", ""
    share = ours / theirs - 1.0
    if abs(share) <= CLOSE:
        return "相近", "close"
    words = ("高", "higher") if share > 0 else ("低", "lower")
    return f"我方{words[0]} {abs(share):.0%}", f"ours is {abs(share):.0%} {words[1]}"
