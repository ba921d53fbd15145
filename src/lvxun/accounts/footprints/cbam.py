"""What the border adjustment costs: by good and year, from tonnes; as a ceiling, from the table's exports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

from lvxun.accounts.footprints.cbam_rules import CbamRules, ExposedSector, Good, Known
from lvxun.accounts.footprints.errors import CbamError
from lvxun.accounts.footprints.model import OUTSIDE
from lvxun.accounts.footprints.placing import Placed
from lvxun.accounts.footprints.technology import Technology
from lvxun.errors import Where
from lvxun.region.model import Quality

CENT, GRAM = Decimal("0.01"), Decimal("0.000001")
TONNES = Decimal(10_000)  # t in 10^4 t


@dataclass(frozen=True, slots=True)
class Export:
    """What somebody sends, or means to send, in a year.

    Attributes
    ----------
    quantity
        in the good's unit (t; MWh of electricity).
    embedded
        t CO2e per unit, verified; ``None`` takes the default value with its mark-up.
    benchmark
        t CO2e per unit; ``None`` takes that of the rules for the good and route.
    home_price, home_share
        EUR per t CO2e really paid at home, after rebates, and the share of the emissions that it was paid on.
    """

    good: str
    route: str
    year: int
    quantity: Decimal
    destination: str
    embedded: Decimal | None = None
    benchmark: Decimal | None = None
    home_price: Decimal = Decimal(0)
    home_share: Decimal = Decimal(0)
    file: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class ExposureRow:
    """The cost of one export in one year. Money in EUR, to the cent; emissions in t CO2e.

    Attributes
    ----------
    basis
        ``verified``, ``default`` (with mark-up) or ``table`` (a sector's intensity; a ceiling).
    applies
        false where the destination is outside the Union: then nothing is due.
    embedded, free
        per unit of quantity.
    certificates
        to be surrendered before the price paid at home is taken off.
    gross, paid_at_home, cost
        ``cost = gross - paid_at_home``, never below zero.
    quality
        the worst of what went in; ``notes`` says about each figure that is no official one.
    """

    good: str
    label_zh: str
    label_en: str
    cn: tuple[str, ...]
    year: int
    destination: str
    quantity: Decimal
    unit: str
    basis: str
    applies: bool
    below_threshold: bool
    embedded: Decimal
    free: Decimal
    certificates: Decimal
    price: Decimal
    gross: Decimal
    paid_at_home: Decimal
    cost: Decimal
    quality: Quality
    notes: tuple[str, ...]


def exposure(exports: Iterable[Export], rules: CbamRules) -> tuple[ExposureRow, ...]:
    """Return what each export costs.

    Raises
    ------
    CbamError
        for a year without rules, a good or route that is none, a default or benchmark that is not known.
    """
    return tuple(_row(one, rules) for one in exports)


def by_good_and_year(rows: Iterable[ExposureRow]) -> dict[tuple[str, int], Decimal]:
    """Return the cost in EUR by good and year."""
    sums: dict[tuple[str, int], Decimal] = {}
    for row in rows:
        sums[row.good, row.year] = sums.get((row.good, row.year), Decimal(0)) + row.cost
    return sums


def _row(one: Export, rules: CbamRules) -> ExposureRow:
    good, share, price = _good(one, rules), _of_year(rules, one.year, one), rules.price[one.year]
    embedded, basis, used = _embedded(one, good, rules)
    benchmark = _benchmark(one, good, rules)
    free = benchmark.value * share.value * rules.cross_sectoral.value
    applies = one.destination in rules.destinations
    due = max(embedded - free, Decimal(0)) * one.quantity if applies else Decimal(0)
    gross = (due * price.value).quantize(CENT, ROUND_HALF_EVEN)
    at_home = (one.quantity * embedded * one.home_price * one.home_share).quantize(CENT, ROUND_HALF_EVEN)
    taken_off = min(gross, at_home)
    figures = (share, price, benchmark, rules.cross_sectoral, *used)
    return ExposureRow(
        good=good.id,
        label_zh=good.label_zh,
        label_en=good.label_en,
        cn=good.cn,
        year=one.year,
        destination=one.destination,
        quantity=one.quantity,
        unit=good.unit,
        basis=basis,
        applies=applies,
        below_threshold=good.group not in ("electricity", "hydrogen")
        and one.quantity <= rules.deminimis.value,
        embedded=embedded,
        free=free,
        certificates=due.quantize(GRAM, ROUND_HALF_EVEN),
        price=price.value,
        gross=gross,
        paid_at_home=taken_off,
        cost=gross - taken_off,
        quality=_worst(figures),
        notes=_notes(figures),
    )


def _good(one: Export, rules: CbamRules) -> Good:
    if one.good not in rules.goods:
        raise CbamError(
            f"there is no good '{one.good[:40]}'.",
            Where(one.file, one.row, "good"),
            f"Write one of: {', '.join(rules.goods)}.",
        )
    return rules.goods[one.good]


def _of_year(rules: CbamRules, year: int, one: Export | None = None) -> Known:
    if year not in rules.years:
        raise CbamError(
            f"there is no share of free allocation or no price for {year}.",
            Where(one.file if one else None, one.row if one else None, "year"),
            f"The rules know {min(rules.years)} to {max(rules.years)}: rules/accounts/cbam.toml.",
        )
    return rules.free[year]


def _embedded(one: Export, good: Good, rules: CbamRules) -> tuple[Decimal, str, tuple[Known, ...]]:
    if one.embedded is not None:
        return one.embedded, "verified", ()
    if good.id not in rules.defaults:
        raise CbamError(
            f"no default value is known for '{good.id}'.",
            Where(one.file, one.row, "embedded"),
            "Write the embedded emissions in t CO2e per unit.",
        )
    default, markup = rules.defaults[good.id], rules.markup(good.group, one.year)
    return default.value * (1 + markup.value), "default", (default, markup)


def _benchmark(one: Export, good: Good, rules: CbamRules) -> Known:
    if one.benchmark is not None:
        return Known(one.benchmark, "", Quality.OFFICIAL)
    found = rules.benchmarks.get((good.id, one.route))
    if found is None:
        routes = ", ".join(f"'{route}'" for route in rules.routes(good.id)) or "none"
        raise CbamError(
            f"no benchmark is known for '{good.id}' by route '{one.route}'.",
            Where(one.file, one.row, "route"),
            f"Known routes: {routes}; or write the benchmark in t CO2e per unit.",
        )
    return found


def _worst(figures: Sequence[Known]) -> Quality:
    return max((figure.quality for figure in figures), key=lambda quality: quality.rank)


def _notes(figures: Sequence[Known]) -> tuple[str, ...]:
    doubtful = (figure for figure in figures if figure.quality is not Quality.OFFICIAL)
    told = (": ".join(filter(None, (figure.source, figure.note))) for figure in doubtful)
    return tuple(dict.fromkeys(told))


def table_ceiling(
    found: Technology,
    placed: Placed,
    rules: CbamRules,
    years: Sequence[int] | None = None,
    eu_share: Decimal = Decimal(1),
) -> tuple[ExposureRow, ...]:
    """Return the most that exports abroad, as the table has them, could cost: a ceiling, not an estimate.

    Every export of the sector is counted as a good of annex I, ``eu_share`` of it as sent to the Union (which
    share is, the table does not know: all, unless said otherwise); free allocation as if the benchmark were
    the sector's own intensity, so that ``1 - free`` of its emissions is due. Quantities are money of the
    table's year, in its unit; carbon is that placed in the table, first member, in 10^4 t.

    Raises
    ------
    CbamError
    """
    return tuple(
        _ceiling_row(found, placed, rules, sector, year, eu_share)
        for sector in rules.sectors
        for year in (rules.years if years is None else years)
    )


def _ceiling_row(  # noqa: PLR0913, PLR0917 - one row needs all of them
    found: Technology,
    placed: Placed,
    rules: CbamRules,
    sector: ExposedSector,
    year: int,
    eu_share: Decimal,
) -> ExposureRow:
    share, price, table = _of_year(rules, year), rules.price[year], found.table
    at = table.ids.index(sector.id)
    sent = Decimal(repr(round(float(table.outside[at, OUTSIDE.index("export")]), 2))) * eu_share
    intensity = Decimal(repr(round(_intensity(found, placed, at, sector.scope), 12))) * TONNES
    free = intensity * share.value
    due = sent * (intensity - free)
    gross = (due * price.value).quantize(CENT, ROUND_HALF_EVEN)
    figures = (share, price)
    return ExposureRow(
        good=sector.id,
        label_zh=table.sectors[at].label_zh,
        label_en=table.sectors[at].label_en,
        cn=(),
        year=year,
        destination="EU",
        quantity=sent,
        unit=table.unit,
        basis="table",
        applies=True,
        below_threshold=False,
        embedded=intensity,
        free=free,
        certificates=due.quantize(GRAM, ROUND_HALF_EVEN),
        price=price.value,
        gross=gross,
        paid_at_home=Decimal(0),
        cost=gross,
        quality=max(Quality.ESTIMATE, _worst(figures), key=lambda quality: quality.rank),
        notes=(f"{sector.note_zh} / {sector.note_en}", *_notes(figures)),
    )


def _intensity(found: Technology, placed: Placed, at: int, scope: str) -> float:
    """Return direct carbon per unit of output, with that of the power bought where the scope asks for it."""
    output = found.table.output
    direct = np.divide(placed.production[0], output, out=np.zeros_like(output), where=output != 0)
    if scope == "direct":
        return float(direct[at])
    power = found.table.ids.index("electricity_heat")
    return float(direct[at] + direct[power] * found.here.coefficients[power, at])
