"""Coal equivalent of balance cells: calorific value (当量值); for electricity also equivalent value (等价值).

Source: GB/T 2589-2020 综合能耗计算通则, chapter 5 and annex A. The two are never added: a total is either
calorific throughout, or has its primary electricity and net inflow at the coal that generating it takes.
"""

from __future__ import annotations

from dataclasses import dataclass

from lvxun.accounts.balances.fuels import COAL_EQUIVALENT
from lvxun.accounts.book.model import Entry
from lvxun.accounts.factors.in_force import entry as factor_entry
from lvxun.accounts.factors.model import FactorBook
from lvxun.region.units import factor as times

CALORIFIC = ("gb2589", "coal_equivalent")
EQUIVALENT = ("equivalent", "electricity_equivalent", "electricity")
# What the coefficients count by, in the words of rules/units.toml; kgce/kgce needs none.
PER = {"kgce/kg": "千克", "kgce/m3": "立方米", "kgce/MJ": "千焦", "kgce/kWh": "千瓦时"}
KILOJOULES = 1e-3  # MJ in a kJ
KGCE = 1e-7  # 10^4 tce in a kgce


@dataclass(frozen=True, slots=True)
class Product:
    """``constant × Π inputs / Π divisors`` in 10^4 tce."""

    inputs: tuple[Entry, ...]
    divisors: tuple[Entry, ...]
    constant: float

    @property
    def value(self) -> float:
        """The product of the entries' own values, 10^4 tce."""
        result = self.constant
        for entry in self.inputs:
            result *= entry.value
        for entry in self.divisors:
            result /= entry.value
        return result


def by_calorific_value(cell: Entry, fuel: str, factors: FactorBook, year: int) -> Product:
    """Return a cell in 10^4 tce by calorific value (当量值).

    Raises
    ------
    FactorNotInForceError
        where no coefficient is in force in the year.

    Examples
    --------
    10 000 t of raw coal are 7 143 tce (GB/T 2589-2020, annex A): constant 1 × 1 (10^4 t) × 0.7143 kgce/kg.
    """
    if cell.unit == COAL_EQUIVALENT:
        return Product((cell,), (), 1.0)
    coefficient = factor_entry(factors, *CALORIFIC, fuel, year)
    return Product((cell, coefficient), (), _constant(cell.unit, coefficient.unit))


def by_equivalent_value(cell: Entry, factors: FactorBook, year: int) -> Product:
    """Return electricity in 10^4 tce by equivalent value (等价值): the coal that it took in the year.

    A cell that the source counts in coal equivalent is brought back to kilowatt-hours by the calorific value
    first.

    Raises
    ------
    FactorNotInForceError
        where the year's coal consumption is not known.
    """
    rate = factor_entry(factors, *EQUIVALENT, year)
    if cell.unit == COAL_EQUIVALENT:
        return Product((cell, rate), (factor_entry(factors, *CALORIFIC, "electricity", year),), 1.0)
    return Product((cell, rate), (), _constant(cell.unit, rate.unit))


def _constant(unit: str, coefficient_unit: str) -> float:
    per = PER.get(coefficient_unit)
    if per is None:  # kgce/kgce: counted in coal equivalent already
        return 1.0
    scale = KILOJOULES if per == "千焦" else 1.0
    return round(times(unit, per) * scale * KGCE, 12)
