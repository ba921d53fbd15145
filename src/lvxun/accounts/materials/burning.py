"""Fuel burnt in flows of the energy balance, in the mass or volume that emission factors are per."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import numpy as np

from lvxun.accounts.balances.entries import balance_entries
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.model import Array, Entry
from lvxun.accounts.emissions.stating import Made, Missing, Name, Wanted, factor, made

COAL_KINDS = ("raw_coal", "cleaned_coal", "other_washed_coal", "briquettes")
TCE = "万吨标准煤"
PER_VOLUME = {"natural_gas": 0.1}  # 10^4 tce over kgce/m3 is 10^7 m3: 0.1 of 10^8 m3


def fuel_burnt(basis: Basis, fuel: str, flows: str, label: tuple[str, str]) -> Wanted:
    """Return what a fuel amounts to in flows (``a+b-c``), 10^4 t (gas: 10^8 m3), without the form's signs.

    Coal is the balance's coal in coal equivalent turned into raw coal, or its kinds added up in tonnes.
    """
    unit = "亿立方米" if fuel in PER_VOLUME else "万吨"
    name = Name(f"activity/derived/burnt/{fuel}/{flows}", *label, unit)
    missing = Missing(
        f"balance/{fuel}", f"能源平衡表：{label[0]}", f"energy balance: {label[1]}", "statistics"
    )
    if basis.balance is None:
        return missing
    entries = balance_entries(basis.balance)
    inputs: list[Entry] = []
    signs: list[float] = []
    for sign, flow in _signed(flows):
        for entry in _cells(entries, fuel, flow):
            inputs.append(entry)
            signs.append(sign)
    if len({entry.unit for entry in inputs}) != 1:
        return missing
    return _made(basis, name, fuel, (inputs, signs))


def _made(
    basis: Basis, name: Name, fuel: str, cells: tuple[Sequence[Entry], Sequence[float]]
) -> Made | Missing:
    inputs, signs = cells
    if inputs[0].unit != TCE:
        return made(name, inputs, _adding(tuple(signs)), "sum |cell|")
    per = factor(basis, "gb2589", "coal_equivalent", "raw_coal" if fuel == "coal" else fuel)
    compute = _dividing(tuple(signs), PER_VOLUME.get(fuel, 1.0))
    return made(name, [per, *inputs], compute, "sum |cell| / coal equivalent")


@cache
def _adding(signs: tuple[float, ...]) -> Callable[..., Array]:
    """Return one and the same function for the same signs, so that the same entry is one."""

    def added(*cells: Array) -> Array:
        summed: Array = np.tensordot(np.array(signs), np.abs(np.stack(cells)), axes=1)
        return np.maximum(summed, 0.0)

    return added


@cache
def _dividing(signs: tuple[float, ...], scale: float) -> Callable[..., Array]:
    def divided(per: Array, *cells: Array) -> Array:
        return _adding(signs)(*cells) / per * scale

    return divided


def _signed(flows: str) -> list[tuple[float, str]]:
    parts = flows.replace("-", "+-").split("+")
    return [(-1.0, part[1:]) if part.startswith("-") else (1.0, part) for part in parts]


def _cells(entries: Mapping[tuple[str, str], Entry], fuel: str, flow: str) -> list[Entry]:
    is_by_kind = fuel == "coal" and (flow, fuel) not in entries
    kinds = COAL_KINDS if is_by_kind else (fuel,)
    return [entries[flow, kind] for kind in kinds if (flow, kind) in entries]
