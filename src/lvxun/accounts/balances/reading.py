"""Energy balances from files: the tidy layout of a province's package, and the wide form of the yearbooks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pandas as pd

from lvxun.accounts.balances.errors import (
    BalanceSourceError,
    FaultyBalanceError,
    FormError,
    MisnamedBalanceError,
    TwoBalancesError,
)
from lvxun.accounts.balances.examining import Cells, examine, split
from lvxun.accounts.balances.form import rows_of_form
from lvxun.accounts.balances.form_heading import has_heading
from lvxun.accounts.balances.fuels import flows, fuels
from lvxun.accounts.balances.model import CELL_COLUMNS, Balance
from lvxun.accounts.balances.written import Faults, Figure, Written, understood
from lvxun.accounts.book.model import Origin
from lvxun.accounts.book.spreads import spread_of
from lvxun.errors import Where
from lvxun.region.model import Quality, Region
from lvxun.region.sheets import Sheet, read_sheets
from lvxun.region.tables import read_bytes

NEEDED = ("flow", "fuel", "value", "unit", "source", "quality")
OPTIONAL = ("origin", "note", "low", "high")
LIKE_A_YEAR = re.compile(r"energy_balance_\d")
SHEET_ENDINGS = (".csv", ".xlsx", ".xls", ".xlsm", ".et")
FILE_NAME = re.compile(r"energy_balance_(\d{4})\.(csv|xlsx)")
DIFFERENCE_NOTE = "可供量合计减其各行 / the supply total less its lines"


def balances(region: Region) -> Mapping[int, Balance]:
    """Return the balances that a region's package holds, ``accounts/energy_balance_<year>.csv``, by year.

    CSV or Excel, in the tidy layout or in the wide form of the yearbooks. What the wide form does not say,
    its source, is the entry ``energy_balance_<year>`` of the region's ``sources.toml``.

    Raises
    ------
    FaultyBalanceError
        for a balance with faults, all of them named.
    """
    found = {}
    for path in sorted((region.path / "accounts").glob("energy_balance_*.*")):
        named = FILE_NAME.fullmatch(path.name)
        if named is None and LIKE_A_YEAR.match(path.name) and path.suffix.lower() in SHEET_ENDINGS:
            raise MisnamedBalanceError(path.name)
        if named:
            year = int(named[1])
            stamp = path.stat()
            if year in found:
                raise TwoBalancesError(year, path.name)
            found[year] = _kept(path, year, region.code, (stamp.st_mtime_ns, stamp.st_size))
            _refuse_unknown_sources(found[year], f"accounts/{path.name}", region)
    return found


@lru_cache(maxsize=64)
def _kept(path: Path, year: int, region: str, stamp: tuple[int, int]) -> Balance:
    """Read a balance once for each content of its file; ``stamp`` is its time and size."""
    name = f"accounts/{path.name}"
    data = read_bytes(path, name)
    if _sheet_of_form(read_sheets(data, name)) is None:
        return read_balance(data, name, year, region)
    return read_statistical_form(data, name, year, region, source=path.stem)


def _sheet_of_form(sheets: Sequence[Sheet]) -> Sheet | None:
    """Return the first sheet in the wide form; a workbook may have a cover."""
    return next((sheet for sheet in sheets if has_heading(sheet.rows)), None)


def _refuse_unknown_sources(balance: Balance, file: str, region: Region) -> None:
    cells = balance.cells[["source", "row"]].dropna().drop_duplicates("source")
    unknown = [
        BalanceSourceError(str(source), Where(file=file, row=int(row), field="source"))
        for source, row in cells.itertuples(index=False)
        if source not in region.sources
    ]
    if unknown:
        raise FaultyBalanceError(file, unknown)


def read_balance(path_or_text: Path | str | bytes, file_name: str, year: int, region: str = "") -> Balance:
    """Return a balance from the tidy layout, one row for a cell.

    Columns ``flow, fuel, value, unit, source, quality`` and, if given, ``origin, low, high, note``; names are
    ids, labels or aliases of ``rules/balances``. Totals of flows and of fuels are held against their parts
    and are no cells.

    Raises
    ------
    FaultyBalanceError
        with every fault: file, row, field, and what would be right.
    """
    sheet = read_sheets(_bytes(path_or_text, file_name), file_name)[0]
    return balance_of(_tidy_rows(sheet, file_name), file_name, year, region)


def read_statistical_form(  # noqa: PLR0913 - the form says neither its source nor its quality
    path_or_text: Path | str | bytes,
    file_name: str,
    year: int,
    region: str = "",
    *,
    source: str = "",
    quality: Quality = Quality.OFFICIAL,
    supply_is_whole: bool = True,
) -> Balance:
    """Return a balance from the wide statistical form (CSV or Excel): lines 项目, columns fuels with units.

    Parameters
    ----------
    supply_is_whole
        false where line 1 is known to be more than its parts: the rest becomes ``supply_difference``.

    Raises
    ------
    FaultyBalanceError
        with every fault: file, row, column, and what would be right.
    """
    sheets = read_sheets(_bytes(path_or_text, file_name), file_name)
    sheet = _sheet_of_form(sheets) or sheets[0]
    rows = rows_of_form(sheet.rows, file_name, year, source, quality)
    return balance_of(rows, file_name, year, region, supply_is_whole=supply_is_whole)


def balance_of(
    rows: Sequence[Written], file_name: str, year: int, region: str, *, supply_is_whole: bool = True
) -> Balance:
    """Return the balance that written rows make, examined.

    Raises
    ------
    FaultyBalanceError
        with every fault.
    """
    faults = Faults(file_name)
    figures = understood(rows, faults)
    if not supply_is_whole:
        figures += _supply_differences(figures)
    cells, totals = split(figures)
    if not faults.errors:
        examine(cells, totals, faults)
    if faults.errors:
        raise FaultyBalanceError(file_name, faults.errors)
    return Balance(
        region,
        year,
        _frame(cells, file_name),
        fuels(),
        flows(),
        supply_is_whole=not any(flow == "supply_difference" for flow, _ in cells),
    )


def _bytes(path_or_text: Path | str | bytes, name: str) -> bytes:
    if isinstance(path_or_text, Path):
        return read_bytes(path_or_text, name)
    return path_or_text if isinstance(path_or_text, bytes) else path_or_text.encode()


def _tidy_rows(sheet: Sheet, file: str) -> list[Written]:
    heading = list(sheet.rows[0])
    lacking = [name for name in NEEDED if name not in heading]
    if lacking:
        raise FormError(
            f"the columns {', '.join(lacking)} are missing.",
            Where(file=file, row=1, field=lacking[0]),
            f"The tidy layout has {', '.join((*NEEDED, *OPTIONAL))}; the wide form of the yearbooks has a "
            "column 项目 with the lines and a column for each fuel.",
        )
    rows = []
    for number, cells in enumerate(sheet.rows[1:], start=2):
        given = dict(zip(heading, cells, strict=False))
        if any(given.values()):
            texts = {name: given.get(name, "") for name in (*NEEDED, *OPTIONAL)}
            texts["origin"] = texts["origin"] or Origin.PUBLISHED.value
            rows.append(Written(row=number, **texts))
    return rows


def _supply_differences(figures: Sequence[Figure]) -> list[Figure]:
    """Return what line 1 has over its parts, fuel by fuel, where it has more than rounding."""
    parts: dict[str, float] = {}
    for figure in figures:
        if figure.flow in flows() and flows()[figure.flow].part == "supply":
            parts[figure.fuel] = parts.get(figure.fuel, 0.0) + figure.value
    found = []
    for line in figures:
        rest = round(line.value - parts.get(line.fuel, 0.0), 6)
        if line.flow == "total_supply" and rest:
            found.append(
                Figure(
                    "supply_difference",
                    line.fuel,
                    rest,
                    line.unit,
                    Origin.DERIVED,
                    line.source,
                    line.quality,
                    DIFFERENCE_NOTE,
                    None,
                    None,
                    line.row,
                    line.field,
                )
            )
    return found


def _frame(cells: Cells, file: str) -> pd.DataFrame:
    order = {flow: place for place, flow in enumerate(flows())}
    columns = {fuel: place for place, fuel in enumerate(fuels())}
    ranked = sorted(cells.values(), key=lambda cell: (order[cell.flow], columns[cell.fuel]))
    return pd.DataFrame([_record(cell, file) for cell in ranked], columns=list(CELL_COLUMNS))


def _record(cell: Figure, file: str) -> tuple[object, ...]:
    spread = spread_of(cell.value, cell.quality)
    low = spread.low if cell.low is None else cell.low
    high = spread.high if cell.high is None else cell.high
    return (
        cell.flow, cell.fuel, cell.value, cell.unit, cell.origin.value, low, high, cell.source,
        cell.quality.value, cell.note, file, cell.row,
    )  # fmt: skip
