"""The word lists that structure, bodies and names are read by, from ``lvxun/rules``, read once."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Place:
    """A place name; ``short`` is the name without its kind, ``sure`` whether that is no common word."""

    name: str
    short: str
    sure: bool


def _text(name: str) -> str:
    return files("lvxun").joinpath("rules", name).read_text(encoding="utf-8")


@cache
def words(section: str, key: str) -> tuple[str, ...]:
    """Return one list of ``plan_words.toml``."""
    return tuple(tomllib.loads(_text("plan_words.toml"))[section][key])


@cache
def pattern(section: str, key: str) -> re.Pattern[str]:
    """Return one list of ``plan_words.toml`` as the pattern that matches any of it."""
    return re.compile("|".join(words(section, key)), re.IGNORECASE)


@cache
def lookalikes() -> dict[str, str]:
    """Return characters of PDF fonts that Unicode does not fold, with the usual character."""
    return {pair[0]: pair[1] for pair in words("lookalikes", "pairs")}


@cache
def places() -> tuple[Place, ...]:
    """Return provinces, prefectures, counties, zones and countries of ``plan_places.csv``."""
    rows = csv.DictReader(_text("plan_places.csv").splitlines())
    return tuple(Place(row["name"], row["short"], row["sure"] == "1") for row in rows)
