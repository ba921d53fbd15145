"""Exports under the border adjustment out of a sheet ``cbam_exports.csv``, all faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lvxun.accounts.footprints.cbam import Export
from lvxun.accounts.footprints.cbam_rules import CbamRules, Good
from lvxun.accounts.footprints.errors import CbamError, TableFaultsError
from lvxun.errors import LvxunError, Where
from lvxun.region.nearest import did_you_mean
from lvxun.region.tables import read_bytes, read_csv

COLUMNS = (
    "good", "route", "year", "quantity", "unit", "destination", "embedded", "benchmark",
    "home_price", "home_currency", "home_share",
)  # fmt: skip
CURRENCIES = ("", "EUR", "CNY")


def read_exports(path: Path, rules: CbamRules) -> tuple[Export, ...]:
    """Read what is exported; a ``year`` such as ``2026:2034`` stands for the same in each of these years.

    ``quantity`` in the good's ``unit``; ``embedded`` and ``benchmark`` in t CO2e per unit, empty for those of
    the rules; ``home_price`` per t CO2e in ``home_currency``, on ``home_share`` (0 to 1) of the emissions.

    Raises
    ------
    TableFaultsError
        with every fault: an unknown good, another unit, a negative or missing number, emissions beyond what
        is plausible, a year without rules, the same export twice.
    """
    table = read_csv(read_bytes(path, path.name), path.name, COLUMNS)
    faults: list[LvxunError] = list(table.errors)
    exports: list[Export] = []
    seen: set[tuple[str, str, int, str]] = set()
    for record in table.cells.to_dict("records"):
        row = _Row({str(key): str(value) for key, value in record.items()}, path.name, rules, faults)
        for one in row.exports():
            key = (one.good, one.route, one.year, one.destination)
            if key in seen:
                row.refuse(
                    "year", f"this export stands twice in {one.year}.", "Add the quantities up in one row."
                )
            seen.add(key)
            exports.append(one)
    if faults:
        raise TableFaultsError(f"{path.name} cannot be used", faults)
    return tuple(exports)


class _Row:
    """One row of the sheet; what is wrong goes into ``faults``."""

    def __init__(
        self, cells: Mapping[str, str], file: str, rules: CbamRules, faults: list[LvxunError]
    ) -> None:
        self.cells, self.file, self.rules, self.faults = cells, file, rules, faults
        self.number = int(cells["row"])

    def refuse(self, field: str, what: str, remedy: str) -> None:
        self.faults.append(CbamError(what, Where(self.file, self.number, field), remedy))

    def exports(self) -> list[Export]:
        """Return one export for each year, none where something is wrong."""
        before = len(self.faults)
        good, years = self._good(), self._years()
        quantity = self._decimal("quantity")
        embedded = self._embedded(good)
        benchmark = self._decimal("benchmark") if self.cells["benchmark"] else None
        price, share = self._at_home()
        destination = self._destination()
        if len(self.faults) > before or good is None or quantity is None:
            return []
        return [
            Export(
                good=good.id,
                route=self.cells["route"],
                year=year,
                quantity=quantity,
                destination=destination,
                embedded=embedded,
                benchmark=benchmark,
                home_price=price,
                home_share=share,
                file=self.file,
                row=self.number,
            )
            for year in years
        ]

    def _good(self) -> Good | None:
        written, goods = self.cells["good"], self.rules.goods
        if written not in goods:
            hint = did_you_mean(written, goods)
            self.refuse("good", f"there is no good '{written[:40]}'.", f"{hint}Goods: {', '.join(goods)}.")
            return None
        good = goods[written]
        if self.cells["unit"] != good.unit:
            self.refuse(
                "unit", f"'{self.cells['unit'][:20]}' is not the unit of {written}.", f"Write {good.unit}."
            )
        return good

    def _destination(self) -> str:
        code = self.cells["destination"].upper()
        if len(code) != 2 or not (code.isascii() and code.isalpha()):
            self.refuse(
                "destination", f"'{code[:20]}' is no code.", "Write two letters: DE, KR; EU for the Union."
            )
        return code

    def _years(self) -> list[int]:
        first, _, last = self.cells["year"].partition(":")
        known = self.rules.years
        if not first.isdecimal() or not (last or first).isdecimal():
            self.refuse("year", f"'{self.cells['year'][:20]}' is no year.", "Write 2026, or 2026:2034.")
            return []
        years = list(range(int(first), int(last or first) + 1))
        if not years or years[0] < known[0] or years[-1] > known[-1]:
            self.refuse("year", f"{self.cells['year']} is not covered.", f"Known: {known[0]} to {known[-1]}.")
            return []
        return years

    def _decimal(self, field: str) -> Decimal | None:
        try:
            value = Decimal(self.cells[field])
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            self.refuse(field, f"'{self.cells[field][:20]}' is no number.", "Write a decimal number.")
            return None
        if value < 0:
            self.refuse(
                field, f"{value} is negative.", "Quantities, emissions and prices are not below zero."
            )
            return None
        return value

    def _embedded(self, good: Good | None) -> Decimal | None:
        if not self.cells["embedded"]:
            return None
        value = self._decimal("embedded")
        if value is not None and good is not None and value > good.most:
            self.refuse(
                "embedded",
                f"{value} t CO2e per {good.unit} is beyond what is plausible for {good.id} ({good.most}).",
                "Was it written in kg? Write t CO2e per unit.",
            )
        return value

    def _at_home(self) -> tuple[Decimal, Decimal]:
        currency = self.cells["home_currency"].upper()
        if currency not in CURRENCIES or (self.cells["home_price"] and not currency):
            self.refuse("home_currency", f"'{currency[:10]}' is no currency known here.", "Write EUR or CNY.")
        price = self._decimal("home_price") if self.cells["home_price"] else Decimal(0)
        share = self._decimal("home_share") if self.cells["home_share"] else Decimal(0)
        if share is not None and share > 1:
            self.refuse("home_share", f"{share} is more than all.", "Write a share between 0 and 1.")
        rate = self.rules.cny_per_eur.value if currency == "CNY" else Decimal(1)
        return (price or Decimal(0)) / rate, share or Decimal(0)
