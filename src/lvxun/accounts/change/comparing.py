"""Two books side by side: how much of each total's move is data, coefficient, formula or definition.

Each of the four may come from the first book or from the second: sixteen mixed books. What a kind of
change explains is its Shapley value over them (its effect averaged over the orders in which the four can be
changed), so that the four parts of a move add up to it whatever interacts with what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from math import factorial

from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.model import Book, Entry, Line, Role, Total
from lvxun.accounts.change.aligning import aligned
from lvxun.accounts.change.errors import NothingInCommonError


class Kind(StrEnum):
    """What can differ between two books."""

    DATA = "data"  # activity data
    COEFFICIENT = "coefficient"  # factors
    FORMULA = "formula"  # how a line is computed
    DEFINITION = "definition"  # which lines there are, and what a total adds up


KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Move:
    """A total before and after, and what moved it; ``parts`` add up to ``after - before``."""

    id: str
    label_zh: str
    label_en: str
    unit: str
    before: float
    after: float
    parts: Mapping[Kind, float]

    @property
    def change(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that is not the same in both books; ``None`` where a book has it not."""

    id: str
    kind: Kind
    label_zh: str
    label_en: str
    unit: str
    before: float | None
    after: float | None
    source_before: str
    source_after: str


@dataclass(frozen=True)
class Comparison:
    """Two books compared.

    ``appeared`` and ``vanished`` are totals that only one of them knows: they have no move to be split.
    """

    moves: tuple[Move, ...]
    entries: tuple[EntryChange, ...]
    lines_changed: tuple[str, ...]
    lines_added: tuple[str, ...]
    lines_removed: tuple[str, ...]
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]


def compare(first: Book, second: Book, totals: Sequence[str] | None = None) -> Comparison:
    """Compare two books of one area: two years, two releases of the data, or two sets of factors.

    Parameters
    ----------
    totals
        ids to be split; all that both books know, unless given.

    Raises
    ------
    NothingInCommonError
        where they share no total.
    """
    a, b = aligned(first, second)
    known = [evaluate(book).unknown for book in (a, b)]
    both = [ident for ident in a.totals if ident in b.totals and not any(ident in one for one in known)]
    wanted = [ident for ident in both if totals is None or ident in totals]
    if not wanted:
        raise NothingInCommonError(
            "The two books have no total in common", "Compare years for which both have figures."
        )
    values = {
        chosen: evaluate(_mixed(a, b, frozenset(chosen)))
        for size in range(len(KINDS) + 1)
        for chosen in map(frozenset, combinations(KINDS, size))
    }
    moves = tuple(
        _move(b.totals[ident], {chosen: float(value.array(ident)[0]) for chosen, value in values.items()})
        for ident in wanted
    )
    same = a.lines.keys() & b.lines.keys()
    return Comparison(
        moves=moves,
        entries=tuple(_entry_changes(a, b)),
        lines_changed=tuple(i for i in a.lines if i in same and _formula(a.lines[i]) != _formula(b.lines[i])),
        lines_added=tuple(ident for ident in b.lines if ident not in same),
        lines_removed=tuple(ident for ident in a.lines if ident not in same),
        appeared=tuple(i for i in b.totals if i not in both and i not in known[1]),
        vanished=tuple(i for i in a.totals if i not in both and i not in known[0]),
    )


def _move(total: Total, values: Mapping[frozenset[Kind], float]) -> Move:
    before, after = values[frozenset()], values[frozenset(KINDS)]
    parts = {kind: _shapley(kind, values) for kind in KINDS}
    largest = max(parts, key=lambda kind: abs(parts[kind]))
    parts[largest] += (after - before) - sum(parts.values())  # what rounding left
    return Move(total.id, total.label_zh, total.label_en, total.unit, before, after, parts)


def _shapley(kind: Kind, values: Mapping[frozenset[Kind], float]) -> float:
    others = [one for one in KINDS if one is not kind]
    share = 0.0
    for size in range(len(others) + 1):
        weight = factorial(size) * factorial(len(others) - size) / factorial(len(KINDS))
        for chosen in map(frozenset, combinations(others, size)):
            share += weight * (values[chosen | {kind}] - values[chosen])
    return share


def _mixed(a: Book, b: Book, taken: frozenset[Kind]) -> Book:
    """Return a book with what is in ``taken`` from the second, the rest from the first."""
    frame, formulas = (b if Kind.DEFINITION in taken else a), (b if Kind.FORMULA in taken else a)
    lines = {ident: formulas.lines.get(ident, line) for ident, line in frame.lines.items()}
    by_role = {
        Role.ACTIVITY: b if Kind.DATA in taken else a,
        Role.FACTOR: b if Kind.COEFFICIENT in taken else a,
    }
    entries = {
        ident: by_role[entry.role].entries.get(ident, entry)
        for ident, entry in {**a.entries, **b.entries}.items()
    }
    derived = {**a.derived, **b.derived, **formulas.derived}
    return replace(frame, lines=lines, entries=entries, derived=derived)


def _formula(line: Line) -> tuple[object, ...]:
    return (tuple(sorted(line.inputs)), tuple(sorted(line.divisors)), line.constant, line.notation)


def _entry_changes(a: Book, b: Book) -> list[EntryChange]:
    changes = []
    for ident in dict.fromkeys([*a.entries, *b.entries]):
        one, other = a.entries.get(ident), b.entries.get(ident)
        if one is None or other is None or one.value != other.value:
            changes.append(_entry_change(ident, one, other))
    return changes


def _entry_change(ident: str, one: Entry | None, other: Entry | None) -> EntryChange:
    shown = other or one
    assert shown is not None
    return EntryChange(
        ident,
        Kind.DATA if shown.role is Role.ACTIVITY else Kind.COEFFICIENT,
        shown.label_zh,
        shown.label_en,
        shown.unit,
        one.value if one else None,
        other.value if other else None,
        one.source if one else "",
        other.source if other else "",
    )
