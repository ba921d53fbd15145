"""Rows of a balance as somebody wrote them, and what they mean: a cell, or a total that is a check."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from lvxun.accounts.balances.errors import (
    DoubleBalanceCellError,
    FuelUnitError,
    MixedUnitsError,
    NotANumberError,
    SignError,
    TooLargeError,
    UnknownFlowError,
    UnknownFuelError,
    WordError,
)
from lvxun.accounts.balances.fuels import (
    COAL_EQUIVALENT,
    flow_id,
    flow_names,
    flows,
    fuel_id,
    fuel_names,
    fuels,
    kinds_of,
    signs,
)
from lvxun.accounts.book.model import Origin
from lvxun.errors import LvxunError, Where
from lvxun.region.catalogue import rules_document
from lvxun.region.errors import UnitError
from lvxun.region.model import Quality
from lvxun.region.units import factor

DASHES = str.maketrans({"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-"})
BRACKETED = re.compile(r"\(\s*(?P<number>[\d,. ]+)\s*\)")
SEPARATED = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+)(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Written:
    """One value as text, with its place: ``row`` and ``field`` are those of the file."""

    flow: str
    fuel: str
    value: str
    unit: str
    row: int
    field: str = "value"
    origin: str = "published"
    source: str = ""
    quality: str = "official"
    note: str = ""
    low: str = ""
    high: str = ""
    flow_field: str = "flow"
    fuel_field: str = "fuel"
    unit_field: str = "unit"


@dataclass(frozen=True, slots=True)
class Figure:
    """One value understood: ids, a number in ``unit`` (the fuel's own, or 10^4 tce)."""

    flow: str
    fuel: str
    value: float
    unit: str
    origin: Origin
    source: str
    quality: Quality
    note: str
    low: float | None
    high: float | None
    row: int
    field: str


class Faults:
    """Collects what is wrong, so that all is said at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.errors: list[LvxunError] = []

    def at(self, row: int | None, field: str) -> Where:
        return Where(file=self.file, row=row, field=field)

    def add(self, error: LvxunError) -> None:
        if all(error.message != earlier.message for earlier in self.errors):
            self.errors.append(error)


def understood(rows: Iterable[Written], faults: Faults) -> list[Figure]:
    """Return the figures that the rows mean; what cannot be understood goes to ``faults``."""
    figures = [figure for row in rows if (figure := _figure(row, faults)) is not None]
    figures = _without_doubles(figures, faults)
    _refuse_mixed_units(figures, faults)
    return figures


def _figure(row: Written, faults: Faults) -> Figure | None:
    before = len(faults.errors)
    flow, fuel = flow_id(row.flow), fuel_id(row.fuel)
    if flow is None:
        faults.add(
            UnknownFlowError(row.flow, _labels(flow_names, row.flow), faults.at(row.row, row.flow_field))
        )
    if fuel is None:
        faults.add(
            UnknownFuelError(row.fuel, _labels(fuel_names, row.fuel), faults.at(row.row, row.fuel_field))
        )
    unit, times = _unit(fuel, row, faults) if fuel else ("", 1.0)
    value = _number(row.value, faults, row.row, row.field)
    if flow is not None and value is not None:
        _refuse_sign(flow, value, row, faults)
    low, high = (
        _number(text, faults, row.row, name) if text else None
        for text, name in ((row.low, "low"), (row.high, "high"))
    )
    origin = _word(row.origin, [one.value for one in Origin], faults.at(row.row, "origin"), faults)
    quality = _word(row.quality, [one.value for one in Quality], faults.at(row.row, "quality"), faults)
    if len(faults.errors) > before or flow is None or fuel is None or value is None:
        return None
    return Figure(
        flow,
        fuel,
        value * times,
        unit,
        Origin(origin),
        row.source,
        Quality(quality),
        row.note,
        low if low is None else low * times,
        high if high is None else high * times,
        row.row,
        row.field,
    )


def _labels(names: Callable[[], Iterable[str]], written: str) -> list[str]:
    """Return ids to somebody who writes ids, labels to somebody who writes Chinese."""
    return [name for name in names() if name.isascii() == written.isascii()]


def number_of(text: str) -> float | None:
    """Return the number that an office wrote, ``None`` where it is none.

    Full-width digits, thousands separators, a minus of typography and brackets of accounting are understood.

    Examples
    --------
    >>> number_of("１，２３４．５"), number_of("(1,410.0)"), number_of("1,23")
    (1234.5, -1410.0, None)
    """
    plain_text = unicodedata.normalize("NFKC", text).strip().translate(DASHES)
    bracketed = BRACKETED.fullmatch(plain_text)
    if bracketed:
        plain_text = f"-{bracketed['number']}"
    if SEPARATED.fullmatch(plain_text):
        plain_text = plain_text.replace(",", "").replace(" ", "")
    try:
        value = float(plain_text) if "_" not in plain_text else math.nan
    except ValueError:
        return None
    return value + 0.0 if math.isfinite(value) else None


def _number(text: str, faults: Faults, row: int, field: str) -> float | None:
    value = number_of(text)
    if value is None:
        faults.add(NotANumberError(text, faults.at(row, field)))
    elif abs(value) > largest():
        faults.add(TooLargeError(value, largest(), faults.at(row, field)))
        return None
    return value


@cache
def largest() -> float:
    """Return what no amount of a province exceeds (``rules/balances/tolerances.toml``)."""
    return float(rules_document("balances/tolerances.toml")["refusing"]["largest"])


def _word(text: str, known: list[str], where: Where, faults: Faults) -> str:
    if text not in known:
        faults.add(WordError(text, known, where))
    return text


def _unit(fuel: str, row: Written, faults: Faults) -> tuple[str, float]:
    """Return the unit that the figure is kept in and the factor to it; a total may be in its kinds' unit."""
    kinds = kinds_of(fuel)
    own = fuels()[kinds[0]].unit if kinds else fuels()[fuel].unit
    for unit in (own, COAL_EQUIVALENT):
        try:
            return unit, factor(row.unit, unit)
        except UnitError:
            continue
    faults.add(FuelUnitError(fuels()[fuel].label_en, row.unit, own, faults.at(row.row, row.unit_field)))
    return "", 1.0


def _without_doubles(figures: list[Figure], faults: Faults) -> list[Figure]:
    first: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        earlier = first.setdefault((figure.flow, figure.fuel), figure)
        if earlier is not figure:
            faults.add(
                DoubleBalanceCellError(
                    figure.flow,
                    figure.fuel,
                    earlier.row,
                    (earlier.source, figure.source),
                    faults.at(figure.row, figure.field),
                )
            )
    return list(first.values())


def _refuse_mixed_units(figures: list[Figure], faults: Faults) -> None:
    by_fuel: dict[str, dict[str, Figure]] = {}
    for figure in figures:
        by_fuel.setdefault(figure.fuel, {}).setdefault(figure.unit, figure)
    for fuel, found in by_fuel.items():
        if len(found) > 1:
            second = list(found.values())[1]
            faults.add(MixedUnitsError(fuels()[fuel].label_en, list(found), faults.at(second.row, "unit")))


def _refuse_sign(flow: str, value: float, row: Written, faults: Faults) -> None:
    sign = signs().get(flow, "")
    if (sign == "+" and value < 0) or (sign == "-" and value > 0):
        faults.add(SignError(flows()[flow].label_en, value, sign, faults.at(row.row, row.field)))
