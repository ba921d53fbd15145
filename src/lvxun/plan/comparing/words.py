"""Word lists and unit factors that comparing goes by, read from ``lvxun/rules`` once."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def _rows(name: str) -> list[dict[str, str]]:
    text = files("lvxun").joinpath("rules", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def words(role: str) -> tuple[str, ...]:
    """Return the words of one role of ``plan_diff_words.csv``."""
    return tuple(row["word"] for row in _rows("plan_diff_words.csv") if row["role"] == role)


@cache
def short_forms() -> tuple[tuple[str, str], ...]:
    """Return (long, short) forms of indicator words, the longest first."""
    pairs = [
        (row["word"], row["role"].removeprefix("short:") if row["role"].startswith("short:") else "")
        for row in _rows("plan_diff_words.csv")
        if row["role"].startswith("short:") or row["role"] == "neutral"
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def unit_factors() -> dict[str, tuple[str, float]]:
    """Return base unit and factor of each unit; things that are counted are all of the base ``个``."""
    counted = {row["unit"]: ("个", 1.0) for row in _rows("plan_units.csv") if row["counts"] == "yes"}
    given = {row["unit"]: (row["base"], float(row["factor"])) for row in _rows("plan_unit_factors.csv")}
    return counted | given
