"""The units of registers in words (rules/codes/register_units.csv); an unknown one stays as it is."""

from __future__ import annotations

import csv
from functools import lru_cache

from lvxun.registers.codes import RULES
from lvxun.registers.model import Label

FILE = RULES / "codes" / "register_units.csv"
UNSEEN = frozenset({"", "-", "year"})  # a year's number says by itself what it is


@lru_cache(maxsize=1)
def unit_labels() -> dict[str, Label]:
    """Return the words for every unit."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["unit"]: Label(row["label_zh"], row["label_en"]) for row in csv.DictReader(lines)}


def unit_label(unit: str) -> Label:
    """Return the words for one unit, none where a number needs none."""
    if unit in UNSEEN:
        return Label("", "")
    return unit_labels().get(unit, Label(unit, unit))
