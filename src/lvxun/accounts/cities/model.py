"""What a division among cities is: cells, totals, and the published figures that stand beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from lvxun.accounts.book.model import Notation, Origin
from lvxun.region.model import Region


@dataclass(frozen=True, slots=True)
class Proxy:
    """By which series a sector is divided, the best first (``rules/accounts/city_proxies.toml``)."""

    sector: str
    series: tuple[str, ...]
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Quantum:
    """The smallest unit in which a unit is divided: ``per`` of them make one ``unit``."""

    unit: str
    per: int
    name: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier bought by cities (scope 2).

    Attributes
    ----------
    fuel
        id of the balance: electricity or heat.
    kgce
        coal equivalent of one unit (kWh or GJ), calorific value, by which energy lines are turned back.
    kgco2
        of one unit; where ``factor`` names a series of the region, that figure instead.
    entry
        how the id of the factor begins that the province's own account takes; it goes before the series.
    """

    fuel: str
    kgce: float
    kgco2: float
    factor: str
    entry: str
    source: str


@dataclass(frozen=True, slots=True)
class Per:
    """A divisor of city totals: total over figure, times ``scale``, is in ``unit_as``."""

    series: str
    unit: str
    scale: float
    unit_as: str


@dataclass(frozen=True)
class Proxies:
    """All that ``city_proxies.toml`` says.

    Attributes
    ----------
    by_sector
        (sector, fuel) -> proxy; the fuel is "" where the sector's lines go alike.
    reach
        how many years a proxy may lie away from the year that is divided.
    own
        (account, sector) -> series that, published for a city, is of the same definition and kept.
    beside
        series of another method, shown beside totals: total id -> series.
    not_divided
        (account, flow) -> why its lines are not divided, in Chinese and English.
    instead
        total id -> the weighted totals that stand for it in the cities.
    no_proxy_zh, no_proxy_en
        why an area without a proxy is included elsewhere, by code ("" for any other).
    """

    accounts: tuple[str, ...]
    reach: int
    by_sector: Mapping[tuple[str, str], Proxy]
    quanta: Mapping[str, Quantum]
    own: Mapping[tuple[str, str], str]
    beside: Mapping[str, str]
    carriers: tuple[Carrier, ...]
    ratios: tuple[Per, ...]
    final_flows: tuple[str, ...]
    not_divided: Mapping[tuple[str, str], tuple[str, str]]
    instead: Mapping[str, Mapping[str, float]]
    no_proxy_zh: Mapping[str, str]
    no_proxy_en: Mapping[str, str]

    def proxy_of(self, sector: str, line: str) -> Proxy | None:
        """Return the proxy of a line: of its sector and fuel, else of its sector."""
        fuel = line.rpartition("/")[2]
        return self.by_sector.get((sector, fuel)) or self.by_sector.get((sector, ""))


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and by which rules a book is divided: ``areas`` are the codes right below the region."""

    region: Region
    rules: Proxies
    areas: tuple[str, ...]
    year: int


@dataclass(frozen=True, slots=True)
class CityCell:
    """One line of the province's book in one city.

    Attributes
    ----------
    line
        id of the province's line, or ``scope_2/<flow>/<carrier>``.
    count
        in the smallest unit (kg, kgce, m3); 0 where there is a notation key.
    value
        ``count`` in ``unit``.
    share
        of the province's line, 0 to 1.
    proxy, proxy_year
        series and year that the share rests on; "" and ``None`` where the figure is the city's own.
    is_other_year
        the proxy (or the line) is of another year than the book.
    inputs
        the line divided and the city's figure, as ids of lines and entries.
    """

    area: str
    line: str
    account: str
    sector: str
    item: str
    count: int
    value: float
    unit: str
    quantum: str
    share: float
    proxy: str
    proxy_year: int | None
    is_other_year: bool
    origin: Origin
    inputs: tuple[str, ...]
    notation: Notation | None = None
    reason_zh: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class CityTotal:
    """A total of a city: the same weighted sum of lines as the province's.

    Attributes
    ----------
    exact
        in ``unit``; the cities' add up to the province's without any rounding.
    proxy_share
        how much of the magnitude rests on proxies, 0 to 1.
    other_year_share
        how much of it rests on proxies of another year.
    weakest
        the series that carries most of it, "" where nothing is divided.
    """

    area: str
    total: str
    label_zh: str
    label_en: str
    exact: Fraction
    value: float
    unit: str
    proxy_share: float
    other_year_share: float
    weakest: str
    notation: Notation | None = None
    reason_zh: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class CityRatio:
    """A city's total per head or per GDP; ``year`` is that of the divisor."""

    area: str
    total: str
    per: str
    value: float
    unit: str
    year: int
    is_other_year: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A city's published figure by another method, which does not add up with ours."""

    area: str
    total: str
    series: str
    value: float
    unit: str
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the province that is not divided, and why."""

    line: str
    reason_zh: str
    reason_en: str


@dataclass(frozen=True)
class CityBooks:
    """A province's book divided among the areas below it.

    ``reason`` says in both languages why there is nothing, where there is nothing. ``province`` holds the
    province's lines in the smallest unit, to which the cells add up.
    """

    region: str
    year: int
    areas: tuple[str, ...]
    cells: tuple[CityCell, ...]
    totals: tuple[CityTotal, ...]
    ratios: tuple[CityRatio, ...]
    beside: tuple[Beside, ...]
    left_out: tuple[LeftOut, ...]
    province: Mapping[str, int]
    reason_zh: str = ""
    reason_en: str = ""

    def of(self, area: str, line: str) -> CityCell | None:
        """Return a city's cell of a line."""
        return next((cell for cell in self.cells if cell.area == area and cell.line == line), None)

    def total(self, area: str, total: str) -> CityTotal | None:
        """Return a city's total."""
        return next((one for one in self.totals if one.area == area and one.total == total), None)
