"""The carbon account put together: fuel, processes, the other gases, what is indirect, and the totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Account, Book, Line, Notation, Part, Total
from lvxun.accounts.emissions.agreeing import agreements
from lvxun.accounts.emissions.combustion import fuel_lines
from lvxun.accounts.emissions.electricity import INDIRECT, electricity, heat_bought
from lvxun.accounts.emissions.farming import farming
from lvxun.accounts.emissions.fugitive import fugitive
from lvxun.accounts.emissions.processes import MEMO, processes
from lvxun.accounts.emissions.reference import SECTORAL, two_approaches
from lvxun.accounts.emissions.scopes import scopes
from lvxun.accounts.emissions.sinks import sinks
from lvxun.accounts.emissions.stating import TONNES
from lvxun.accounts.emissions.waste_gases import waste_gases
from lvxun.accounts.emissions.weighting import CO2E, by_gas, in_equivalents, lines_by_sector
from lvxun.accounts.energy_account.output import enter_real_gdp
from lvxun.accounts.sectors import groups, sectors

TERRITORIAL, PROCESS = "carbon/territorial_co2", "carbon/process_co2"
GROSS, NET, SINKS = "carbon/gross_total", "carbon/net_total", "carbon/sinks"
DUAL_CONTROL = "carbon/dual_control_total"
OUTSIDE = ("memo", "indirect")  # groups of sectors that no territorial total counts
INTENSITY_UNIT = "吨/万元"


def carbon_account(basis: Basis) -> Account:
    """Return the carbon account of a region's year.

    Without a balance the CO2 of fuel is not estimated, and no total that needs it is written.

    Raises
    ------
    UntreatedFlowError, UnknownReportError
        see there.
    """
    draft = Draft("carbon", basis.region.code)
    fuel = fuel_lines(draft, basis)
    reasons = two_approaches(draft, basis.balance, fuel) if basis.balance is not None else ()
    process = processes(draft, basis)
    for write in (farming, fugitive, waste_gases, sinks, electricity, heat_bought):
        write(draft, basis)
    lines = tuple(draft.sealed().lines.values())
    _totals(draft, basis, lines, [line for line in lines if line.id in set(process)])
    account = draft.sealed()
    if basis.balance is None:
        return account
    checks = agreements(book_of_account(account, basis), basis.balance, reasons)
    return replace(account, checks=(*account.checks, *checks))


def book_of_account(account: Account, basis: Basis) -> Book:
    """Return a book that holds one account, to be computed by itself."""
    return Book(
        region=basis.region.id,
        area=basis.region.code,
        year=basis.year,
        version=basis.region.version,
        gwp=basis.gwp,
        factor_set=basis.factor_set,
        accounts={account.name: account},
        entries=account.entries,
        derived=account.derived,
        lines=account.lines,
        totals=account.totals,
        checks=account.checks,
        gaps=account.gaps,
        joints=account.joints,
    )


def _totals(draft: Draft, basis: Basis, lines: Sequence[Line], process: Sequence[Line]) -> None:
    counted = [line for line in lines if _is_territorial(line)]
    sources = [line for line in counted if groups()[line.sector] != "sinks"]
    taken_up = [line for line in counted if groups()[line.sector] == "sinks"]
    co2 = [line.id for line in process if line.item == "CO2"]
    draft.sum_of(PROCESS, "工业过程", "CO2 of industrial processes", TONNES, co2)
    for gas, zh, en in (("CH4", "甲烷排放", "Methane"), ("N2O", "氧化亚氮排放", "Nitrous oxide")):
        found = [line.id for line in sources if line.item == gas]
        if found:
            draft.sum_of(f"carbon/{gas.lower()}", zh, en, TONNES, found)
    if taken_up:
        draft.sum_of(SINKS, "碳汇", "Sinks", TONNES, [line.id for line in taken_up])
    _by_sector(draft, basis, counted)
    if basis.balance is None:
        return
    parts = (Part(SECTORAL), Part(PROCESS))
    zh, en = "地域二氧化碳排放（能源活动与工业过程）", "Territorial CO2 (fuel and processes)"
    draft.sum_of(TERRITORIAL, zh, en, TONNES, parts)
    in_equivalents(draft, basis, GROSS, ("温室气体排放总量", "Greenhouse gases, gross"), sources)
    net = (Part(GROSS), Part(SINKS)) if taken_up else (Part(GROSS),)
    draft.sum_of(NET, "温室气体净排放", "Greenhouse gases, net of sinks", CO2E, net)
    indirect = tuple(line for line in lines if groups()[line.sector] == "indirect")
    scopes(draft, GROSS, indirect)
    _control(draft, basis, indirect)


def _is_territorial(line: Line) -> bool:
    return not line.id.startswith(MEMO) and groups()[line.sector] not in OUTSIDE


def _by_sector(draft: Draft, basis: Basis, counted: Sequence[Line]) -> None:
    """Write each sector's total in CO2 equivalents, and each of its gases in its mass."""
    for sector, lines in lines_by_sector(counted).items():
        label = sectors()[sector]
        in_equivalents(draft, basis, f"carbon/sector/{sector}", label, lines)
        by_gas(draft, lines, f"carbon/sector/{sector}", label)


def _control(draft: Draft, basis: Basis, indirect: Sequence[Line]) -> None:
    """Write carbon per unit of real GDP and, where the exchange of electricity is known, dual control.

    Source: 加快构建碳排放双控制度体系工作方案, 国办发〔2024〕39号 (total and intensity; from knowledge).
    """
    divisor = enter_real_gdp(draft, basis)
    year = basis.region.base_year
    price_zh, price_en = f"（{year}年价）", f"(prices of {year})"
    if divisor:
        zh = f"单位地区生产总值二氧化碳排放{price_zh}"
        en = f"CO2 per unit of GDP {price_en}"
        parts = (Part(TERRITORIAL),)
        draft.add_up(Total("carbon/intensity", "carbon", zh, en, INTENSITY_UNIT, parts, divisor))
    if any(line.notation is Notation.NOT_ESTIMATED for line in indirect) or not indirect:
        return
    zh, en = (
        "碳排放总量（双控口径，含净调入电力）",
        "CO2 under dual control (with net electricity brought in)",
    )
    draft.sum_of(DUAL_CONTROL, zh, en, TONNES, (Part(TERRITORIAL), Part(INDIRECT)))
    if divisor:
        zh, en = f"碳排放强度（双控口径）{price_zh}", f"CO2 intensity under dual control {price_en}"
        ident, parts = "carbon/dual_control_intensity", (Part(DUAL_CONTROL),)
        draft.add_up(Total(ident, "carbon", zh, en, INTENSITY_UNIT, parts, divisor))
