"""Nitrous oxide of farmed soils: directly from nitrogen put in, indirectly by deposition and leaching.

Nitrogen of manure is what the animals excrete less what escapes as gas; nitrous oxide is nitrogen × 44/28.
Source: 省级温室气体清单编制指南（试行）, 农业, 农用地氧化亚氮.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Array, Entry
from lvxun.accounts.emissions.livestock import Herd
from lvxun.accounts.emissions.stating import (
    Cell,
    Made,
    Missing,
    Name,
    Wanted,
    factor,
    figure,
    made,
    region_of_factors,
    state,
)

N2O_PER_N = 44.0 / 28.0
KILOGRAMS_TO_10KT = 1e-3  # 万头 × kg = 10 t; 万吨
DIRECT, INDIRECT = "3C4", "3C5"


@dataclass(frozen=True, slots=True)
class Nitrogen:
    """Nitrogen that comes to the soil from one source, 10^4 t a year."""

    id: str
    label_zh: str
    label_en: str
    amount: Wanted


def soils(draft: Draft, basis: Basis, kept: tuple[Herd, ...]) -> None:
    """Write the lines of soils: fertiliser, manure and residues; each direct, by deposition, by leaching."""
    excreted = _excreted(basis, kept)
    fertiliser = Nitrogen("fertiliser", "化肥", "Fertiliser", figure(basis, "fertiliser_nitrogen"))
    manure = Nitrogen("manure", "粪肥", "Manure", _applied(basis, excreted))
    residues = Nitrogen("residues", "秸秆还田", "Crop residues", figure(basis, "crop_residue_nitrogen"))
    for nitrogen in (fertiliser, manure, residues):
        _direct(draft, basis, nitrogen)
        _leaching(draft, basis, nitrogen)
    _deposition(draft, basis, fertiliser)
    _deposition(draft, basis, replace(manure, amount=excreted))


def _direct(draft: Draft, basis: Basis, nitrogen: Nitrogen) -> None:
    labels = (f"{nitrogen.label_zh}氮", f"{nitrogen.label_en}: nitrogen")
    cell = Cell("soils", "N2O", nitrogen.id, *labels, "soil_direct", DIRECT)
    share = factor(basis, "farming", "soil_n2o_direct", region_of_factors(basis)["soil"])
    state(draft, cell, (nitrogen.amount, share), N2O_PER_N)


def _deposition(draft: Draft, basis: Basis, nitrogen: Nitrogen) -> None:
    labels = (f"{nitrogen.label_zh}：大气沉降", f"{nitrogen.label_en}: deposition")
    cell = Cell("soils", "N2O", f"deposition_{nitrogen.id}", *labels, "soil_deposition", INDIRECT)
    volatile = factor(basis, "farming", "volatilised_share", nitrogen.id)
    share = factor(basis, "farming", "soil_n2o_indirect", "deposition")
    state(draft, cell, (nitrogen.amount, volatile, share), N2O_PER_N)


def _leaching(draft: Draft, basis: Basis, nitrogen: Nitrogen) -> None:
    labels = (f"{nitrogen.label_zh}：淋溶径流", f"{nitrogen.label_en}: leaching and runoff")
    cell = Cell("soils", "N2O", f"leaching_{nitrogen.id}", *labels, "soil_leaching", INDIRECT)
    leached = factor(basis, "farming", "leached_share", "nitrogen")
    share = factor(basis, "farming", "soil_n2o_indirect", "leaching")
    state(draft, cell, (nitrogen.amount, leached, share), N2O_PER_N)


def _applied(basis: Basis, excreted: Wanted) -> Wanted:
    zh, en = "粪肥施入农田氮量", "Nitrogen of manure applied"
    return made(
        Name("activity/derived/manure_nitrogen_applied", zh, en, "万吨"),
        (excreted, factor(basis, "farming", "volatilised_share", "manure")),
        _kept_back,
        "N_excreted·(1 - f_volatile)",
    )


def _excreted(basis: Basis, kept: tuple[Herd, ...]) -> Made | Missing:
    """Return the nitrogen that the known animals excrete, 10^4 t a year; the others are gaps already."""
    inputs: list[Entry | Made] = []
    for herd in kept:
        rate = factor(basis, "farming", "nitrogen_excretion", herd.row["excretion"])
        if herd.counted_in or isinstance(herd.heads, Missing):
            continue
        if isinstance(rate, Missing):
            return rate
        inputs += (herd.heads, rate)
    if not inputs:
        return Missing("livestock", "畜禽存栏", "animals at year end", "statistics")
    zh, en = "畜禽排泄氮量", "Nitrogen excreted by animals"
    name = Name("activity/derived/nitrogen_excreted", zh, en, "万吨")
    return made(name, inputs, _pairs, "Σ heads·N_ex")


def _pairs(*arrays: Array) -> Array:
    """Return Σ heads × kg a head, as 10^4 t; heads (10^4) and rates alternate."""
    total = arrays[0] * arrays[1]
    for heads, rate in zip(arrays[2::2], arrays[3::2], strict=True):
        total = total + heads * rate
    return total * KILOGRAMS_TO_10KT


def _kept_back(whole: Array, lost: Array) -> Array:
    return whole * (1.0 - lost)
