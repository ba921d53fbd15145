"""Three ways to a province's CO2 set against each other, and each gap split into named items.

By supply (the balance's apparent consumption), by sector (the sum of uses), and as others estimate it. The
items of a gap add up to it exactly, for the last one is the remainder and is called unexplained.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lvxun.accounts.balances.entries import balance_entries
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.evaluating import Values, evaluate
from lvxun.accounts.book.model import Entry
from lvxun.accounts.emissions.assembling import PROCESS, book_of_account, carbon_account
from lvxun.accounts.emissions.combustion import PER_CELL, Treatment, fuel_factors, rule_of
from lvxun.accounts.emissions.errors import NoEstimateError
from lvxun.accounts.emissions.reference import DIFFERENCE, GROUPS, REFERENCE, SECTORAL
from lvxun.accounts.factors.in_force import first_of

THEIR_SET = "ceads"
MADE_GAS = "other_gas"


@dataclass(frozen=True, slots=True)
class Item:
    """A reason why two figures differ: ``value`` in 10^4 t, positive where it makes ours the larger one."""

    id: str
    label_zh: str
    label_en: str
    value: float
    cause_zh: str = ""
    cause_en: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ours against another figure, 10^4 t of CO2; ``items`` add up to ``gap``."""

    name: str
    label_zh: str
    label_en: str
    ours: float
    theirs: float
    source: str
    items: tuple[Item, ...]

    @property
    def gap(self) -> float:
        """Ours less theirs."""
        return self.ours - self.theirs

    @property
    def percent(self) -> float:
        """The gap in per cent of theirs."""
        return 100.0 * self.gap / self.theirs


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The CO2 of fuel and processes in three ways, 10^4 t."""

    region: str
    year: int
    by_supply: float
    by_sector: float
    comparisons: tuple[Comparison, ...]


def reconcile(basis: Basis) -> Reconciliation:
    """Return the three ways of a year with the items of every gap.

    Raises
    ------
    NoEstimateError
        where there is no balance, or no outside estimate of the year.
    """
    outside = basis.figure("co2_emissions"), basis.figure("co2_emissions_apparent")
    if basis.balance is None or outside == (None, None):
        raise NoEstimateError(basis.region.id, basis.year)
    ours, theirs = _computed(basis), _computed(replace(basis, factor_set=THEIR_SET))
    by_sector, by_supply = _of(ours, SECTORAL) + _of(ours, PROCESS), _of(ours, REFERENCE) + _of(ours, PROCESS)
    found = [_approaches(basis, ours, by_supply, by_sector)]
    if outside[0] is not None:
        found.append(_inventory(basis, ours, theirs, outside[0]))
    if outside[1] is not None:
        found.append(_apparent(basis, ours, theirs, outside[1]))
    return Reconciliation(basis.region.id, basis.year, by_supply, by_sector, tuple(found))


def _computed(basis: Basis) -> Values:
    return evaluate(book_of_account(carbon_account(basis), basis))


def _of(values: Values, ident: str) -> float:
    return values.of(ident) or 0.0


def _approaches(basis: Basis, ours: Values, by_supply: float, by_sector: float) -> Comparison:
    account = carbon_account(basis)
    items = tuple(
        Item(ident.removeprefix(f"{DIFFERENCE}/"), total.label_zh, total.label_en, _of(ours, ident))
        for ident, total in account.totals.items()
        if ident.startswith(f"{DIFFERENCE}/")
    )
    left = by_supply - by_sector - sum(item.value for item in items)
    rounding = Item("rounding", "计算舍入", "Rounding of the arithmetic", left)
    zh, en = "能源平衡表（表观消费）与分部门之和", "Energy balance (apparent consumption) and sum of sectors"
    return Comparison("approaches", zh, en, by_supply, by_sector, "", (*items, rounding))


def _inventory(basis: Basis, ours: Values, theirs: Values, outside: Entry) -> Comparison:
    """Set the sum of sectors against the inventory of CEADs, by its factors and its boundary."""
    total = _of(ours, SECTORAL) + _of(ours, PROCESS)
    items = (
        *_factor_items(ours, theirs, "carbon/fuel"),
        _feedstock(basis),
        *_made_gas(basis),
        _processes(basis, ours),
    )
    zh, en = "分部门之和与CEADs分省清单", "Sum of sectors and the provincial inventory of CEADs"
    return _compared("inventory", (zh, en), total, outside, items)


def _apparent(basis: Basis, ours: Values, theirs: Values, outside: Entry) -> Comparison:
    """Set apparent consumption against the estimate of CEADs by apparent consumption."""
    total = _of(ours, REFERENCE) + _of(ours, PROCESS)
    factors = Item(
        "factors",
        "因子集不同（热值、含碳量、氧化率）",
        "Another set of factors (heat, carbon, oxidation)",
        _of(ours, REFERENCE) - _of(theirs, REFERENCE),
    )
    washing = Item(
        "washing_rejects",
        "洗选矸石所含碳",
        "Carbon in the rejects of washing",
        -_of(ours, "carbon/washing_rejects"),
        "我方从表观消费量扣除",
        "taken from apparent consumption by us",
    )
    stored = Item(
        "stored",
        "产品固碳",
        "Carbon stored in products",
        -_of(ours, "carbon/stored"),
        "我方扣除",
        "taken out by us",
    )
    zh, en = "表观消费与CEADs表观法", "Apparent consumption and the estimate of CEADs by it"
    return _compared(
        "apparent", (zh, en), total, outside, (factors, washing, stored, _processes(basis, ours))
    )


def _compared(
    name: str, label: tuple[str, str], ours: float, outside: Entry, items: tuple[Item, ...]
) -> Comparison:
    left = ours - outside.value - sum(item.value for item in items)
    rest = Item(
        "unexplained",
        "未解释部分",
        "Unexplained",
        left,
        "可能为：对方所用能源数据及其修订、分部门氧化率、国际航空航海加油与其他能源的处理",
        "likely: the energy data they used and its revisions, oxidation by sector, bunkers, other energy",
    )
    return Comparison(name, *label, ours, outside.value, outside.source, (*items, rest))


def _factor_items(ours: Values, theirs: Values, stem: str) -> tuple[Item, ...]:
    """Return what the two sets of factors are worth, fuel group by fuel group, over our own boundary."""
    return tuple(
        Item(
            f"factors/{group}",
            f"{zh}的因子（热值、含碳量、氧化率）",
            f"Factors of {en} (heat, carbon, oxidation)",
            _of(ours, f"{stem}/{group}") - _of(theirs, f"{stem}/{group}"),
            "煤质：热值与氧化率取值不同" if group == "coal" else "因子集不同",
            "quality of coal: other heat and oxidation" if group == "coal" else "another set of factors",
        )
        for group, zh, en in GROUPS
    )


def _feedstock(basis: Basis) -> Item:
    """Return what of the feedstock we count and they leave out: the part that is not stored."""
    value = sum(
        _co2(basis, cell, fuel) * (1.0 - _stored(basis, fuel))
        for (flow, fuel), cell in _cells(basis).items()
        if rule_of(flow, fuel).treatment is Treatment.STORED
    )
    zh, en = "原料用能中未固定的部分", "Feedstock that is not stored"
    return Item("feedstock", zh, en, value, "对方不计全部原料用能", "they leave out feedstock altogether")


def _made_gas(basis: Basis) -> tuple[Item, Item]:
    """Return the two ways to the carbon of made gas: where fuel goes in (ours) and where gas burns."""
    cells = _cells(basis)
    into = sum(
        -_co2(basis, cell, fuel)
        for (flow, fuel), cell in cells.items()
        if flow == "gas_works" and rule_of(flow, fuel).treatment is Treatment.BURNT
    )
    burnt = sum(
        _co2(basis, cell, fuel) * (-1.0 if flow in ("thermal_power", "heat_supply") else 1.0)
        for (flow, fuel), cell in cells.items()
        if fuel == MADE_GAS and flow != "gas_works" and rule_of(flow, "").treatment is Treatment.BURNT
    )
    zh, en = "制气投入的碳", "Carbon that goes into gas works"
    gas_zh, gas_en = "高炉、转炉煤气的燃烧", "Burning of blast furnace and converter gas"
    return (
        Item(
            "gas_works",
            zh,
            en,
            into,
            "我方在投入处计，对方不计",
            "counted by us where it goes in, not by them",
        ),
        Item(
            "other_gas",
            gas_zh,
            gas_en,
            -burnt,
            "对方在燃烧处计；我方已随焦炭计入",
            "counted by them where it burns; by us already with coke",
        ),
    )


def _processes(basis: Basis, ours: Values) -> Item:
    """Return what our processes have over theirs, which are cement alone."""
    theirs = basis.figure("co2_process_estimate")
    value = theirs.value if theirs is not None else _cement(basis)
    zh, en = "工业过程范围", "Scope of processes"
    cause_zh = "对方只计水泥" + ("" if theirs is not None else "，按其因子推算")
    cause_en = "theirs are cement only" + ("" if theirs is not None else ", estimated by their factor")
    return Item("processes", zh, en, _of(ours, PROCESS) - value, cause_zh, cause_en)


def _cement(basis: Basis) -> float:
    """Return their process CO2 where it was not published: cement × their factor, 0 without cement."""
    output = basis.figure("cement_output")
    factor = first_of(basis.factors, ("process",), "process_co2", "ceads_cement", basis.year)
    return output.value * factor.value if output is not None else 0.0


def _cells(basis: Basis) -> dict[tuple[str, str], Entry]:
    return dict(balance_entries(basis.balance)) if basis.balance is not None else {}


def _co2(basis: Basis, cell: Entry, fuel: str) -> float:
    """Return the CO2 of a cell by their factors, with the cell's sign, 10^4 t."""
    heat, carbon, oxidation = fuel_factors(replace(basis, factor_set=THEIR_SET), fuel, cell.unit)
    return cell.value * heat.value * carbon.value * oxidation.value * PER_CELL


def _stored(basis: Basis, fuel: str) -> float:
    return first_of(basis.factors, ("carbon_stored",), "stored_share", fuel, basis.year).value
