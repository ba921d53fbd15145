"""The wide statistical form (能源平衡表): one line for a flow, one column for a fuel with its unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from lvxun.accounts.balances.form_heading import Heading, heading_of, spellings
from lvxun.accounts.balances.fuels import flow_id, fuels, plain
from lvxun.accounts.balances.written import Written, number_of
from lvxun.region.catalogue import rules_table
from lvxun.region.model import Quality

EMPTY = frozenset({"", "-", "—", "–", "－", "…", "...", "……"})
# A footnote under the table is no line of it.
FOOTNOTE = re.compile(
    r"\s*(注|资料来源|数据来源|说明|note|notes|source)\s*[\d一二三四五六七八九十]*\s*[:：].*", re.I | re.S
)
LINE_COLUMNS = ("spelling", "flow", "beside", "note")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line that is a part of a flow ("" where it is counted in another line already).

    ``is_beside`` where it adds to the flow's own line; else it and its like stand instead of that line.
    """

    flow: str
    is_beside: bool


@dataclass(frozen=True, slots=True)
class _Value:
    written: Written
    label: str
    piece: Piece | None

    def added_to(self, earlier: _Value) -> _Value | None:
        """Return both as one, ``None`` where they are two claims to one cell or no numbers."""
        pieces = (self.piece, earlier.piece)
        fit = all(pieces) or any(piece is not None and piece.is_beside for piece in pieces)
        first, second = number_of(earlier.written.value), number_of(self.written.value)
        if not fit or first is None or second is None or self.label in earlier.label.split("|"):
            return None
        if self.written.unit != earlier.written.unit:
            return None
        both = replace(earlier.written, value=repr(round(first + second, 9)))
        return _Value(both, f"{earlier.label}|{self.label}", earlier.piece)


def rows_of_form(
    rows: Sequence[Sequence[str]], file: str, year: int, source: str, quality: Quality
) -> list[Written]:
    """Return the values of a sheet in the wide form, one for each filled cell.

    The heading begins with the row that has 项目 (or Item). Units stand in the headings (``原煤(万吨)``), in
    a row below, or in a column ``unit``. Where a column ``year`` is there, only that year's rows count. Lines
    that split a flow of ours (the stocks at both ends of the year) are added up; lines that are only a part
    of another (``rules/balances/form_lines.csv``) are left out.

    Raises
    ------
    FormError
        where there is no heading.
    FaultyBalanceError
        for columns that are no fuels.
    """
    heading = heading_of(rows, file)
    written: list[_Value] = []
    for number, cells in enumerate(rows[heading.first :], start=heading.first + 1):
        texts = [text.strip() for text in cells] + [""] * (max(heading.columns, default=0) + 1 - len(cells))
        label = texts[heading.item] if heading.item < len(texts) else ""
        if not label or FOOTNOTE.fullmatch(label) or _is_other_year(texts, heading, year):
            continue
        piece = next((found for one in spellings(label) if (found := lines().get(plain(one)))), None)
        if piece is None or piece.flow:
            known = next((known for one in spellings(label) if (known := flow_id(one))), label)
            flow = piece.flow if piece else known
            values = _values(texts, heading, number, flow, source, quality)
            written += [_Value(one, plain(label), piece) for one in values]
    return _added(written)


@cache
def lines() -> Mapping[str, Piece]:
    """Return the lines that some forms split further, by their plain spelling."""
    rows = rules_table("balances/form_lines.csv", LINE_COLUMNS)
    return MappingProxyType(
        {plain(row["spelling"]): Piece(row["flow"], is_beside=row["beside"] == "yes") for row in rows}
    )


def _values(  # noqa: PLR0913, PLR0917 - a cell's place and evidence
    texts: Sequence[str], heading: Heading, number: int, flow: str, source: str, quality: Quality
) -> list[Written]:
    place = heading.place("unit")
    row_unit = texts[place] if place is not None else ""
    return [
        Written(
            flow,
            column.fuel,
            texts[at],
            column.unit or row_unit or fuels()[column.fuel].unit,
            number,
            column.heading,
            source=source,
            quality=quality.value,
            flow_field="项目",
            unit_field=column.heading,
        )
        for at, column in heading.columns.items()
        if texts[at] not in EMPTY
    ]


def _added(values: Sequence[_Value]) -> list[Written]:
    """Add the lines that split one flow; what is no number or stands twice stays, to be refused in place."""
    kept: list[_Value] = []
    at: dict[tuple[str, str], int] = {}
    for one in values:
        key = (one.written.flow, one.written.fuel)
        place = at.setdefault(key, len(kept))
        added = one.added_to(kept[place]) if place < len(kept) else None
        if added is None:
            kept.append(one)
        else:
            kept[place] = added
    return [one.written for one in kept]


def _is_other_year(texts: Sequence[str], heading: Heading, year: int) -> bool:
    place = heading.place("year", "年份")
    return place is not None and texts[place] not in {"", str(year), f"{year}年"}
