"""From a cell to what goes into it, and from an entry to the cells that it moves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lvxun.accounts.book.evaluating import ordered_totals, unknown_cells
from lvxun.accounts.book.model import Book, Derived, Entry, Line, Total


def children_of(book: Book, ident: str) -> tuple[str, ...]:
    """Return what a line, a total or a derived entry is computed from, directly.

    The weight of a line that has a notation key is left out: it weighs nothing.
    """
    if ident in book.lines:
        line = book.lines[ident]
        return (*line.inputs, *line.divisors)
    if ident in book.totals:
        total = book.totals[ident]
        unknown = _unknown(_Held(book))
        named = [name for part in total.parts for name in (part.of, "" if part.of in unknown else part.times)]
        return tuple(dict.fromkeys(name for name in (*named, total.divisor) if name))
    if ident in book.derived:
        return book.derived[ident].inputs
    return ()


def inputs_of(book: Book, ident: str) -> tuple[Entry, ...]:
    """Return every entry that a cell draws on, in the order in which the cell names them."""
    return tuple(book.entries[name] for name in _below(book, ident) if name in book.entries)


def lines_of(book: Book, ident: str) -> tuple[Line, ...]:
    """Return the lines that a total adds up, notation keys included."""
    return tuple(book.lines[name] for name in _below(book, ident) if name in book.lines)


def derived_of(book: Book, ident: str) -> tuple[Derived, ...]:
    """Return the derived entries below a cell."""
    return tuple(book.derived[name] for name in _below(book, ident) if name in book.derived)


def parents_of(book: Book, ident: str) -> tuple[str, ...]:
    """Return the lines, totals and derived entries that name an entry or a cell directly."""
    return tuple(_parents(book).get(ident, ()))


def cells_of(book: Book, ident: str) -> tuple[str, ...]:
    """Return every line and total that an entry (or a line) moves, lines first."""
    found: dict[str, None] = {}
    waiting = [ident]
    while waiting:
        for parent in parents_of(book, waiting.pop()):
            if parent not in found:
                found[parent] = None
                waiting.append(parent)
    cells = [name for name in found if name not in book.derived]
    return tuple(sorted(cells, key=lambda name: name in book.totals))


def top_totals(book: Book, account: str) -> tuple[Total, ...]:
    """Return the totals of an account that no other total adds up."""
    named = {part.of for total in book.totals.values() for part in total.parts}
    return tuple(t for t in book.totals.values() if t.account == account and t.id not in named)


def _below(book: Book, ident: str) -> Iterator[str]:
    found: dict[str, None] = {ident: None}
    waiting = [ident]
    while waiting:
        name = waiting.pop()
        yield name
        for child in reversed(children_of(book, name)):
            if child not in found:
                found[child] = None
                waiting.append(child)


@lru_cache(maxsize=8)
def _unknown(holder: _Held) -> frozenset[str]:
    return unknown_cells(holder.book, tuple(ordered_totals(holder.book.totals)))


@lru_cache(maxsize=8)
def _parents_by_identity(holder: _Held) -> dict[str, list[str]]:
    parents: dict[str, list[str]] = {}
    book = holder.book
    for ident in (*book.derived, *book.lines, *book.totals):
        for child in children_of(book, ident):
            parents.setdefault(child, []).append(ident)
    return parents


class _Held:
    """A book as a key of the cache: by identity, for its mappings cannot be hashed."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def __hash__(self) -> int:
        return id(self.book)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.book is self.book


def _parents(book: Book) -> dict[str, list[str]]:
    return _parents_by_identity(_Held(book))
