"""The energy account held against figures that were published beside the balance."""

from __future__ import annotations

from lvxun.accounts.balances.coal_equivalent import CALORIFIC
from lvxun.accounts.balances.entries import balance_entries
from lvxun.accounts.balances.fuels import COAL_EQUIVALENT
from lvxun.accounts.balances.model import Balance
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Check, Entry
from lvxun.accounts.energy_account.lines import Written
from lvxun.accounts.energy_account.totals import consumed, mix_rules
from lvxun.accounts.factors.in_force import entry as factor_entry

ALLOWED = 5.0  # per cent between a total of ours and one published
USED = ("loss", "final")
KWH_TO_TCE = 10.0  # 10^4 tce of 10^8 kWh at 1 kgce/kWh


def compare_with_published(draft: Draft, basis: Basis, written: Written) -> None:
    """Put in a check for each published figure that the balance ought to give as well."""
    if basis.balance is None:
        return
    cells = consumed(basis.balance, written)
    calorific = sum(written.calorific[cell] for cell in cells)
    equivalent = sum(written.equivalent.get(cell, written.calorific[cell]) for cell in cells)
    zh, en = _unsure(basis.balance, written, cells)
    if written.equivalent:
        _compare(
            draft,
            basis,
            "energy_consumption",
            equivalent,
            f"其中{zh}；其余为统计差额和系数口径差异",
            f"of this {en}; the rest are statistical differences and coefficients",
        )
    _compare(
        draft,
        basis,
        "energy_supply",
        calorific,
        f"其中{zh}；其余为公布合计所缺的品种和油品合计统一按1.43折算",
        f"of this {en}; the rest are kinds that the published sum lacks and all oil counted at 1.43",
    )
    _compare(
        draft,
        basis,
        "electricity_consumption",
        _electricity_used(basis),
        "终端消费与损失之和；部分年份公布值即由平衡表折算",
        "final use and losses; in some years the published figure was itself taken from the balance",
    )


def _unsure(balance: Balance, written: Written, cells: list[tuple[str, str]]) -> tuple[str, str]:
    """Say what the fuels add that a published total may leave out, 10^4 tce."""
    said = [
        (balance.fuels[fuel], sum(written.calorific[cell] for cell in cells if cell[1] == fuel))
        for fuel in mix_rules()["unsure"]
    ]
    return (
        "、".join(f"{fuel.label_zh}{value:.1f}" for fuel, value in said),
        ", ".join(f"{fuel.label_en.lower()} {value:.1f}" for fuel, value in said),
    )


def _electricity_used(basis: Basis) -> float:
    """Return final use and losses of electricity, 10^8 kWh."""
    balance = basis.balance
    if balance is None:
        return 0.0
    used = [
        _kilowatt_hours(basis, entry)
        for (flow, fuel), entry in balance_entries(balance).items()
        if fuel == "electricity" and balance.flows[flow].part in USED
    ]
    return sum(used)


def _kilowatt_hours(basis: Basis, entry: Entry) -> float:
    if entry.unit != COAL_EQUIVALENT:
        return entry.value
    rate = factor_entry(basis.factors, *CALORIFIC, "electricity", basis.year)
    return entry.value / rate.value / KWH_TO_TCE


def _compare(  # noqa: PLR0913, PLR0917 - a published figure, ours, and the likely cause in both languages
    draft: Draft, basis: Basis, series: str, ours: float, zh: str, en: str
) -> None:
    published = basis.figure(series)
    if published is None or not published.value:
        return
    residual = ours - published.value
    tolerance = abs(published.value) * ALLOWED / 100.0
    share = 100.0 * residual / published.value
    draft.check(
        Check(
            f"energy/{series}",
            f"{published.label_zh}：平衡表减公布值",
            f"{published.label_en}: balance less published",
            residual,
            published.unit,
            tolerance,
            abs(residual) <= tolerance,
            f"相差{share:+.2f}%；{zh}",
            f"{share:+.2f} %; {en}",
        )
    )
