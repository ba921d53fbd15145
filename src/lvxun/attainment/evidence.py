"""The figures that a target is held against: history, base, and what is worth noting about them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lvxun.accounts import model as accounts
from lvxun.accounts.computing import Result, compute
from lvxun.accounts.graph import catalogue
from lvxun.accounts.tags import Kind
from lvxun.attainment.model import Figure, Note
from lvxun.region.model import Region

FROM_ZERO = (Kind.CUMULATIVE, Kind.CHANGE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """``history`` are known figures up to the year of the assessment, oldest first.

    ``base`` is where the straight line starts: a figure, or zero in the base year for quantities that count
    from there (then ``base_figure`` is ``None``: a zero by definition has no source).
    """

    history: tuple[accounts.Figure, ...]
    base: tuple[int, float] | None
    base_figure: accounts.Figure | None
    notes: tuple[Note, ...]

    @property
    def latest(self) -> accounts.Figure | None:
        return self.history[-1] if self.history else None


NOTHING = Evidence((), None, None, ())


def known_until(region: Region, year: int) -> Region:
    """Return the region without figures after ``year`` (conventions §12)."""
    return replace(region, series=region.series[region.series["year"] <= year])


def gather(result: Result, key: str) -> Evidence:
    """Return the figures of an indicator and where its path starts.

    The base is the figure of the base year; where it is missing, the nearest earlier one, else the nearest
    later one that is not the latest.
    """
    base_year = result.base_year
    info = catalogue().get(key)
    if info is not None and info.kind in FROM_ZERO:
        history = tuple(figure for figure in result.figures(key) if figure.year > base_year)
        return Evidence(history, (base_year, 0.0), None, _definition_notes(history[-1:]))
    history = result.figures(key)
    base = _base(history, base_year)
    notes = _definition_notes((*((base,) if base else ()), *history[-1:]))
    if base is not None and base.year != base_year:
        notes = (_other_base(base_year, base.year), *notes)
    return Evidence(history, (base.year, base.value) if base else None, base, notes)


def results(region: Region, ids: tuple[str, ...], base_years: set[int]) -> dict[int, Result]:
    """Return one computation for each base year that targets name."""
    return {year: compute(region, ids, base_year=year) for year in base_years}


def _base(history: tuple[accounts.Figure, ...], base_year: int) -> accounts.Figure | None:
    until = [figure for figure in history if figure.year <= base_year]
    if until:
        return until[-1]
    return history[0] if len(history) > 1 else None


def _other_base(wanted: int, taken: int) -> Note:
    return Note(
        f"基年{wanted}年没有数据，以{taken}年为基期。", f"{wanted} is not known; {taken} serves as the base."
    )


def _definition_notes(figures: tuple[accounts.Figure, ...]) -> tuple[Note, ...]:
    """Say which alternatives differ between the base and the latest figure, and what is a lower bound."""
    taken = [{branch.choice: branch.taken for branch in figure.branches} for figure in figures]
    notes = [
        Note(
            f"基期与最新数据口径不同：「{catalogue()[choice].label_zh}」在{figures[0].year}年取{_zh(first)}，"
            f"在{figures[-1].year}年取{_zh(taken[-1][choice])}。",
            f"The definitions differ: {catalogue()[choice].label_en} takes {_en(first)} in {figures[0].year} "
            f"and {_en(taken[-1][choice])} in {figures[-1].year}.",
        )
        for choice, first in (taken[0].items() if len(taken) > 1 else ())
        if taken[-1].get(choice, first) != first
    ]
    return (*notes, *(_BOUND for figure in figures[-1:] if is_lower_bound(figure)))


_BOUND = Note(
    "最新数据是下限，实际值可能更高。", "The latest figure is a lower bound; the true value may be higher."
)


def is_lower_bound(figure: accounts.Figure) -> bool:
    """Say whether a part or a year is left out of a figure."""
    used = [figure.indicator, *(branch.taken for branch in figure.branches)]
    return any(key in catalogue() and catalogue()[key].is_lower_bound for key in used)


def _zh(key: str) -> str:
    info = catalogue().get(key)
    return f"「{info.label_zh}」" if info else "公布的数值"


def _en(key: str) -> str:
    info = catalogue().get(key)
    return f"'{info.label_en}'" if info else "the published figure"


def shown(figure: accounts.Figure) -> Figure:
    """Return a figure of the accounts as an assessment shows it."""
    return Figure(figure.value, figure.year, figure.unit, figure.quality, figure.sources)
