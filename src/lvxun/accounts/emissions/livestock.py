"""Animals: methane of digestion, methane and nitrous oxide of manure.

Heads at year end × factor per head and year (省级温室气体清单编制指南（试行）, 农业). Factors of digestion
differ between farms and households; the share on farms is an entry, and as wide as what is known of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Array
from lvxun.accounts.emissions.stating import (
    Cell,
    Made,
    Missing,
    Name,
    Wanted,
    factor,
    figure,
    include,
    made,
    miss,
    region_of_factors,
    state,
    table,
)

HEADS_TO_10KT = 1e-3  # 万头 × kg/头 = 10 t; 万吨
DAYS = 365.0


@dataclass(frozen=True, slots=True)
class Herd:
    """A kind of animal and how many there are, in 10^4; ``counted_in`` names the kind that includes them."""

    id: str
    label_zh: str
    label_en: str
    heads: Wanted
    row: dict[str, str]
    counted_in: tuple[str, str] | None = None


def herds(basis: Basis) -> tuple[Herd, ...]:
    """Return every kind of ``rules/accounts/farming.csv`` with its heads.

    Other cattle are cattle less dairy cows; where the dairy cows are not known, all cattle are counted as
    other cattle and dairy cows as included there.
    """
    cattle, dairy = figure(basis, "cattle_stock"), figure(basis, "dairy_cattle_stock")
    found = []
    for given in table("farming.csv"):
        row = dict(given)
        heads = figure(basis, row["series"]) if row["series"] else _other_cattle(cattle, dairy)
        is_inside = (
            row["id"] == "dairy_cattle" and isinstance(dairy, Missing) and not isinstance(cattle, Missing)
        )
        found.append(
            Herd(row["id"], row["label_zh"], row["label_en"], heads, row, OTHER_CATTLE if is_inside else None)
        )
    return tuple(found)


OTHER_CATTLE = ("奶牛存栏未单列，计入非奶牛", "counted with other cattle: dairy cows are not known apart")


def _other_cattle(cattle: Wanted, dairy: Wanted) -> Wanted:
    if isinstance(dairy, Missing):
        return cattle
    name = Name("activity/derived/other_cattle", "非奶牛年末存栏", "Other cattle at year end", "万头")
    return made(name, (cattle, dairy), _difference, "cattle - dairy")


def enteric(draft: Draft, basis: Basis, kept: tuple[Herd, ...]) -> None:
    """Write methane of digestion by animal (IPCC 3A1)."""
    for herd in kept:
        if not herd.row["enteric"]:
            continue  # poultry: no factor, not estimated by any guideline
        source, method = herd.id, "enteric_per_head"
        cell = Cell("enteric", "CH4", source, herd.label_zh, herd.label_en, method, "3A1")
        _state(draft, cell, herd, _enteric_factor(basis, herd.row))


def manure(draft: Draft, basis: Basis, kept: tuple[Herd, ...]) -> None:
    """Write methane and nitrous oxide of manure by animal (IPCC 3A2)."""
    for herd in kept:
        for gas, column in (("CH4", "manure_ch4"), ("N2O", "manure_n2o")):
            cell = Cell("manure", gas, herd.id, herd.label_zh, herd.label_en, "manure_per_head", "3A2")
            _state(
                draft,
                cell,
                herd,
                factor(
                    basis, "farming", column, f"{herd.row['manure']}_{region_of_factors(basis)['manure']}"
                ),
            )


def manure_methane_by_system(draft: Draft, basis: Basis, herd: Herd, system: str, climate: str) -> str:
    """Write methane of manure that is all handled in one system: the alternative to the factor per head.

    ``heads × VS × 365 × Bo × density × MCF`` with VS in kg a head and day, Bo in m³ CH4 a kg VS, the density
    of methane in kg/m³ and MCF a fraction. ``system`` and ``climate`` are those of the standard's table
    (``solid_storage``, ``at_most_10c``).

    Source: GB/T 32151.22-2024, annex C, tables C.4 to C.6.
    """
    cell = Cell(
        "manure", "CH4", f"{herd.id}_{system}", herd.label_zh, herd.label_en, "manure_by_system", "3A2"
    )
    kind = herd.row["kind_2024"]
    inputs = (
        herd.heads,
        factor(basis, "livestock_2024", "volatile_solids", kind),
        factor(basis, "livestock_2024", "manure_bo", kind),
        factor(basis, "process", "ch4_density", "ch4"),
        factor(basis, "livestock_2024", "manure_mcf", f"{system}/{climate}"),
    )
    return state(draft, cell, inputs, HEADS_TO_10KT * DAYS)


def _state(draft: Draft, cell: Cell, herd: Herd, per_head: Wanted) -> None:
    if herd.counted_in:
        miss(draft, herd.heads)
        include(draft, cell, *herd.counted_in)
    else:
        state(draft, cell, (herd.heads, per_head), HEADS_TO_10KT)


def _enteric_factor(basis: Basis, row: dict[str, str]) -> Made | Wanted:
    if not row["is_split"]:
        return factor(basis, "farming", "enteric_ch4", row["enteric"])
    intensive = factor(basis, "farming", "enteric_ch4", f"{row['enteric']}_intensive")
    household = factor(basis, "farming", "enteric_ch4", f"{row['enteric']}_households")
    share = factor(basis, "other_gases", "farm_share", "livestock")
    name = Name(
        f"factor/derived/enteric_ch4/{row['id']}",
        f"{row['label_zh']}肠道发酵甲烷因子",
        f"Enteric methane factor, {row['label_en'].lower()}",
        "kg/头",
    )
    return made(name, (share, intensive, household), _mixture, "s·f_farm + (1 - s)·f_household")


def _difference(whole: Array, part: Array) -> Array:
    return whole - part


def _mixture(share: Array, one: Array, other: Array) -> Array:
    return share * one + (1.0 - share) * other
