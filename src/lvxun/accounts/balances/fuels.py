"""The vocabulary of the form: fuels, flows, and the totals that are checks and no cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from lvxun.accounts.balances.model import Flow, Fuel
from lvxun.region.catalogue import rules_table

COAL_EQUIVALENT = "万吨标准煤"
FUEL_COLUMNS = ("id", "label_zh", "label_en", "unit", "group", "parent", "note", "aliases")
FLOW_COLUMNS = (
    "id", "part", "parent", "sector", "label_zh", "label_en", "note", "aliases", "sign", "required",
)  # fmt: skip
AGGREGATE_COLUMNS = ("id", "label_zh", "label_en", "over", "aliases")
DROPPED = str.maketrans("", "", " \t\n#:：()-+、,，.。*")
# (一) 一、 1. (1) in front of a line, and the marks of a part of it.
NUMBERING = re.compile(
    r"^(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]+\s*[.、])?\s*(?:#|其中[:、]?|of which:?)?\s*"
)


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A line of the form that adds up others (``rules/balances/aggregates.csv``).

    ``over`` is a part (supply, transformation, final), ``final:<flow>|<flow>``, ``consumption`` or
    ``difference``.
    """

    id: str
    label_zh: str
    label_en: str
    over: str


@cache
def fuels() -> Mapping[str, Fuel]:
    """Return every fuel by its id, in the order of the form."""
    rows = rules_table("balances/fuels.csv", FUEL_COLUMNS)
    return MappingProxyType(
        {row["id"]: Fuel(**{name: row[name] for name in FUEL_COLUMNS[:-1]}) for row in rows}
    )


@cache
def flows() -> Mapping[str, Flow]:
    """Return every flow by its id, in the order of the form."""
    rows = rules_table("balances/flows.csv", FLOW_COLUMNS)
    return MappingProxyType(
        {row["id"]: Flow(**{name: row[name] for name in FLOW_COLUMNS[:-3]}) for row in rows}
    )


@cache
def aggregates() -> Mapping[str, Aggregate]:
    """Return the lines of the form that add up others, by id."""
    rows = rules_table("balances/aggregates.csv", AGGREGATE_COLUMNS)
    return MappingProxyType(
        {row["id"]: Aggregate(**{name: row[name] for name in AGGREGATE_COLUMNS[:-1]}) for row in rows}
    )


@cache
def signs() -> Mapping[str, str]:
    """Return the sign that a flow's values must have: ``+``, ``-`` or "" (any)."""
    return MappingProxyType(
        {row["id"]: row["sign"] for row in rules_table("balances/flows.csv", FLOW_COLUMNS)}
    )


@cache
def required_flows() -> tuple[str, ...]:
    """Return the flows that every province's balance has for at least one fuel."""
    rows = rules_table("balances/flows.csv", FLOW_COLUMNS)
    return tuple(row["id"] for row in rows if row["required"] == "yes")


def kinds_of(parent: str) -> tuple[str, ...]:
    """Return the fuels that a total (coal, oil) adds up."""
    return tuple(fuel.id for fuel in fuels().values() if fuel.parent == parent)


def part_sign(flow: str) -> int:
    """Return how a flow enters the balance: +1 supply and transformation, -1 use, 0 a memo."""
    return {"supply": 1, "transformation": 1, "loss": -1, "final": -1, "memo": 0}[flows()[flow].part]


@cache
def fuel_names() -> Mapping[str, str]:
    """Return every spelling of a fuel, plain, with the fuel's id."""
    return _names("balances/fuels.csv", FUEL_COLUMNS)


@cache
def flow_names() -> Mapping[str, str]:
    """Return every spelling of a flow or of a total, plain, with its id."""
    return MappingProxyType(
        {
            **_names("balances/flows.csv", FLOW_COLUMNS),
            **_names("balances/aggregates.csv", AGGREGATE_COLUMNS),
        }
    )


def plain(text: str) -> str:
    """Return a heading without numbering, brackets, marks and case.

    Examples
    --------
    >>> plain("6.本省(区、市)调出量(-)") == plain("本省（区、市）调出量")
    True
    """
    normal = unicodedata.normalize("NFKC", text).strip().lower()
    return NUMBERING.sub("", normal).translate(DROPPED)


def fuel_id(written: str) -> str | None:
    """Return the id of the fuel of this name, ``None`` where there is none."""
    return fuel_names().get(plain(written))


def flow_id(written: str) -> str | None:
    """Return the id of the flow or total of this name, ``None`` where there is none."""
    return flow_names().get(plain(written))


def _names(table: str, columns: tuple[str, ...]) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for row in rules_table(table, columns):
        for spelling in (row["id"], row["label_zh"], row["label_en"], *row["aliases"].split("|")):
            if spelling:
                names.setdefault(plain(spelling), row["id"])
    return MappingProxyType(names)
