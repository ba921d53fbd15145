"""The methods that lines name: what is calculated how, and by which document (``rules/accounts/methods``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Method:
    """How a line is computed. ``formula`` is algebra in symbols; ``source`` the document that says so."""

    id: str
    label_zh: str
    label_en: str
    formula: str
    source: str
    note: str = ""


@cache
def methods() -> Mapping[str, Method]:
    """Return every method by id."""
    found: dict[str, Method] = {}
    folder = files("lvxun").joinpath("rules/accounts/methods")
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.name.endswith(".toml"):
            for ident, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
                found[ident] = Method(
                    ident,
                    table["label_zh"],
                    table["label_en"],
                    table.get("formula", ""),
                    table.get("source", ""),
                    table.get("note", ""),
                )
    return MappingProxyType(found)
