"""Which discharge permit a site needs: key, simplified, registration or none.

Source: 固定污染源排污许可分类管理名录（2019年版）, 生态环境部令第11号, art. 5-7 and its 112 entries, as rows
of ``rules/codes/permit_catalogue.csv``. Entries 1 to 107 go by industry, 108 is all other industries
(art. 7), 109 to 112 are general processes (boilers, furnaces, surface treatment, water treatment).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from lvxun.registers.tables import csv_table

KEY, SIMPLIFIED, REGISTRATION, NONE = "key", "simplified", "registration", "none"
STRENGTH = {NONE: 0, REGISTRATION: 1, SIMPLIFIED: 2, KEY: 3}
OTHERS, PROCESS = "*", "process"
LISTED = "key_discharger"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something the catalogue asks about a site; ``unit`` "yes" is a question of yes or no."""

    id: str
    unit: str
    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the catalogue: for these industries this class, where the quantity lies so."""

    number: str
    industries: tuple[str, ...]
    permit: str
    quantity: str
    at_least: float | None
    above: float | None
    below: float | None
    source: str

    def holds(self, quantities: Mapping[str, float]) -> bool:
        """Say whether the site's quantities meet the line; a quantity not given does not."""
        if not self.quantity:
            return True
        amount = quantities.get(self.quantity)
        if amount is None or amount <= 0:
            return False
        return (
            (self.at_least is None or amount >= self.at_least)
            and (self.above is None or amount > self.above)
            and (self.below is None or amount < self.below)
        )


@dataclass(frozen=True, slots=True)
class PermitNeed:
    """What a site needs, by which line, and whether only for a general process (art. 6)."""

    permit: str
    entry: Entry | None
    process_only: bool = False


def permit_need(industry: str, quantities: Mapping[str, float]) -> PermitNeed:
    """Return the class of permit of one site.

    Parameters
    ----------
    industry
        GB/T 4754-2017, three or four digits.
    quantities
        amounts by id of ``permit_quantities.csv``; 1 for a question answered with yes.
    """
    named = _first(_of_industry(industry), quantities)
    if named is None and not _of_industry(industry):
        named = _first(_entries_of(OTHERS), quantities)
    process = _first(_entries_of(PROCESS), quantities)
    own = PermitNeed(named.permit if named else NONE, named)
    if process is None:
        return own
    class_of_process = KEY if quantities.get(LISTED, 0) > 0 else _strongest(quantities)
    if STRENGTH[class_of_process] <= STRENGTH[own.permit]:
        return own
    return PermitNeed(class_of_process, process, process_only=True)


def permit_class(values: Mapping[str, object], codes: object = None, day: date | None = None) -> str:
    """Return the class for a record's values: ``industry`` and the rows of ``catalogue_quantities``.

    A row has ``quantity`` (id) and ``amount``; a yes is 1. ``codes`` and ``day`` are what every computation
    of a register is given; the catalogue of 2019 is the one in force since 2019-12-20.
    """
    rows = values.get("catalogue_quantities")
    quantities = dict(_amounts(rows if isinstance(rows, list) else []))
    if values.get(LISTED) is True:
        quantities[LISTED] = 1.0
    return permit_need(str(values.get("industry") or ""), quantities).permit


def questions(industry: str) -> tuple[Quantity, ...]:
    """Return what the catalogue asks of a site of this industry, its general processes at the end."""
    lines = [*(_of_industry(industry) or _entries_of(OTHERS)), *_entries_of(PROCESS)]
    asked = dict.fromkeys([line.quantity for line in lines if line.quantity] + [LISTED])
    return tuple(quantities()[key] for key in asked)


@cache
def quantities() -> Mapping[str, Quantity]:
    """Return everything that the catalogue may ask, by id."""
    return {row["id"]: Quantity(**row) for row in csv_table("permit_quantities.csv")}


def _amounts(rows: Iterable[object]) -> Iterable[tuple[str, float]]:
    for row in rows:
        if isinstance(row, dict) and isinstance(row.get("amount"), int | float):
            yield str(row.get("quantity")), float(row["amount"])


def _first(lines: Iterable[Entry], quantities: Mapping[str, float]) -> Entry | None:
    return next((line for line in lines if line.holds(quantities)), None)


def _strongest(quantities: Mapping[str, float]) -> str:
    met = [line.permit for line in _entries_of(PROCESS) if line.holds(quantities)]
    return max(met, key=STRENGTH.__getitem__)


@cache
def _of_industry(industry: str) -> tuple[Entry, ...]:
    return tuple(
        line
        for line in _catalogue()
        if any(industry.startswith(prefix) for prefix in line.industries if prefix.isdigit())
    )


def _entries_of(kind: str) -> tuple[Entry, ...]:
    return tuple(line for line in _catalogue() if line.industries == (kind,))


@cache
def _catalogue() -> tuple[Entry, ...]:
    return tuple(
        Entry(
            number=row["entry"],
            industries=tuple(row["industries"].split(";")),
            permit=row["class"],
            quantity=row["quantity"],
            at_least=_number(row["at_least"]),
            above=_number(row["above"]),
            below=_number(row["below"]),
            source=row["source"],
        )
        for row in csv_table("permit_catalogue.csv")
    )


def _number(text: str) -> float | None:
    return float(text) if text else None
