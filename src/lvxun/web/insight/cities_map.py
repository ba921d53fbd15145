"""The map of the cities, drawn from their coordinates: area of a circle by population, a value beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lvxun.region.model import Quality, Region, SeriesDefinition
from lvxun.web.formatting import write_figure
from lvxun.web.insight.areas import Area, cities
from lvxun.web.insight.label_places import Box, Point, place, text_width

WIDTH, MARGIN = 500.0, 52.0
LARGEST_RADIUS, SMALLEST_RADIUS = 25.0, 4.0
NAME_SIZE, VALUE_SIZE, LINE_HEIGHT = 12.0, 11.0, 13.0
SIZE_SERIES = "population"
SHOWN_FROM = 3  # a series with figures for fewer cities makes no map


@dataclass(frozen=True, slots=True)
class CityFigure:
    """The newest figure of a series in a city."""

    value: float
    year: int
    quality: Quality


@dataclass(frozen=True, slots=True)
class City:
    """A city as it is drawn; ``figure`` is ``None`` where nothing is known."""

    area: Area
    x: float
    y: float
    radius: float
    has_size: bool
    label: Box
    figure: CityFigure | None
    name_y: float
    value_y: float


@dataclass(frozen=True, slots=True)
class CitiesMap:
    """The drawing, and the series that it may show instead."""

    width: float
    height: float
    cities: list[City]
    series: SeriesDefinition | None
    choices: list[SeriesDefinition]
    known: int


def cities_map(region: Region, wanted: str, language: str) -> CitiesMap | None:
    """Draw the cities of a region with the newest figures of series ``wanted``; ``None`` without cities."""
    found = [area for area in cities(region) if math.isfinite(area.lon) and math.isfinite(area.lat)]
    if not found:
        return None
    choices = _choices(region, found)
    series = next((one for one in choices if one.id == wanted), choices[0] if choices else None)
    figures = newest(region, series.id) if series else {}
    sizes = newest(region, SIZE_SERIES)
    places, height = _projected(found)
    radii = _radii([sizes[a.code].value if a.code in sizes else None for a in found])
    texts = [_value_text(figures.get(area.code), series, language) for area in found]
    points = [
        Point(*at, radius, _wide(area, text, language), NAME_SIZE + LINE_HEIGHT)
        for area, at, radius, text in zip(found, places, radii, texts, strict=True)
    ]
    labels = place(points, WIDTH, height)
    drawn = [
        City(
            area,
            point.x,
            point.y,
            point.radius,
            area.code in sizes,
            label,
            figures.get(area.code),
            label.top + NAME_SIZE - 2,
            label.top + NAME_SIZE - 2 + LINE_HEIGHT,
        )
        for area, point, label in zip(found, points, labels, strict=True)
    ]
    return CitiesMap(WIDTH, height, drawn, series, choices, sum(a.code in figures for a in found))


def newest(region: Region, series_id: str) -> dict[str, CityFigure]:
    """Return the newest figure of a series for each area that has one."""
    rows = region.series[region.series["indicator"] == series_id].sort_values("year")
    last = rows.groupby("area").tail(1)
    return {
        row["area"]: CityFigure(float(row["value"]), int(row["year"]), Quality(row["quality"]))
        for row in last.to_dict("records")
    }


def _choices(region: Region, found: list[Area]) -> list[SeriesDefinition]:
    codes = [area.code for area in found]
    rows = region.series[region.series["area"].isin(codes)]
    nunique = rows.groupby("indicator")["area"].nunique()
    counts = {str(key): int(count) for key, count in nunique.items()}
    ids = [key for key, count in counts.items() if count >= min(SHOWN_FROM, len(codes))]
    ids.sort(key=lambda key: (-counts[key], key != "gdp", key))
    return [region.catalogue[key] for key in ids if key in region.catalogue]


def _projected(found: list[Area]) -> tuple[list[tuple[float, float]], float]:
    middle = math.radians(sum(area.lat for area in found) / len(found))
    xs = [area.lon * math.cos(middle) for area in found]
    ys = [-area.lat for area in found]
    scale = (WIDTH - 2 * MARGIN) / (max(xs) - min(xs) or 1)
    height = (max(ys) - min(ys)) * scale + 2 * MARGIN
    spots = [
        ((x - min(xs)) * scale + MARGIN, (y - min(ys)) * scale + MARGIN) for x, y in zip(xs, ys, strict=True)
    ]
    return spots, height


def _radii(populations: list[float | None]) -> list[float]:
    largest = max((p for p in populations if p is not None), default=None)
    if not largest:
        return [SMALLEST_RADIUS * 2] * len(populations)
    return [
        SMALLEST_RADIUS if p is None else max(SMALLEST_RADIUS, LARGEST_RADIUS * math.sqrt(p / largest))
        for p in populations
    ]


def _value_text(known: CityFigure | None, series: SeriesDefinition | None, language: str) -> str:
    return write_figure(known.value, series.unit, language) if known and series else "–"


def _wide(area: Area, value: str, language: str) -> float:
    name = area.label_en if language.startswith("en") else area.label_zh
    return max(text_width(name, NAME_SIZE), text_width(value, VALUE_SIZE)) + 2
