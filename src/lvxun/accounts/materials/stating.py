"""A cell of a materials account stated: a product where all of it is known, else a notation key and a gap."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import numpy as np

from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Array, Check, Entry, Line, Notation, Origin
from lvxun.accounts.emissions.stating import Known, Missing, Wanted, enter, miss
from lvxun.region.catalogue import rules_document

TONNES = "万吨"  # 10^4 t
WATER = "亿立方米"  # 10^8 m3


def line_of(draft: Draft, ident: str, unit: str, method: str, labels: tuple[str, str]) -> Line:
    """Return a line without inputs; the parts of its id are account, sector and item."""
    _, sector, item, *_ = ident.split("/")
    return Line(ident, draft.name, sector, item, draft.area, method, *labels, unit)


def state(
    draft: Draft,
    line: Line,
    inputs: Iterable[Wanted],
    *,
    constant: float = 1.0,
    divisors: Iterable[Wanted] = (),
) -> bool:
    """Write the product, or key it not estimated and say what is missing; return whether it is known."""
    above, below = tuple(inputs), tuple(divisors)
    missing = tuple(one for one in (*above, *below) if isinstance(one, Missing))
    if missing:
        miss(draft, *missing)
        zh = "、".join(dict.fromkeys(one.label_zh for one in missing))
        en = ", ".join(dict.fromkeys(one.label_en for one in missing))
        draft.key(line, Notation.NOT_ESTIMATED, f"缺：{zh}", f"missing: {en}")
        return False
    draft.write(
        replace(
            line,
            inputs=enter(draft, *_known(above)),
            divisors=enter(draft, *_known(below)),
            constant=constant,
            origin=worst_origin(_known((*above, *below))),
        )
    )
    return True


def worst_origin(known: Iterable[Known]) -> Origin:
    """Return reconstructed where anything below is, derived where anything is computed, else published."""
    found = {origin for one in known for origin in _origins(one)}
    order = (Origin.RECONSTRUCTED, Origin.DERIVED)
    return next((origin for origin in order if origin in found), Origin.PUBLISHED)


def _origins(known: Known) -> Iterator[Origin]:
    if isinstance(known, Entry):
        yield known.origin
        return
    yield Origin.DERIVED
    for one in known.inputs:
        yield from _origins(one)


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


def _known(wanted: Iterable[Wanted]) -> tuple[Known, ...]:
    return tuple(one for one in wanted if not isinstance(one, Missing))


def _array(value: float) -> Array:
    return np.array([value], dtype=np.float64)


@cache
def rules() -> Mapping[str, Any]:
    """Return ``rules/accounts/materials.toml``."""
    return MappingProxyType(rules_document("accounts/materials.toml"))


def tolerance(name: str) -> float:
    """Return a tolerance by its name."""
    return float(rules()["tolerance"][name])


@cache
def rows_of(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a table of ``rules/accounts``."""
    text = files("lvxun").joinpath(f"rules/accounts/{name}").read_text(encoding="utf-8")
    return tuple(MappingProxyType(row) for row in csv.DictReader(text.splitlines()))
