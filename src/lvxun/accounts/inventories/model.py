"""An inventory that somebody else made, and what it looks like beside ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lvxun.accounts.book.model import Notation


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """A row that a layout knows. ``sectors`` are ours; none where we have nothing of the kind."""

    id: str
    sectors: tuple[str, ...]
    names: tuple[str, ...]
    may_be_negative: bool = False
    is_indirect: bool = False  # electricity brought in: beside the territorial total, not in it


@dataclass(frozen=True)
class Layout:
    """One file of ``rules/accounts/inventories``: which rows and columns a workbook has, and what they mean.

    ``columns`` is ``fuels`` (one gas, told by ``gas``) or ``gases``; names are compared without case, blanks
    and punctuation.
    """

    id: str
    label_zh: str
    label_en: str
    unit: str
    gas: str
    columns: str
    rows: Mapping[str, LayoutRow]  # by plain name
    items: Mapping[str, str]  # plain name of a column -> fuel or gas
    special_columns: Mapping[str, LayoutRow]
    total_rows: frozenset[str]
    total_columns: frozenset[str]
    ignored_rows: frozenset[str]


@dataclass(frozen=True, slots=True)
class TheirCell:
    """One figure of theirs in 10^4 t of the gas, or its notation key."""

    row_id: str
    label: str
    item: str
    gas: str
    value: float | None
    notation: Notation | None
    row: int


@dataclass(frozen=True)
class TheirInventory:
    """An inventory as it was read.

    Attributes
    ----------
    gwp
        the report with whose potentials the totals of the file agree; "" where it has none, or they
        agree with none.
    remarks
        what was left out or does not add up, with row and field: to be read by whoever imported it.
    """

    file: str
    layout: Layout
    cells: tuple[TheirCell, ...]
    gwp: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A row of theirs beside what we have for it, in 10^4 t of the gas.

    ``difference`` is ours minus theirs, an unknown counted as nothing; ``lines`` are ours behind it.
    """

    id: str
    label_zh: str
    label_en: str
    gas: str
    ours: float | None
    theirs: float | None
    difference: float
    our_notation: str
    their_notation: str
    lines: tuple[str, ...]
    is_indirect: bool
    remark_zh: str
    remark_en: str


@dataclass(frozen=True)
class Beside:
    """Their inventory beside ours. For each gas the differences of the rows add up to that of the totals.

    ``in_co2e`` holds ours, theirs and the difference in 10^4 t CO2e with the potentials of ``gwp``.
    """

    rows: tuple[BesideRow, ...]
    ours: Mapping[str, float]
    theirs: Mapping[str, float]
    gwp: str
    in_co2e: tuple[float, float, float]
