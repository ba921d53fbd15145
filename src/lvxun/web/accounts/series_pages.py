"""A total over the years, and what moved CO2 between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lvxun.accounts.book.model import Total
from lvxun.accounts.change.drivers import EFFECTS, Decomposition, decomposition
from lvxun.accounts.change.driving import driving_of, years_with_drivers
from lvxun.accounts.change.errors import NoDrivingError, NothingInCommonError
from lvxun.errors import LvxunError
from lvxun.region.model import Region
from lvxun.web.accounts.held import Choice, Edition, Held, held, years
from lvxun.web.accounts.plots import Step, YearPoint
from lvxun.web.accounts.uncertain import Bounds, bounds_of
from lvxun.web.accounts.working import Progress, shelf

PREFERRED = (
    "carbon/gross_total",
    "carbon/territorial_co2",
    "energy/total_equivalent",
    "energy/total_calorific",
)
# Published series of the same quantity, shown beside a total.
BESIDE = {
    "energy/total_equivalent": ("energy_consumption",),
    "carbon/territorial_co2": ("co2_emissions",),
    "carbon/sectoral_co2": ("co2_emissions",),
    "carbon/reference_co2": ("co2_emissions_apparent",),
}


@dataclass(frozen=True, eq=False)  # equal only to itself, so that it may be a key
class Run:
    """The books of all years of one choice, with their bounds, and why some years have none."""

    region: Region
    books: Mapping[int, Held]
    bounds: Mapping[int, Bounds]
    refused: Mapping[int, LvxunError]

    @cached_property
    def totals(self) -> list[Total]:
        """Return every total that is known in some year, the newest wording first."""
        found: dict[str, Total] = {}
        for year in sorted(self.books, reverse=True):
            one = self.books[year]
            for total in one.book.totals.values():
                if one.values.of(total.id) is not None:
                    found.setdefault(total.id, total)
        return list(found.values())

    @cached_property
    def decomposable(self) -> list[int]:
        """Return the years that have territorial CO2 and all that drives it."""
        driven = set(years_with_drivers(self.region))
        return [
            year
            for year, one in self.books.items()
            if year in driven and one.values.of("carbon/territorial_co2") is not None
        ]


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of a total; ``choice`` leads to its book."""

    point: YearPoint
    choice: Choice


@dataclass(frozen=True, slots=True)
class Published:
    """A published series beside a total."""

    id: str
    label_zh: str
    label_en: str
    points: list[YearPoint]


def run(region: Region, choice: Choice) -> Run | Progress:
    """Return the books of all years, or how far they are."""
    known = years(region)

    def job(progress: Progress) -> Run:
        books, bounds, refused = {}, {}, {}
        for number, year in enumerate(known):
            progress.step(number, len(known))
            try:
                books[year] = held(region, choice.in_year(year))
                bounds[year] = bounds_of(books[year])
            except LvxunError as error:  # one year's faulty data leave the others as they are
                books.pop(year, None)
                refused[year] = error
        return Run(region, books, bounds, refused)

    key = ("run", Edition(region), choice.gwp, choice.factor_set)
    answer: Run | Progress = shelf.ask(key, job)
    return answer


def chosen(found: Run, wanted: str) -> Total | None:
    """Return the total asked for; without a wish the first of the preferred ones, else any."""
    totals = {total.id: total for total in found.totals}
    if wanted:
        return totals.get(wanted)
    return next((totals[one] for one in PREFERRED if one in totals), next(iter(totals.values()), None))


def rows(found: Run, total: str, span: range) -> list[YearRow]:
    """Return each year of a span, also those of which nothing is known."""
    return [_row(found, total, year) for year in span]


def _row(found: Run, total: str, year: int) -> YearRow:
    one = found.books.get(year)
    if one is None:
        return YearRow(YearPoint(year, None), Choice(year))
    value = one.values.of(total)
    return YearRow(YearPoint(year, value, *found.bounds[year].of(total, value)), one.choice)


def published(region: Region, total: str, unit: str, span: range) -> list[Published]:
    """Return the published series that stand beside a total, in the total's unit."""
    found = []
    for key in BESIDE.get(total, ()):
        definition = region.catalogue.get(key)
        frame = region.series
        mine = frame[(frame["indicator"] == key) & (frame["area"] == region.code) & frame["year"].isin(span)]
        if definition is not None and definition.unit == unit.removesuffix("二氧化碳") and len(mine):
            points = [
                YearPoint(int(year), float(value))
                for year, value in sorted(zip(mine["year"], mine["value"], strict=True))
            ]
            found.append(Published(key, definition.label_zh, definition.label_en, points))
    return found


@lru_cache(maxsize=64)
def moved(found: Run, first: int, second: int) -> Decomposition | None:
    """Return what moved territorial CO2 between two years, ``None`` where one cannot be decomposed."""
    if first not in found.books or second not in found.books or first == second:
        return None
    one, other = found.books[first], found.books[second]
    try:
        return decomposition(
            (one.book, one.values, driving_of(found.region, one.book)),
            (other.book, other.values, driving_of(found.region, other.book)),
        )
    except (NoDrivingError, NothingInCommonError):
        return None


def steps(one: Decomposition, english: bool) -> list[Step]:
    """Return a decomposition as the bars of a waterfall."""
    return [
        Step(str(one.year_before), one.before, is_level=True),
        *(Step(EFFECTS[name][english], value) for name, value in one.effects.items()),
        Step(str(one.year_after), one.after, is_level=True),
    ]


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect with its names and its share of the change."""

    label_zh: str
    label_en: str
    value: float
    share: float | None


def effects(one: Decomposition) -> Sequence[Effect]:
    """Return the effects as rows of a table."""
    return [
        Effect(*EFFECTS[name], value, value / one.change if one.change else None)
        for name, value in one.effects.items()
    ]


def span_of(found: Iterable[int]) -> range:
    """Return the years from the first to the last, gaps included."""
    known = sorted(found)
    return range(known[0], known[-1] + 1) if known else range(0)
