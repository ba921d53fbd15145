"""The two ways to the CO2 of fuel, and why they differ: by use (sectoral) and by supply (reference).

Both are sums of the lines of :mod:`combustion`. With ``S`` supply, ``B`` bunkers abroad, ``T`` transformation
(signed), ``L`` losses, ``F`` final use and ``D`` the statistical difference, each fuel of the balance has
``S + B + T - L - F = D``. Carbon weighs this fuel by fuel, so ``reference - sectoral = D - T' + L``, with
``T'`` what is transformed and not burnt: the items below add up to the difference exactly. The production of
coal counts after inert matter is removed (the convention of IEA and IPCC), so what washing rejects is taken
from the apparent consumption and stands as an amount of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from lvxun.accounts.balances.model import Balance
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Part, Total
from lvxun.accounts.emissions.combustion import FuelLine, Treatment
from lvxun.accounts.emissions.stating import TONNES

SECTORAL = "carbon/sectoral_co2"
REFERENCE = "carbon/reference_co2"
DIFFERENCE = "carbon/difference"
TERRITORY = (Treatment.BURNT, Treatment.BUNKERS, Treatment.STORED)
APPARENT = (Treatment.SUPPLY, Treatment.REJECTED, Treatment.STORED)
OF_STATISTICS = {
    Treatment.SUPPLY: 1.0,
    Treatment.BUNKERS: -1.0,
    Treatment.TRANSFORMED: 1.0,
    Treatment.REJECTED: 1.0,
    Treatment.BURNT: -1.0,
    Treatment.LOST: -1.0,
}


def two_approaches(draft: Draft, balance: Balance, lines: Sequence[FuelLine]) -> tuple[str, ...]:
    """Write the totals of both approaches and of the reasons why they differ; return the reasons' ids."""
    by_use = [line for line in lines if line.rule.treatment in TERRITORY]
    by_supply = [line for line in lines if line.rule.treatment in APPARENT]
    zh, en = "化石燃料燃烧（分部门法）", "CO2 of fuel (sectoral approach)"
    draft.sum_of(SECTORAL, zh, en, TONNES, [line.id for line in by_use])
    zh, en = "化石燃料燃烧（参考法）", "CO2 of fuel (reference approach)"
    if not balance.supply_is_whole:
        zh, en = f"{zh}，可供量取消费量合计", f"{en}, supply as the form's line of consumption"
    draft.sum_of(REFERENCE, zh, en, TONNES, [line.id for line in by_supply])
    parts = (Part(REFERENCE), Part(SECTORAL, -1.0))
    draft.sum_of(DIFFERENCE, "参考法与分部门法之差", "Reference less sectoral approach", TONNES, parts)
    _by_group(draft, lines)
    _beside(draft, lines)
    return _reasons(draft, balance, lines)


def _reasons(draft: Draft, balance: Balance, lines: Sequence[FuelLine]) -> tuple[str, ...]:
    statistical = draft.add_up(
        Total(
            f"{DIFFERENCE}/statistical",
            draft.name,
            "平衡差额",
            "Statistical difference",
            TONNES,
            tuple(
                Part(line.id, OF_STATISTICS[line.rule.treatment])
                for line in lines
                if line.rule.treatment in OF_STATISTICS
            ),
        )
    )
    reasons = [statistical]
    for flow in dict.fromkeys(line.flow for line in lines):
        lost = [line for line in lines if line.flow == flow and line.rule.treatment is Treatment.LOST]
        changed = [
            line for line in lines if line.flow == flow and line.rule.treatment is Treatment.TRANSFORMED
        ]
        for found, weight in ((lost, 1.0), (changed, -1.0)):
            if found:
                label = balance.flows[flow]
                zh, en = f"{label.label_zh}：碳的进出差", f"{label.label_en}: carbon in less carbon out"
                parts = [Part(line.id, weight) for line in found]
                reasons.append(draft.sum_of(f"{DIFFERENCE}/{flow}", zh, en, TONNES, parts))
    return tuple(reasons)


def _by_group(draft: Draft, lines: Sequence[FuelLine]) -> None:
    """Write the sectoral CO2 of coal, coke, made gas, oil and gas."""
    for group, zh, en in GROUPS:
        found = [line for line in lines if line.group == group and line.rule.treatment in TERRITORY]
        if found:
            ids = [line.id for line in found]
            draft.sum_of(f"carbon/fuel/{group}", f"{zh}燃烧", f"CO2 of {en}", TONNES, ids)


GROUPS = (
    ("coal", "煤炭", "coal"),
    ("coke", "焦炭及焦化产品", "coke and coking products"),
    ("gas_made", "焦炉煤气", "coke oven gas"),
    ("oil", "油品", "oil"),
    ("gas", "天然气", "natural gas"),
)


def _beside(draft: Draft, lines: Sequence[FuelLine]) -> None:
    """Write what is left out of the territory, or stored, as amounts of their own."""
    for kind, ident, zh, en in (
        (
            Treatment.BUNKERS,
            "carbon/bunkers",
            "国际航空航海加油（不计入）",
            "International bunkers, left out",
        ),
        (
            Treatment.REJECTED,
            "carbon/washing_rejects",
            "洗选矸石等所含碳",
            "Carbon in the rejects of washing, as CO2",
        ),
        (Treatment.STORED, "carbon/stored", "产品固碳", "Carbon stored in products, as CO2"),
    ):
        parts = [Part(line.id, -1.0) for line in lines if line.rule.treatment is kind]
        if parts:
            draft.sum_of(ident, zh, en, TONNES, parts)
