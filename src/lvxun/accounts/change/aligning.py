"""One name for the same factor of two sets, so that a change of set is a change of coefficient."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from lvxun.accounts.book.model import Book, Line, Part, Total

PREFIX = "factor/"


def aligned(first: Book, second: Book) -> tuple[Book, Book]:
    """Return both books with factors named without their set where that leaves the names distinct.

    ``factor/guideline/oxidation/raw_coal`` and ``factor/ceads/oxidation/raw_coal`` are then one entry with
    two values, as are the potentials of two assessment reports for one gas.
    """
    short = [_short_names(book) for book in (first, second)]
    usable = {
        name
        for name in set(short[0].values()) | set(short[1].values())
        if all(count[name] <= 1 for count in (Counter(one.values()) for one in short))
    }
    renamed = [{old: new for old, new in one.items() if new in usable} for one in short]
    return _renamed(first, renamed[0]), _renamed(second, renamed[1])


def _short_names(book: Book) -> dict[str, str]:
    names: dict[str, str] = {}
    for ident in book.entries:
        if ident.startswith(PREFIX):
            _, _, parameter, *item = ident.split("/")
            names[ident] = f"{PREFIX}{parameter}/{item[-1]}"
    return names


def _renamed(book: Book, names: dict[str, str]) -> Book:
    def new(ident: str) -> str:
        return names.get(ident, ident)

    return replace(
        book,
        entries={new(ident): replace(entry, id=new(ident)) for ident, entry in book.entries.items()},
        derived={i: replace(one, inputs=_each(new, one.inputs)) for i, one in book.derived.items()},
        lines={ident: _line(new, line) for ident, line in book.lines.items()},
        totals={ident: _total(new, total) for ident, total in book.totals.items()},
        joints=tuple(replace(joint, ids=_each(new, joint.ids)) for joint in book.joints),
    )


def _each(new: Callable[[str], str], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(new, names))


def _line(new: Callable[[str], str], line: Line) -> Line:
    return replace(line, inputs=_each(new, line.inputs), divisors=_each(new, line.divisors))


def _total(new: Callable[[str], str], total: Total) -> Total:
    parts = tuple(Part(part.of, part.weight, new(part.times) if part.times else "") for part in total.parts)
    return replace(total, parts=parts, divisor=new(total.divisor) if total.divisor else "")
