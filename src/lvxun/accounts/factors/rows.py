"""One row of a table of factors: from text to :class:`Factor`, or what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lvxun.accounts.factors.bounds import Bound, bound_of, implausible
from lvxun.accounts.factors.errors import FactorTableError
from lvxun.accounts.factors.model import Factor
from lvxun.errors import LvxunError
from lvxun.region.model import Quality
from lvxun.region.nearest import did_you_mean

COLUMNS = (
    "parameter", "item", "label_zh", "label_en", "value", "low", "high", "unit",
    "valid_from", "valid_to", "source", "quality", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row of ``rules/factors/parameters.csv``: a kind of factor and the units it may be written in."""

    id: str
    label_zh: str
    label_en: str
    units: tuple[str, ...]
    of_fuels: bool


@dataclass(frozen=True)
class Kinds:
    """What a row may say."""

    parameters: Mapping[str, Parameter]
    fuel_groups: Mapping[str, str]  # fuel -> group
    bounds: tuple[Bound, ...]


class RowReader:
    """Reads the rows of one table; what is wrong is gathered in ``faults``."""

    def __init__(self, set_: str, file: str, kinds: Kinds, sources: Collection[str]) -> None:
        self._set = set_
        self._file = file
        self._kinds = kinds
        self._sources = sources
        self.faults: list[LvxunError] = []
        self._row = 0

    def read(self, cells: Mapping[str, str], row: int) -> Factor | None:
        """Return the factor that a row states, ``None`` where it is refused."""
        self._row = row
        before = len(self.faults)
        numbers = {name: self._number(cells[name], name) for name in ("value", "low", "high")}
        dates = {name: self._date(cells[name], name) for name in ("valid_from", "valid_to")}
        self._check_words(cells)
        quality = self._quality(cells["quality"])
        self._check_sizes(cells, numbers)
        self._check_dates(dates["valid_from"], dates["valid_to"])
        value = numbers["value"]
        if len(self.faults) > before or value is None or quality is None:
            return None
        return Factor(
            set=self._set,
            parameter=cells["parameter"],
            item=cells["item"],
            label_zh=cells["label_zh"],
            label_en=cells["label_en"],
            value=value,
            low=numbers["low"],
            high=numbers["high"],
            unit=cells["unit"],
            valid_from=dates["valid_from"],
            valid_to=dates["valid_to"],
            source=cells["source"],
            quality=quality,
            note=cells["note"],
            file=self._file,
            row=row,
        )

    def _fault(self, what: str, field: str, remedy: str) -> None:
        self.faults.append(FactorTableError(what, self._file, self._row, field, remedy))

    def _number(self, text: str, field: str) -> float | None:
        if not text:
            if field == "value":
                self._fault("the factor has no value.", field, "Write a number, or remove the row.")
            return None
        try:
            number = float(text)
        except ValueError:
            self._fault(f"'{text[:40]}' is not a number.", field, "Write digits with a decimal point.")
            return None
        if not math.isfinite(number):
            self._fault(f"'{text[:40]}' is not a number.", field, "Write digits with a decimal point.")
            return None
        return number

    def _date(self, text: str, field: str) -> date | None:
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._fault(f"'{text[:40]}' is not a date.", field, "Write 2021-04-01, or leave it open.")
            return None

    def _quality(self, text: str) -> Quality | None:
        try:
            return Quality(text)
        except ValueError:
            self._fault(f"'{text[:40]}' is no quality.", "quality", f"One of {', '.join(Quality)}.")
            return None

    def _check_words(self, cells: Mapping[str, str]) -> None:
        parameter = self._kinds.parameters.get(cells["parameter"])
        for field in ("item", "label_zh", "label_en"):
            if not cells[field]:
                self._fault("the cell is empty.", field, "Every factor has an item and two labels.")
        if cells["source"] not in self._sources:
            hint = did_you_mean(cells["source"], self._sources)
            what = f"source '{cells['source'][:40]}' is not in sources.toml."
            self._fault(what, "source", f"{hint}Add it to sources.toml beside the table.")
        if parameter is None:
            hint = did_you_mean(cells["parameter"], self._kinds.parameters)
            what = f"there is no parameter '{cells['parameter'][:40]}'."
            self._fault(what, "parameter", f"{hint}rules/factors/parameters.csv lists them.")
            return
        if cells["unit"] not in parameter.units:
            allowed = ", ".join(parameter.units)
            self._fault(f"unknown unit '{cells['unit'][:40]}'.", "unit", f"Write one of: {allowed}.")
        if parameter.of_fuels and cells["item"] and cells["item"] not in self._kinds.fuel_groups:
            hint = did_you_mean(cells["item"], self._kinds.fuel_groups)
            remedy = f"{hint}rules/balances/fuels.csv and rules/factors/fuels.csv list the fuels."
            self._fault(f"unknown fuel '{cells['item'][:40]}'.", "item", remedy)

    def _check_sizes(self, cells: Mapping[str, str], numbers: Mapping[str, float | None]) -> None:
        value, low, high = numbers["value"], numbers["low"], numbers["high"]
        if value is None:
            return
        if value < 0 and not cells["parameter"].startswith("target_"):
            self._fault(f"{value:g} is negative.", "value", "A factor is zero or more.")
            return
        group = self._kinds.fuel_groups.get(cells["item"], "")
        bound = bound_of(self._kinds.bounds, cells["parameter"], group, cells["unit"])
        wrong = implausible(value, bound) if bound else None
        if wrong:
            self._fault(wrong, "value", f"Write the value in {cells['unit']}.")
        if (low is not None and value < low) or (high is not None and value > high):
            shown = f"{'' if low is None else f'{low:g}'} to {'' if high is None else f'{high:g}'}"
            self._fault(f"{value:g} is outside its own range {shown}.", "value", "Mend value, low or high.")
        if (low is None) != (high is None):
            self._fault("only one end of the range is given.", "low", "Give low and high, or neither.")

    def _check_dates(self, first: date | None, last: date | None) -> None:
        if first and last and last < first:
            self._fault(f"ends on {last}, before it begins.", "valid_to", "Swap or mend the dates.")


def overlaps(factors: Iterable[Factor]) -> list[LvxunError]:
    """Return a fault for each row that is in force while an earlier row of the same cell is."""
    faults: list[LvxunError] = []
    seen: dict[tuple[str, str], list[Factor]] = {}
    for one in factors:
        for other in seen.setdefault((one.parameter, one.item), []):
            if begin(one) <= end(other) and begin(other) <= end(one):
                what = (
                    f"'{one.parameter}' of '{one.item}' has two sources at one time: "
                    f"'{one.source}' here and '{other.source}' in row {other.row}."
                )
                remedy = "Keep the better one and name the other in its note, or bound both with dates."
                faults.append(FactorTableError(what, one.file, one.row, "valid_from", remedy))
        seen[(one.parameter, one.item)].append(one)
    return faults


def begin(factor: Factor) -> date:
    """Return the first day of a factor."""
    return factor.valid_from or date.min


def end(factor: Factor) -> date:
    """Return the last day of a factor."""
    return factor.valid_to or date.max
