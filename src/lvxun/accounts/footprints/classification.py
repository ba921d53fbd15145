"""The sectors of the tables, where the inventory stands among them, and words (``rules/accounts``)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from lvxun.accounts.emissions.stating import table
from lvxun.accounts.footprints.model import Placing, Sector, Words
from lvxun.region.catalogue import rules_document


@cache
def sectors() -> tuple[Sector, ...]:
    """Return the sectors in the order of the statistical form."""
    return tuple(
        Sector(int(row["number"]), row["id"], row["group"], row["broad"], row["label_zh"], row["label_en"])
        for row in table("io_sectors.csv")
    )


@cache
def placings() -> dict[tuple[str, str], Placing]:
    """Return where carbon goes, by sector of the inventory and fuel ("" for any)."""
    return {
        (row["inventory"], row["fuel"]): Placing(
            row["inventory"],
            row["fuel"],
            row["kind"],
            tuple(filter(None, row["targets"].split("|"))),
            tuple(filter(None, row["proxy"].split("|"))),
            row["note_zh"],
            row["note_en"],
        )
        for row in table("io_mapping.csv")
    }


@cache
def fuel_groups() -> dict[str, str]:
    """Return the group of each fuel (``rules/balances/fuels.csv``)."""
    text = files("lvxun").joinpath("rules/balances/fuels.csv").read_text(encoding="utf-8")
    return {row["id"]: row["group"] for row in csv.DictReader(text.splitlines())}


@cache
def words() -> dict[str, dict[str, Words]]:
    """Return labels and told weaknesses: part (``categories``, ``weaknesses`` …), id, both languages."""
    return {
        part: {ident: Words(one["label_zh"], one["label_en"]) for ident, one in table.items()}
        for part, table in rules_document("accounts/footprints.toml").items()
    }


def told(part: str, ident: str, **figures: str) -> Words:
    """Return a sentence in both languages with figures put in."""
    one = words()[part][ident]
    return Words(one.zh.format(**figures), one.en.format(**figures))
