"""Sinks: forests, and as a memo outside all totals, shellfish and algae. Removals are negative.

Forests by the difference of two stocks; where the year lies between no two stocks, the published sink. The
carbon of shells is contested, for the animal gives off CO2 as it builds them: it is a memo item,
``carbon/memo/…``, which no total takes in.
Source: 省级温室气体清单编制指南（试行）, 土地利用变化和林业; IPCC 2006 Vol. 4 ch. 2 (stock difference).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Array, Entry
from lvxun.accounts.emissions.stating import (
    Cell,
    Missing,
    Name,
    Wanted,
    factor,
    figure,
    line,
    made,
    miss,
    state,
    state_line,
)

CO2_PER_C = 44.0 / 12.0
CUBIC_METRES_TO_10KT = 1e4  # 亿立方米 × t/m³ = 10^8 t; 万吨
MEMO = "carbon/memo/"


@dataclass(frozen=True, slots=True)
class YearlyGrowth:
    """Growth a year between two stocks that lie ``years`` apart."""

    years: int

    def __call__(self, before: Array, after: Array) -> Array:
        return (after - before) / self.years


def sinks(draft: Draft, basis: Basis) -> None:
    """Write the lines of forests and the memo lines of shellfish and algae."""
    forest(draft, basis)
    shellfish(draft, basis)
    algae(draft, basis)


def forest(draft: Draft, basis: Basis) -> None:
    """Write the forest sink: ``- ΔV × density × BEF × carbon fraction × 44/12``, else the published one.

    Where both are known, the published one is a memo line beside it.
    """
    growing = Cell("forest", "CO2", "growth", "森林蓄积增长", "Growth of forests", "forest_growth", "3B1a")
    as_published = Cell(
        "forest", "CO2", "published", "森林碳汇（公布值）", "Forest sink as published", "", "3B1a"
    )
    as_published = replace(as_published, method="forest_published")
    published = figure(basis, "forest_carbon_sink")
    growth = stock_growth(basis)
    if isinstance(growth, Missing):
        if isinstance(published, Missing):
            state(draft, growing, (growth,))
        else:
            miss(draft, growth)
            state(draft, as_published, (published,), -1.0)
        return
    inputs = (
        growth,
        _of_province_or_nation(basis, "wood_density"),
        _of_province_or_nation(basis, "bef"),
        factor(basis, "sinks", "wood_carbon", "wood"),
    )
    state(draft, growing, inputs, -CUBIC_METRES_TO_10KT * CO2_PER_C)
    if not isinstance(published, Missing):
        _memo(draft, as_published, (published,), -1.0)


def stock_growth(basis: Basis) -> Wanted:
    """Return the growth of stock a year, 10^8 m³, between the stocks on both sides of the year.

    A year after the last known stock has none: growth is not carried on.
    """
    frame = basis.region.series
    rows = frame[(frame["indicator"] == "forest_stock") & (frame["area"] == basis.region.code)]
    years = sorted(int(year) for year in rows["year"])
    before = max((year for year in years if year < basis.year), default=None)
    after = min((year for year in years if year >= basis.year), default=None)
    if before is None or after is None:
        return Missing("forest_stock", "前后两次森林蓄积量", "forest stocks before and after", "forestry")
    zh, en = "森林蓄积年净增量", "Net growth of forest stock a year"
    return made(
        Name("activity/derived/forest_growth", zh, en, "亿立方米"),
        (figure(basis, "forest_stock", before), figure(basis, "forest_stock", after)),
        YearlyGrowth(after - before),
        f"(V_{after} - V_{before}) / {after - before}",
    )


def shellfish(draft: Draft, basis: Basis) -> None:
    """Write the carbon of shellfish landed as a memo: tissue and shell by their shares of dry mass.

    Species are not known apart: the shares are those of other shellfish.
    Source: 孙康等 2020, 地理研究 39(11):2508, table 2.
    """
    kind = "other_shellfish"
    zh, en = "贝类干重含碳率", "Carbon of shellfish in dry mass"
    carbon = made(
        Name("factor/derived/shellfish_carbon", zh, en, "t/t"),
        tuple(
            factor(basis, "sinks", parameter, kind)
            for parameter in ("tissue_share", "tissue_carbon", "shell_share", "shell_carbon")
        ),
        _tissue_and_shell,
        "s_t·c_t + s_s·c_s",
    )
    cell = Cell("shellfish", "CO2", "shellfish", "贝类", "Shellfish", "shellfish_carbon", "")
    inputs = (figure(basis, "marine_shellfish_output"), factor(basis, "sinks", "dry_share", kind), carbon)
    _memo(draft, cell, inputs, -CO2_PER_C)


def algae(draft: Draft, basis: Basis) -> None:
    """Write the carbon of algae landed as a memo: fresh mass × dry share × carbon."""
    kind = "other_algae"
    cell = Cell("shellfish", "CO2", "algae", "藻类", "Algae", "algae_carbon", "")
    inputs = (
        figure(basis, "marine_algae_output"),
        factor(basis, "sinks", "dry_share", kind),
        factor(basis, "sinks", "dry_carbon", kind),
    )
    _memo(draft, cell, inputs, -CO2_PER_C)


def _memo(draft: Draft, cell: Cell, inputs: tuple[Wanted, ...], constant: float) -> None:
    """Write a line that stands beside the account: its id says so, and no total names it."""
    memo = replace(line(draft, cell), id=f"{MEMO}{cell.sector}/{cell.gas}/{cell.source}")
    state_line(draft, memo, inputs, constant)


def _of_province_or_nation(basis: Basis, parameter: str) -> Entry | Missing:
    own = factor(basis, "sinks", parameter, basis.region.code)
    return factor(basis, "sinks", parameter, "national") if isinstance(own, Missing) else own


def _tissue_and_shell(tissue: Array, in_tissue: Array, shell: Array, in_shell: Array) -> Array:
    return tissue * in_tissue + shell * in_shell
