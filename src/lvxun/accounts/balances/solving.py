"""A year's reconstruction as a problem, and its solution."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lvxun.accounts.balances.blending import neighbours, starting_point
from lvxun.accounts.balances.consistency import resolve, with_figures
from lvxun.accounts.balances.constraints import Solution, solve
from lvxun.accounts.balances.layout import Layout
from lvxun.accounts.balances.model import Balance, Contradiction
from lvxun.accounts.balances.prior import Prior, Structure
from lvxun.accounts.balances.published import Published, Seen, published_figures, series_of
from lvxun.accounts.factors.model import FactorBook
from lvxun.region.model import Region


@dataclass(frozen=True)
class Case:
    """What is known of a region: its figures, its balances by year, the factors, who chose what."""

    region: Region
    known: Mapping[int, Balance]
    factors: FactorBook
    choices: Mapping[str, str]

    @cached_property
    def look_up(self) -> Callable[[str, int], Seen | None]:
        """The region's own figures by series and year."""
        return series_of(self.region)


@dataclass(frozen=True)
class Posed:
    """A year's problem: where it starts from, the figures of the year, and those that nobody published."""

    year: int
    parts: tuple[tuple[Balance, float], ...]  # known balances with their weights, nearest first
    start: Structure
    prior: Prior
    figures: tuple[Published, ...]
    missing: tuple[str, ...]

    @property
    def base(self) -> Balance:
        """The nearest known balance, whose form is used."""
        return self.parts[0][0]


@dataclass(frozen=True)
class Solved:
    """``exact`` are the figures that the solution keeps."""

    frame: Layout
    exact: tuple[Published, ...]
    contradictions: tuple[Contradiction, ...]
    solution: Solution


def pose(case: Case, year: int) -> Posed:
    """Return the problem of a year."""
    parts = neighbours(case.known, year)
    start, prior = starting_point(case.region, year, parts, case.factors)
    figures, missing = published_figures(
        case.region, year, start.cells, parts[0][0].flows, case.factors, prior.mean
    )
    return Posed(year, parts, start, prior, figures, missing)


def solved(posed: Posed, figures: Sequence[Published], choices: Mapping[str, str]) -> Solved:
    """Return the solution that keeps the exact ones of ``figures`` and lets the others pull.

    Raises
    ------
    ContradictionError
        where exact figures of equal standing contradict each other and nobody chose.
    ReconstructionError
        where the arithmetic fails.
    """
    frame = Layout(posed.start, posed.prior, posed.base.flows, figures)
    exact, contradictions = resolve(
        frame.programme(), [figure for figure in figures if figure.is_exact], posed.year, choices
    )
    return Solved(frame, exact, contradictions, solve(with_figures(frame.programme(), exact)))
