"""Total consumption of a year in which nobody published it, and how a published total differs from a balance.

Two estimates, each an observation with a width and never kept exactly: the last total moved by the published
change of energy intensity and growth; else what the balance alone makes, times the ratio between the total
and the balance in the last year that had one (the boundary of that series).
"""

from __future__ import annotations

import math

from lvxun.accounts.balances.model import Balance
from lvxun.accounts.balances.prior import structure
from lvxun.accounts.balances.published import (
    EXACT,
    NORMAL_95,
    Published,
    Rule,
    factor_of,
    number,
    row_of,
    rule_of,
    tables,
    words,
)
from lvxun.accounts.balances.reconstruction_errors import ContradictionError, ReconstructionError
from lvxun.accounts.balances.solving import Case, Posed, pose, solved
from lvxun.accounts.book.model import Array, Check
from lvxun.region.model import Quality


def estimated_totals(case: Case, posed: Posed) -> tuple[Published, ...]:
    """Return an estimate of each total that the rules carry on and that nobody published for the year."""
    found = []
    for rule in tables("carried"):
        total = str(rule["series"])
        if case.look_up(total, posed.year) is None:
            estimate = _chained(case, posed, rule) or _carried(case, posed, rule)
            if estimate is not None:
                found.append(estimate)
    return tuple(found)


def boundary_checks(case: Case, parts: tuple[tuple[Balance, float], ...]) -> tuple[Check, ...]:
    """Return, for each known balance and total, how far the balance's own sum is from the published one."""
    return tuple(
        check
        for rule in tables("carried")
        for balance, _ in parts
        if (check := _boundary(case, balance, rule)) is not None
    )


def _chained(case: Case, posed: Posed, rule: Rule) -> Published | None:
    """The total of the year before, times one and the change of intensity, times one and real growth."""
    look_up, total = case.look_up, str(rule["series"])
    before = look_up(total, posed.year - 1)
    rates = [look_up(name, posed.year) for name in words(rule, "changes")]
    if before is None or not rates or any(one is None or one.quality not in EXACT for one in rates):
        return None
    value = before.value * math.prod(1.0 + one.value / 100.0 for one in rates if one)
    return _estimate(
        case,
        posed,
        rule,
        value,
        number(rule, "chained_width", 1.0),
        (
            f"据{posed.year - 1}年总量、强度变化率和增速推算",
            f"from the total of {posed.year - 1}, intensity and growth",
        ),
    )


def _carried(case: Case, posed: Posed, rule: Rule) -> Published | None:
    """What the balance alone makes, times total over balance in the last year with a total.

    A known balance that is newer than that total stands on its own boundary: nothing is carried over it.
    """
    look_up, total = case.look_up, str(rule["series"])
    newest = max(balance.year for balance, _ in posed.parts)
    reach = int(number(rule, "reach", 5))
    years = range(posed.year - 1, max(newest, posed.year - reach - 1), -1)
    last = next((at for at in years if (seen := look_up(total, at)) and seen.quality in EXACT), None)
    if last is None:
        return None
    try:
        then, now = _alone(case, pose(case, last), total), _alone(case, posed, total)
    except (ContradictionError, ReconstructionError):
        return None
    published = look_up(total, last)
    if published is None or then <= 0.0 or now <= 0.0:
        return None
    return _estimate(
        case,
        posed,
        rule,
        now * published.value / then,
        number(rule, "width", 3.0) * math.sqrt(posed.year - last),
        (
            f"推算：{last}年公布总量与平衡表自身之比{published.value / then:.3f}不变",
            f"estimated: ratio of {published.value / then:.3f} to the balance alone as in {last}",
        ),
    )


def _alone(case: Case, posed: Posed, total: str) -> float:
    """Return the total that a year's balance makes where the published one is not used, 10^4 tce."""
    figures = [figure for figure in posed.figures if total not in figure.series]
    cells = solved(posed, figures, case.choices).solution.values[: len(posed.start.cells)]
    return float(_row(case, posed, total) @ cells)


def _row(case: Case, posed: Posed, total: str) -> Array:
    return row_of(rule_of(total), posed.start.cells, posed.base.flows, case.factors, posed.year)


def _estimate(  # noqa: PLR0913, PLR0917 - an estimate with its width and its origin in both languages
    case: Case, posed: Posed, rule: Rule, value: float, width: float, said: tuple[str, str]
) -> Published:
    total = str(rule["series"])
    definition = case.region.catalogue.get(total)
    factor = factor_of(rule_of(total), case.factors, posed.year)
    zh, en = (definition.label_zh, definition.label_en) if definition else (total, total)
    return Published(
        id=f"{total}/estimated",
        series=(total,),
        row=_row(case, posed, total),
        value=value * factor,
        deviation=abs(value * factor) * width / 100.0 / NORMAL_95,
        quality=Quality.ESTIMATE,
        age=0,
        unit=definition.unit if definition else "",
        factor=factor,
        kind="equal",
        stated=value,
        label_zh=f"{zh}（{said[0]}，±{width:.1f}%）",
        label_en=f"{en} ({said[1]}; ±{width:.1f} %)",
    )


def _boundary(case: Case, balance: Balance, rule: Rule) -> Check | None:
    look_up, total = case.look_up, str(rule["series"])
    seen = look_up(total, balance.year) or look_up(str(rule.get("beside", "")), balance.year)
    if seen is None or seen.value <= 0.0:
        return None
    known = structure(balance, case.factors)
    row = row_of(rule_of(total), known.cells, balance.flows, case.factors, balance.year)
    ours = float(row @ known.values) / factor_of(rule_of(total), case.factors, balance.year)
    percent = 100.0 * (ours / seen.value - 1.0)
    allowed = number(rule, "allowed", 5.0)
    definition = case.region.catalogue.get(total)
    zh, en = (definition.label_zh, definition.label_en) if definition else (total, total)
    return Check(
        f"boundary/{total}/{balance.year}",
        f"{balance.year}年平衡表合计减{zh}的同系列数",
        f"Balance of {balance.year} less the series of {en[0].lower()}{en[1:]}",
        ours - seen.value,
        seen.unit,
        seen.value * allowed / 100.0,
        abs(percent) <= allowed,
        f"{balance.year}年平衡表合计{ours:.0f}，{zh}的同系列数{seen.value:.0f}，口径差{percent:+.1f}%",
        f"in {balance.year} the balance adds up to {ours:.0f} and the series of {en[0].lower()}{en[1:]} "
        f"to {seen.value:.0f}: a difference of boundary of {percent:+.1f} %",
    )
