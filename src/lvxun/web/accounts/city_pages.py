"""The cities of a year: any total divided among them, as a map and as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lvxun.accounts.cities.dividing import divide
from lvxun.accounts.cities.model import CityBooks, CityTotal
from lvxun.region.model import Region
from lvxun.web.accounts.held import Held
from lvxun.web.accounts.working import Progress, shelf
from lvxun.web.formatting import write_figure
from lvxun.web.insight.areas import Area, areas
from lvxun.web.insight.cities_map import cities_map
from lvxun.web.insight.label_places import Box, Point, place, text_width

PREFERRED = ("carbon/gross_total", "carbon/territorial_co2", "energy/total_calorific")
SCOPE_TWO = ("carbon/scope_2", "carbon/scope2", "scope_2/total")
LARGEST_RADIUS, SMALLEST_RADIUS = 27.0, 3.5
NAME_SIZE, VALUE_SIZE, LINE_HEIGHT = 12.0, 11.0, 13.0


@dataclass(frozen=True, slots=True)
class Choosable:
    """A total that can be shown for the cities."""

    id: str
    label_zh: str
    label_en: str
    unit: str
    account: str


@dataclass(frozen=True, slots=True)
class CityRow:
    """A city's total with its share of the province, and what it buys in as electricity and heat."""

    area: Area
    total: CityTotal
    share: float | None
    scope_two: float | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A city on the map."""

    area: Area
    x: float
    y: float
    radius: float
    label: Box
    name_y: float
    value_y: float
    text: str


@dataclass(frozen=True, slots=True)
class CityTable:
    """All that the page shows of one total."""

    rows: list[CityRow]
    sum: float
    scope_two_sum: float | None
    unit: str
    scope_two_unit: str


def city_books(region: Region, one: Held) -> CityBooks | Progress:
    """Return a book divided among the cities, or how far that is."""
    answer: CityBooks | Progress = shelf.ask(
        ("cities", one), lambda _progress: divide(one.book, region, one.book.year)
    )
    return answer


class _Books:
    """Divided books as a key: by identity, for they are too large to be compared."""

    def __init__(self, found: CityBooks) -> None:
        self.found = found

    def __hash__(self) -> int:
        return id(self.found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Books) and other.found is self.found


@lru_cache(maxsize=24)
def _choices(key: _Books) -> list[Choosable]:
    named: dict[str, Choosable] = {}
    for total in key.found.totals:
        if total.notation is None and total.value:
            one = Choosable(
                total.total, total.label_zh, total.label_en, total.unit, total.total.partition("/")[0]
            )
            named.setdefault(total.total, one)
    return list(named.values())


def choices(found: CityBooks) -> list[Choosable]:
    """Return the totals that some city has a value of."""
    return _choices(_Books(found))


def chosen(found: Sequence[Choosable], wanted: str) -> Choosable | None:
    """Return the total asked for; without a wish the first preferred one, else any."""
    by_id = {one.id: one for one in found}
    if wanted:
        return by_id.get(wanted)
    return next((by_id[one] for one in PREFERRED if one in by_id), next(iter(found), None))


def table(region: Region, found: CityBooks, total: Choosable) -> CityTable:
    """Return a total by city in the order of the package, and the sum in exact arithmetic."""
    named = areas(region)
    mine = {one.area: one for one in found.totals if one.total == total.id}
    scope_two = {one.area: one for one in found.totals if one.total in SCOPE_TWO and one.notation is None}
    whole = sum((one.exact for one in mine.values()), start=next(iter(mine.values())).exact * 0)
    rows = [
        CityRow(
            named[code],
            mine[code],
            None if mine[code].notation is not None or not whole else float(mine[code].exact / whole),
            scope_two[code].value if code in scope_two else None,
        )
        for code in found.areas
        if code in mine and code in named
    ]
    second = sum(one.value for one in scope_two.values()) if scope_two else None
    unit = next((one.unit for one in scope_two.values()), "")
    return CityTable(rows, float(whole), second, total.unit, unit)


def drawn(region: Region, shown: CityTable, language: str) -> tuple[float, float, list[Drawn]] | None:
    """Return the map: width, height, cities; area of a circle by the total. ``None`` without coordinates."""
    ground = cities_map(region, "", language)
    if ground is None:
        return None
    known = {row.area.code: row for row in shown.rows if row.total.notation is None}
    largest = max((abs(row.total.value) for row in known.values()), default=0.0)
    spots = [city for city in ground.cities if city.area.code in known or city.area.kind == "prefecture"]
    texts = [_text(known.get(city.area.code), shown.unit, language) for city in spots]
    points = [
        Point(
            city.x,
            city.y,
            _radius(known.get(city.area.code), largest),
            _wide(city.area, text, language),
            NAME_SIZE + LINE_HEIGHT,
        )
        for city, text in zip(spots, texts, strict=True)
    ]
    labels = place(points, ground.width, ground.height)
    return (
        ground.width,
        ground.height,
        [
            Drawn(
                city.area,
                point.x,
                point.y,
                point.radius,
                label,
                label.top + NAME_SIZE - 2,
                label.top + NAME_SIZE - 2 + LINE_HEIGHT,
                text,
            )
            for city, point, label, text in zip(spots, points, labels, texts, strict=True)
        ],
    )


def _text(row: CityRow | None, unit: str, language: str) -> str:
    return write_figure(row.total.value, unit, language) if row else "–"


def _radius(row: CityRow | None, largest: float) -> float:
    if row is None or not largest:
        return SMALLEST_RADIUS
    return max(SMALLEST_RADIUS, LARGEST_RADIUS * math.sqrt(abs(row.total.value) / largest))


def _wide(area: Area, text: str, language: str) -> float:
    name = area.label_en if language.startswith("en") else area.label_zh
    return max(text_width(name, NAME_SIZE), text_width(text, VALUE_SIZE)) + 2
