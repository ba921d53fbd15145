"""Input-output tables out of a region's folder: ``accounts/io_<year>/`` with four files, all faults at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

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

MAY_BE_NEGATIVE = ("inventory", "error", "operating_surplus", "net_production_tax")
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
    flows = _Sheet(folder, "flows.csv", "sector", ids, ids, unit, faults)
    added = _Sheet(folder, "value_added.csv", "component", list(VALUE_ADDED), ids, unit, faults)
    final = _Sheet(folder, "final.csv", "sector", ids, list(FINAL_COLUMNS), unit, faults)
    if not faults:
        table = _assembled(head, known, flows.values, added.values, final.frame, folder)
        faults += _balance_faults(table, float(str(head["tolerance"])), folder.name)
    if faults:
        raise TableFaultsError(f"the input-output table in {folder.name} cannot be used", faults)
    return _without_residual(table)


class _Sheet:
    """A matrix of a CSV file with one row for each of ``rows`` and the columns ``unit`` and ``columns``."""

    def __init__(
        self,
        folder: Path,
        file: str,
        key: str,
        rows: Sequence[str],
        columns: Sequence[str],
        unit: str,
        faults: list[LvxunError],
    ) -> None:
        self.name = f"{folder.name}/{file}"
        read = read_csv(read_bytes(folder / file, self.name), self.name, [key, "unit", *columns])
        faults += read.errors
        self.key, self.unit, self.faults = key, unit, faults
        self.frame = pd.DataFrame(index=list(rows), columns=list(columns), dtype=float)
        if len(read.cells):
            self._check_rows(read.cells, rows)
            for _, row in read.cells.drop_duplicates(key).iterrows():
                if row[key] in self.frame.index:
                    self.frame.loc[row[key]] = [self._number(row, key, column) for column in columns]

    @property
    def values(self) -> Array:
        return self.frame.to_numpy(dtype=float)

    def _check_rows(self, cells: pd.DataFrame, rows: Sequence[str]) -> None:
        for ident, number, unit in zip(cells[self.key], cells["row"], cells["unit"], strict=True):
            where = Where(self.name, int(number), self.key)
            if ident not in rows:
                self.faults.append(UnknownSectorError(ident, rows, where))
            if unit != self.unit:
                self.faults.append(MixedUnitError(unit, self.unit, Where(self.name, int(number), "unit")))
        doubled = cells[cells[self.key].duplicated()]
        for ident, number in zip(doubled[self.key], doubled["row"], strict=True):
            self.faults.append(DoubleRowError(ident, Where(self.name, int(number), self.key)))
        missing = [ident for ident in rows if ident not in set(cells[self.key])]
        if missing:
            self.faults.append(SectorMissingError(missing, Where(self.name, field=self.key)))

    def _number(self, row: pd.Series, key: str, column: str) -> float:
        where = Where(self.name, int(row["row"]), column)
        try:
            value = float(row[column])
        except ValueError:
            value = np.nan
        if not np.isfinite(value):
            self.faults.append(NotANumberError(str(row[column]), where))
        elif value < 0 and column not in MAY_BE_NEGATIVE and row[key] not in MAY_BE_NEGATIVE:
            self.faults.append(NegativeCellError(value, where))
        return value


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
    head: Mapping[str, object],
    sectors: tuple[Sector, ...],
    flows: Array,
    added: Array,
    final: pd.DataFrame,
    folder: Path,
) -> InputOutputTable:
    def columns(*names: str) -> Array:
        return final[list(names)].to_numpy(dtype=float)

    return InputOutputTable(
        area=str(head["area"]),
        year=int(str(head["year"])),
        unit=str(head["unit"]),
        prices_zh=str(head["prices_zh"]),
        prices_en=str(head["prices_en"]),
        sectors=sectors,
        flows=flows,
        value_added=added,
        final=columns(*LOCAL, *OUTSIDE),
        incoming=columns(*INCOMING),
        error=columns("error")[:, 0],
        output=columns("output")[:, 0],
        source=str(head["source"]),
        quality=Quality(str(head["quality"])),
        file=folder.name,
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
