"""A book computed: every line and total, for one member or a thousand at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lvxun.accounts.book.model import Array, Book, Derived, Part, Total
from lvxun.accounts.errors import UnknownCellError

Positions = NDArray[np.intp]


@dataclass(frozen=True)
class Values:
    """What a book amounts to.

    Attributes
    ----------
    members
        length of every array.
    unknown
        lines with a notation key, and totals that nothing but such lines goes into: their arrays are zero,
        and :meth:`of` says ``None``.
    """

    members: int
    entries: Mapping[str, Array]
    cells: Mapping[str, Array]
    unknown: frozenset[str]

    def array(self, ident: str) -> Array:
        """Return the array ``(member,)`` of an entry, a line or a total."""
        found = self.cells.get(ident)
        found = self.entries.get(ident) if found is None else found
        if found is None:
            raise UnknownCellError("book", ident, [ident])
        return found

    def of(self, ident: str) -> float | None:
        """Return the value of a cell in the first member, ``None`` where there is a notation key."""
        if ident in self.unknown or (ident not in self.cells and ident not in self.entries):
            return None
        return float(self.array(ident)[0])


@dataclass(frozen=True)
class _Products:
    """Lines as index arrays ``(line, place)`` into the columns of entries; the last column is one."""

    inputs: Positions
    divisors: Positions
    constants: Array


@dataclass(frozen=True)
class _Sum:
    """A total as positions into cells and entries, one for each part."""

    target: int
    cells: Positions
    times: Positions
    weights: Array
    divisor_cell: int
    divisor_entry: int
    scale: float


@dataclass(frozen=True)
class Compiled:
    """A book made ready to be computed many times."""

    entry_ids: tuple[str, ...]
    cell_ids: tuple[str, ...]
    derived: tuple[Derived, ...]
    unknown: frozenset[str]
    _products: _Products
    _sums: tuple[_Sum, ...]
    _values: Array
    _known: Array

    def evaluate(self, draws: Mapping[str, Array] | None = None) -> Values:
        """Compute all cells.

        Parameters
        ----------
        draws
            arrays ``(member,)`` of the entries that vary, all of one length; the others keep their value.
        """
        given = draws or {}
        members = max((len(array) for array in given.values()), default=1)
        entries = self._entries(given, members)
        cells = np.empty((members, len(self.cell_ids)))
        self._multiply(entries, cells)
        for one in self._sums:
            _add_up(one, entries, cells)
        return Values(
            members,
            {ident: entries[:, at] for at, ident in enumerate(self.entry_ids)},
            {ident: cells[:, at] for at, ident in enumerate(self.cell_ids)},
            self.unknown,
        )

    def _entries(self, given: Mapping[str, Array], members: int) -> Array:
        entries = np.empty((members, len(self.entry_ids) + 1), order="F")
        entries[:, :-1] = self._values
        entries[:, -1] = 1.0
        place = {ident: at for at, ident in enumerate(self.entry_ids)}
        for ident, array in given.items():
            if ident in place:
                entries[:, place[ident]] = array
        for one in self.derived:
            if one.id not in given:
                arrays = [entries[:, place[ident]] for ident in one.inputs]
                entries[:, place[one.id]] = one.compute(*arrays)
        return entries

    def _multiply(self, entries: Array, cells: Array) -> None:
        lines = len(self._products.constants)
        product = np.broadcast_to(self._products.constants, (len(entries), lines)).copy()
        for column in self._products.inputs.T:
            product *= entries[:, column]
        for column in self._products.divisors.T:
            product /= entries[:, column]
        cells[:, :lines] = np.where(self._known, product, 0.0)


def _add_up(one: _Sum, entries: Array, cells: Array) -> None:
    total = (cells[:, one.cells] * entries[:, one.times]) @ one.weights
    if one.divisor_cell >= 0:
        total = total / cells[:, one.divisor_cell]
    if one.divisor_entry >= 0:
        total = total / entries[:, one.divisor_entry]
    cells[:, one.target] = total * one.scale


def compiled(book: Book) -> Compiled:
    """Make a book ready; worth keeping where it is computed more than once.

    Raises
    ------
    UnknownCellError
        where totals go round in a circle.
    """
    derived = tuple(_in_order(book.derived))
    entry_ids = (*book.entries, *(one.id for one in derived))
    totals = tuple(ordered_totals(book.totals))
    cell_ids = (*book.lines, *(total.id for total in totals))
    entry_at = {ident: at for at, ident in enumerate(entry_ids)}
    cell_at = {ident: at for at, ident in enumerate(cell_ids)}
    lines = list(book.lines.values())
    one = len(entry_ids)
    products = _Products(
        _padded([[entry_at[i] for i in line.inputs] for line in lines], one),
        _padded([[entry_at[i] for i in line.divisors] for line in lines], one),
        np.array([line.constant for line in lines], dtype=np.float64),
    )
    return Compiled(
        entry_ids,
        cell_ids,
        derived,
        unknown_cells(book, totals),
        products,
        tuple(_summed(total, cell_at, entry_at, one) for total in totals),
        np.array([*(e.value for e in book.entries.values()), *(0.0 for _ in derived)], dtype=np.float64),
        np.array([line.notation is None for line in lines], dtype=bool).astype(np.float64),
    )


def evaluate(book: Book, draws: Mapping[str, Array] | None = None) -> Values:
    """Compute a book once; see :meth:`Compiled.evaluate`."""
    return compiled(book).evaluate(draws)


def ordered_totals(totals: Mapping[str, Total]) -> Iterator[Total]:
    """Yield totals so that each comes after those it adds up.

    Raises
    ------
    UnknownCellError
        where they go round in a circle.
    """
    done: set[str] = set()
    waiting: list[str] = []

    def visit(ident: str) -> Iterator[Total]:
        if ident in done or ident not in totals:
            return
        if ident in waiting:
            raise UnknownCellError(totals[ident].account, ident, [*waiting, ident])
        waiting.append(ident)
        total = totals[ident]
        for needed in (*(part.of for part in total.parts), total.divisor):
            yield from visit(needed)
        waiting.pop()
        done.add(ident)
        yield total

    for ident in totals:
        yield from visit(ident)


def _in_order(derived: Mapping[str, Derived]) -> Iterator[Derived]:
    done: set[str] = set()

    def visit(ident: str) -> Iterator[Derived]:
        if ident in done or ident not in derived:
            return
        done.add(ident)
        for needed in derived[ident].inputs:
            yield from visit(needed)
        yield derived[ident]

    for ident in derived:
        yield from visit(ident)


def _padded(rows: Sequence[Sequence[int]], blank: int) -> Positions:
    width = max(map(len, rows), default=0)
    return np.array([[*row, *[blank] * (width - len(row))] for row in rows], dtype=np.intp).reshape(
        len(rows), width
    )


def _summed(total: Total, cell_at: Mapping[str, int], entry_at: Mapping[str, int], one: int) -> _Sum:
    parts: Iterable[Part] = total.parts
    return _Sum(
        cell_at[total.id],
        np.array([cell_at[part.of] for part in parts], dtype=np.intp),
        np.array([entry_at[part.times] if part.times else one for part in parts], dtype=np.intp),
        np.array([part.weight for part in parts], dtype=np.float64),
        cell_at.get(total.divisor, -1),
        entry_at.get(total.divisor, -1),
        total.scale,
    )


def unknown_cells(book: Book, totals: Sequence[Total]) -> frozenset[str]:
    """Return the lines with a notation key and the totals of nothing but such lines; ``totals`` in order."""
    unknown = {line.id for line in book.lines.values() if line.notation is not None}
    for total in totals:
        if all(part.of in unknown for part in total.parts) or total.divisor in unknown:
            unknown.add(total.id)
    return frozenset(unknown)
