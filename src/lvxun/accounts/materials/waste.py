"""Waste by stream (10^4 t): generated, taken from stock, used, disposed of, stored, discharged, in balance.

What comes in (generated, taken from stock) equals what goes out. A part that is not published follows from
the others where it is the only one (a :class:`Derived` entry), and is not estimated otherwise.

Source: 排放源统计调查制度.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

import numpy as np

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Account, Array, Check, Gap, Part
from lvxun.accounts.emissions.stating import (
    Known,
    Made,
    Missing,
    Name,
    Wanted,
    factor,
    figure,
    made,
    state_line,
    table,
)
from lvxun.accounts.materials.stating import TONNES, line_of, rules, tolerance, value_of
from lvxun.accounts.sectors import sectors

ACCOUNT = "waste"
STRAW, STRAW_USE = "straw", "straw_use"
PERCENT = 0.01


@dataclass(frozen=True, slots=True)
class _Flow:
    row: Mapping[str, str]
    wanted: Wanted

    @property
    def id(self) -> str:
        return f"{ACCOUNT}/{self.row['sector']}/{self.row['flow']}"

    @property
    def is_missing(self) -> bool:
        return isinstance(self.wanted, Missing)


def waste_account(basis: Basis) -> Account:
    """Return the waste account of the year."""
    draft = Draft(ACCOUNT, basis.region.code)
    for _, rows in groupby(table("waste_streams.csv"), key=lambda row: row["sector"]):
        _stream(draft, basis, tuple(rows))
    _treated_share(draft, basis)
    return draft.sealed()


def _treated_share(draft: Draft, basis: Basis) -> None:
    """Hold municipal waste collected over generated against the treated share that is published."""
    names = ("municipal_waste_collected", "municipal_waste_generated", "municipal_waste_treated_share")
    collected, generated, stated = (basis.figure(name) for name in names)
    if collected is None or generated is None or stated is None:
        return
    residual = collected.value / generated.value / PERCENT - stated.value
    bound = tolerance("treated_share_points")
    draft.check(
        Check(
            "municipal_waste_treated",
            "生活垃圾清运量占产生量之比减公布的无害化处理率",
            "Municipal waste collected over generated, less the treated share as published",
            residual,
            "百分点",
            bound,
            abs(residual) <= bound,
        )
    )


def straw(basis: Basis) -> Made | Missing:
    """Return crop straw that can be collected, 10^4 t: crops times straw ratios, times the share."""
    inputs: list[Wanted] = [factor(basis, "materials", "collectable_share", "straw")]
    for crop in rules()["crop"]:
        inputs += [
            figure(basis, crop["series"]),
            factor(basis, "materials", "straw_ratio", crop["item"]),
        ]
    return made(
        Name("activity/derived/straw", "农作物秸秆可收集量", "Crop straw that can be collected", TONNES),
        inputs,
        _straw,
        "sum(crop × ratio) × collectable share",
    )


def _straw(share: Array, *pairs: Array) -> Array:
    crops, ratios = pairs[::2], pairs[1::2]
    grown: Array = np.sum([crop * ratio for crop, ratio in zip(crops, ratios, strict=True)], axis=0)
    return share * grown


def _stream(draft: Draft, basis: Basis, rows: Sequence[Mapping[str, str]]) -> None:
    flows = [_Flow(row, _wanted(basis, row)) for row in rows]
    ends = _by_rate(basis, [flow for flow in flows if flow.row["side"] != "memo"])
    closed = _closed(ends)
    for flow in (*closed, *(flow for flow in flows if flow.row["side"] == "memo")):
        _write(draft, flow)
    _balance(draft, closed)


def _wanted(basis: Basis, row: Mapping[str, str]) -> Wanted:
    series = row["series"]
    if series == STRAW:
        return straw(basis)
    if series == STRAW_USE:
        return made(
            Name("activity/derived/straw_used", row["label_zh"], row["label_en"], TONNES),
            [straw(basis), figure(basis, "straw_utilisation_rate")],
            _of_rate,
            "straw × utilisation rate",
        )
    if not series:
        topic = f"{ACCOUNT}/{row['sector']}/{row['flow']}"
        return Missing(topic, row["label_zh"], row["label_en"], "ecology")
    return figure(basis, series)


def _of_rate(rate_of: Array, rate: Array) -> Array:
    return rate_of * rate * PERCENT


def _by_rate(basis: Basis, flows: list[_Flow]) -> list[_Flow]:
    """Put in what is used of industrial waste where only its rate and the stock taken are published."""
    by_name = {flow.row["flow"]: flow for flow in flows}
    used, stock = by_name.get("used"), by_name.get("from_stock")
    rate = figure(basis, "solid_waste_utilisation_rate")
    if used is None or stock is None or not used.is_missing:
        return flows
    derived = made(
        Name("activity/derived/solid_waste_used", used.row["label_zh"], used.row["label_en"], TONNES),
        [rate, by_name["generated"].wanted, stock.wanted],
        _by_definition,
        "rate × (generated + from stock)",
    )
    if isinstance(derived, Missing):
        return flows
    return [replace(flow, wanted=derived) if flow is used else flow for flow in flows]


def _closed(flows: list[_Flow]) -> list[_Flow]:
    """Return the flows with the one that is missing, if it is only one, as what the balance leaves."""
    missing = [flow for flow in flows if flow.is_missing]
    if len(missing) != 1:
        return flows
    gone = missing[0]
    same = [flow for flow in flows if flow is not gone and flow.row["side"] == gone.row["side"]]
    other = [flow for flow in flows if flow.row["side"] != gone.row["side"]]
    rest = made(
        Name(f"activity/derived/{gone.id}", gone.row["label_zh"], gone.row["label_en"], TONNES),
        [flow.wanted for flow in (*other, *same)],
        _left_over(len(other)),
        "sum(in) - sum(out), solved for this part",
    )
    if isinstance(rest, Missing) or value_of(rest) < 0:
        return flows
    return [replace(flow, wanted=rest) if flow is gone else flow for flow in flows]


def _by_definition(rate: Array, generated: Array, taken: Array) -> Array:
    return rate * PERCENT * (generated + taken)


@cache
def _left_over(count: int) -> Callable[..., Array]:
    """Return the sum of the first ``count`` less that of the others; one and the same for the same count."""

    def left_over(*parts: Array) -> Array:
        left: Array = np.sum(parts[:count], axis=0)
        return left - sum(parts[count:])

    return left_over


def _write(draft: Draft, flow: _Flow) -> None:
    row, wanted = flow.row, flow.wanted
    method = "waste_published"
    if isinstance(wanted, Made):
        name = wanted.id.removeprefix("activity/derived/")
        method = {"straw": "straw", "straw_used": "waste_rate", "solid_waste_used": "waste_rate"}.get(
            name, "waste_rest"
        )
    line = line_of(draft, flow.id, TONNES, method, (row["label_zh"], row["label_en"]))
    state_line(draft, line, [wanted])


def _balance(draft: Draft, flows: Sequence[_Flow]) -> None:
    """Hold what comes in against what goes out; where a part is unknown, say that it cannot be tried."""
    sector = flows[0].row["sector"]
    name_zh, name_en = sectors()[sector]
    zh, en = f"{name_zh}物料平衡", f"Mass balance: {name_en}"
    signs = {flow.id: 1.0 if flow.row["side"] == "in" else -1.0 for flow in flows}
    if any(flow.is_missing for flow in flows):
        topic = f"{ACCOUNT}/{sector}/balance"
        draft.miss(
            Gap(ACCOUNT, topic, f"{zh}：有分项未知，无法平衡", f"{en}: not every part is known", "ecology")
        )
        return
    known: list[tuple[_Flow, Known]] = [
        (flow, flow.wanted) for flow in flows if not isinstance(flow.wanted, Missing)
    ]
    parts = [Part(flow.id, signs[flow.id]) for flow, _ in known]
    draft.sum_of(f"{ACCOUNT}/{sector}/residual", f"{zh}：差额", f"{en}: residual", TONNES, parts)
    residual = sum(signs[flow.id] * value_of(one) for flow, one in known)
    rest = [flow for flow, one in known if isinstance(one, Made) and "/waste/" in one.id]
    note_zh = f"{rest[0].row['label_zh']}由平衡推得" if rest else ""
    note_en = f"'{rest[0].row['label_en']}' is what the balance leaves" if rest else ""
    bound = tolerance("waste_balance")
    draft.check(
        Check(f"{sector}_balance", zh, en, residual, TONNES, bound, abs(residual) <= bound, note_zh, note_en)
    )
