"""The energy balance of a year without one: nearest to the last known structure, true to what is published.

The unknowns are the cells (flow, fuel) of the known balances around the year in 10^4 tce. Generalised least
squares: the prior of :mod:`prior` and :mod:`blending`, closure of each fuel, conversion efficiencies near the
known ones, published figures. Every exact figure is kept to rounding; an estimate pulls with its width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lvxun.accounts.balances.carrying import boundary_checks, estimated_totals
from lvxun.accounts.balances.model import Balance
from lvxun.accounts.balances.published import Published
from lvxun.accounts.balances.reconstructed import balance_of
from lvxun.accounts.balances.solving import Case, Solved, pose, solved
from lvxun.accounts.book.model import Check, Gap
from lvxun.accounts.factors.model import FactorBook
from lvxun.accounts.laying import without_laid
from lvxun.region.model import Region


@dataclass(frozen=True)
class Kept:
    """A figure and what the balance makes of it, both in its own unit."""

    figure: Published
    published: float
    balance: float

    @property
    def difference(self) -> float:
        """The balance less the figure: nothing for what is exact, what it did not follow for an estimate."""
        return self.balance - self.published


@dataclass(frozen=True)
class Reconstruction:
    """A balance with what is to be said about it; ``balance`` is ``None`` for the reason given.

    ``checks`` hold the known balances that it starts from against the published total of their years.
    """

    balance: Balance | None
    kept: tuple[Kept, ...] = ()
    gaps: tuple[Gap, ...] = ()
    checks: tuple[Check, ...] = ()
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
    ReconstructionError
        where the arithmetic fails (figures many orders of magnitude apart).
    RuleError
        where a coefficient or a unit is not known.
    """
    return attempt(region, year, known, factors, choices).balance


def attempt(
    region: Region,
    year: int,
    known: Mapping[int, Balance],
    factors: FactorBook,
    choices: Mapping[str, str] | None = None,
) -> Reconstruction:
    """Return the balance of a year, the figures it keeps, gaps and checks; or why there is none."""
    region = without_laid(region)
    if not known:
        return Reconstruction(
            None,
            reason_zh=f"{region.label_zh}没有任何年份的能源平衡表，无从重建{year}年。",
            reason_en=f"{region.label_en} has no energy balance from which to reconstruct {year}.",
        )
    case = Case(region, known, factors, choices or {})
    posed = pose(case, year)
    if not posed.start.cells:
        return Reconstruction(
            None,
            reason_zh=f"{region.label_zh}已知的能源平衡表没有任何数值，无从重建{year}年。",
            reason_en=f"The known energy balance of {region.label_en} is empty: no start for {year}.",
        )
    figures = (*posed.figures, *estimated_totals(case, posed))
    done = solved(posed, figures, case.choices)
    checks = boundary_checks(case, posed.parts)
    return Reconstruction(
        balance_of(region, replace(posed, figures=figures), done, checks),
        tuple(_kept(figure, done) for figure in figures),
        _gaps(region, posed.missing),
        checks,
    )


def _kept(figure: Published, done: Solved) -> Kept:
    """Return the figure beside what the balance's cells make."""
    return Kept(figure, figure.stated, figure.made_by(done.solution.values[: len(figure.row)]))


def _gaps(region: Region, missing: Sequence[str]) -> tuple[Gap, ...]:
    found = []
    for series in missing:
        definition = region.catalogue.get(series)
        zh, en = (definition.label_zh, definition.label_en) if definition else (series, series)
        found.append(Gap("energy", series, zh, en, definition.publisher if definition else "statistics"))
    return tuple(found)
