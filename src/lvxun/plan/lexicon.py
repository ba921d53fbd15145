"""The words a plan is written with, read from ``lvxun/rules/plan_*.csv``: units, comparators, phrases."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lvxun.plan.model import Comparator


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as plans write it; ``scaled`` units may carry 百, 千, 万, 亿; ``counts`` units count things."""

    name: str
    dimension: str
    scaled: bool
    counts: bool


@cache
def units() -> Mapping[str, Unit]:
    """Return the base units of ``plan_units.csv`` by name."""
    return {
        row["unit"]: Unit(row["unit"], row["dimension"], row["scaled"] == "yes", row["counts"] == "yes")
        for row in _rows("plan_units.csv")
    }


@cache
def comparators(place: str) -> Mapping[str, Comparator]:
    """Return the words that stand ``before`` or ``after`` a value, with what they say about it."""
    rows = _rows("plan_comparators.csv")
    return {row["word"]: Comparator(row["comparator"]) for row in rows if row["place"] == place}


@cache
def phrases(*roles: str) -> tuple[str, ...]:
    """Return the words of ``plan_phrases.csv`` that play one of the roles, longest first."""
    return _longest_first(row["word"] for row in _rows("plan_phrases.csv") if row["role"] in roles)


@cache
def nouns(kind: str) -> tuple[str, ...]:
    """Return the nouns of ``plan_nouns.csv`` of one kind, longest first."""
    return _longest_first(row["noun"] for row in _rows("plan_nouns.csv") if row["kind"] == kind)


@cache
def states(role: str) -> tuple[str, ...]:
    """Return the words of ``plan_states.csv`` (degree, movement, outcome, action), longest first."""
    return _longest_first(row["word"] for row in _rows("plan_states.csv") if row["role"] == role)


@cache
def synonyms() -> tuple[tuple[str, str], ...]:
    """Return pairs (as written, canonical) of ``plan_synonyms.csv``, longest first."""
    pairs = [(row["written"], row["canonical"]) for row in _rows("plan_synonyms.csv")]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression that matches one of the words, the longest where several do."""
    return "|".join(re.escape(word) for word in _longest_first(words))


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def _rows(name: str) -> list[dict[str, str]]:
    text = files("lvxun.rules").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
