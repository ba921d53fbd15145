"""The catalogue of series: what each means in every province, from ``rules/series.csv``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from lvxun.region.model import SeriesDefinition
from lvxun.region.tables import read_csv

COLUMNS = (
    "id", "label_zh", "label_en", "unit", "kind", "lower", "upper", "additive", "publisher", "topic", "note",
)  # fmt: skip
KINDS = ("stock", "flow", "share", "rate", "index", "intensity")


def rules_table(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a table under ``lvxun/rules`` as dicts of text.

    Raises
    ------
    TableError
        if the table does not have these columns.
    """
    table = read_csv(files("lvxun").joinpath(f"rules/{name}").read_bytes(), f"rules/{name}", columns)
    if table.errors:
        raise table.errors[0]
    return [{name: str(row[name]) for name in columns} for row in table.cells.to_dict("records")]


def rules_document(name: str) -> dict[str, Any]:
    """Return a TOML document of ``rules``, read anew: keep what is made of it."""
    return tomllib.loads(files("lvxun").joinpath("rules", name).read_text(encoding="utf-8"))


@cache
def catalogue() -> Mapping[str, SeriesDefinition]:
    """Return every series definition by its id, in the order of ``rules/series.csv``."""
    return MappingProxyType({row["id"]: _definition(row) for row in rules_table("series.csv", COLUMNS)})


def _definition(row: Mapping[str, str]) -> SeriesDefinition:
    return SeriesDefinition(
        id=row["id"],
        label_zh=row["label_zh"],
        label_en=row["label_en"],
        unit=row["unit"],
        kind=row["kind"],
        lower=float(row["lower"]) if row["lower"] else None,
        upper=float(row["upper"]) if row["upper"] else None,
        additive=row["additive"] == "yes",
        publisher=row["publisher"],
        topic=row["topic"],
        note=row["note"],
    )
