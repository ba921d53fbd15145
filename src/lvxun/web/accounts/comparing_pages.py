"""Two books side by side: what moved each total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from lvxun.accounts.assembling import FACTOR_SETS, GWP
from lvxun.accounts.change.comparing import Comparison, EntryChange, Kind, Move, compare
from lvxun.region.model import Region
from lvxun.web.accounts.held import DEFAULT_GWP, DEFAULT_SET, Choice, Edition, held, years
from lvxun.web.accounts.working import Progress, shelf
from lvxun.web.whole_numbers import whole_number

KINDS = {
    Kind.DATA: _("Data"),
    Kind.COEFFICIENT: _("Coefficient"),
    Kind.FORMULA: _("Formula"),
    Kind.DEFINITION: _("Definition"),
}
ENTRIES_SHOWN, ROUNDING = 60, 1e-9
PARTS = 3


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move with its parts in the order of ``KINDS``."""

    move: Move
    parts: list[float]


def understood(region: Region, written: str, default: int) -> Choice:
    """Read which book is meant: YEAR, YEAR:FACTORS or YEAR:FACTORS:GWP, as on the command line.

    Raises
    ------
    Http404
        for anything else, and for a year without a book.
    """
    if not written:
        return Choice(default)
    year, *more = written.split(":")
    factor_set = more[0] if more and more[0] else DEFAULT_SET
    gwp = more[1] if len(more) > 1 and more[1] else DEFAULT_GWP
    number = whole_number(year, 4)
    is_known = number in years(region) and factor_set in FACTOR_SETS and gwp in GWP
    if number is None or len(more) >= PARTS or not is_known:
        raise Http404
    return Choice(number, gwp, factor_set)


def compared(region: Region, first: Choice, second: Choice) -> Comparison | Progress:
    """Return the comparison of two books, or how far it is."""

    def job(_progress: Progress) -> Comparison:
        return compare(held(region, first).book, held(region, second).book)

    answer: Comparison | Progress = shelf.ask(("compare", Edition(region), first, second), job)
    return answer


def moves(comparison: Comparison) -> Mapping[str, list[MoveRow]]:
    """Return the moves under their accounts, with those that did not move left out."""
    found: dict[str, list[MoveRow]] = {}
    for move in comparison.moves:
        if abs(move.change) > ROUNDING:
            row = MoveRow(move, [move.parts[kind] for kind in KINDS])
            found.setdefault(move.id.partition("/")[0], []).append(row)
    return found


def largest_changes(comparison: Comparison) -> list[EntryChange]:
    """Return the entries that changed, coefficients first: they are the few that explain much."""
    order = {kind: place for place, kind in enumerate((Kind.COEFFICIENT, Kind.DATA))}
    return sorted(comparison.entries, key=lambda one: order.get(one.kind, len(order)))[:ENTRIES_SHOWN]
