"""Methane of landfills: first-order decay where past deposits are known, else a mass balance of the year.

Both give ``MCF × DOC × DOC_f × F × 16/12 × (1 - OX)`` for each tonne in the end; decay spreads it over the
years after the deposit, the mass balance puts it into the year itself.
Source: IPCC 2006 Vol. 5 ch. 3, equations 3.1 to 3.6; 省级温室气体清单编制指南（试行）, 废弃物处理.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Array, Entry, Gap
from lvxun.accounts.emissions.stating import (
    Cell,
    Missing,
    Name,
    Wanted,
    factor,
    figure,
    made,
    miss,
    region_of_factors,
    state,
)
from lvxun.region.catalogue import rules_document

CH4_PER_C = 16.0 / 12.0
SERIES = "municipal_waste_landfilled"
CATEGORY = "4A"


@dataclass(frozen=True, slots=True)
class Decay:
    """What of past deposits decays in a year: ``Σ W(x) · exp(-k·(T-1-x)) · (1 - exp(-k))``.

    ``ages`` are ``T - x`` in years, at least 1: a deposit starts to decay in the year after it.

    >>> decay = Decay((1, 2))
    >>> float(decay(np.array([0.05]), np.array([100.0]), np.array([100.0]))[0])
    9.516258196404049
    """

    ages: tuple[int, ...]

    def __call__(self, k: Array, *deposits: Array) -> Array:
        lost = -np.expm1(-k)
        total = np.zeros_like(k)
        for age, deposit in zip(self.ages, deposits, strict=True):
            total = total + deposit * np.exp(-k * (age - 1)) * lost
        return total


def landfill(draft: Draft, basis: Basis) -> None:
    """Write methane of landfills, and what is recovered of it."""
    past = deposits(basis)
    rules = _rules()
    if len(past) >= rules["least_past_years"]:
        _say_years_between(draft, basis, past)
        _decay(draft, basis, past)
    else:
        _mass_balance(draft, basis)
    recovered = figure(basis, "landfill_methane_recovered")
    cell = Cell(
        "landfill", "CH4", "recovered", "填埋气回收", "Landfill gas recovered", "landfill_recovery", CATEGORY
    )
    state(draft, cell, (recovered, _not_oxidised(basis)), -1.0)


def deposits(basis: Basis) -> tuple[Entry, ...]:
    """Return what is known to have been landfilled before the year, oldest first, 10^4 t."""
    frame = basis.region.series
    rows = frame[(frame["indicator"] == SERIES) & (frame["area"] == basis.region.code)]
    years = sorted(int(year) for year in rows["year"] if year < basis.year)
    return tuple(entry for year in years if (entry := basis.figure(SERIES, year)) is not None)


def _decay(draft: Draft, basis: Basis, past: Sequence[Entry]) -> None:
    ages = tuple(basis.year - entry.year for entry in past)
    climate = region_of_factors(basis)["landfill_climate"]
    name = Name(
        "activity/derived/waste_decayed", "当年分解的填埋垃圾", "Landfilled waste that decays", "万吨"
    )
    decayed = made(
        name,
        (factor(basis, "waste", f"decay_{climate}", "bulk"), *past),
        Decay(ages),
        "Σ W(x)·exp(-k·(T-1-x))·(1 - exp(-k))",
    )
    labels = ("填埋（一阶衰减）", "Landfill, first-order decay")
    cell = Cell("landfill", "CH4", "decay", *labels, "landfill_decay", CATEGORY)
    state(draft, cell, (decayed, *_methane_per_tonne(basis)), CH4_PER_C)


def _mass_balance(draft: Draft, basis: Basis) -> None:
    labels = ("填埋（质量平衡）", "Landfill, mass balance")
    cell = Cell("landfill", "CH4", "mass_balance", *labels, "landfill_mass_balance", CATEGORY)
    state(draft, cell, (figure(basis, SERIES), *_methane_per_tonne(basis)), CH4_PER_C)


def _methane_per_tonne(basis: Basis) -> tuple[Wanted, ...]:
    """Return MCF, DOC, DOC_f, F and 1 - OX: times 16/12 they are L0 × (1 - OX), t CH4 a tonne."""
    return (
        factor(basis, "waste", "landfill_mcf", "managed"),
        degradable_carbon(basis),
        factor(basis, "waste", "docf", "municipal"),
        factor(basis, "waste", "landfill_gas_ch4", "landfill"),
        _not_oxidised(basis),
    )


def degradable_carbon(basis: Basis) -> Wanted:
    """Return the degradable organic carbon of mixed waste, t C a t: ``Σ share × DOC`` (equation 3.7)."""
    inputs: list[Wanted] = []
    for fraction in _rules()["fractions"]:
        inputs.append(factor(basis, "other_gases", "waste_composition", fraction))
        inputs.append(factor(basis, "waste", "doc", fraction))
    zh, en = "混合垃圾可降解有机碳", "Degradable organic carbon of mixed waste"
    return made(Name("factor/derived/doc", zh, en, "t/t"), inputs, _pairs, "Σ s_i·DOC_i")


def _not_oxidised(basis: Basis) -> Wanted:
    oxidised = factor(basis, "waste", "landfill_oxidation", "managed")
    zh, en = "未被覆盖层氧化的比例", "Share that the cover does not oxidise"
    return made(Name("factor/derived/not_oxidised", zh, en, "1"), (oxidised,), _rest, "1 - OX")


def _say_years_between(draft: Draft, basis: Basis, past: Sequence[Entry]) -> None:
    known = {entry.year for entry in past}
    for year in range(past[0].year, basis.year):
        if year not in known:
            _miss_year(draft, figure(basis, SERIES, year), year)


def _miss_year(draft: Draft, wanted: Wanted, year: int) -> None:
    if isinstance(wanted, Missing):
        zh, en = f"{wanted.label_zh}（{year}年）", f"{wanted.label_en} ({year})"
        draft.miss(Gap(draft.name, wanted.topic, zh, en, wanted.function))
    else:
        miss(draft, wanted)


def _pairs(*arrays: Array) -> Array:
    total = arrays[0] * arrays[1]
    for share, carbon in zip(arrays[2::2], arrays[3::2], strict=True):
        total = total + share * carbon
    return total


def _rest(part: Array) -> Array:
    return 1.0 - part


@cache
def _rules() -> Mapping[str, Any]:
    return rules_document("accounts/landfill.toml")
