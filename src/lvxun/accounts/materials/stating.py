"""What accounts of materials share: lines, units, tolerances, comparisons with published figures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np

from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Array, Check, Entry, Line
from lvxun.accounts.emissions.stating import Known
from lvxun.region.catalogue import rules_document

TONNES = "万吨"  # 10^4 t
WATER = "亿立方米"  # 10^8 m3


def line_of(draft: Draft, ident: str, unit: str, method: str, labels: tuple[str, str]) -> Line:
    """Return a line without inputs; the parts of its id are account, sector and item."""
    _, sector, item, *_ = ident.split("/")
    return Line(ident, draft.name, sector, item, draft.area, method, *labels, unit)


def value_of(known: Known) -> float:
    """Return the central value of an entry or of what is made of entries."""
    if isinstance(known, Entry):
        return known.value
    return float(known.derived.compute(*(_array(value_of(one)) for one in known.inputs))[0])


def compared(
    name: str, labels: tuple[str, str], pair: tuple[float, float], unit: str, tolerance: float
) -> Check:
    """Return the check of ``pair``, ours and the published; ``tolerance`` in per cent of the latter."""
    ours, published = pair
    zh, en = labels
    residual = ours - published
    bound = abs(published) * tolerance / 100.0
    return Check(
        name, zh, en, residual, unit, bound, abs(residual) <= bound,
        f"本账{ours:.4g}，公布{published:.4g}", f"ours {ours:.4g}, published {published:.4g}",
    )  # fmt: skip


def _array(value: float) -> Array:
    return np.array([value], dtype=np.float64)


@cache
def rules() -> Mapping[str, Any]:
    """Return ``rules/accounts/materials.toml``."""
    return MappingProxyType(rules_document("accounts/materials.toml"))


def tolerance(name: str) -> float:
    """Return a tolerance by its name."""
    return float(rules()["tolerance"][name])
