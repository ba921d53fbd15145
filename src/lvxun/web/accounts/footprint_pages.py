"""The footprint of a year: carbon in the input-output table, and what the border adjustment may cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lvxun.accounts.errors import AccountsError
from lvxun.accounts.footprints.assembling import footprint, table_for
from lvxun.accounts.footprints.cbam import ExposureRow, table_ceiling
from lvxun.accounts.footprints.cbam_rules import CbamRules, cbam_rules
from lvxun.accounts.footprints.errors import NoInventoryError
from lvxun.accounts.footprints.inventory import carbon_of
from lvxun.accounts.footprints.placing import place
from lvxun.accounts.footprints.result import FootprintResult
from lvxun.accounts.footprints.technology import technology
from lvxun.web.accounts.held import Held
from lvxun.web.accounts.plots import Step
from lvxun.web.accounts.working import Progress, shelf

INVENTORY = "carbon/net_total"  # sinks with it: the footprint names what it leaves out


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


def footprints(one: Held) -> Footprints | NoFootprint | Progress:
    """Return the footprints of a book, why there are none, or how far they are."""
    answer: Footprints | NoFootprint | Progress = shelf.ask(
        ("footprint", one), lambda _progress: footprint_of(one)
    )
    return answer


def footprint_of(one: Held) -> Footprints | NoFootprint:
    """Return the footprints of a book, or why there are none."""
    try:
        if INVENTORY not in one.book.totals:
            raise NoInventoryError(one.choice.year)
        carbon = carbon_of(one.book, one.values, INVENTORY)
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
