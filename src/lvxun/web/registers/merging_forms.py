"""A form that somebody else overtook: what they changed, what I changed, what both did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lvxun.web.registers.inputs import Group, Input, Meanwhile


@dataclass(frozen=True, slots=True)
class Merged:
    """``values`` to go on with; ``conflicts``: fields that both changed; ``theirs``: that they alone did."""

    values: dict[str, object]
    conflicts: dict[str, Meanwhile]
    theirs: dict[str, Meanwhile]


def merged(base: Mapping[str, object], now: Mapping[str, object], mine: Mapping[str, object]) -> Merged:
    """Merge what was typed with what others made of the record since the form was opened.

    Parameters
    ----------
    base
        the values when the form was opened.
    now
        the values as they are.
    mine
        what was typed, in the kept form where it could be read.
    """
    values = {**now}
    conflicts: dict[str, Meanwhile] = {}
    theirs: dict[str, Meanwhile] = {}
    for key in {**base, **now}:
        if base.get(key) != now.get(key) and key in mine:
            theirs[key] = Meanwhile(base.get(key), now.get(key))
    for key, value in mine.items():
        is_mine = value != base.get(key)
        if is_mine:
            values[key] = value
        if key in theirs and is_mine and value != now.get(key):
            conflicts[key] = theirs.pop(key)
    return Merged(values, conflicts, theirs)


def marked(groups: Sequence[Group], conflicts: Mapping[str, Meanwhile]) -> list[Group]:
    """Return the form with each field that both changed marked."""
    return [Group(one.label, tuple(_marked(made, conflicts) for made in one.inputs)) for one in groups]


def _marked(made: Input, conflicts: Mapping[str, Meanwhile]) -> Input:
    return replace(made, meanwhile=conflicts.get(made.field.id))
