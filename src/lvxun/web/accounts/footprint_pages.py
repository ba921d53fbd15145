"""The footprint of a year: carbon in the input-output table, and what the border adjustment may cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lvxun.accounts.book.model import Part
from lvxun.accounts.errors import AccountsError
from lvxun.accounts.footprints.assembling import footprint, table_for
from lvxun.accounts.footprints.cbam import ExposureRow, table_ceiling
from lvxun.accounts.footprints.cbam_rules import CbamRules, cbam_rules
from lvxun.accounts.footprints.placing import place
from lvxun.accounts.footprints.result import FootprintResult
from lvxun.accounts.footprints.technology import technology
from lvxun.web.accounts.held import Held
from lvxun.web.accounts.plots import Step
from lvxun.web.accounts.working import Progress, shelf

SECTOR_TOTAL = "carbon/sector/"
SOURCE_PLACE = 3  # carbon/<sector>/<gas>/<source>


@dataclass(frozen=True)
class CbamCell:
    """What exports of a good cost in a year, EUR."""

    year: int
    cost: Decimal


@dataclass(frozen=True)
class CbamRow:
    """A sector's exports by year; ``rest`` says what holds for all years."""

    row: ExposureRow
    cells: list[CbamCell]


@dataclass(frozen=True)
class Footprints:
    """What the page shows."""

    result: FootprintResult
    cbam: list[CbamRow]
    rules: CbamRules


@dataclass(frozen=True)
class NoFootprint:
    """Why there is no footprint."""

    error: AccountsError


def carbon_by_source(one: Held) -> dict[str, float]:
    """Return 10^4 t CO2e by ``<sector>/<source>`` of every line that the totals of sectors weigh."""
    amounts: dict[str, float] = defaultdict(float)
    for ident, total in one.book.totals.items():
        if ident.startswith(SECTOR_TOTAL) and "/" not in ident.removeprefix(SECTOR_TOTAL):  # not by gas
            for part in total.parts:
                _add(one, part, 1.0, amounts)
    return dict(amounts)


def _add(one: Held, part: Part, weight: float, amounts: dict[str, float]) -> None:
    times = (one.values.of(part.times) or 0.0) if part.times else 1.0
    line = one.book.lines.get(part.of)
    if line is None:
        for inner in one.book.totals[part.of].parts:
            _add(one, inner, weight * part.weight * times, amounts)
        return
    if line.notation is None:
        pieces = line.id.split("/")
        key = f"{line.sector}/{pieces[SOURCE_PLACE]}" if len(pieces) > SOURCE_PLACE else line.sector
        amounts[key] += weight * part.weight * times * (one.values.of(line.id) or 0.0)


def footprints(one: Held) -> Footprints | NoFootprint | Progress:
    """Return the footprints of a book, why there are none, or how far they are."""
    answer: Footprints | NoFootprint | Progress = shelf.ask(("footprint", one), lambda _progress: _made(one))
    return answer


def _made(one: Held) -> Footprints | NoFootprint:
    carbon = carbon_by_source(one)
    try:
        result = footprint(one.basis, carbon)
        table = table_for(one.basis).table
        rules = cbam_rules()
        ceiling = table_ceiling(technology(table), place(table, carbon), rules)
    except AccountsError as error:
        return NoFootprint(error)
    return Footprints(result, _by_good(ceiling), rules)


def _by_good(rows: tuple[ExposureRow, ...]) -> list[CbamRow]:
    goods: Mapping[str, list[ExposureRow]] = defaultdict(list)
    for row in rows:
        goods[row.good].append(row)
    return [CbamRow(found[0], [CbamCell(row.year, row.cost) for row in found]) for found in goods.values()]


def steps(result: FootprintResult, words: Mapping[str, str], english: bool) -> list[Step]:
    """Return the way from production to consumption: what is sent goes off, what is received comes on."""
    trade = [
        Step(
            row.label_en if english else row.label_zh,
            -row.embodied.value if row.leaves else row.embodied.value,
        )
        for row in result.trade
    ]
    error = [Step(words["error"], -result.error.value)] if result.error.value else []
    return [
        Step(words["production"], result.production.value, is_level=True),
        *trade,
        *error,
        Step(words["consumption"], result.consumption.value, is_level=True),
    ]
