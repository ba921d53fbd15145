"""Scope 2: what a province's electricity and heat emit, at the place where they are used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lvxun.accounts.book.evaluating import Values
from lvxun.accounts.book.model import Book, Line
from lvxun.accounts.cities.lines import Whole, whole_of
from lvxun.accounts.cities.model import Carrier, LeftOut, Setting
from lvxun.accounts.cities.weighing import figures_of

TONNES = "万吨"  # the unit of every carbon line, 10^4 t
SCOPE_TWO, SCOPE_TWO_TOTAL = "scope_2", "carbon/scope_2"


def bought(setting: Setting, book: Book, values: Values) -> Iterator[tuple[Line, Whole] | LeftOut]:
    """Yield CO2 of each carrier in each final use, 10^4 t: coal equivalent of the energy account turned back
    into kWh or GJ, times the emission factor.
    """
    for carrier in setting.rules.carriers:
        factor = _factor(setting, book, carrier)
        for flow in setting.rules.final_flows:
            ident = f"energy/{flow}/{carrier.fuel}"
            line, value = book.lines.get(ident), values.of(ident)
            if line is None or value is None:
                continue
            name = f"{SCOPE_TWO}/{flow}/{carrier.fuel}"
            if factor is None:
                yield LeftOut(
                    name,
                    f"没有{setting.year}年前后的{carrier.factor}，间接排放未估算",
                    f"There is no {carrier.factor} near {setting.year}: scope 2 is not estimated.",
                )
                continue
            amount, is_other = factor
            tonnes = abs(value) / carrier.kgce * amount
            indirect = replace(line, id=name, account=SCOPE_TWO, item="CO2", unit=TONNES, inputs=())
            whole = whole_of(indirect, tonnes, setting.rules.quanta[TONNES])
            yield indirect, replace(whole, is_other_year=is_other)


def _factor(setting: Setting, book: Book, carrier: Carrier) -> tuple[float, bool] | None:
    """Return kg CO2 of one unit, and whether it is of another year: the book's own factor comes first."""
    if not carrier.factor:
        return carrier.kgco2, False
    own = next((one for ident, one in book.entries.items() if ident.startswith(carrier.entry)), None)
    if own is not None:
        return own.value, False
    code, year = setting.region.code, setting.year
    by_year = {
        other: by_area[code]
        for other, by_area in figures_of(setting.region, carrier.factor, (code,)).items()
        if abs(other - year) <= setting.rules.reach
    }
    if not by_year:
        return None
    nearest = min(by_year, key=lambda other: (abs(other - year), -other))
    return by_year[nearest], nearest != year
