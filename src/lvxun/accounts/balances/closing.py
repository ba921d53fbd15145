"""Whether a balance closes: what is left over of each fuel, in its unit and in per cent of its flow."""

from __future__ import annotations

from collections.abc import Iterator

from lvxun.accounts.balances.examining import Closure, closure_of, tolerances
from lvxun.accounts.balances.model import Balance
from lvxun.accounts.book.model import Check

ABSORBED_ZH = "可供量各行之和与合计相差{0:.6g}{1}（{2:.2f}%），已列为“可供量与各分项之差”"
ABSORBED_EN = "the supply lines miss their total by {0:.6g} {1} ({2:.2f} %), shown as a line of its own"


def closures(balance: Balance) -> tuple[Closure, ...]:
    """Return how each fuel closes: supply + transformation - losses - final use."""
    return tuple(closure_of(fuel, unit, list(terms.items())) for fuel, unit, terms in _terms(balance))


def closing_checks(balance: Balance) -> tuple[Check, ...]:
    """Return one check for each fuel, its residual in the fuel's unit.

    The tolerance is 0.1 % of what goes through (``rules/balances/tolerances.toml``).
    """
    return tuple(
        _check(balance, closure_of(fuel, unit, list(terms.items())), terms.get("supply_difference", 0.0))
        for fuel, unit, terms in _terms(balance)
    )


def _terms(balance: Balance) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Yield each fuel with its unit and its value by flow."""
    columns = (balance.cells[name].tolist() for name in ("fuel", "unit", "flow", "value"))
    found: dict[str, tuple[str, dict[str, float]]] = {}
    for fuel, unit, flow, value in zip(*columns, strict=True):
        found.setdefault(fuel, (unit, {}))[1][flow] = float(value)
    for fuel in balance.fuels:
        if fuel in found:
            yield fuel, *found[fuel]


def _check(balance: Balance, closure: Closure, absorbed: float) -> Check:
    fuel = balance.fuels[closure.fuel]
    allowed = tolerances().closes * max(closure.coming, closure.going) / 100.0
    said_zh, said_en = f"占总量{closure.percent:.3f}%", f"{closure.percent:.3f} % of what goes through"
    if absorbed:
        share = 100.0 * abs(absorbed) / max(closure.coming, closure.going)
        said_zh += "；" + ABSORBED_ZH.format(absorbed, closure.unit, share)
        said_en += "; " + ABSORBED_EN.format(absorbed, closure.unit, share)
    return Check(
        name=f"balance/{closure.fuel}",
        label_zh=f"{fuel.label_zh}平衡差额",
        label_en=f"Statistical difference of {fuel.label_en.lower()}",
        residual=closure.residual,
        unit=closure.unit,
        tolerance=allowed,
        is_ok=abs(closure.residual) <= allowed + 1e-9,
        note_zh=said_zh,
        note_en=said_en,
    )
