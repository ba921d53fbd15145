"""Published figures that cannot all be true: the smallest set, how far apart, and which one is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from lvxun.accounts.balances.constraints import Programme, Rows, extreme, is_feasible
from lvxun.accounts.balances.model import Contradiction
from lvxun.accounts.balances.published import Published
from lvxun.accounts.balances.reconstruction_errors import ContradictionError, ReconstructionError


def resolve(
    programme: Programme, figures: Sequence[Published], year: int, choices: Mapping[str, str]
) -> tuple[tuple[Published, ...], tuple[Contradiction, ...]]:
    """Return the exact figures that hold together, and the contradictions that put others out.

    ``programme`` has the identities and signs alone; ``choices`` maps a figure to leave out to the reason.

    Raises
    ------
    ContradictionError
        where the figures are of one quality and age and nobody chose.
    """
    kept, found = list(figures), []
    while not _holds(programme, kept):
        smallest = smallest_contradiction(programme, kept)
        out = _left_out(smallest, choices)
        others = [figure for figure in smallest if figure is not (out or smallest[-1])]
        gap = _gap(programme, others, out or smallest[-1])
        unit, names = (out or smallest[-1]).unit, tuple(figure.id for figure in smallest)
        if out is None:
            raise ContradictionError(year, names, gap, unit)
        kept.remove(out)
        found.append(_contradiction(names, others, out, gap))
    return tuple(kept), tuple(found)


def smallest_contradiction(programme: Programme, figures: Sequence[Published]) -> list[Published]:
    """Return an irreducible set of figures that cannot all be true (deletion filter).

    Each figure is dropped in turn; one without which the rest still cannot hold is no part of the matter.
    """
    suspects = list(figures)
    if _holds(programme, suspects):
        return []
    for figure in list(suspects):
        rest = [other for other in suspects if other is not figure]
        if not _holds(programme, rest):
            suspects = rest
    if not suspects:
        raise ReconstructionError("identities and signs alone are infeasible")
    return suspects


def with_figures(programme: Programme, figures: Sequence[Published]) -> Programme:
    """Return the programme with exact figures as rows (equalities, lower and upper bounds)."""
    unknowns = len(programme.prior)
    equal, least, most = (
        _rows([figure for figure in figures if figure.kind == kind], unknowns)
        for kind in ("equal", "at_least", "at_most")
    )
    return replace(
        programme,
        exact=programme.exact.with_rows(equal),
        at_least=programme.at_least.with_rows(least).with_rows(Rows(-most.matrix, -most.right)),
    )


def _rows(figures: Sequence[Published], unknowns: int) -> Rows:
    rows = Rows.none(unknowns)
    for figure in figures:
        wide = np.zeros((1, unknowns))
        wide[0, : len(figure.row)] = figure.row
        rows = rows.with_rows(Rows(wide, np.array([figure.value])))
    return rows


def _holds(programme: Programme, figures: Sequence[Published]) -> bool:
    """Return whether identities, signs and figures have a common solution."""
    return is_feasible(with_figures(programme, figures))


def _gap(programme: Programme, others: Sequence[Published], out: Published) -> float:
    """Return the distance, in the unit of ``out``, between it and the nearest that the others allow."""
    base = with_figures(programme, others)
    row = np.zeros(len(programme.prior))
    row[: len(out.row)] = out.row
    low, high = extreme(base, row), extreme(base, -row)
    if low is None or high is None:
        return float("nan")
    return max(low - out.value, out.value + high, 0.0) / abs(out.factor)


def _left_out(figures: Sequence[Published], choices: Mapping[str, str]) -> Published | None:
    """Return the chosen figure; else the one of worse quality, then of the older source; else none."""
    chosen = [figure for figure in figures if figure.id in choices]
    if chosen:
        return chosen[0]
    ranked = sorted(figures, key=lambda figure: (-figure.quality.rank, figure.age or 9999))
    first = ranked[0]
    if len(ranked) == 1:
        return first
    second = ranked[1]
    is_one = first.quality is not second.quality or (first.age != second.age and first.age and second.age)
    return first if is_one else None


def _contradiction(
    names: tuple[str, ...], others: Sequence[Published], out: Published, gap: float
) -> Contradiction:
    against_zh = "、".join(figure.label_zh or figure.id for figure in others) or "平衡恒等式与符号"
    against_en = ", ".join(figure.label_en or figure.id for figure in others) or "the identities and signs"
    return Contradiction(
        figures=names,
        identity_zh=f"{out.label_zh or out.id}与{against_zh}在各能源收支恒等与符号约束下不能同时成立",
        identity_en=f"{out.label_en or out.id} and {against_en} cannot both hold in a closed balance",
        gap=gap,
        unit=out.unit,
        left_out=out.id,
    )
