"""Dual control of energy (能耗双控): the total that is judged, gross and with what later rules leave out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lvxun.accounts.balances.coal_equivalent import by_equivalent_value
from lvxun.accounts.balances.fuels import COAL_EQUIVALENT
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Gap, Line, Part, Total
from lvxun.accounts.energy_account.lines import FACTOR_FAULTS, NO_RATE, Written, write_product
from lvxun.accounts.energy_account.nonfossil import renewable_generation
from lvxun.accounts.energy_account.output import INTENSITY_UNIT
from lvxun.region.catalogue import rules_document

GROSS_ZH, GROSS_EN = "能耗双控总量（扣减前）", "Dual-control energy total, gross"
NET_ZH, NET_EN = "能耗双控总量（扣减后）", "Dual-control energy total, net of what is not counted"


@dataclass(frozen=True, slots=True)
class ControlRule:
    """One rule of ``rules/balances/dual_control.toml``; ``last`` is ``None`` while it is in force."""

    id: str
    deduction: str
    first: int
    last: int | None
    label_zh: str
    label_en: str
    document: str
    number: str
    is_seen: bool
    note: str

    def holds_in(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)


@cache
def control_rules() -> tuple[ControlRule, ...]:
    """Return the rules by which energy is left out of dual control, with document and number."""
    return tuple(
        ControlRule(
            rule["id"],
            rule["deduction"],
            rule["from"],
            rule.get("to"),
            rule["label_zh"],
            rule["label_en"],
            rule["document"],
            rule["number"],
            rule["seen"],
            rule["note"],
        )
        for rule in rules_document("balances/dual_control.toml")["rule"]
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """What dual control starts from: the account's lines, the total that is judged, real GDP (ids, or "")."""

    written: Written
    headline: str
    real_gdp: str
    has_nonfossil: bool


def write_dual_control(draft: Draft, basis: Basis, judged: Judged) -> None:
    """Write the gross total, each deduction in force, and the net total where every deduction is known."""
    if not judged.headline:
        return
    draft.sum_of("energy/control_gross_total", GROSS_ZH, GROSS_EN, COAL_EQUIVALENT, [judged.headline])
    deductions = []
    for rule in control_rules():
        if rule.holds_in(basis.year):
            parts = _DEDUCTIONS[rule.deduction](draft, basis, judged, rule)
            if parts is None:
                draft.miss(_gap(rule))
                return
            deductions += [_deduction(draft, rule, parts)]
    parts = [Part("energy/control_gross_total"), *[Part(ident, -1.0) for ident in deductions]]
    draft.sum_of("energy/dual_control_total", NET_ZH, NET_EN, COAL_EQUIVALENT, parts)
    _write_net_intensity(draft, judged.real_gdp)


def _deduction(draft: Draft, rule: ControlRule, parts: list[Part]) -> str:
    return draft.sum_of(
        f"energy/control_deduction/{rule.id}",
        f"{rule.label_zh}（{rule.number}）",
        f"{rule.label_en} ({rule.number})",
        COAL_EQUIVALENT,
        parts,
    )


def _gap(rule: ControlRule) -> Gap:
    return Gap(
        "energy",
        f"dual_control/{rule.id}",
        f"扣减量未知，不能给出扣减后总量：{rule.label_zh}（{rule.number}）",
        f"Amount to deduct is not known, so there is no net total: {rule.label_en} ({rule.number})",
        "statistics",
    )


def _feedstock(draft: Draft, basis: Basis, judged: Judged, rule: ControlRule) -> list[Part] | None:
    """The balance's line 用作原料、材料, by calorific value."""
    lines = [judged.written.line(cell) for cell in judged.written.calorific if cell[0] == "feedstock"]
    return [Part(line) for line in lines] or None


def _new_renewables(draft: Draft, basis: Basis, judged: Judged, rule: ControlRule) -> list[Part] | None:
    """Renewable electricity generated in the province, less that of the year before."""
    parts = []
    for year, weight in ((basis.year, 1.0), (basis.year - 1, -1.0)):
        found = _generation_lines(draft, basis, rule, year)
        if found is None:
            return None
        parts += [Part(line, weight) for line in found]
    return parts


def _generation_lines(draft: Draft, basis: Basis, rule: ControlRule, year: int) -> list[str] | None:
    entries = renewable_generation(basis, year)
    if entries is None:
        return None
    try:
        products = [by_equivalent_value(entry, basis.factors, basis.year) for entry in entries]
    except FACTOR_FAULTS:
        draft.miss(NO_RATE)
        return None
    return [
        write_product(
            draft,
            Line(
                f"energy/control/{rule.id}/{entry.series}/{year}",
                "energy",
                "power",
                "electricity",
                draft.area,
                "dual_control_deduction",
                f"{entry.label_zh}（{year}年，等价值）",
                f"{entry.label_en} of {year} (equivalent value)",
                COAL_EQUIVALENT,
            ),
            product,
        )
        for entry, product in zip(entries, products, strict=True)
    ]


def _nonfossil(draft: Draft, basis: Basis, judged: Judged, rule: ControlRule) -> list[Part] | None:
    """All non-fossil energy of the account, where it was computed."""
    return [Part("energy/nonfossil")] if judged.has_nonfossil else None


def _write_net_intensity(draft: Draft, divisor: str) -> None:
    if divisor:
        draft.add_up(
            Total(
                "energy/dual_control_intensity",
                "energy",
                "单位地区生产总值能耗（扣减后）",
                "Energy per unit of GDP, net of what is not counted",
                INTENSITY_UNIT,
                (Part("energy/dual_control_total"),),
                divisor,
            )
        )


_DEDUCTIONS = {"feedstock": _feedstock, "new_renewables": _new_renewables, "nonfossil": _nonfossil}
