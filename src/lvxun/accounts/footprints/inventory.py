"""The carbon of a book by sector and fuel, as the footprints take it: a total taken apart into its lines."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lvxun.accounts.book.evaluating import Values
from lvxun.accounts.book.model import Array, Book, Line
from lvxun.accounts.errors import UnknownCellError

GROSS = "carbon/gross_total"


def carbon_of(book: Book, values: Values, total: str = GROSS) -> dict[str, Array]:
    """Return what a total in CO2 equivalents is made of, 10^4 t, by ``<sector>/<fuel or source>``.

    Arrays are ``(member,)`` and sum to the total: weights and warming potentials are multiplied in. The fuel
    or source is the last part of a line's id.

    Raises
    ------
    UnknownCellError
        where the book has no such total.
    """
    if total not in book.totals:
        raise UnknownCellError("carbon", total, [total])
    found: dict[str, Array] = {}
    for line, weight in _lines(book, values, total, np.ones(values.members)):
        key = f"{line.sector}/{line.id.rpartition('/')[2]}"
        share = weight * values.array(line.id)
        found[key] = found[key] + share if key in found else share
    return found


def _lines(book: Book, values: Values, ident: str, weight: Array) -> Iterator[tuple[Line, Array]]:
    if ident in book.lines:
        if ident not in values.unknown:
            yield book.lines[ident], weight
        return
    for part in book.totals[ident].parts:
        times = values.array(part.times) if part.times else 1.0
        yield from _lines(book, values, part.of, weight * part.weight * times)
