"""Water: use by sector, supply by source, use per head and per GDP (10^8 m3).

Source: 中国水资源公报 and its rules, GB/T 23598-2009; use is gross, losses in conveyance included.
"""

from __future__ import annotations

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Account, Array, Check, Line, Notation, Part, Total
from lvxun.accounts.emissions.stating import (
    Known,
    Made,
    Missing,
    Name,
    Wanted,
    enter,
    figure,
    made,
    miss,
    state_line,
)
from lvxun.accounts.materials.stating import WATER, compared, line_of, tolerance, value_of

SECTORS = ("water_agriculture", "water_industry", "water_domestic", "water_ecology")
TOTAL, WHOLE = "water/total_use", "water/economy/use"
PER_10K = 1e4  # 10^8 m3 over 10^4 people, or over 10^8 yuan in 10^4 yuan: m3 each


def water_account(basis: Basis) -> Account:
    """Return the water account of the year.

    Where all sectors but one and the total are published, the one is what is left; where only the total is,
    the sectors are included in it. Sum and total are held against each other.
    """
    draft = Draft("water", basis.region.code)
    uses = _with_rest({sector: figure(basis, sector) for sector in SECTORS}, figure(basis, "water_use"))
    total = figure(basis, "water_use")
    if not isinstance(total, Missing) and all(isinstance(use, Missing) for use in uses.values()):
        has_total = _whole(draft, uses, total)
    else:
        has_total = _sectors(draft, uses, total)
    _intensities(draft, basis, has_total)
    _supply(draft, basis, total)
    for series, what, zh, en in (
        ("water_reclaimed", "reclaimed", "再生水利用量", "Reclaimed water used"),
        ("water_consumption", "consumed", "耗水量", "Water consumed"),
    ):
        state_line(draft, _line(draft, "economy", what, (zh, en)), [figure(basis, series)])
    return draft.sealed()


def _line(draft: Draft, sector: str, what: str, labels: tuple[str, str], method: str = "published") -> Line:
    ident = f"water/{sector}/{what}"
    return line_of(draft, ident, WATER, f"water_{method}", labels)


def _with_rest(uses: dict[str, Wanted], total: Wanted) -> dict[str, Wanted]:
    missing = [sector for sector, use in uses.items() if isinstance(use, Missing)]
    if len(missing) != 1 or isinstance(total, Missing):
        return uses
    labels = _labels(uses[missing[0]])
    parts = [total, *(use for use in uses.values() if not isinstance(use, Missing))]
    return uses | {
        missing[0]: made(
            Name(f"activity/derived/{missing[0]}", *labels, WATER), parts, _rest, "W_total - sum(W_known)"
        )
    }


def _rest(whole: Array, *parts: Array) -> Array:
    return whole - sum(parts)


def _whole(draft: Draft, uses: dict[str, Wanted], total: Known) -> bool:
    state_line(draft, _line(draft, "economy", "use", ("用水总量", "Total water use")), [total])
    for sector in SECTORS:
        line = _line(draft, sector, "use", _labels(uses[sector]))
        draft.key(
            line,
            Notation.INCLUDED_ELSEWHERE,
            "该年只有用水总量",
            "only the total of the year is known",
        )
    draft.sum_of(TOTAL, "用水总量", "Total water use", WATER, [WHOLE])
    return True


def _sectors(draft: Draft, uses: dict[str, Wanted], total: Wanted) -> bool:
    """Write the sectors; their sum is a total only where all are known. Return whether it is."""
    known = []
    for sector, use in uses.items():
        method = "rest" if isinstance(use, Made) else "published"
        known.append(state_line(draft, _line(draft, sector, "use", _labels(use), method), [use]))
    if not all(known):
        miss(draft, total)
        return False
    draft.sum_of(TOTAL, "用水总量", "Total water use", WATER, [f"water/{sector}/use" for sector in SECTORS])
    if not isinstance(total, Missing):
        draft.check(_parts_check([use for use in uses.values() if not isinstance(use, Missing)], total))
    return True


def _parts_check(uses: list[Known], total: Known) -> Check:
    residual, bound = sum(map(value_of, uses)) - value_of(total), tolerance("water_parts")
    is_derived = any(isinstance(use, Made) for use in uses)
    return Check(
        "water_parts",
        "分部门用水之和减公布的用水总量",
        "Sum of the sectors less the published total",
        residual,
        WATER,
        bound,
        abs(residual) <= bound,
        "有一项是由总量减得的" if is_derived else "",
        "one part is the total less the others" if is_derived else "",
    )


def _labels(wanted: Wanted) -> tuple[str, str]:
    one = wanted.derived if isinstance(wanted, Made) else wanted
    return one.label_zh, one.label_en


def _intensities(draft: Draft, basis: Basis, has_total: bool) -> None:
    for per, ident, labels, unit, published in (
        ("gdp", "water/per_gdp", ("万元地区生产总值用水量（现价）", "Water per GDP, current prices"),
         "立方米/万元", "water_per_gdp"),
        ("population", "water/per_head", ("人均用水量（年末人口）", "Water per head, population at year end"),
         "立方米/人", "water_per_head_published"),
    ):  # fmt: skip
        divisor, total = figure(basis, per), basis.figure("water_use")
        if not has_total or isinstance(divisor, Missing):
            miss(draft, divisor)
            continue
        (by,) = enter(draft, divisor)
        draft.add_up(Total(ident, draft.name, *labels, unit, (Part(TOTAL),), by, PER_10K))
        stated = basis.figure(published)
        if stated is not None and total is not None:
            ours = total.value / value_of(divisor) * PER_10K
            names = (f"{labels[0]}与公布值之差", f"{labels[1]}: ours less the published")
            percent = tolerance(f"{published}_percent")
            draft.check(compared(published, names, (ours, stated.value), unit, percent))


def _supply(draft: Draft, basis: Basis, total: Wanted) -> None:
    """Supply by source; what is neither surface nor ground water is the rest, for supply equals use."""
    surface, ground = (figure(basis, f"water_{source}_supply") for source in ("surface", "ground"))
    other = made(
        Name("activity/derived/water_other_supply", "其他水源供水量", "Water from other sources", WATER),
        [total, surface, ground],
        _rest,
        "W_total - W_surface - W_ground",
    )
    for wanted, what, labels, method in (
        (surface, "supply_surface", ("地表水源供水量", "Supplied from surface water"), "published"),
        (ground, "supply_ground", ("地下水源供水量", "Supplied from groundwater"), "published"),
        (other, "supply_other", ("其他水源供水量", "Supplied from other sources"), "rest"),
    ):
        state_line(draft, _line(draft, "economy", what, labels, method), [wanted])
