"""Methane that escapes: coal mines, oil and gas."""

from __future__ import annotations

from dataclasses import replace

from lvxun.accounts.balances.entries import balance_entries
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.emissions.stating import (
    TONNES,
    Cell,
    Missing,
    Wanted,
    factor,
    figure,
    include,
    miss,
    state,
)

CUBIC_METRES_TO_10KT = 1e-3  # 万吨 × m³/t × kg/m³ = 10 t; 万吨
RECOVERED_TO_10KT = 10.0  # 亿立方米 × kg/m³ = 10^5 t; 万吨

NOT_SPLIT = (
    "井工与露天产量未分列，全部按井工计",
    "included in underground mines: the output is not split",
)


def fugitive(draft: Draft, basis: Basis) -> None:
    """Write the lines of coal mines and of oil and gas systems."""
    coal_mines(draft, basis)
    oil_and_gas(draft, basis)


def coal_mines(draft: Draft, basis: Basis) -> None:
    """Write methane of mining and of coal after mining, less what is recovered.

    ``output × m³/t × density``; underground and surface apart where the output is split, else all counted as
    underground, which is the larger. Source: IPCC 2006 Vol. 2 ch. 4, tier 1 (4.1.3 to 4.1.5).
    """
    density = factor(basis, "process", "ch4_density", "ch4")
    output = raw_coal(basis)
    under, over = figure(basis, "coal_output_underground"), figure(basis, "coal_output_surface")
    is_split = not isinstance(under, Missing) and not isinstance(over, Missing)
    if not is_split:
        miss(draft, under, over)
    for source, item, zh, en in (
        ("mining", "", "开采", "mining"),
        ("post_mining", "post_", "矿后活动", "post-mining"),
    ):
        cell = _mine(f"underground_{source}", f"井工矿{zh}", f"Underground {en}")
        _mined(
            draft,
            cell,
            under if is_split else output,
            factor(basis, "process", "mine_ch4", f"{item}underground_ipcc"),
            density,
        )
        cell = _mine(f"surface_{source}", f"露天矿{zh}", f"Surface {en}")
        if is_split:
            _mined(draft, cell, over, factor(basis, "process", "mine_ch4", f"{item}surface_ipcc"), density)
        else:
            include(draft, cell, *NOT_SPLIT)
    recovered = figure(basis, "coal_methane_recovered")
    state(
        draft,
        _mine("recovered", "瓦斯回收利用", "Methane recovered"),
        (recovered, density),
        -RECOVERED_TO_10KT,
    )


def raw_coal(basis: Basis) -> Wanted:
    """Return the output of raw coal, 10^4 t: as published, else from a balance in physical units."""
    published = figure(basis, "raw_coal_output")
    if not isinstance(published, Missing) or basis.balance is None:
        return published
    cell = balance_entries(basis.balance).get(("production", "raw_coal"))
    return cell if cell is not None and cell.unit == TONNES else published


def oil_and_gas(draft: Draft, basis: Basis) -> None:
    """Write methane of oil and gas systems; not estimated while there are no factors for it."""
    for source, series, zh, en, category in (
        ("oil", "crude_oil_output", "原油系统", "Oil systems", "1B2a"),
        ("gas", "natural_gas_output", "天然气系统", "Natural gas systems", "1B2b"),
    ):
        cell = Cell("oil_gas", "CH4", source, zh, en, "oil_gas_factor", category)
        leak = factor(basis, "process", "oil_gas_ch4", source)
        if isinstance(leak, Missing):
            leak = replace(leak, label_zh=f"{zh}甲烷排放因子", label_en=f"methane factor of {en.lower()}")
        state(draft, cell, (figure(basis, series), leak))


def _mine(source: str, zh: str, en: str) -> Cell:
    return Cell("coal_mines", "CH4", source, zh, en, "coal_mine_methane", "1B1a")


def _mined(draft: Draft, cell: Cell, output: Wanted, per_tonne: Wanted, density: Wanted) -> None:
    state(draft, cell, (output, per_tonne, density), CUBIC_METRES_TO_10KT)
