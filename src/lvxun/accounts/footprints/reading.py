"""Input-output tables out of a region's folder ``accounts/io_<year>/``: four files, all faults at once."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from lvxun.accounts.book.model import Array
from lvxun.accounts.footprints.classification import sectors as national_sectors
from lvxun.accounts.footprints.errors import (
    DoubleRowError,
    FootprintsError,
    MixedUnitError,
    NegativeCellError,
    NotANumberError,
    OffBalanceError,
    SectorMissingError,
    TableFaultsError,
    TableMissingError,
    UnknownSectorError,
)
from lvxun.accounts.footprints.model import INCOMING, LOCAL, OUTSIDE, VALUE_ADDED, InputOutputTable, Sector
from lvxun.errors import LvxunError, Where
from lvxun.region.model import Quality, Region
from lvxun.region.tables import read_bytes, read_csv, read_toml

MAY_BE_NEGATIVE = frozenset({"inventory", "error", "operating_surplus", "net_production_tax"})
FINAL_COLUMNS = (*LOCAL, *OUTSIDE, *INCOMING, "error", "output")
HEAD = ("area", "year", "unit", "source", "quality", "tolerance", "prices_zh", "prices_en")


def tables_of(region: Region) -> dict[int, Path]:
    """Return the folders of a region's tables by year."""
    found = (region.path / "accounts").glob("io_*/table.toml")
    return {int(path.parent.name[3:]): path.parent for path in sorted(found)}


def latest_table(region: Region, year: int) -> InputOutputTable:
    """Read the table of the year, or else the last one before it, or else the first one.

    Raises
    ------
    TableMissingError, TableFaultsError
    """
    folders = tables_of(region)
    if not folders:
        raise TableMissingError(region.id)
    before = [one for one in folders if one <= year]
    return read_table(folders[max(before) if before else min(folders)])


def read_table(folder: Path, sectors: Sequence[Sector] | None = None) -> InputOutputTable:
    """Read ``table.toml``, ``flows.csv``, ``value_added.csv``, ``final.csv``.

    Parameters
    ----------
    sectors
        the classification; the national one of 42 where left out.

    Raises
    ------
    TableFaultsError
        with every fault: a sector missing, unknown or doubled, a row in another unit, no number, negative
        where that is impossible, a row or column off balance.
    """
    known = tuple(sectors or national_sectors())
    ids = [sector.id for sector in known]
    head = read_toml(folder / "table.toml", f"{folder.name}/table.toml")
    faults: list[LvxunError] = _head_faults(head, folder.name)
    if faults:
        raise TableFaultsError(f"{folder.name} cannot be used", faults)
    unit = str(head["unit"])
    flows = _Sheet(folder, _Form("flows.csv", "sector", ids, ids, unit), faults)
    added = _Sheet(folder, _Form("value_added.csv", "component", list(VALUE_ADDED), ids, unit), faults)
    final = _Sheet(folder, _Form("final.csv", "sector", ids, list(FINAL_COLUMNS), unit), faults)
    if not faults:
        table = _assembled(head, known, (flows, added, final))
        faults += _balance_faults(table, float(str(head["tolerance"])), folder.name)
    if faults:
        raise TableFaultsError(f"the input-output table in {folder.name} cannot be used", faults)
    return _without_residual(table)


@dataclass(frozen=True)
class _Form:
    """What a file must hold: ``rows`` under the heading ``key``, the columns ``unit`` and ``columns``."""

    file: str
    key: str
    rows: Sequence[str]
    columns: Sequence[str]
    unit: str


class _Sheet:
    """A matrix out of a CSV file; what is wrong goes into ``faults``."""

    def __init__(self, folder: Path, form: _Form, faults: list[LvxunError]) -> None:
        self.name = f"{folder.name}/{form.file}"
        self.form, self.faults = form, faults
        columns, key = list(form.columns), form.key
        read = read_csv(read_bytes(folder / form.file, self.name), self.name, [key, "unit", *columns])
        faults += read.errors
        self.frame = pd.DataFrame(index=list(form.rows), columns=columns, dtype=float)
        if len(read.cells):
            self._check_rows(read.cells)
            for row in read.cells.drop_duplicates(key).to_dict("records"):
                if row[key] in self.frame.index:
                    self.frame.loc[row[key]] = [self._number(row, column) for column in columns]

    def _check_rows(self, cells: pd.DataFrame) -> None:
        form, seen = self.form, set()
        for ident, number, unit in zip(cells[form.key], cells["row"], cells["unit"], strict=True):
            where = Where(self.name, int(number), form.key)
            if ident not in form.rows:
                self.faults.append(UnknownSectorError(ident, form.rows, where))
            elif ident in seen:
                self.faults.append(DoubleRowError(ident, where))
            if unit != form.unit:
                self.faults.append(MixedUnitError(unit, form.unit, Where(self.name, int(number), "unit")))
            seen.add(ident)
        missing = [ident for ident in form.rows if ident not in seen]
        if missing:
            self.faults.append(SectorMissingError(missing, Where(self.name, field=form.key)))

    def _number(self, row: Mapping[Hashable, Any], column: str) -> float:
        where = Where(self.name, int(row["row"]), column)
        value = _finite(row[column])
        if value is None:
            self.faults.append(NotANumberError(str(row[column]), where))
        elif value < 0 and not {column, row[self.form.key]} & MAY_BE_NEGATIVE:
            self.faults.append(NegativeCellError(value, where))
        return np.nan if value is None else value


def _finite(written: str) -> float | None:
    try:
        value = float(written)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _head_faults(head: Mapping[str, object], name: str) -> list[LvxunError]:
    faults: list[LvxunError] = [
        FootprintsError(f"'{key}' is missing.", Where(f"{name}/table.toml", field=key), f"Write {key} = ….")
        for key in HEAD
        if key not in head
    ]
    if "quality" in head and head["quality"] not in list(Quality):
        words = ", ".join(Quality)
        where = Where(f"{name}/table.toml", field="quality")
        faults.append(FootprintsError(f"'{head['quality']}' is no quality.", where, f"Write one of {words}."))
    return faults


def _assembled(
    head: Mapping[str, object], sectors: tuple[Sector, ...], sheets: tuple[_Sheet, _Sheet, _Sheet]
) -> InputOutputTable:
    flows, added, final = (sheet.frame for sheet in sheets)

    def columns(*names: str) -> Array:
        return final[list(names)].to_numpy(dtype=float)

    return InputOutputTable(
        area=str(head["area"]),
        year=int(str(head["year"])),
        unit=str(head["unit"]),
        prices_zh=str(head["prices_zh"]),
        prices_en=str(head["prices_en"]),
        sectors=sectors,
        flows=flows.to_numpy(dtype=float),
        value_added=added.to_numpy(dtype=float),
        final=columns(*LOCAL, *OUTSIDE),
        incoming=columns(*INCOMING),
        error=columns("error")[:, 0],
        output=columns("output")[:, 0],
        source=str(head["source"]),
        quality=Quality(str(head["quality"])),
        file=sheets[0].name,
    )


def _balance_faults(table: InputOutputTable, tolerance: float, name: str) -> list[LvxunError]:
    faults: list[LvxunError] = []
    for kind, file, residuals in (
        ("row", "final.csv", table.row_residuals),
        ("column", "flows.csv", table.column_residuals),
    ):
        for at in np.flatnonzero(np.abs(residuals) > tolerance):
            row = int(at) + 2 if kind == "row" else None
            where = Where(f"{name}/{file}", row, table.ids[at])
            faults.append(OffBalanceError(kind, float(residuals[at]), table.unit, tolerance, where))
    return faults


def _without_residual(table: InputOutputTable) -> InputOutputTable:
    """Put what rounding left over into the error: rows against output, columns against output too."""
    output = table.flows.sum(axis=0) + table.value_added.sum(axis=0)
    uses = table.flows.sum(axis=1) + table.final.sum(axis=1) - table.incoming.sum(axis=1)
    worst = float(max(np.abs(table.row_residuals).max(), np.abs(table.column_residuals).max()))
    return replace(table, output=output, error=output - uses, residual=worst)
