"""What the columns of a sheet are: tidy (a row a figure) or wide (a column a year)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from lvxun.errors import LvxunError, Where
from lvxun.region.errors import RegionFaultsError, SheetError
from lvxun.region.model import SERIES_COLUMNS
from lvxun.region.nearest import nearest
from lvxun.region.sheets import Sheet

LABELS = {
    "indicator": "指标",
    "area": "地区",
    "year": "年份",
    "value": "数值",
    "unit": "单位",
    "source": "来源",
    "quality": "质量",
    "note": "备注",
}
ALSO = {
    "指标代码": "indicator",
    "指标名称": "indicator",
    "地区代码": "area",
    "行政区划代码": "area",
    "区域": "area",
    "年": "year",
    "年度": "year",
    "数据": "value",
    "计量单位": "unit",
    "数据来源": "source",
    "数据质量": "quality",
    "说明": "note",
}
OUR_OWN = ("file", "row", "error", "remedy", "文件", "行号", "问题", "改法")  # columns of a held-back table
YEAR_HEADING = re.compile(r"(19|20)\d{2}年?")
SEARCHED_ROWS = 12
FEWEST_KNOWN = 3
WIDE_COLUMNS = ("indicator", "unit", "source", "quality")
OPTIONAL = ("note", "area")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a sheet are; ``years`` is empty for a tidy one; data begin at ``first``."""

    columns: dict[str, int]
    years: dict[int, int]
    first: int


def layout_of(sheet: Sheet) -> Layout | None:
    """Return a sheet's layout, or ``None`` for one without figures (instructions, lists).

    Raises
    ------
    SheetError
        with every column that is missing, doubled or renamed.
    """
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        known = [_known(cell) for cell in row]
        if len({column for column in known if column}) >= FEWEST_KNOWN:
            return _layout(sheet, number, row)
    return None


def _known(cell: str) -> str | None:
    """Return the column that a heading names: in English, in Chinese, or in both."""
    text = unicodedata.normalize("NFKC", cell).strip().casefold()
    whole = {**{zh: key for key, zh in LABELS.items()}, **ALSO, **{key: key for key in SERIES_COLUMNS}}
    if text in whole:
        return whole[text]
    parts = [part for part in re.split(r"[\s/|*:：()]+", text) if part]
    found = {whole[part] for part in parts if part in whole}
    return found.pop() if len(found) == 1 and all(part in whole for part in parts) else None


def _layout(sheet: Sheet, number: int, row: Sequence[str]) -> Layout:
    columns: dict[str, int] = {}
    years: dict[int, int] = {}
    strange: list[str] = []
    errors: list[LvxunError] = []
    for position, cell in enumerate(row):
        column, where = _known(cell), Where(sheet.name, number + 1, cell[:40])
        if column in columns:
            errors.append(SheetError(f"column '{column}' stands twice", where, "Remove one of the two."))
        elif column:
            columns[column] = position
        elif YEAR_HEADING.fullmatch(unicodedata.normalize("NFKC", cell).strip()):
            years[int(unicodedata.normalize("NFKC", cell).strip()[:4])] = position
        elif cell and cell.casefold() not in OUR_OWN:
            strange.append(cell)
    is_wide = bool(years) and not {"year", "value"} & set(columns)
    errors += _missing(sheet, number, columns, strange, is_wide)
    if errors:
        raise errors[0] if len(errors) == 1 else _many(sheet, errors)
    beneath = sheet.rows[number + 1] if number + 1 < len(sheet.rows) else ()
    doubled = sum(_known(cell) is not None for cell in beneath) >= FEWEST_KNOWN
    return Layout(columns, years if is_wide else {}, number + 1 + doubled)


def _missing(
    sheet: Sheet, number: int, columns: dict[str, int], strange: list[str], is_wide: bool
) -> list[LvxunError]:
    wanted = WIDE_COLUMNS if is_wide else [column for column in SERIES_COLUMNS if column not in OPTIONAL]
    errors: list[LvxunError] = []
    absent = [column for column in wanted if column not in columns]
    for column in absent:
        likely = strange[0] if len(strange) == len(absent) == 1 else _renamed(column, strange)
        remedy = f"Rename '{likely[:40]}' to '{LABELS[column]} {column}'." if likely else _all_columns()
        where = Where(sheet.name, number + 1, column)
        errors.append(SheetError(f"column '{LABELS[column]} {column}' is missing", where, remedy))
    if strange and not errors:
        where = Where(sheet.name, number + 1, strange[0][:40])
        guess = nearest(strange[0].casefold(), [*LABELS, *LABELS.values(), *ALSO])
        hint = f"Did you mean '{guess}'? " if guess else ""
        remedy = f"{hint}Remove or rename it; figures know {', '.join(LABELS)}."
        errors.append(SheetError(f"column '{strange[0][:40]}' is unknown", where, remedy))
    return errors


def _renamed(column: str, strange: Sequence[str]) -> str | None:
    for candidate in (column, LABELS[column]):
        likely = nearest(candidate, [cell.casefold() for cell in strange], least=50)
        if likely:
            return likely
    return next((cell for cell in strange if set(LABELS[column]) & set(cell)), None)


def _all_columns() -> str:
    named = ", ".join(f"{zh} {key}" for key, zh in LABELS.items())
    return f"The columns are {named}: see `lvxun region template`."


def _many(sheet: Sheet, errors: list[LvxunError]) -> LvxunError:
    return RegionFaultsError(f"The columns of {sheet.name} cannot be understood", errors)
