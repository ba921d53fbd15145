"""The energy balance of a year without one: nearest to the last known structure, true to what is published.

The unknowns are the cells (flow, fuel) of the last known balance in 10^4 tce. Generalised least squares: the
prior of :mod:`prior`, closure of each fuel, conversion efficiencies near the last ones, published figures.
Every exact figure is kept to rounding; what is only estimated pulls with its width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lvxun.accounts.balances.consistency import resolve, with_figures
from lvxun.accounts.balances.constraints import Solution, solve
from lvxun.accounts.balances.layout import Layout
from lvxun.accounts.balances.model import Balance
from lvxun.accounts.balances.prior import prior_of, structure
from lvxun.accounts.balances.published import Published, published_figures
from lvxun.accounts.balances.reconstructed import Outcome, balance_of
from lvxun.accounts.book.model import Gap
from lvxun.accounts.factors.model import FactorBook
from lvxun.region.model import Region


@dataclass(frozen=True)
class Kept:
    """A published figure and what the balance makes of it, both in its own unit."""

    figure: Published
    published: float
    balance: float
    difference: float  # of definition, where the rules allow one, in the unit


@dataclass(frozen=True)
class Reconstruction:
    """A balance with what is to be said about it; ``balance`` is ``None`` for the reason given."""

    balance: Balance | None
    kept: tuple[Kept, ...] = ()
    gaps: tuple[Gap, ...] = ()
    reason_zh: str = ""
    reason_en: str = ""


def reconstruct(
    region: Region,
    year: int,
    known: Mapping[int, Balance],
    factors: FactorBook,
    choices: Mapping[str, str] | None = None,
) -> Balance | None:
    """Return the balance of a year, ``None`` where no balance of the region is known.

    Raises
    ------
    ContradictionError
        where published figures of equal standing contradict each other and ``choices`` names none of them.
    """
    return attempt(region, year, known, factors, choices).balance


def attempt(
    region: Region,
    year: int,
    known: Mapping[int, Balance],
    factors: FactorBook,
    choices: Mapping[str, str] | None = None,
) -> Reconstruction:
    """Return the balance of a year, the figures it keeps and the gaps; or why there is none."""
    if not known:
        return Reconstruction(
            None,
            reason_zh=f"{region.label_zh}没有任何年份的能源平衡表，无从重建{year}年。",
            reason_en=f"{region.label_en} has no energy balance from which to reconstruct {year}.",
        )
    base = known[min(known, key=lambda at: (abs(at - year), -at))]
    last = structure(base, factors)
    prior = prior_of(region, year, last, base.flows, factors)
    figures, missing = published_figures(region, year, last.cells, base.flows, factors)
    frame = Layout(last, prior, base.flows, figures)
    exact, contradictions = resolve(
        frame.programme(), [f for f in figures if f.is_exact], year, choices or {}
    )
    solution = solve(with_figures(frame.programme(), frame.widened(exact)))
    balance = balance_of(Outcome(region, year, base, frame, exact, solution, contradictions, missing))
    kept = tuple(_kept(frame, figure, solution) for figure in figures)
    return Reconstruction(balance, kept, _gaps(region, missing))


def _kept(frame: Layout, figure: Published, solution: Solution) -> Kept:
    """Return the published figure beside what the balance's cells make."""
    cells = solution.values[: len(figure.row)]
    slack = frame.slack_of.get(figure.id)
    return Kept(
        figure=figure,
        published=figure.value / figure.factor,
        balance=float(figure.row @ cells) / figure.factor,
        difference=0.0 if slack is None else float(solution.values[slack]) / figure.factor,
    )


def _gaps(region: Region, missing: Sequence[str]) -> tuple[Gap, ...]:
    found = []
    for series in missing:
        definition = region.catalogue.get(series)
        zh, en = (definition.label_zh, definition.label_en) if definition else (series, series)
        found.append(Gap("energy", series, zh, en, definition.publisher if definition else "statistics"))
    return tuple(found)
