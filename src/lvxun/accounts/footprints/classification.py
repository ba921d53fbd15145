"""The 42 sectors of the tables, and where the inventory's sectors stand among them (data of ``rules/accounts``)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from lvxun.accounts.footprints.model import Placing, Sector


def _rows(name: str) -> list[dict[str, str]]:
    text = files("lvxun").joinpath("rules", "accounts", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def sectors() -> tuple[Sector, ...]:
    """Return the sectors in the order of the statistical form."""
    return tuple(
        Sector(
            int(row["number"]), row["id"], row["group"], row["broad"], row["label_zh"], row["label_en"]
        )
        for row in _rows("io_sectors.csv")
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
        for row in _rows("io_mapping.csv")
    }


@cache
def fuel_groups() -> dict[str, str]:
    """Return the group of each fuel (``rules/balances/fuels.csv``)."""
    text = files("lvxun").joinpath("rules/balances/fuels.csv").read_text(encoding="utf-8")
    return {row["id"]: row["group"] for row in csv.DictReader(text.splitlines())}
