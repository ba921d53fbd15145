"""A solved reconstruction as a balance: origin and width of each cell, the covariance, what was done."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.linalg import solve_triangular

from lvxun.accounts.balances.model import CELL_COLUMNS, Balance
from lvxun.accounts.balances.prior import signs_of
from lvxun.accounts.balances.published import NORMAL_95, number, tables
from lvxun.accounts.balances.solving import Posed, Solved
from lvxun.accounts.book.drawing import root_of
from lvxun.accounts.book.model import Array, Check, Joint, Origin
from lvxun.region.model import Quality, Region

UNIT = "万吨标准煤"
FAINT = 3e-5  # of the largest: a direction in which members move less is only the noise of the arithmetic
FIXED = 1e-6  # of the prior deviation: below, identities leave nothing open


def balance_of(region: Region, posed: Posed, done: Solved, checks: Sequence[Check]) -> Balance:
    """Return the balance in 10^4 tce; its ``joint`` is the covariance of all reconstructed cells.

    A cell that its sign holds at zero is in it without a variance: drawn by itself it would open the balance.
    """
    cells, covariance = posed.start.cells, _drawn(posed, done)
    moving = [index for index, origin in enumerate(_origins(posed, done)) if origin is Origin.RECONSTRUCTED]
    zh, en = _method(region, posed, done, checks)
    return Balance(
        region=region.code,
        year=posed.year,
        cells=pd.DataFrame(_records(region, posed, done), columns=list(CELL_COLUMNS)),
        fuels=posed.base.fuels,
        flows=posed.base.flows,
        supply_is_whole=True,
        joint=Joint(
            tuple("activity/balance/" + "/".join(cells[index]) for index in moving),
            covariance[np.ix_(moving, moving)],
        ),
        contradictions=done.contradictions,
        method_zh=zh,
        method_en=en,
    )


def _drawn(posed: Posed, done: Solved) -> Array:
    """Return the covariance that members are drawn with, (10^4 tce)².

    A cell that the form keeps on one side of zero is narrowed, by an observation of its own, to a standard
    deviation of ``drawn`` times its value: else a normal distribution would put up to half of the members on
    the wrong side. What identities tie together stays tied.
    """
    count = len(posed.start.cells)
    covariance, values = done.solution.covariance[:count, :count], done.solution.values[:count]
    lower, upper = signs_of(posed.start, posed.base.flows)
    deviation = np.sqrt(np.clip(np.diag(covariance), 0.0, None))
    most = number(next(iter(tables("width")), {}), "drawn", 1.0)
    allowed = np.maximum(most * np.abs(values), FIXED * deviation)
    crosses = (deviation > allowed) & ((lower == 0.0) | (upper == 0.0))
    precision = allowed[crosses] ** -2 - deviation[crosses] ** -2
    root = root_of(covariance)
    if not root.shape[1]:
        return covariance
    seen = np.sqrt(precision)[:, None] * root[crosses]
    triangle = np.linalg.qr(np.vstack([np.eye(root.shape[1]), seen]), mode="r")
    narrowed = solve_triangular(triangle, root.T, trans="T").T
    directions, size, _ = np.linalg.svd(narrowed, full_matrices=False)
    kept = directions[:, size > FAINT * size[0]] * size[size > FAINT * size[0]]
    return np.asarray(kept @ kept.T, dtype=float)


def _records(region: Region, posed: Posed, done: Solved) -> list[dict[str, object]]:
    cells, solution = posed.start.cells, done.solution
    count = len(cells)
    lower, upper = signs_of(posed.start, posed.base.flows)
    values = np.clip(np.where(solution.binding[:count], 0.0, solution.values[:count]), lower, upper)
    half = NORMAL_95 * np.sqrt(np.clip(np.diag(solution.free)[:count], 0.0, None))
    records: list[dict[str, object]] = []
    sources = _sources(region, posed.year, done)
    for index, origin in enumerate(_origins(posed, done)):
        is_open = origin is Origin.RECONSTRUCTED
        width = half[index] if is_open else 0.0
        source, quality = sources.get(index, ("", Quality.ESTIMATE))
        flow, fuel = cells[index]
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
                "note": posed.prior.drivers[index] if is_open else "",
                "file": "",
                "row": None,
            }
        )
    return records


def _origins(posed: Posed, done: Solved) -> list[Origin]:
    """Return how each cell is known: by a figure of its own, by identities, or only with a width."""
    alone = {
        int(np.flatnonzero(figure.row)[0])
        for figure in done.exact
        if figure.kind == "equal" and np.count_nonzero(figure.row) == 1
    }
    open_to = np.sqrt(np.clip(np.diag(done.solution.free), 0.0, None))
    origins = []
    for index in range(len(posed.start.cells)):
        if index in alone:
            origins.append(Origin.PUBLISHED)
        elif open_to[index] <= FIXED * posed.prior.deviation[index]:
            origins.append(Origin.DERIVED)
        else:
            origins.append(Origin.RECONSTRUCTED)
    return origins


def _sources(region: Region, year: int, done: Solved) -> dict[int, tuple[str, Quality]]:
    """Return source and quality of the cells that one figure fixes."""
    series = region.series
    series = series[(series["area"] == region.code) & (series["year"] == year)]
    found = {}
    for figure in done.exact:
        at = np.flatnonzero(figure.row)
        if len(at) == 1 and figure.kind == "equal":
            own = series[series["indicator"] == figure.series[0]]
            found[int(at[0])] = (str(own.iloc[0]["source"]), figure.quality)
    return found


def _labels(region: Region, names: Sequence[str]) -> tuple[str, str]:
    """Return the labels of series, in both languages; what is no series of the catalogue keeps its name."""
    known = [region.catalogue.get(name) for name in names]
    zh = [one.label_zh if one else name for one, name in zip(known, names, strict=True)]
    en = [one.label_en if one else name for one, name in zip(known, names, strict=True)]
    return "、".join(zh) or "无", ", ".join(en) or "none"


def _method(region: Region, posed: Posed, done: Solved, checks: Sequence[Check]) -> tuple[str, str]:
    """Return what was done, in both languages."""
    soft = [figure for figure in posed.figures if not figure.is_exact]
    kept = "、".join(figure.label_zh or figure.id for figure in done.exact) or "无"
    kept_en = ", ".join(figure.label_en or figure.id for figure in done.exact) or "none"
    pulls = "、".join(figure.label_zh or figure.id for figure in soft) or "无"
    pulls_en = ", ".join(figure.label_en or figure.id for figure in soft) or "none"
    years = "、".join(f"{balance.year}年（权重{weight:.2f}）" for balance, weight in posed.parts)
    years_en = " and ".join(f"{balance.year} (weight {weight:.2f})" for balance, weight in posed.parts)
    drivers, drivers_en = _labels(region, posed.prior.missing)
    missing, missing_en = _labels(region, posed.missing)
    used = {name for figure in posed.figures for name in figure.series}
    checks = [check for check in checks if not check.is_ok and check.name.split("/")[1] in used]
    differs = "".join(
        f"{check.note_zh}，故重建值与该年平衡表不在同一口径。" for check in checks if not check.is_ok
    )
    differs_en = "".join(
        f" Mind that {check.note_en}, so that this balance and the known one do not compare."
        for check in checks
    )
    return (
        f"由{years}平衡表结构按驱动量推算，广义最小二乘（二次规划）重建；完全保留的公布数：{kept}；"
        f"只按区间参与的估计数：{pulls}；本年缺少的公布数：{missing}；"
        f"缺少的驱动量：{drivers}（以后备驱动量或邻近年份代替并放宽区间）。{differs}",
        f"Reconstructed by generalised least squares (a quadratic programme) from the structure of "
        f"{years_en} moved by drivers; published figures kept exactly: {kept_en}; "
        f"estimates that only pull: {pulls_en}; "
        f"figures not known this year: {missing_en}; "
        f"drivers not known: {drivers_en} "
        f"(the next driver or a near year stands in, with a wider interval).{differs_en}",
    )
