"""Circularity: resource productivity, circular use, recycled shares, and the national set of indicators.

Source: 循环经济发展评价指标体系（2017年版）, 发改环资〔2016〕2749号.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Account, Entry, Gap, Line, Notation, Part, Total
from lvxun.accounts.emissions.stating import Missing, enter, factor, figure, miss, state_line
from lvxun.accounts.materials.consumption import DMC, Material, write_materials
from lvxun.accounts.materials.stating import TONNES, line_of
from lvxun.accounts.materials.waste import waste_account
from lvxun.region.catalogue import rules_document

NAME = "circularity"
RECYCLED, INPUT = "circularity/recycled", "circularity/material_input"
PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class CircularIndicator:
    """An indicator of the national set: formula, document, and the target that stands beside it."""

    id: str
    kind: str  # 综合, 专项, 参考
    label_zh: str
    label_en: str
    unit: str
    formula: str
    document: str
    number: str
    series: str
    quotient: Mapping[str, Any]
    target: str
    reason_zh: str
    reason_en: str
    note: str

    @property
    def cell(self) -> str:
        return f"{NAME}/{self.id}"


@cache
def indicator_set() -> tuple[CircularIndicator, ...]:
    """Return the national set in its order (``rules/accounts/circular_indicators.toml``)."""
    document = rules_document("accounts/circular_indicators.toml")
    return tuple(_read(row, document) for row in document["indicator"])


def _read(row: Mapping[str, Any], document: Mapping[str, Any]) -> CircularIndicator:
    return CircularIndicator(
        id=row["id"],
        kind=row["kind"],
        label_zh=row["label_zh"],
        label_en=row["label_en"],
        unit=row["unit"],
        formula=row["formula"],
        document=document["document"],
        number=document["number"],
        series=row.get("series", ""),
        quotient=row.get("quotient", {}),
        target=row.get("target", ""),
        reason_zh=row.get("reason_zh", ""),
        reason_en=row.get("reason_en", ""),
        note=row.get("note", ""),
    )


def targets_2025(basis: Basis) -> Mapping[str, Entry]:
    """Return the national targets for 2025 by indicator id, from 循环经济“十四五”规划, whatever the year."""
    at = replace(basis, year=2025)
    wanted = {
        one.id: factor(at, "circularity", "target_2025", one.target) for one in indicator_set() if one.target
    }
    return {ident: entry for ident, entry in wanted.items() if not isinstance(entry, Missing)}


def circularity_account(basis: Basis) -> Account:
    """Return the circularity account of the year; what is not known of it has a notation key and a reason."""
    draft = Draft(NAME, basis.region.code)
    materials = write_materials(draft, basis)
    has_consumption = any(one.is_known for one in materials)
    recycled = _waste(draft, basis)
    _circular_use(draft, recycled, has_consumption)
    _steel(draft, basis)
    for one in indicator_set():
        _indicator(draft, basis, one, materials)
    return draft.sealed()


def _waste(draft: Draft, basis: Basis) -> list[str]:
    """Copy the lines of waste that are known, for the flow of materials; return those that are used again."""
    waste = waste_account(basis)
    recycled = []
    for line in waste.lines.values():
        if line.notation is not None:
            continue
        for ident in line.inputs:
            _enter_below(draft, waste, ident)
        ident = f"{NAME}/{line.sector}/{line.item}"
        draft.write(replace(line, id=ident, account=NAME))
        if line.item == "used":
            recycled.append(ident)
    return recycled


def _enter_below(draft: Draft, account: Account, ident: str) -> None:
    if ident in account.entries:
        draft.enter(account.entries[ident])
        return
    derived = account.derived[ident]
    for name in derived.inputs:
        _enter_below(draft, account, name)
    draft.enter(derived)


def _circular_use(draft: Draft, recycled: Sequence[str], has_consumption: bool) -> None:
    """Circular use rate: what is used again over that and domestic material consumption, per cent."""
    labels = ("循环利用率（有数据的部分）", "Circular use rate of what is known")
    if not recycled or not has_consumption:
        _key(
            draft,
            ("circular_use_rate", "%", *labels),
            "没有废物综合利用量或物质消费量",
            "neither waste used nor material consumption is known whole",
        )
        return
    draft.sum_of(RECYCLED, "循环利用量", "Materials used again", TONNES, recycled)
    draft.sum_of(INPUT, "物质投入量", "Material input", TONNES, [DMC, RECYCLED])
    draft.add_up(Total(f"{NAME}/circular_use_rate", NAME, *labels, "%", (Part(RECYCLED),), INPUT, PERCENT))


def _steel(draft: Draft, basis: Basis) -> None:
    """Scrap in steel: of what steelworks consume, and of what one recycler sold (a lower bound)."""
    steel = figure(basis, "crude_steel_output")
    for series, item, zh, en in (
        ("scrap_steel_used", "recycled_share_steel", "废钢占粗钢比例", "Scrap per crude steel"),
        (
            "scrap_steel_sold",
            "recycled_share_steel_lower",
            "废钢占粗钢比例（下限，一家企业）",
            "Scrap per crude steel, a lower bound from one firm",
        ),
    ):
        line = _line(draft, item, "%", zh, en)
        state_line(draft, line, [figure(basis, series)], divisors=[steel], constant=PERCENT)
    for item, zh, en in (
        ("recycled_share_aluminium", "再生铝比例", "Recycled share of aluminium"),
        ("recycled_share_paper", "废纸浆比例", "Recycled share of paper"),
        ("recycled_share_plastics", "再生塑料比例", "Recycled share of plastics"),
    ):
        _key(draft, (item, "%", zh, en), "没有分材料的回收量", "what is recovered of it is not known")


def _indicator(draft: Draft, basis: Basis, one: CircularIndicator, materials: Sequence[Material]) -> None:
    words = (one.id, one.unit, one.label_zh, one.label_en)
    if one.series:
        state_line(draft, _line(draft, *words), [figure(basis, one.series)])
    elif not one.quotient:
        _key(draft, words, one.reason_zh, one.reason_en)
    elif one.quotient["below"] == DMC:
        _productivity(draft, basis, one, any(material.is_known for material in materials))
    else:
        below = figure(basis, one.quotient["below"])
        above = figure(basis, one.quotient["above"])
        state_line(draft, _line(draft, *words), [above], divisors=[below], constant=one.quotient["scale"])


def _productivity(draft: Draft, basis: Basis, one: CircularIndicator, is_known: bool) -> None:
    """GDP over domestic material consumption: a total of a line, for its divisor is a total."""
    gdp = figure(basis, one.quotient["above"])
    if isinstance(gdp, Missing) or not is_known:
        miss(draft, gdp)
        _key(
            draft,
            (one.id, one.unit, one.label_zh, one.label_en),
            "没有地区生产总值或物质消费量",
            "GDP or material consumption is not known",
        )
        return
    line = _line(draft, "gdp", gdp.unit, gdp.label_zh, gdp.label_en)
    draft.write(replace(line, inputs=enter(draft, gdp)))
    scale = float(one.quotient["scale"])
    draft.add_up(Total(one.cell, NAME, one.label_zh, one.label_en, one.unit, (Part(line.id),), DMC, scale))


def _line(draft: Draft, item: str, unit: str, zh: str, en: str) -> Line:
    line = line_of(draft, f"{NAME}/economy/{item}", unit, "circular_indicator", (zh, en))
    return replace(line, id=f"{NAME}/{item}")


def _key(draft: Draft, words: tuple[str, str, str, str], zh: str, en: str) -> None:
    item, _, label_zh, label_en = words
    draft.key(_line(draft, *words), Notation.NOT_ESTIMATED, zh, en)
    draft.miss(Gap(NAME, f"{NAME}/{item}", label_zh, label_en, "drc"))
