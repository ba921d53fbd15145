"""The tables of ``rules/codes/`` that named computations read, each once."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def toml_table(name: str) -> Mapping[str, Any]:
    """Return ``rules/codes/<name>`` as it is written."""
    return tomllib.loads((files("lvxun") / "rules" / "codes" / name).read_text(encoding="utf-8"))


@cache
def csv_table(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of ``rules/codes/<name>``."""
    text = (files("lvxun") / "rules" / "codes" / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text, newline="")))
