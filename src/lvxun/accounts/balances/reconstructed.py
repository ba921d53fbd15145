"""A solved reconstruction as a balance: origin and width of each cell, the covariance, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lvxun.accounts.balances.constraints import Solution
from lvxun.accounts.balances.layout import Layout
from lvxun.accounts.balances.model import CELL_COLUMNS, Balance, Contradiction
from lvxun.accounts.balances.prior import signs_of
from lvxun.accounts.balances.published import NORMAL_95, Published
from lvxun.accounts.book.model import Joint, Origin
from lvxun.region.model import Quality, Region

UNIT = "万吨标准煤"
FIXED = 1e-6  # of the prior deviation: below, identities leave nothing open


@dataclass(frozen=True)
class Outcome:
    """All that a balance is written from; ``exact`` are the figures it keeps."""

    region: Region
    year: int
    base: Balance
    frame: Layout
    exact: Sequence[Published]
    solution: Solution
    contradictions: tuple[Contradiction, ...]
    missing: Sequence[str]


def balance_of(outcome: Outcome) -> Balance:
    """Return the balance in 10^4 tce; its ``joint`` is the covariance of what is not fixed."""
    frame, solution = outcome.frame, outcome.solution
    cells = frame.last.cells
    moving = [
        index
        for index in range(len(cells))
        if solution.covariance[index, index] > (FIXED * frame.prior.deviation[index]) ** 2
    ]
    zh, en = _method(outcome)
    return Balance(
        region=outcome.region.code,
        year=outcome.year,
        cells=pd.DataFrame(_records(outcome), columns=list(CELL_COLUMNS)),
        fuels=outcome.base.fuels,
        flows=outcome.base.flows,
        supply_is_whole=True,
        joint=Joint(
            tuple("activity/balance/" + "/".join(cells[index]) for index in moving),
            solution.covariance[np.ix_(moving, moving)],
        ),
        contradictions=outcome.contradictions,
        method_zh=zh,
        method_en=en,
    )


def _records(outcome: Outcome) -> list[dict[str, object]]:
    frame, solution = outcome.frame, outcome.solution
    count = len(frame.last.cells)
    values = np.where(solution.binding[:count], 0.0, solution.values[:count])
    half = NORMAL_95 * np.sqrt(np.clip(np.diag(solution.free)[:count], 0.0, None))
    lower, upper = signs_of(frame.last, frame.flows)
    records: list[dict[str, object]] = []
    sources = _sources(outcome)
    for index, origin in enumerate(_origins(outcome)):
        is_open = origin is Origin.RECONSTRUCTED
        width = half[index] if is_open else 0.0
        source, quality = sources.get(index, ("", Quality.ESTIMATE))
        flow, fuel = frame.last.cells[index]
        records.append(
            {
                "flow": flow,
                "fuel": fuel,
                "value": values[index],
                "unit": UNIT,
                "origin": origin.value,
                "low": max(values[index] - width, lower[index]),
                "high": min(values[index] + width, upper[index]),
                "source": source,
                "quality": quality.value,
                "note": frame.prior.drivers[index] if is_open else "",
                "file": "",
                "row": None,
            }
        )
    return records


def _origins(outcome: Outcome) -> list[Origin]:
    """Return how each cell is known: by a figure of its own, by identities, or only with a width."""
    frame, exact, solution = outcome.frame, outcome.exact, outcome.solution
    alone = {
        int(np.flatnonzero(figure.row)[0])
        for figure in exact
        if figure.kind == "equal" and not figure.difference and np.count_nonzero(figure.row) == 1
    }
    open_to = np.sqrt(np.clip(np.diag(solution.free), 0.0, None))
    origins = []
    for index in range(len(frame.last.cells)):
        if index in alone:
            origins.append(Origin.PUBLISHED)
        elif open_to[index] <= FIXED * frame.prior.deviation[index]:
            origins.append(Origin.DERIVED)
        else:
            origins.append(Origin.RECONSTRUCTED)
    return origins


def _sources(outcome: Outcome) -> dict[int, tuple[str, Quality]]:
    """Return source and quality of the cells that one figure fixes."""
    series = outcome.region.series
    series = series[(series["area"] == outcome.region.code) & (series["year"] == outcome.year)]
    found = {}
    for figure in outcome.exact:
        at = np.flatnonzero(figure.row)
        if len(at) == 1 and figure.kind == "equal":
            own = series[series["indicator"] == figure.series[0]]
            found[int(at[0])] = (str(own.iloc[0]["source"]), figure.quality)
    return found


def _method(outcome: Outcome) -> tuple[str, str]:
    """Return what was done, in both languages."""
    kept = "、".join(figure.label_zh or figure.id for figure in outcome.exact) or "无"
    kept_en = ", ".join(figure.label_en or figure.id for figure in outcome.exact) or "none"
    drivers, missing = outcome.frame.prior.missing, outcome.missing
    year = outcome.base.year
    return (
        f"由{year}年平衡表结构按驱动量推算，广义最小二乘（二次规划）重建；完全保留的公布数：{kept}；"
        f"本年缺少的公布数：{'、'.join(missing) or '无'}；"
        f"缺少的驱动量：{'、'.join(drivers) or '无'}（以后备驱动量或邻近年份代替并放宽区间）。",
        f"Reconstructed by generalised least squares (a quadratic programme) from the structure of {year} "
        f"moved by drivers; published figures kept exactly: {kept_en}; "
        f"figures not known this year: {', '.join(missing) or 'none'}; "
        f"drivers not known: {', '.join(drivers) or 'none'} "
        f"(the next driver or a near year stands in, with a wider interval).",
    )
