"""Indirect CO2: electricity brought in and sent out, heat bought. Never a part of the territory's total.

What is brought in carries the factor of the region that it comes from, what is sent out the province's own;
where only one of them is in force, that one serves both, and the label says which. One balance never mixes a
national factor with a provincial one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lvxun.accounts.balances.entries import balance_entries
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Entry, Gap, Line, Notation
from lvxun.accounts.emissions.stating import TONNES, Missing, factor, table
from lvxun.accounts.factors.errors import NoFactorError
from lvxun.accounts.factors.in_force import first_of

INDIRECT = "carbon/electricity_indirect"
KWH = 10.0  # 10^8 kWh × kgCO2/kWh = 10^8 kg = 10 × 10^4 t
TCE = 1.0  # 10^4 tce / (kgce/kWh) = 10^7 kWh; × kgCO2/kWh = 10^4 t
HEAT = 1.0  # 10^10 kJ = 10^4 GJ; × tCO2/GJ = 10^4 t


@dataclass(frozen=True, slots=True)
class Exchange:
    """A flow of the balance that crosses the border."""

    flow: str
    sector: str
    label_zh: str
    label_en: str


BROUGHT_IN = (
    Exchange("inflow", "imported_electricity", "外省调入电力", "Electricity from other provinces"),
    Exchange("import", "imported_electricity", "进口电力", "Electricity imported"),
)
SENT_OUT = (
    Exchange("outflow", "exported_electricity", "调出外省电力", "Electricity to other provinces"),
    Exchange("export", "exported_electricity", "出口电力", "Electricity exported"),
)


def electricity(draft: Draft, basis: Basis) -> None:
    """Write the CO2 of electricity across the border, 10^4 t, what is sent out negative, and its total."""
    grid = grid_factor(basis)
    if grid is None:
        zh = f"{basis.year}年的省级、区域电网平均二氧化碳排放因子"
        en = f"average CO2 factor of the province's or region's grid in {basis.year}"
        draft.miss(Gap(draft.name, "grid_co2", zh, en, "ecology"))
        ids = [draft.key(_net_line(draft), Notation.NOT_ESTIMATED, f"缺：{zh}", f"missing: {en}")]
    else:
        ids = _exchanged(draft, basis, grid)
    zh, en = (
        "净调入电力的间接排放（不计入地域总量）",
        "Indirect CO2 of net electricity brought in (not territorial)",
    )
    draft.sum_of(INDIRECT, zh, en, TONNES, ids)


def grid_factor(basis: Basis) -> Entry | None:
    """Return the grid factor in force in the year, the province's or else its region's; none is stretched."""
    regions = {row["province"]: row["grid"] for row in table("grid_regions.csv")}
    for item in (basis.region.code, regions.get(basis.region.code[:2], "")):
        try:
            return first_of(basis.factors, ("grid",), "grid_co2", item, basis.year)
        except NoFactorError:
            continue
    return None


def _exchanged(draft: Draft, basis: Basis, grid: Entry) -> list[str]:
    cells = balance_entries(basis.balance) if basis.balance is not None else {}
    found = [one for one in (*BROUGHT_IN, *SENT_OUT) if (one.flow, "electricity") in cells]
    if found:
        return [_line_of_cell(draft, basis, one, cells[one.flow, "electricity"], grid) for one in found]
    net = basis.figure("net_electricity_import")
    if net is not None:
        ids = draft.enter(net, grid)
        return [draft.write(replace(_net_line(draft), inputs=ids, constant=KWH))]
    zh, en = "净调入电量", "net electricity import"
    draft.miss(Gap(draft.name, "net_electricity_import", zh, en, "energy"))
    return [draft.key(_net_line(draft), Notation.NOT_ESTIMATED, f"缺：{zh}", f"missing: {en}")]


def _line_of_cell(draft: Draft, basis: Basis, one: Exchange, cell: Entry, grid: Entry) -> str:
    made = replace(
        _net_line(draft),
        id=f"carbon/{one.sector}/CO2/{one.flow}",
        sector=one.sector,
        label_zh=one.label_zh,
        label_en=one.label_en,
        origin=cell.origin,
    )
    if cell.unit == "亿千瓦时":
        return draft.write(replace(made, inputs=draft.enter(cell, grid), constant=KWH))
    equivalent = first_of(basis.factors, ("gb2589",), "coal_equivalent", "electricity", basis.year)
    return draft.write(
        replace(made, inputs=draft.enter(cell, grid), divisors=draft.enter(equivalent), constant=TCE)
    )


def _net_line(draft: Draft) -> Line:
    return Line(
        "carbon/imported_electricity/CO2/net",
        draft.name,
        "imported_electricity",
        "CO2",
        draft.area,
        "carbon_electricity",
        "净调入电力",
        "Net electricity brought in",
        TONNES,
    )


def heat_bought(draft: Draft, basis: Basis) -> None:
    """Write the CO2 of heat that crosses the border, 10^4 t, where the balance has any."""
    cells = balance_entries(basis.balance) if basis.balance is not None else {}
    for flow in ("inflow", "outflow"):
        cell, per_heat = cells.get((flow, "heat")), factor(basis, "grid", "heat_co2", "heat")
        if cell is None or isinstance(per_heat, Missing) or cell.unit != "百亿千焦":
            continue
        draft.write(
            replace(
                _net_line(draft),
                id=f"carbon/purchased_heat/CO2/{flow}",
                sector="purchased_heat",
                method="carbon_heat",
                label_zh="外购热力",
                label_en="Heat across the border",
                inputs=draft.enter(cell, per_heat),
                constant=HEAT,
            )
        )
