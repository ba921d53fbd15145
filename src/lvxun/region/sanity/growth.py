"""Growth rates against levels: current for constant prices, breaks of GDP, intensities that do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Set

import numpy as np

from lvxun.region.sanity.finding import Finding, Severity
from lvxun.region.sanity.panel import Key, Panel, Point, Words, finding_at

DEFLATOR_LOW, DEFLATOR_HIGH = -5.0, 8.0  # percentage points a year
DEFLATOR_FAR = 3.5  # from the region's own median
SAME = 0.06  # half a unit of a published last digit
NOTABLE_DEFLATOR = 1.0
CITY_FAR = 8.0
INTENSITY_TOLERANCE = 1.5  # percentage points: revisions of energy and GDP


def growth(panel: Panel, suspects: Set[Key]) -> Iterator[Finding]:
    """Compare real growth with the growth of GDP at current prices, and intensities with what they divide."""
    for area in panel.areas.index:
        yield from _real_and_nominal(panel, str(area), suspects)
        yield from _city_and_province(panel, str(area), suspects)
        yield from _intensity(panel, str(area), suspects, "energy_consumption", "energy_intensity_change")
        yield from _intensity(
            panel, str(area), suspects, "electricity_consumption", "electricity_intensity_change"
        )


def _growth(panel: Panel, series: str, year: int, area: str, suspects: Set[Key]) -> float | None:
    """Return the growth of a level on the year before in %, or ``None`` where it cannot be told."""
    now, before = panel.at(series, year, area), panel.at(series, year - 1, area)
    if now is None or before is None or before.value <= 0 or {now.key, before.key} & suspects:
        return None
    return 100 * (now.value / before.value - 1)


def _is_broken(panel: Panel, series: str, year: int, area: str) -> bool:
    track = panel.track(series, area)
    return track is not None and year in track.told_breaks


def _pairs(panel: Panel, area: str, suspects: Set[Key]) -> list[tuple[Point, float]]:
    """Return each real growth with the growth at current prices of the same year."""
    track = panel.track("gdp_real_growth", area)
    pairs = []
    for point in track.points if track else ():
        nominal = _growth(panel, "gdp", point.year, area, suspects)
        if nominal is not None and point.key not in suspects:
            pairs.append((point, nominal))
    return pairs


def _other_prices(panel: Panel, year: int, suspects: Set[Key]) -> np.ndarray:
    """Return the region's own price changes in other years, in percentage points a year."""
    return np.array(
        [
            nominal - point.value
            for point, nominal in _pairs(panel, panel.code, suspects)
            if point.year != year and not _is_broken(panel, "gdp", point.year, panel.code)
        ]
    )


def _real_and_nominal(panel: Panel, area: str, suspects: Set[Key]) -> Iterator[Finding]:
    pairs = _pairs(panel, area, suspects)
    same = [(point, nominal) for point, nominal in pairs if abs(nominal - point.value) <= SAME]
    if len(same) >= 3 and len(same) * 2 > len(pairs):
        yield _all_current(same)
        return
    for point, nominal in pairs:
        price = nominal - point.value
        prices = _other_prices(panel, point.year, suspects)
        moved = len(prices) > 0 and float(np.abs(prices).mean()) > NOTABLE_DEFLATOR
        others = [p for p in (panel.at("gdp", point.year, area), panel.at("gdp", point.year - 1, area)) if p]
        if abs(price) <= SAME and moved:
            yield _current(point, nominal, others)
        elif _is_odd_price(price, prices) and not _is_broken(panel, "gdp", point.year, area):
            yield _off(point, nominal, price, others)


def _is_odd_price(price: float, prices: np.ndarray) -> bool:
    far = len(prices) > 2 and abs(price - float(np.median(prices))) > DEFLATOR_FAR
    return far or not DEFLATOR_LOW <= price <= DEFLATOR_HIGH


def _city_and_province(panel: Panel, area: str, suspects: Set[Key]) -> Iterator[Finding]:
    """A city's economy does not grow while its province's shrinks, or the other way, by so much."""
    track = panel.track("gdp_real_growth", area)
    for point in track.points if track and area != panel.code else ():
        whole = panel.at("gdp_real_growth", point.year)
        if whole is None or abs(point.value - whole.value) <= CITY_FAR or whole.key in suspects:
            continue
        city = str(panel.areas.loc[area, "label_zh"])
        what = f"{city} grew by {point.value:g} % in {point.year}, its province by {whole.value:g} %."
        yield finding_at(point, "growth_and_level", Words(what, "Check value and sign."), [whole])


def _off(point: Point, nominal: float, price: float, others: list[Point]) -> Finding:
    what = (
        f"gdp grows by {nominal:.1f} % at current prices in {point.year}, by {point.value:.1f} % "
        f"at constant ones: prices would have changed by {price:+.1f} %."
    )
    remedy = (
        "Either the growth is wrong, or gdp has a break here (census revision, another basis): carry the "
        "revision back, or say so in the note of that year's gdp."
    )
    return finding_at(point, "growth_and_level", Words(what, remedy), others)


def _current(point: Point, nominal: float, others: list[Point]) -> Finding:
    real = f"gdp_real_growth of {point.year} ({point.value:.1f} %)"
    what = f"{real} equals growth at current prices ({nominal:.1f} %)."
    remedy = "Give growth at constant prices (不变价), as the bureau publishes it."
    return finding_at(point, "current_prices", Words(what, remedy), others)


def _all_current(pairs: list[tuple[Point, float]]) -> Finding:
    first = pairs[0][0]
    years = ", ".join(str(point.year) for point, _ in pairs)
    what = f"gdp_real_growth equals growth at current prices in most of {years}."
    remedy = "Give growth at constant prices (不变价), as the bureau publishes it."
    return finding_at(
        first, "current_prices", Words(what, remedy), [point for point, _ in pairs], Severity.ERROR
    )


def _intensity(panel: Panel, area: str, suspects: Set[Key], quantity: str, change: str) -> Iterator[Finding]:
    track = panel.track(change, area)
    for point in track.points if track else ():
        grown = _growth(panel, quantity, point.year, area, suspects)
        real = panel.at("gdp_real_growth", point.year, area)
        if grown is None or real is None or {point.key, real.key} & suspects:
            continue
        if _is_broken(panel, quantity, point.year, area):
            continue
        implied = 100 * ((1 + grown / 100) / (1 + real.value / 100) - 1)
        if abs(implied - point.value) <= INTENSITY_TOLERANCE:
            continue
        now = panel.at(quantity, point.year, area)
        sign = " Its sign may be wrong." if abs(implied + point.value) < INTENSITY_TOLERANCE / 2 else ""
        what = (
            f"{change} of {point.year} is {point.value:+.2f} %, but {quantity} grew by {grown:+.1f} % and "
            f"real GDP by {real.value:+.1f} %, which gives {implied:+.2f} %."
        )
        remedy = f"Check the three figures and that they are from the same revision.{sign}"
        yield finding_at(point, "intensity_and_level", Words(what, remedy), [p for p in (now, real) if p])
