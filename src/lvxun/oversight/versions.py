"""What becomes of a measure when a plan gets a new version: kept, merged, split, superseded or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lvxun.errors import Where
from lvxun.oversight.errors import OversightError


class Fate(StrEnum):
    """What a measure became."""

    KEPT = "kept"  # one measure into one, renumbered or reworded at most
    MERGED = "merged"  # several into one
    SPLIT = "split"  # one into several
    SUPERSEDED = "superseded"  # another measure takes its place
    DROPPED = "dropped"  # none does


@dataclass(frozen=True, slots=True)
class Succession:
    """An old measure and the new ones that it lives on in."""

    old: str
    new: tuple[str, ...]
    fate: Fate


def check(old: Sequence[str], new: Sequence[str], successions: Iterable[Succession]) -> list[OversightError]:
    """Return what is wrong with a table of successions: every old measure has one fate, and it fits."""
    rows = list(successions)
    faults = [
        _fault(key, "What became of this measure is not said.")
        for key in old
        if not any(row.old == key for row in rows)
    ]
    seen: set[str] = set()
    for row in rows:
        if row.old in seen:
            faults.append(_fault(row.old, "This measure has two fates."))
        seen.add(row.old)
        faults += _check_row(row, old, new, rows)
    return faults


def _check_row(
    row: Succession, old: Sequence[str], new: Sequence[str], rows: Sequence[Succession]
) -> list[OversightError]:
    faults = []
    if row.old not in old:
        faults.append(_fault(row.old, "The old plan has no such measure."))
    faults += [_fault(row.old, f"The new plan has no measure '{key}'.") for key in row.new if key not in new]
    heirs = sum(bool(set(one.new) & set(row.new)) for one in rows)
    fits = {
        Fate.KEPT: len(row.new) == 1,
        Fate.MERGED: len(row.new) == 1 and heirs > 1,
        Fate.SPLIT: len(row.new) > 1,
        Fate.SUPERSEDED: len(row.new) == 1,
        Fate.DROPPED: not row.new,
    }
    if not fits[row.fate]:
        faults.append(_fault(row.old, f"'{row.fate}' does not go with {len(row.new)} new measures."))
    return faults


def _fault(measure: str, what: str) -> OversightError:
    return OversightError(what, Where(field=measure), "Correct the table of successions.")


def heirs(measure: str, successions: Iterable[Succession]) -> tuple[str, ...]:
    """Return the measures in which one lives on, over any number of versions; itself where nothing is said.

    Examples
    --------
    >>> heirs("a1", [Succession("a1", ("b1",), Fate.KEPT), Succession("b1", ("c2", "c3"), Fate.SPLIT)])
    ('c2', 'c3')
    """
    table = {row.old: row.new for row in successions}
    open_keys, found, seen = [measure], [], set()
    while open_keys:
        key = open_keys.pop(0)
        if key in seen:
            continue
        seen.add(key)
        if key in table:
            open_keys += table[key]
        else:
            found.append(key)
    return tuple(found)
