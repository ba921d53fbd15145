"""Errors as they happen in statistical offices, seeded one at a time into a copy of a region package.

``python tests/region/seeding.py [REGION] [SEEDS]`` prints the share of them that ``region.check`` finds.
The choice of figure is random and knows nothing of the checks; only what cannot be told apart from a sound
figure is not seeded (a growth rate in a year whose prices stood still, a swap of two equal figures).
"""

from __future__ import annotations

import csv
import math
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lvxun import region

HEADER = ["indicator", "area", "year", "value", "unit", "source", "quality", "note"]
CATALOGUE = region.catalogue()


@dataclass
class Seeded:
    """What was broken: any finding on one of these rows, or series and years, has found it."""

    kind: str
    places: set[tuple[str, int]] = field(default_factory=set)
    keys: set[tuple[str, str, int]] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


class Package:
    """A copy of a region's tables of figures that can be broken and written."""

    def __init__(self, folder: Path, province: region.Region) -> None:
        self.folder = folder
        self.sources = province.sources
        self.files: dict[str, list[list[str]]] = {}
        for path in sorted((folder / "series").glob("*.csv")):
            with path.open(encoding="utf-8-sig", newline="") as stream:
                self.files[path.name] = list(csv.reader(stream))
        self.code = province.code
        self.cities = list(province.areas.index[province.areas["kind"] == "prefecture"])

    def rows(self, *, series: set[str] | None = None, kinds: tuple[str, ...] = ()) -> list[tuple[str, int]]:
        """Return the places of figures, of some series or kinds only."""
        return [
            (name, number)
            for name, rows in self.files.items()
            for number, row in enumerate(rows[1:], start=1)
            if row and (series is None or row[0] in series) and (not kinds or CATALOGUE[row[0]].kind in kinds)
        ]

    def row(self, place: tuple[str, int]) -> list[str]:
        return self.files[place[0]][place[1]]

    def value(self, place: tuple[str, int]) -> float:
        return float(self.row(place)[3])

    def track(self, place: tuple[str, int]) -> list[tuple[str, int]]:
        row = self.row(place)
        same = [p for p in self.rows(series={row[0]}) if self.row(p)[1] == row[1]]
        return sorted(same, key=lambda p: int(self.row(p)[2]))

    def find(self, series: str, area: str, year: int) -> tuple[str, int] | None:
        wanted = [series, area, str(year)]
        return next((p for p in self.rows(series={series}) if self.row(p)[:3] == wanted), None)

    def put(self, place: tuple[str, int], column: str, text: str) -> None:
        self.row(place)[HEADER.index(column)] = text

    def write(self) -> None:
        for name, rows in self.files.items():
            with (self.folder / "series" / name).open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream, lineterminator="\n").writerows(rows)

    def seeded(self, kind: str, *places: tuple[str, int]) -> Seeded:
        result = Seeded(kind)
        for place in places:
            row = self.row(place)
            result.places.add((f"series/{place[0]}", place[1] + 1))
            result.files.add(f"series/{place[0]}")
            if row[2].isdigit():
                result.keys.add((row[0], row[1], int(row[2])))
        return result


Seed = Callable[[Package, random.Random], Seeded | None]


def _text(value: float) -> str:
    return f"{value:.10g}" if abs(value) < 1e15 else repr(value)


def _scale(package: Package, place: tuple[str, int], by: float) -> None:
    package.put(place, "value", _text(package.value(place) * by))


LEVELS = ("flow", "stock")


def _any_level(package: Package, rng: random.Random) -> tuple[str, int]:
    return rng.choice([p for p in package.rows(kinds=LEVELS) if package.value(p) > 0])


def unit_without_wan(package: Package, rng: random.Random) -> Seeded:
    """A value in 吨标准煤, kW, 人 … under a unit with 万: ten thousand times too large."""
    wan = [
        p for p in package.rows(kinds=LEVELS) if package.row(p)[4].startswith("万") and package.value(p) > 0
    ]
    place = rng.choice(wan)
    _scale(package, place, 1e4)
    return package.seeded("unit: 万 forgotten in the value", place)


def unit_wan_for_bare(package: Package, rng: random.Random) -> Seeded:
    """The unit column says 吨 where the value is in 万吨."""
    wan = [
        p for p in package.rows(kinds=LEVELS) if package.row(p)[4].startswith("万") and package.value(p) > 0
    ]
    place = rng.choice(wan)
    package.put(place, "unit", package.row(place)[4].removeprefix("万"))
    return package.seeded("unit: 万 forgotten in the unit", place)


def unit_yi_for_wan(package: Package, rng: random.Random) -> Seeded:
    """亿 written for 万, or 万 for 亿."""
    big = [p for p in package.rows(kinds=LEVELS) if package.row(p)[4][:1] in "万亿" and package.value(p) > 0]
    place = rng.choice(big)
    unit = package.row(place)[4]
    package.put(place, "unit", ("亿" if unit[0] == "万" else "万") + unit[1:])
    return package.seeded("unit: 亿 for 万", place)


def unit_thousand(package: Package, rng: random.Random) -> Seeded:
    place = _any_level(package, rng)
    _scale(package, place, rng.choice([1e-3, 1e3]))
    return package.seeded("value: a thousand times off", place)


def decimal_point(package: Package, rng: random.Random) -> Seeded:
    """The decimal point one place off, in a series with a history."""
    having = [p for p in package.rows(kinds=LEVELS) if len(package.track(p)) >= 4 and package.value(p) > 0]
    place = rng.choice(having)
    _scale(package, place, rng.choice([0.1, 10]))
    return package.seeded("value: decimal point one off", place)


def decimal_point_anywhere(package: Package, rng: random.Random) -> Seeded:
    """Two places off, in any series, also one with a single figure."""
    place = _any_level(package, rng)
    _scale(package, place, rng.choice([0.01, 100]))
    return package.seeded("value: decimal point two off", place)


def jump(package: Package, rng: random.Random) -> Seeded:
    having = [p for p in package.rows(kinds=LEVELS) if len(package.track(p)) >= 5 and package.value(p) > 0]
    place = rng.choice(having)
    _scale(package, place, rng.choice([0.4, 0.5, 1.8, 2.5]))
    return package.seeded("value: jumps beyond its history", place)


def share_above_hundred(package: Package, rng: random.Random) -> Seeded:
    place = rng.choice(package.rows(kinds=("share",)))
    package.put(place, "value", _text(100 + package.value(place)))
    return package.seeded("share above 100 %", place)


def share_as_fraction(package: Package, rng: random.Random) -> Seeded:
    place = rng.choice([p for p in package.rows(kinds=("share",)) if package.value(p) > 5])
    _scale(package, place, 0.01)
    return package.seeded("share as a fraction", place)


def negative(package: Package, rng: random.Random) -> Seeded:
    place = _any_level(package, rng)
    _scale(package, place, -1)
    return package.seeded("sign: negative quantity", place)


def growth_at_current_prices(package: Package, rng: random.Random) -> Seeded | None:
    """Real growth replaced by that at current prices, where prices moved by at least 2 %."""
    options = []
    for place in package.rows(series={"gdp_real_growth"}):
        _, area, year = package.row(place)[:3]
        now, before = package.find("gdp", area, int(year)), package.find("gdp", area, int(year) - 1)
        if now and before:
            nominal = 100 * (package.value(now) / package.value(before) - 1)
            if abs(nominal - package.value(place)) >= 2 and abs(nominal) < 25:
                options.append((place, nominal))
    if not options:
        return None
    place, nominal = rng.choice(options)
    package.put(place, "value", f"{nominal:.1f}")
    return package.seeded("growth at current prices", place)


def growth_sign(package: Package, rng: random.Random) -> Seeded | None:
    """A fall written as a rise."""
    options = [p for p in package.rows(series={"gdp_real_growth"}) if abs(package.value(p)) >= 3]
    place = rng.choice(options) if options else None
    if place is None:
        return None
    _scale(package, place, -1)
    return package.seeded("sign: growth", place)


def census_break(package: Package, rng: random.Random) -> Seeded | None:
    """From one year on, GDP is on another basis (15 to 30 % apart), and nobody says so."""
    track = package.track(package.rows(series={"gdp"})[0])
    track = package.track(next(p for p in package.rows(series={"gdp"}) if package.row(p)[1] == package.code))
    if len(track) < 6:
        return None
    at = rng.randrange(2, len(track) - 1)
    by = rng.choice([0.78, 0.85, 1.15, 1.25])
    for place in track[at:]:
        _scale(package, place, by)
    return package.seeded("break: GDP on another basis", *track[at - 1 : at + 1])


def city_off(package: Package, rng: random.Random) -> Seeded | None:
    """One city's figure off by a power of ten, where every city has one."""
    complete = []
    for place in package.rows():
        series, area, year = package.row(place)[:3]
        areas = [package.code, *package.cities]
        is_part = area in package.cities and CATALOGUE[series].additive
        if is_part and all(package.find(series, each, int(year)) for each in areas):
            complete.append(place)
    if not complete:
        return None
    place = rng.choice(complete)
    _scale(package, place, rng.choice([0.1, 10, 100]))
    return package.seeded("cities do not add up", place)


PARTS = {
    "gdp": ("gdp_primary", "gdp_secondary", "gdp_tertiary"),
    "electricity_consumption": (
        "electricity_primary", "electricity_secondary", "electricity_tertiary", "electricity_residential",
    ),
    "capacity_total": (
        "capacity_thermal", "capacity_hydro", "capacity_wind", "capacity_solar", "capacity_nuclear",
    ),
    "generation_total": (
        "generation_thermal", "generation_hydro", "generation_wind", "generation_solar", "generation_nuclear",
    ),
    "water_use": ("water_agriculture", "water_industry", "water_domestic", "water_ecology"),
}  # fmt: skip


def _complete_sums(package: Package) -> list[list[tuple[str, int]]]:
    found = []
    for total, parts in PARTS.items():
        for place in package.rows(series={total}):
            _, area, year = package.row(place)[:3]
            places = [package.find(part, area, int(year)) for part in parts]
            if all(places):
                found.append([place, *[p for p in places if p]])
    return found


def part_off(package: Package, rng: random.Random) -> Seeded | None:
    """A large part of a total off by a fifth."""
    sums = _complete_sums(package)
    if not sums:
        return None
    total, *parts = rng.choice(sums)
    place = max(parts, key=package.value)
    _scale(package, place, rng.choice([0.8, 1.2]))
    return package.seeded("parts do not make the total", place, total)


def digits_transposed(package: Package, rng: random.Random) -> Seeded | None:
    """The first two digits of a total exchanged."""
    sums = [s for s in _complete_sums(package) if _exchanged(package.row(s[0])[3]) is not None]
    if not sums:
        return None
    total, *_ = rng.choice(sums)
    package.put(total, "value", _exchanged(package.row(total)[3]) or "")
    return package.seeded("digits transposed in a total", total)


def _exchanged(text: str) -> str | None:
    if len(text) < 3 or not text[:2].isdigit() or text[0] == text[1] or text[1] == "0":
        return None
    return text[1] + text[0] + text[2:]


def years_swapped(package: Package, rng: random.Random) -> Seeded | None:
    """Two neighbours swapped in a track of at least six, where they differ by more than a tenth."""
    pairs = []
    for place in package.rows(kinds=LEVELS):
        track = package.track(place)
        at = track.index(place)
        if len(track) >= 6 and at + 1 < len(track):
            a, b = package.value(track[at]), package.value(track[at + 1])
            if a > 0 and b > 0 and abs(math.log(a / b)) > 0.25:
                pairs.append((track[at], track[at + 1]))
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    package.row(a)[3], package.row(b)[3] = package.row(b)[3], package.row(a)[3]
    return package.seeded("two years swapped", a, b)


def year_repeated(package: Package, rng: random.Random) -> Seeded | None:
    """Last year's figure copied."""
    pairs = []
    for place in package.rows(kinds=("flow",)):
        track = package.track(place)
        at = track.index(place)
        digits = len(package.row(place)[3].replace(".", "").strip("0"))
        following = track[at + 1] if at + 1 < len(track) else None
        if following and digits >= 4 and int(package.row(following)[2]) == int(package.row(place)[2]) + 1:
            pairs.append((place, following))
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    package.row(b)[3] = package.row(a)[3]
    package.row(b)[4] = package.row(a)[4]
    return package.seeded("last year's figure copied", b)


EXCHANGED = (
    ("capacity_thermal", "capacity_wind"),
    ("gdp_primary", "gdp_tertiary"),
    ("water_agriculture", "water_domestic"),
    ("energy_consumption", "co2_emissions"),
)


def series_swapped(package: Package, rng: random.Random) -> Seeded | None:
    """Thermal and wind, or primary and tertiary, in each other's row."""
    pairs = []
    for one, other in EXCHANGED:
        for place in package.rows(series={one}):
            _, area, year = package.row(place)[:3]
            there = package.find(other, area, int(year))
            if there and abs(math.log(package.value(place) / package.value(there))) > 0.5:
                pairs.append((place, there))
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    package.row(a)[3], package.row(b)[3] = package.row(b)[3], package.row(a)[3]
    return package.seeded("two series swapped", a, b)


def hours_impossible(package: Package, rng: random.Random) -> Seeded | None:
    """Generation beyond what the plant can give."""
    options = []
    for kind in ("thermal", "wind", "solar", "nuclear"):
        for place in package.rows(series={f"generation_{kind}"}):
            _, area, year = package.row(place)[:3]
            if package.find(f"capacity_{kind}", area, int(year)):
                options.append(place)
    if not options:
        return None
    place = rng.choice(options)
    _scale(package, place, 3.5)
    return package.seeded("generation beyond capacity", place)


def wrong_dimension(package: Package, rng: random.Random) -> Seeded:
    place = _any_level(package, rng)
    package.put(place, "unit", rng.choice(["万吨", "亿元", "万千瓦", "亿千瓦时"]))
    if package.row(place)[4] == CATALOGUE[package.row(place)[0]].unit:
        package.put(place, "unit", "微克/立方米")
    return package.seeded("unit of another quantity", place)


def _cell(kind: str, column: str, *texts: str) -> Seed:
    def seed(package: Package, rng: random.Random) -> Seeded:
        place = rng.choice(package.rows())
        before = package.seeded(kind, place)
        package.put(place, column, rng.choice(texts))
        return before

    seed.__name__ = kind
    return seed


def duplicate(package: Package, rng: random.Random) -> Seeded:
    place = rng.choice(package.rows())
    name = place[0]
    package.files[name].append(list(package.row(place)))
    return package.seeded("duplicate row", place, (name, len(package.files[name]) - 1))


def source_from_the_past(package: Package, rng: random.Random) -> Seeded | None:
    """A figure of a year in which its source was not yet written."""
    sources = package.sources
    dated = [
        p for p in package.rows()
        if package.row(p)[6] in ("official", "press", "literature") and sources[package.row(p)[5]].year
    ]  # fmt: skip
    if not dated:
        return None
    place = rng.choice(dated)
    package.put(place, "year", "2034")
    return package.seeded("figure younger than its source", place)


def estimate_without_method(package: Package, rng: random.Random) -> Seeded:
    place = rng.choice(package.rows())
    package.put(place, "quality", "estimate")
    package.put(place, "note", "")
    return package.seeded("estimate without method", place)


SEEDS: tuple[Seed, ...] = (
    unit_without_wan,
    unit_wan_for_bare,
    unit_yi_for_wan,
    unit_thousand,
    decimal_point,
    decimal_point_anywhere,
    jump,
    share_above_hundred,
    share_as_fraction,
    negative,
    growth_at_current_prices,
    growth_sign,
    census_break,
    city_off,
    part_off,
    digits_transposed,
    years_swapped,
    year_repeated,
    series_swapped,
    hours_impossible,
    wrong_dimension,
    duplicate,
    source_from_the_past,
    estimate_without_method,
    _cell("unknown series", "indicator", "gpd", "co2", "steel"),
    _cell("unknown area", "area", "110000", "2101", "沈阳"),
    _cell("bad year", "year", "20215", "21", "2021.5", "二〇二一", ""),
    _cell("bad value", "value", "1,234", "NaN", "inf", "-", "约100", ""),
    _cell("unknown unit", "unit", "万顿", "abc", "亿千瓦石", ""),
    _cell("unknown source", "source", "", "somewhere", "internet"),
    _cell("unknown quality", "quality", "good", "", "Official!"),
)


def is_found(seeded: Seeded, findings: list[region.Finding]) -> bool:
    """Return whether a finding names a seeded row, or its series and year."""
    for finding in findings:
        places = {(finding.file, finding.row)} | {(w.file, w.row) for w in finding.related}
        if places & seeded.places:
            return True
        keys = {(finding.series, finding.area, year) for year in finding.years}
        if keys & seeded.keys:
            return True
    return False


def trials(original: Path, seeds: int, work: Path) -> Iterator[tuple[str, bool, Seeded]]:
    """Break copies of a package, ``seeds`` times for each kind, and say whether each error was found."""
    province = region.load(original)
    known = {(f.check, f.file, f.row) for f in region.check(original)}
    for number, seed in enumerate(SEEDS):
        for i in range(seeds):
            folder = work / f"{number}-{i}"
            shutil.copytree(original, folder)
            package = Package(folder, province)
            seeded = seed(package, random.Random(1000 * number + i))
            if seeded is not None:
                package.write()
                new = [f for f in region.check(folder) if (f.check, f.file, f.row) not in known]
                yield seeded.kind, is_found(seeded, new), seeded
            shutil.rmtree(folder)


def main(name: str = "liaoning", seeds: str = "10") -> None:
    """Print the share found by kind."""
    found: dict[str, list[bool]] = {}
    with tempfile.TemporaryDirectory() as work:
        for kind, is_hit, seeded in trials(region.locate(name), int(seeds), Path(work)):
            found.setdefault(kind, []).append(is_hit)
            if not is_hit:
                print("missed:", kind, sorted(seeded.keys))
    for kind, hits in found.items():
        print(f"{sum(hits):4d} of {len(hits):4d}  {kind}")
    every = [hit for hits in found.values() for hit in hits]
    print(f"{sum(every)} of {len(every)}: {100 * sum(every) / len(every):.1f} %, {len(found)} kinds")


if __name__ == "__main__":
    main(*sys.argv[1:])
