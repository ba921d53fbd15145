"""The identities of the carbon account: both approaches, their difference by items, the sum of sectors."""

from __future__ import annotations

from collections.abc import Sequence

from lvxun.accounts.balances.model import Balance
from lvxun.accounts.book.evaluating import Values, evaluate
from lvxun.accounts.book.model import Book, Check
from lvxun.accounts.emissions.reference import DIFFERENCE, REFERENCE, SECTORAL

NEAR = 5.0  # per cent; IPCC 2006, volume 2, chapter 6.8: beyond it the difference is to be looked into
EXACT = 1e-6  # 10^4 t: rounding of the arithmetic


def agreements(book: Book, balance: Balance, reasons: Sequence[str]) -> tuple[Check, ...]:
    """Return the checks of a carbon account that has a balance."""
    values = evaluate(book)
    return (_approaches(book, balance, values, reasons), _explained(values, reasons), _sectors(book, values))


def _approaches(book: Book, balance: Balance, values: Values, reasons: Sequence[str]) -> Check:
    sectoral, reference = values.of(SECTORAL) or 0.0, values.of(REFERENCE) or 0.0
    apart = 100.0 * (reference - sectoral) / sectoral if sectoral else float("inf")
    named = sorted(((values.of(one) or 0.0, book.totals[one]) for one in reasons), key=lambda it: -abs(it[0]))
    zh = "；".join(f"{total.label_zh} {value:+.1f}万吨" for value, total in named)
    en = "; ".join(f"{total.label_en} {10 * value:+.1f} kt" for value, total in named)
    if not balance.supply_is_whole:
        zh = f"可供量各分项不完整，参考法取消费量合计，平衡差额因此为零。{zh}"
        en = f"Supply is not whole: consumption stands for it, without a statistical difference. {en}"
    return Check(
        "carbon_two_approaches",
        "参考法与分部门法之差",
        "Reference less sectoral approach",
        apart,
        "%",
        NEAR,
        abs(apart) <= NEAR,
        zh,
        en,
    )


def _explained(values: Values, reasons: Sequence[str]) -> Check:
    left = (values.of(DIFFERENCE) or 0.0) - sum(values.of(one) or 0.0 for one in reasons)
    return Check(
        "carbon_difference_explained",
        "两法之差逐项分解后的余项",
        "Difference of the approaches less its reasons",
        left,
        "万吨",
        EXACT,
        abs(left) <= EXACT,
    )


def _sectors(book: Book, values: Values) -> Check:
    """Hold the sum of the sectors against the net total: both are made of the same lines, by other ways."""
    sectors = [ident for ident in book.totals if ident.startswith("carbon/sector/") and ident.count("/") == 2]
    left = (values.of("carbon/net_total") or 0.0) - sum(values.of(one) or 0.0 for one in sectors)
    return Check(
        "carbon_sectors_add_up",
        "各部门之和与净总量之差",
        "Net total less the sum of sectors",
        left,
        "万吨二氧化碳当量",
        EXACT,
        abs(left) <= EXACT,
    )
