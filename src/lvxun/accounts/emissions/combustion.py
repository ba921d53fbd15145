"""CO2 of fuel: one line for each cell of the balance, ``cell × heat × carbon × oxidation × 44/12``.

What a cell is (burnt, transformed, supplied) is said by ``rules/accounts/combustion.csv``, so that carbon is
counted once. Cells that are not burnt have lines too: the reference approach and the reasons why the two
approaches differ are sums of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from lvxun.accounts.balances.entries import balance_entries
from lvxun.accounts.balances.model import Balance
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Entry, Gap, Line, Notation, Shape, Spread
from lvxun.accounts.emissions.errors import UntreatedFlowError
from lvxun.accounts.emissions.stating import TONNES, table
from lvxun.accounts.factors.in_force import first_of

CO2_PER_C = 44.0 / 12.0
PER_CELL = (
    CO2_PER_C / 1000.0
)  # 10^4 t × GJ/t × tC/TJ × 1e-3 TJ/GJ × 44/12 = 10^4 t; so is 10^8 m3 × GJ/10^4 m3
TCE = "万吨标准煤"
STANDARD_COAL = "factor/guideline/net_calorific_value/standard_coal"
STANDARD_SET = "guideline"  # what serves where a set has no factor for a fuel or is not yet in force
FALLBACKS = {"enterprise_2024": ("enterprise_2013",), "enterprise_2013": ()}


class Treatment(StrEnum):
    """What happens to the carbon of a cell."""

    SUPPLY = "supply"
    BURNT = "burnt"
    BUNKERS = "bunkers"  # burnt outside the territory
    TRANSFORMED = "transformed"  # into another fuel, where it is counted
    REJECTED = "rejected"  # coal washing: the signed lines add up to less what the rejects hold
    LOST = "lost"
    STORED = "stored"  # in products
    ELSEWHERE = "elsewhere"  # carried by another fuel's line
    NO_CARBON = "no_carbon"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of ``rules/accounts/combustion.csv``."""

    treatment: Treatment
    sector: str
    category: str


@dataclass(frozen=True, slots=True)
class FuelLine:
    """A line of fuel and what it is: what is burnt is positive, what is taken out negative."""

    id: str
    flow: str
    fuel: str
    group: str
    rule: Rule


def fuel_lines(draft: Draft, basis: Basis) -> tuple[FuelLine, ...]:
    """Write a line for each cell of the balance that holds carbon, in 10^4 t of CO2.

    Raises
    ------
    UntreatedFlowError
        for a flow that the rules do not know.
    """
    if basis.balance is None:
        _miss_balance(draft)
        return ()
    for flow in basis.balance.cells["flow"].unique():
        rule_of(str(flow), "")
    written: list[FuelLine] = []
    for (flow, fuel), cell in balance_entries(basis.balance).items():
        rule = rule_of(flow, fuel)
        if rule.treatment is Treatment.NO_CARBON or cell.value == 0.0:
            continue
        if rule.treatment is Treatment.ELSEWHERE:
            _key_elsewhere(draft, basis.balance, flow, fuel)
            continue
        written.append(_written(draft, basis, basis.balance, cell, FuelLine("", flow, fuel, "", rule)))
    _key_biomass(draft)
    if basis.balance.joint is not None:
        draft.join(basis.balance.joint)
    return tuple(written)


def rule_of(flow: str, fuel: str) -> Rule:
    """Return what happens to a fuel in a flow: the fuel's own rule, else the flow's."""
    rows = table("combustion.csv")
    for row in rows:
        if row["fuel"] == fuel and row["flow"] in ("", flow):
            return Rule(Treatment(row["treatment"]), row["sector"], row["category"])
    for row in rows:
        if row["flow"] == flow and not row["fuel"]:
            return Rule(Treatment(row["treatment"]), row["sector"], row["category"])
    raise UntreatedFlowError(flow, sorted({row["flow"] for row in rows} - {""}))


def fuel_factors(basis: Basis, fuel: str, unit: str) -> tuple[Entry, Entry, Entry]:
    """Return heating value, carbon content and oxidation of a fuel in the year, of the basis's set.

    A cell in coal equivalent is already heat: its heating value is that of standard coal, which is a
    definition and has no spread.
    """
    sets = (basis.factor_set, *FALLBACKS.get(basis.factor_set, ()), STANDARD_SET)
    if unit == TCE:
        standard = first_of(basis.factors, (STANDARD_SET,), "net_calorific_value", "coal", basis.year)
        heat = replace(
            standard,
            id=STANDARD_COAL,
            label_zh="标准煤 热值",
            label_en="Standard coal: heating value",
            spread=Spread(Shape.FIXED),
        )
    else:
        heat = first_of(basis.factors, sets, "net_calorific_value", fuel, basis.year)
    carbon = first_of(basis.factors, sets, "carbon_content", fuel, basis.year)
    return heat, carbon, first_of(basis.factors, sets, "oxidation", fuel, basis.year)


def constant_of(treatment: Treatment, is_transformation: bool) -> float:
    """Return the sign and units of a line: what is burnt is positive, whatever sign the form gives it.

    Transformation is negative in the form where a fuel goes in, so its lines of what is burnt turn the sign.
    What is stored or burnt abroad is taken out.
    """
    if treatment is Treatment.BURNT:
        return -PER_CELL if is_transformation else PER_CELL
    return -PER_CELL if treatment in (Treatment.STORED, Treatment.BUNKERS) else PER_CELL


def _written(draft: Draft, basis: Basis, balance: Balance, cell: Entry, made: FuelLine) -> FuelLine:
    rule = made.rule
    flow, fuel = balance.flows[made.flow], balance.fuels[made.fuel]
    inputs = [cell, *fuel_factors(basis, fuel.id, cell.unit)]
    if rule.treatment is Treatment.STORED:
        inputs.append(first_of(basis.factors, ("carbon_stored",), "stored_share", fuel.id, basis.year))
    ident = f"carbon/{rule.sector}/CO2/{flow.id}/{fuel.id}"
    draft.write(
        Line(
            id=ident,
            account=draft.name,
            sector=rule.sector,
            item="CO2",
            area=draft.area,
            method=METHODS[rule.treatment],
            label_zh=f"{flow.label_zh} {fuel.label_zh}",
            label_en=f"{flow.label_en}: {fuel.label_en}",
            unit=TONNES,
            inputs=draft.enter(*inputs),
            constant=constant_of(rule.treatment, flow.part == "transformation"),
            category=rule.category,
            origin=cell.origin,
        )
    )
    return replace(made, id=ident, group=fuel.group)


METHODS: Mapping[Treatment, str] = {
    Treatment.SUPPLY: "carbon_reference",
    Treatment.BURNT: "carbon_combustion",
    Treatment.BUNKERS: "carbon_bunkers",
    Treatment.TRANSFORMED: "carbon_transformation",
    Treatment.REJECTED: "carbon_washing",
    Treatment.LOST: "carbon_transformation",
    Treatment.STORED: "carbon_stored",
}


def _key_elsewhere(draft: Draft, balance: Balance, flow_id: str, fuel_id: str) -> None:
    flow, fuel = balance.flows[flow_id], balance.fuels[fuel_id]
    own = rule_of(flow_id, "")
    if own.treatment is not Treatment.BURNT:
        return
    line = Line(
        f"carbon/{own.sector}/CO2/{flow.id}/{fuel.id}",
        draft.name,
        own.sector,
        "CO2",
        draft.area,
        "carbon_combustion",
        f"{flow.label_zh} {fuel.label_zh}",
        f"{flow.label_en}: {fuel.label_en}",
        TONNES,
        category=own.category,
    )
    zh = "高炉、转炉煤气的碳来自焦炭等，已在焦炭投入处计入"
    en = "its carbon comes from coke and is counted where the coke goes in"
    draft.key(line, Notation.INCLUDED_ELSEWHERE, zh, en)


def _key_biomass(draft: Draft) -> None:
    """Say that biomass is a memo of which the balance shows nothing: it is a part of other energy."""
    line = Line(
        "carbon/memo/biomass/CO2",
        draft.name,
        "power",
        "CO2",
        draft.area,
        "carbon_combustion",
        "生物质燃烧（备注项）",
        "Combustion of biomass (memo)",
        TONNES,
        category="1A",
    )
    zh = "平衡表只在“其他能源”中合计，未分出生物质；不计入总量"
    en = "the balance has it in other energy only, not apart; no total counts it"
    draft.key(line, Notation.NOT_ESTIMATED, zh, en)


def _miss_balance(draft: Draft) -> None:
    zh, en = "能源平衡表", "Energy balance"
    draft.miss(Gap(draft.name, "energy_balance", zh, en))
    line = Line(
        "carbon/industry/CO2/fuel",
        draft.name,
        "industry",
        "CO2",
        draft.area,
        "carbon_combustion",
        "化石燃料燃烧",
        "Combustion of fossil fuels",
        TONNES,
        category="1A",
    )
    reason_zh = "该年没有能源平衡表，也无法重建"
    reason_en = "there is no energy balance of the year, and none can be reconstructed"
    draft.key(line, Notation.NOT_ESTIMATED, reason_zh, reason_en)
