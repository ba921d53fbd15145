"""An account while it is written: entries, lines and totals are put in one after the other, then sealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lvxun.accounts.book.model import (
    Account,
    Check,
    Derived,
    Entry,
    Gap,
    Joint,
    Line,
    Notation,
    Part,
    Total,
)
from lvxun.accounts.errors import DoubleCellError, UnknownCellError


class Draft:
    """Collects what an account consists of; :meth:`sealed` returns it, checked.

    Raises
    ------
    DoubleCellError
        at once, where an id comes twice with another content.
    """

    def __init__(self, name: str, area: str) -> None:
        self.name = name
        self.area = area
        self._entries: dict[str, Entry] = {}
        self._derived: dict[str, Derived] = {}
        self._lines: dict[str, Line] = {}
        self._totals: dict[str, Total] = {}
        self._checks: list[Check] = []
        self._gaps: list[Gap] = []
        self._joints: list[Joint] = []

    def enter(self, *entries: Entry | Derived) -> tuple[str, ...]:
        """Put entries in (the same one twice is one) and return their ids, to be named by lines."""
        for entry in entries:
            into: dict[str, Entry] | dict[str, Derived] = (
                self._entries if isinstance(entry, Entry) else self._derived
            )
            if into.setdefault(entry.id, entry) != entry:  # type: ignore[arg-type]
                raise DoubleCellError(self.name, entry.id)
        return tuple(entry.id for entry in entries)

    def write(self, line: Line) -> str:
        """Put a line in and return its id."""
        if line.id in self._lines:
            raise DoubleCellError(self.name, line.id)
        self._lines[line.id] = line
        return line.id

    def key(self, line: Line, notation: Notation, zh: str, en: str) -> str:
        """Put a line in that has a notation key instead of a value, with the reason."""
        return self.write(
            replace(line, inputs=(), divisors=(), notation=notation, reason_zh=zh, reason_en=en)
        )

    def add_up(self, total: Total) -> str:
        """Put a total in and return its id."""
        if total.id in self._totals or total.id in self._lines:
            raise DoubleCellError(self.name, total.id)
        self._totals[total.id] = total
        return total.id

    def sum_of(self, ident: str, zh: str, en: str, unit: str, parts: Iterable[str | Part]) -> str:
        """Put in a total that is a plain or weighted sum of lines and totals; return its id."""
        terms = tuple(part if isinstance(part, Part) else Part(part) for part in parts)
        return self.add_up(Total(ident, self.name, zh, en, unit, terms))

    def check(self, *checks: Check) -> None:
        self._checks += checks

    def miss(self, *gaps: Gap) -> None:
        """Say what is missing."""
        self._gaps += [gap for gap in gaps if gap not in self._gaps]

    def join(self, *joints: Joint) -> None:
        """Say which entries are not independent."""
        self._joints += joints

    def sealed(self) -> Account:
        """Return the account.

        Raises
        ------
        UnknownCellError
            where a line or a total names what is not there.
        """
        inputs = self._entries.keys() | self._derived.keys()
        for line in self._lines.values():
            self._refuse_unknown(line.id, {*line.inputs, *line.divisors} - inputs)
        for one in self._derived.values():
            self._refuse_unknown(one.id, set(one.inputs) - inputs)
        cells = self._lines.keys() | self._totals.keys()
        for total in self._totals.values():
            self._refuse_unknown(total.id, {part.of for part in total.parts} - cells)
            self._refuse_unknown(total.id, {part.times for part in total.parts if part.times} - inputs)
            self._refuse_unknown(total.id, {total.divisor} - cells - inputs - {""})
        return Account(
            self.name,
            self._entries,
            self._derived,
            self._lines,
            self._totals,
            tuple(self._checks),
            tuple(self._gaps),
            tuple(self._joints),
        )

    def _refuse_unknown(self, asked_by: str, unknown: set[str]) -> None:
        if unknown:
            raise UnknownCellError(self.name, asked_by, sorted(unknown))
