"""The wide statistical form (能源平衡表): one line for a flow, one column for a fuel with its unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lvxun.accounts.balances.errors import FaultyBalanceError, FormError, UnknownFuelError
from lvxun.accounts.balances.fuels import COAL_EQUIVALENT, flow_id, fuel_id, fuel_names, fuels
from lvxun.accounts.balances.written import Written
from lvxun.errors import LvxunError, Where
from lvxun.region.model import Quality

ITEM_HEADINGS = ("item_zh", "项目", "项 目", "item")
OTHER_COLUMNS = ("region", "year", "row", "level", "item_en", "unit", "地区", "年份", "行号", "代码", "编码")
EXTRA_FUELS = ("total_energy", "能源合计", "合计", "发电煤耗计算法", "电热当量计算法")
EMPTY = ("", "-", "—", "–", "…", "...")
WITH_UNIT = re.compile(r"(?P<name>.+?)\s*[(（](?P<unit>[^()（）]+)[)）]\s*")


def rows_of_form(
    rows: Sequence[Sequence[str]], file: str, year: int, source: str, quality: Quality
) -> list[Written]:
    """Return the values of a sheet in the wide form, one for each filled cell.

    The heading is the row with 项目 (or ``item_zh``). Units stand in the headings (``原煤(万吨)``), in the
    row below, or in a column ``unit``. Where a column ``year`` is there, only that year's rows count.

    Raises
    ------
    FormError
        where there is no heading.
    FaultyBalanceError
        for columns that are no fuels.
    """
    top, item = _heading(rows, file)
    headings = [text.strip() for text in rows[top]]
    below = list(rows[top + 1]) if top + 1 < len(rows) else []
    has_unit_row = len(below) > item and not below[item].strip() and "unit" not in headings
    columns = _columns(headings, below if has_unit_row else [], item, file, top + 1)
    named = {name: place for place, name in enumerate(headings)}
    written = []
    for number, cells in enumerate(rows[top + 1 + has_unit_row :], start=top + 2 + has_unit_row):
        texts = [text.strip() for text in cells] + [""] * (len(headings) - len(cells))
        if not texts[item] or _is_other_year(texts, named, year):
            continue
        row_unit = texts[named["unit"]] if "unit" in named else ""
        for place, (fuel, unit) in columns.items():
            if texts[place] not in EMPTY:
                counted = unit or row_unit or fuels()[fuel].unit
                written.append(
                    Written(
                        _flow(texts[item]),
                        fuel,
                        texts[place],
                        counted,
                        number,
                        headings[place],
                        source=source,
                        quality=quality.value,
                        flow_field=headings[item],
                        unit_field=headings[place],
                    )
                )
    return written


def _heading(rows: Sequence[Sequence[str]], file: str) -> tuple[int, int]:
    for top, cells in enumerate(rows):
        for place, text in enumerate(cells):
            if text.strip() in ITEM_HEADINGS:
                return top, place
    raise FormError(
        "no heading row is found.",
        Where(file=file),
        "The form has a column 项目 with the flows and a column for each fuel, with its unit: 原煤(万吨).",
    )


def _columns(
    headings: Sequence[str], below: Sequence[str], item: int, file: str, row: int
) -> dict[int, tuple[str, str]]:
    """Return fuel id and unit by column; a unit is "" where the heading names none."""
    found: dict[int, tuple[str, str]] = {}
    errors: list[LvxunError] = []
    for place, heading in enumerate(headings):
        if not heading or place == item or heading.lower() in OTHER_COLUMNS:
            continue
        split = WITH_UNIT.fullmatch(heading)
        name, unit = (split["name"], split["unit"]) if split else (heading, "")
        fuel = fuel_id(heading) or fuel_id(name)
        if any(name.lower().startswith(extra) for extra in EXTRA_FUELS) and fuel is None:
            continue
        if fuel is None:
            errors.append(UnknownFuelError(name, fuel_names(), Where(file=file, row=row, field=heading)))
            continue
        stated = below[place].strip(" ()（）") if place < len(below) else ""
        found[place] = (fuel, _spelled(unit or stated))
    if errors:
        raise FaultyBalanceError(file, errors)
    return found


def _spelled(unit: str) -> str:
    return COAL_EQUIVALENT if unit in ("万吨标煤", "万吨标准煤", "10^4 tce") else unit


def _flow(text: str) -> str:
    """Return a line's name; 其他 with its number and marks is read by the vocabulary."""
    return flow_id(text) or text


def _is_other_year(texts: Sequence[str], named: dict[str, int], year: int) -> bool:
    place = named.get("year", named.get("年份"))
    return place is not None and texts[place] not in ("", str(year))
