"""The sectors of all accounts: ``rules/accounts/sectors.csv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = files("lvxun").joinpath("rules/accounts/sectors.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def sectors() -> Mapping[str, tuple[str, str]]:
    """Return the Chinese and English label of each sector, in the order of the file."""
    return MappingProxyType({row["id"]: (row["label_zh"], row["label_en"]) for row in _rows()})


@cache
def groups() -> Mapping[str, str]:
    """Return the group of each sector."""
    return MappingProxyType({row["id"]: row["group"] for row in _rows()})
