"""Energy per unit of GDP at constant prices (单位地区生产总值能耗, 不变价)."""

from __future__ import annotations

import numpy as np

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Array, Derived, Entry, Part, Total
from lvxun.accounts.energy_account.lines import gap_of

REAL_GDP = "activity/real_gdp"
INTENSITY_UNIT = "吨标准煤/万元"


def write_intensity(draft: Draft, basis: Basis, headline: str) -> str:
    """Write energy per unit of real GDP (10^4 tce / 10^8 CNY = tce per 10^4 CNY); return the divisor's id."""
    divisor = enter_real_gdp(draft, basis)
    if not headline or not divisor:
        return ""
    year = basis.region.base_year
    draft.add_up(
        Total(
            "energy/intensity",
            "energy",
            f"单位地区生产总值能耗（{year}年价）",
            f"Energy per unit of GDP (prices of {year})",
            INTENSITY_UNIT,
            (Part(headline),),
            divisor,
        )
    )
    return divisor


def enter_real_gdp(draft: Draft, basis: Basis) -> str:
    """Enter GDP at base-year prices, 10^8 CNY, and return its id; "" where a year of the chain is not known.

    The arithmetic is that of the indicator ``real_gdp``: the base year's GDP chained with real growth.
    """
    entries = _chain(draft, basis)
    if entries is None:
        return ""
    ids = draft.enter(*entries)
    if len(ids) == 1:
        return ids[0]
    is_later = basis.year > basis.region.base_year
    return draft.enter(
        Derived(
            REAL_GDP,
            f"地区生产总值（{basis.region.base_year}年价）",
            f"GDP at prices of {basis.region.base_year}",
            "亿元",
            ids,
            _forwards if is_later else _backwards,
            "GDP0 · Π(1 + g/100)" if is_later else "GDP0 / Π(1 + g/100)",
        )
    )[0]


def _chain(draft: Draft, basis: Basis) -> list[Entry] | None:
    """Return the base year's GDP and the growth between it and the year; what is missing becomes a gap."""
    base, year = basis.region.base_year, basis.year
    years = range(min(base, year) + 1, max(base, year) + 1)
    found = {
        "gdp": [basis.figure("gdp", base)],
        "gdp_real_growth": [basis.figure("gdp_real_growth", one) for one in years],
    }
    for series, entries in found.items():
        if any(entry is None for entry in entries):
            draft.miss(gap_of(basis, series))
            return None
    return [entry for entries in found.values() for entry in entries if entry is not None]


def _forwards(gdp: Array, *growth: Array) -> Array:
    return gdp * _index(growth)


def _backwards(gdp: Array, *growth: Array) -> Array:
    return gdp / _index(growth)


def _index(growth: tuple[Array, ...]) -> Array:
    index: Array = np.prod([1.0 + rate / 100.0 for rate in growth], axis=0)
    return index
