"""Totals of the energy account: supply, transformation, use, consumption both ways, mix."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from lvxun.accounts.balances.fuels import COAL_EQUIVALENT
from lvxun.accounts.balances.model import Balance
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Entry, Part, Total
from lvxun.accounts.energy_account.lines import Written, gap_of, of_part, write_figure
from lvxun.region.catalogue import rules_document

TOTAL_ZH, TOTAL_EN = "能源消费总量（等价值）", "Total energy consumption (equivalent value)"


@cache
def mix_rules() -> Mapping[str, Any]:
    """Return ``rules/balances/mix.toml``: the groups of the mix, and flows that consumption leaves out."""
    return rules_document("balances/mix.toml")


def write_totals(draft: Draft, basis: Basis, written: Written, published: Entry | None) -> str:
    """Write all totals and return the id of the headline total, "" where there is none.

    The headline is the published total where there is one, else the balance's by equivalent value.
    """
    balance = basis.balance
    if balance is not None:
        _write_parts(draft, balance, written)
        _write_consumption(draft, balance, written)
    total = f"energy/published/{published.series}" if published is not None else ""
    if not written.equivalent:
        if total:
            draft.sum_of("energy/total_equivalent", TOTAL_ZH, TOTAL_EN, COAL_EQUIVALENT, [total])
            _write_published_mix(draft, basis)
        return total
    _write_mix(draft, balance, written)
    return total or "energy/total_equivalent"


def _write_parts(draft: Draft, balance: Balance, written: Written) -> None:
    sums = (
        ("supply", "supply", "可供消费的能源（当量值）", "Energy supply (calorific value)", 1.0),
        (
            "transformation_loss",
            "transformation",
            "加工转换损失（当量值）",
            "Loss in transformation (calorific value)",
            -1.0,
        ),
        (
            "losses",
            "loss",
            "输配损失（当量值）",
            "Losses in transport and distribution (calorific value)",
            1.0,
        ),
        ("final", "final", "终端消费（当量值）", "Final use (calorific value)", 1.0),
        ("feedstock", "memo", "用作原料、材料（当量值）", "Feedstock and materials (calorific value)", 1.0),
    )
    for name, part, zh, en, weight in sums:
        cells = of_part(balance, written.calorific, part)
        if cells:
            _write_sum(draft, f"energy/{name}", zh, en, [Part(written.line(cell), weight) for cell in cells])
    for flow in balance.flows.values():
        parts = [Part(written.line(cell)) for cell in written.calorific if cell[0] == flow.id]
        if parts and flow.part == "final":
            _write_sum(
                draft,
                f"energy/final/{flow.id}",
                f"{flow.label_zh}终端消费（当量值）",
                f"Final use of {flow.label_en.lower()} (calorific value)",
                parts,
            )


def consumed(balance: Balance, written: Written) -> list[tuple[str, str]]:
    """Return the cells that make total consumption: supply without what was recovered."""
    left_out = mix_rules()["left_out"]
    return [cell for cell in of_part(balance, written.calorific, "supply") if cell[0] not in left_out]


def _write_consumption(draft: Draft, balance: Balance, written: Written) -> None:
    cells = consumed(balance, written)
    parts = [Part(written.line(cell)) for cell in cells]
    _write_sum(
        draft,
        "energy/total_calorific",
        "能源消费总量（当量值）",
        "Total energy consumption (calorific value)",
        parts,
    )
    recovered = [
        cell for cell in of_part(balance, written.calorific, "supply") if cell[0] in mix_rules()["left_out"]
    ]
    if recovered:
        _write_sum(
            draft,
            "energy/recovered",
            "回收能（当量值，不计入消费总量）",
            "Recovered energy (calorific value; not in total consumption)",
            [Part(written.line(cell)) for cell in recovered],
        )
    if written.equivalent:
        _write_sum(draft, "energy/total_equivalent", TOTAL_ZH, TOTAL_EN, _equivalent_parts(written, cells))


def _equivalent_parts(written: Written, cells: list[tuple[str, str]]) -> list[Part]:
    """Return each cell's line: electricity at the coal that it takes, all else by calorific value."""
    return [
        Part(written.equivalent_line(cell) if cell in written.equivalent else written.line(cell))
        for cell in cells
    ]


def _write_mix(draft: Draft, balance: Balance | None, written: Written) -> None:
    if balance is None:
        return
    cells = consumed(balance, written)
    for name, group in mix_rules()["group"].items():
        chosen = [cell for cell in cells if balance.fuels[cell[1]].group in group["fuels"]]
        if not chosen:
            continue
        parts = _equivalent_parts(written, chosen)
        zh, en = group["label_zh"], group["label_en"]
        _write_sum(draft, f"energy/group/{name}", f"{zh}消费量（等价值）", f"{en} (equivalent value)", parts)
        draft.add_up(
            Total(
                f"energy/mix/{name}",
                "energy",
                f"{zh}占能源消费比重",
                f"Share of {en[0].lower()}{en[1:]}",
                "%",
                (Part(f"energy/group/{name}"),),
                "energy/total_equivalent",
                100.0,
            )
        )


def _write_published_mix(draft: Draft, basis: Basis) -> None:
    """Write the share of coal as published, where there is no balance."""
    share = basis.figure("coal_energy_share")
    if share is None:
        draft.miss(gap_of(basis, "coal_energy_share"))
        return
    draft.sum_of("energy/mix/coal", share.label_zh, share.label_en, "%", [write_figure(draft, share)])


def _write_sum(draft: Draft, ident: str, zh: str, en: str, parts: list[Part]) -> None:
    draft.add_up(Total(ident, "energy", zh, en, COAL_EQUIVALENT, tuple(parts)))
