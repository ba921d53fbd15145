"""The heading of a wide energy balance: which column is which fuel, and in which unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from lvxun.accounts.balances.errors import FaultyBalanceError, FormError, UnknownFuelError
from lvxun.accounts.balances.fuels import COAL_EQUIVALENT, fuel_id, fuel_names, fuels, plain
from lvxun.errors import LvxunError, Where
from lvxun.region.errors import UnitError
from lvxun.region.units import factor

ITEM_HEADINGS = frozenset({"item_zh", "项目", "指标", "类别", "item", "项目item", "items"})
OTHER_COLUMNS = frozenset(
    {"region", "year", "row", "level", "item_en", "unit", "地区", "年份", "行号", "代码", "编码", "序号"}
)
EXTRA_FUELS = ("total_energy", "能源合计", "合计", "发电煤耗计算法", "电热当量计算法", "total energy")
WITH_UNIT = re.compile(r"(?P<name>.*?)\s*[(（](?P<unit>[^()（）]+)[)）]\s*", re.DOTALL)
COAL_UNITS = frozenset({"万吨标煤", "万吨标准煤", "10^4 tce", "10 000 tce", "10000 tce", "104 tce"})
# Where the two languages of a bilingual yearbook meet.
SEAM = re.compile(r"(?<=[^\x00-\x7f])\s*(?=[A-Za-z])|\n+")
MOST_HEADING_ROWS = 5


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the form; ``unit`` is "" where the heading names none, ``heading`` as it is written."""

    fuel: str
    unit: str
    heading: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the form begins: the heading's first row and the first row of values, from 0."""

    top: int
    first: int
    item: int
    columns: dict[int, Column]
    named: dict[str, int]

    def place(self, *names: str) -> int | None:
        """Return the place of a column that is no fuel."""
        return next((self.named[name] for name in names if name in self.named), None)


def spellings(text: str) -> tuple[str, ...]:
    """Return what a cell may mean: as it stands, then each half of a bilingual one.

    Examples
    --------
    >>> spellings("原煤 Raw Coal")
    ('原煤 Raw Coal', '原煤', 'Raw Coal')
    """
    halves = [half.strip() for half in SEAM.split(text) if half.strip()]
    return tuple(dict.fromkeys((text, *halves)))


def has_heading(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a sheet has the heading of the wide form."""
    return _item(rows) is not None


def heading_of(rows: Sequence[Sequence[str]], file: str) -> Heading:
    """Return the heading: the rows from 项目 to the first one that names a line.

    Group names above the fuels (merged cells) and units in brackets or in a row of their own are understood.

    Raises
    ------
    FormError
        where there is no heading.
    FaultyBalanceError
        for columns that are no fuels.
    """
    found = _item(rows)
    if found is None:
        raise FormError(
            "no heading row is found.",
            Where(file=file),
            "The form has a column 项目 with the flows and one for each fuel, with its unit: 原煤(万吨).",
        )
    top, item = found
    first = top + 1
    while first < min(len(rows), top + MOST_HEADING_ROWS) and not _text(rows[first], item):
        first += 1
    block = [[text.strip() for text in row] for row in rows[top:first]]
    named = {text.lower(): place for place, text in enumerate(block[0]) if text}
    return Heading(top, first, item, _columns(block, item, file, top + 1), named)


def _item(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    for top, cells in enumerate(rows):
        for place, text in enumerate(cells):
            if text and any(plain(one) in ITEM_HEADINGS for one in spellings(text)):
                return top, place
    return None


def _text(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _columns(block: Sequence[Sequence[str]], item: int, file: str, row: int) -> dict[int, Column]:
    found: dict[int, Column] = {}
    errors: list[LvxunError] = []
    for place in range(max(map(len, block))):
        texts = [text for cells in block if (text := _text(cells, place))]
        if place == item or not texts or texts[0].lower() in OTHER_COLUMNS:
            continue
        column = _column(texts)
        if column is not None:
            found[place] = column
        elif not _is_extra(texts) and not all(_is_unit(text.strip(" ()（）")) for text in texts):
            name = _named(texts)
            errors.append(UnknownFuelError(name, fuel_names(), Where(file=file, row=row, field=texts[0])))
    if errors:
        raise FaultyBalanceError(file, errors)
    return found


def _column(texts: Sequence[str]) -> Column | None:
    """Return what the cells of a heading above one another say; the lowest fuel among them is meant."""
    fuel, unit, heading = "", "", ""
    for text in texts:
        split = WITH_UNIT.fullmatch(text)
        name, stated = (split["name"].strip(), split["unit"]) if split else (text, "")
        candidates = (*spellings(text), *spellings(name)) if name else ()
        known = next((one for part in candidates if (one := fuel_id(part)) is not None), None)
        if known is not None:
            fuel, heading = known, text
        alone = (stated or text).strip(" ()（）")
        if stated or known is None:
            unit = _spelled(alone) if _is_unit(alone) or (stated and known) else unit
    return Column(fuel, unit, heading) if fuel else None


def _named(texts: Sequence[str]) -> str:
    names = [text for text in texts if not _is_unit(text.strip(" ()（）"))]
    split = WITH_UNIT.fullmatch(names[-1] if names else texts[-1])
    return split["name"] if split and split["name"] else (names or list(texts))[-1]


def _is_extra(texts: Sequence[str]) -> bool:
    return any(unicodedata.normalize("NFKC", text).lower().startswith(EXTRA_FUELS) for text in texts)


def _is_unit(text: str) -> bool:
    """Whether a text is a unit of some fuel."""
    unit = _spelled(text)
    for own in dict.fromkeys((COAL_EQUIVALENT, *(fuel.unit for fuel in fuels().values()))):
        try:
            factor(unit, own)
        except UnitError:
            continue
        return True
    return False


def _spelled(unit: str) -> str:
    text = " ".join(unicodedata.normalize("NFKC", unit).split())
    return COAL_EQUIVALENT if text in COAL_UNITS else text
