"""What the ids of sectors, flows and fuels are called, from the rules' own tables."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Named:
    """An id with its names, and the group it stands under on a page."""

    id: str
    label_zh: str
    label_en: str
    group: str = ""


@cache
def rows_of(account: str) -> dict[str, Named]:
    """Return what the rows of an account's table may be, in the order in which they are shown."""
    if account == "energy":
        return _table("balances/flows.csv", "part")
    return _table("accounts/sectors.csv", "group")


@cache
def fuels() -> dict[str, Named]:
    """Return the fuels in the order of the statistical form."""
    return _table("balances/fuels.csv", "group")


def _table(name: str, group: str) -> dict[str, Named]:
    text = files("lvxun").joinpath(f"rules/{name}").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["id"]: Named(row["id"], row["label_zh"], row["label_en"], row[group]) for row in rows}
