"""Air pollutants (10^4 t): SO2, NOx, PM2.5, VOC, NH3 as activity x factor x (1 - control).

Which activity, factors and control make each cell is data (``rules/accounts/air_sources.csv``). Factors
are in kg per tonne (head, vehicle, 10^4 m3), activities in 10^4 of
these: the product times 1e-3 is in 10^4 t.

Source: 大气污染物源排放清单编制技术指南; 排放源统计调查产排污核算方法和系数手册（2021）.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.model import Account, Array, Check, Notation
from lvxun.accounts.emissions.stating import Missing, Name, Wanted, factor, figure, made, state_line, table
from lvxun.accounts.materials.amounts import alone
from lvxun.accounts.materials.burning import fuel_burnt
from lvxun.accounts.materials.stating import TONNES, compared, line_of, tolerance

PER_MILLE = 1e-3  # 10^4 t x kg/t; 10^8 m3 is 10^4 times 10^4 m3, and so alike
POLLUTANTS = {"SO2": "so2", "NOx": "nox", "PM2.5": "pm25", "VOC": "voc", "NH3": "nh3"}
PUBLISHED = {"SO2": "so2_emissions", "NOx": "nox_emissions", "VOC": "voc_emissions"}


def air_account(basis: Basis) -> Account:
    """Return the air account of the year; a cell without activity or factor is not estimated."""
    draft = Draft("air", basis.region.code)
    by_pollutant: dict[str, list[str]] = defaultdict(list)
    for row in table("air_sources.csv"):
        ident = f"air/{row['sector']}/{row['pollutant']}/{row['source']}"
        labels = (f"{row['label_zh']}：{row['pollutant']}", f"{row['label_en']}: {row['pollutant']}")
        line = line_of(draft, ident, TONNES, "air_factor", labels)
        by_pollutant[row["pollutant"]].append(line.id)
        state_line(draft, line, _inputs(basis, row), constant=PER_MILLE)
    for pollutant, name in POLLUTANTS.items():
        draft.sum_of(
            f"air/{name}",
            f"{pollutant}排放量（有因子的排放源）",
            f"{pollutant} emissions of the sources that have a factor",
            TONNES,
            by_pollutant[pollutant],
        )
    return _checked(draft, basis)


def _inputs(basis: Basis, row: Mapping[str, str]) -> list[Wanted]:
    wanted = [_activity(basis, row), *(_factor(basis, name) for name in row["factors"].split(";"))]
    if row["control"]:
        wanted.append(_let_through(basis, row["control"]))
    return wanted


def _activity(basis: Basis, row: Mapping[str, str]) -> Wanted:
    kind, _, name = row["activity"].partition(":")
    if kind == "series":
        return figure(basis, name)
    label = (row["label_zh"], row["label_en"])
    if not kind:
        return Missing(f"air/{row['source']}", f"活动水平：{label[0]}", f"activity: {label[1]}", "ecology")
    return fuel_burnt(basis, kind, name, label)


def _factor(basis: Basis, name: str) -> Wanted:
    set_, parameter, item = name.split("/")
    return factor(basis, set_, parameter, item)


def _let_through(basis: Basis, item: str) -> Wanted:
    """Return one minus the share that is removed."""
    removed = factor(basis, "air_activity", "control_share", item)
    name = Name(
        f"factor/derived/let_through/{item}", f"1 - {removed.label_zh}", f"1 - {removed.label_en}", "fraction"
    )
    return made(name, [removed], _complement, "1 - η")


def _complement(share: Array) -> Array:
    return 1.0 - share


def _checked(draft: Draft, basis: Basis) -> Account:
    """Hold ours against what the ecology department publishes, and name what ours leaves out."""
    account = draft.sealed()
    values = evaluate(alone(account, basis))
    for pollutant, series in PUBLISHED.items():
        stated, ours = basis.figure(series), values.of(f"air/{POLLUTANTS[pollutant]}")
        if stated is None or ours is None:
            continue
        check = compared(
            f"air_{POLLUTANTS[pollutant]}",
            (f"{pollutant}：本账减公布值", f"{pollutant}: ours less the published"),
            (ours, stated.value),
            TONNES,
            tolerance("air_percent"),
        )
        draft.check(_explained(check, account, pollutant))
    return draft.sealed()


def _explained(check: Check, account: Account, pollutant: str) -> Check:
    """Say which sources of the pollutant have no value, for these make ours the lower."""
    without = [
        line
        for line in account.lines.values()
        if line.item == pollutant and line.notation is Notation.NOT_ESTIMATED
    ]
    zh = "、".join(dict.fromkeys(line.label_zh.rpartition("：")[0] for line in without)) or "无"
    en = ", ".join(dict.fromkeys(line.label_en.rpartition(": ")[0] for line in without)) or "none"
    return replace(
        check,
        note_zh=f"{check.note_zh}；未估算的源：{zh}；因子和去除率为数量级",
        note_en=f"{check.note_en}; sources not estimated: {en}; factors and controls are of the order only",
    )
