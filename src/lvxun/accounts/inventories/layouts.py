"""The layouts that are known: ``rules/accounts/inventories``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from lvxun.accounts.inventories.model import Layout, LayoutRow

UNIT = re.compile(r"[（(\[]([^）)\]]*)[）)\]]")
NOT_WORDS = re.compile(r"[\W_]+")
NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+|[（(]?[0-9A-Za-z]{1,2}[)）]?)[、.．)）]\s*")


def plain(label: str) -> str:
    """Return a label without numbering, unit, case, blanks and punctuation: what names are compared by.

    Examples
    --------
    >>> plain("1. 二氧化碳（万吨）"), plain("Raw_Coal")
    ('二氧化碳', 'rawcoal')
    """
    text = unicodedata.normalize("NFKC", label).strip().lstrip("#其中:： ").strip()
    return NOT_WORDS.sub("", UNIT.sub("", NUMBERED.sub("", text))).casefold()


def unit_in(label: str) -> str:
    """Return what a heading has in brackets, "" where it has none."""
    found = UNIT.search(unicodedata.normalize("NFKC", label))
    return found.group(1).strip() if found else ""


@cache
def layouts() -> Mapping[str, Layout]:
    """Return every layout by id."""
    folder = files("lvxun").joinpath("rules/accounts/inventories")
    found = {
        path.name.removesuffix(".toml"): tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.iterdir(), key=lambda one: one.name)
        if path.name.endswith(".toml")
    }
    return MappingProxyType({ident: _layout(ident, table) for ident, table in found.items()})


def _layout(ident: str, table: Mapping[str, Any]) -> Layout:
    return Layout(
        id=ident,
        label_zh=table["label_zh"],
        label_en=table["label_en"],
        unit=table["unit"],
        gas=table["gas"],
        columns=table["columns"],
        rows=_by_name(table.get("row", ())),
        items={plain(name): one["item"] for one in table.get("column", ()) for name in one["names"]},
        special_columns=_by_name(table.get("special_column", ())),
        total_rows=frozenset(map(plain, table.get("total_rows", ()))),
        total_columns=frozenset(map(plain, table.get("total_columns", ()))),
        ignored_rows=frozenset(map(plain, table.get("ignored_rows", ()))),
    )


def _by_name(tables: list[Mapping[str, Any]]) -> dict[str, LayoutRow]:
    rows: dict[str, LayoutRow] = {}
    for one in tables:
        row = LayoutRow(
            one["id"],
            tuple(one["sectors"]),
            tuple(one["names"]),
            bool(one.get("may_be_negative", False)),
            bool(one.get("is_indirect", False)),
        )
        rows |= {plain(name): row for name in one["names"]}
    return rows
