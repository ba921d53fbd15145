"""Domestic material consumption (10^4 t): extracted here, brought in, sent out, by group of material.

Source: Eurostat, Economy-wide material flow accounts handbook 2018:
DMC = domestic extraction + imports - exports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Array, Part
from lvxun.accounts.emissions.stating import Missing, Name, Wanted, factor, figure, made, state_line
from lvxun.accounts.materials.burning import fuel_burnt
from lvxun.accounts.materials.stating import TONNES, line_of, rules

DMC = "circularity/domestic_material_consumption"
FOSSIL, GAS = "fossil", "natural_gas"
OUTFLOW = "outflow"
KG_OF_GAS = 10.0  # 10^8 m3 x kg/m3 is 10^8 kg: ten times 10^4 t


@dataclass(frozen=True, slots=True)
class Material:
    """A line of material: its group, and whether it comes in (+1) or is sent out (-1)."""

    id: str
    group: str
    way: str
    sign: float
    is_known: bool


def write_materials(draft: Draft, basis: Basis) -> tuple[Material, ...]:
    """Write every line of extraction, inflow and outflow, and the totals of the groups."""
    materials = (*_extracted(draft, basis), *_fuels(draft, basis))
    groups = []
    for group, (zh, en) in rules()["groups"].items():
        parts = [Part(one.id, one.sign) for one in materials if one.group == group]
        if any(one.group == group and one.is_known for one in materials):
            groups.append(
                draft.sum_of(
                    f"circularity/dmc_{group}",
                    f"{zh}：本地消费量（有数据的部分）",
                    f"{en}: domestic consumption of what is known",
                    TONNES,
                    parts,
                )
            )
    if groups:
        draft.sum_of(
            DMC,
            "物质本地消费量（有数据的部分）",
            "Domestic material consumption of what is known",
            TONNES,
            groups,
        )
    return materials


def _extracted(draft: Draft, basis: Basis) -> Iterator[Material]:
    for row in rules()["extraction"]:
        ident = f"circularity/economy/{row['group']}/extraction/{row['item']}"
        line = line_of(draft, ident, TONNES, "material_flow", (row["label_zh"], row["label_en"]))
        inputs: list[Wanted] = [figure(basis, row["series"])]
        inputs += [factor(basis, *name.split("/")) for name in row.get("by", ())]
        yield Material(ident, row["group"], "extraction", 1.0, state_line(draft, line, inputs))


def _fuels(draft: Draft, basis: Basis) -> Iterator[Material]:
    """Fuels in tonnes; a fuel that the balance does not have in a flow does not occur there."""
    if basis.balance is None:
        yield _no_balance(draft)
        return
    cells = basis.balance.cells
    for fuel in rules()["fuels"]["ids"]:
        for way in rules()["fuels"]["way"]:
            wanted = _weight_of(basis, fuel, way)
            is_there = cells["flow"].isin(way["flows"].split("+")) & (cells["fuel"] == fuel)
            if isinstance(wanted, Missing) and not is_there.any():
                continue
            ident = f"circularity/economy/{FOSSIL}/{way['id']}/{fuel}"
            line = line_of(draft, ident, TONNES, "material_flow", _labels(basis, fuel, way))
            sign = -1.0 if way["id"] == OUTFLOW else 1.0
            yield Material(ident, FOSSIL, way["id"], sign, state_line(draft, line, [wanted]))


def _no_balance(draft: Draft) -> Material:
    ident = f"circularity/economy/{FOSSIL}/extraction/all"
    missing = Missing("energy_balance", "能源平衡表", "energy balance", "statistics")
    line = line_of(draft, ident, TONNES, "material_flow", ("化石燃料", "Fossil fuels"))
    return Material(ident, FOSSIL, "extraction", 1.0, state_line(draft, line, [missing]))


def _labels(basis: Basis, fuel: str, way: Mapping[str, Any]) -> tuple[str, str]:
    assert basis.balance is not None
    known = basis.balance.fuels[fuel]
    return f"{known.label_zh}：{way['label_zh']}", f"{known.label_en}: {way['label_en']}"


def _weight_of(basis: Basis, fuel: str, way: Mapping[str, Any]) -> Wanted:
    labels = _labels(basis, fuel, way)
    amount = fuel_burnt(basis, fuel, way["flows"], labels)
    if fuel != GAS:
        return amount
    name = Name(f"activity/derived/weight/{fuel}/{way['flows']}", *labels, TONNES)
    return made(name, [amount, factor(basis, "materials", "gas_density", fuel)], _weighed, "volume × density")


def _weighed(volume: Array, density: Array) -> Array:
    return volume * density * KG_OF_GAS
