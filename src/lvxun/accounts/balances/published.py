"""Published figures as linear functionals of a balance's cells (``rules/balances/reconstruction.toml``)."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import numpy as np

from lvxun.accounts.balances.coal_equivalent import CALORIFIC, EQUIVALENT
from lvxun.accounts.balances.model import Flow
from lvxun.accounts.balances.reconstruction_errors import RuleError
from lvxun.accounts.book.model import Array
from lvxun.accounts.book.spreads import percents
from lvxun.accounts.factors.model import FactorBook
from lvxun.region.model import Quality, Region

Cell = tuple[str, str]  # flow, fuel
Rule = Mapping[str, object]
EXACT = frozenset({Quality.OFFICIAL, Quality.PRESS, Quality.LITERATURE})
NORMAL_95 = 1.959964
NARROWEST = 1e-3  # 10^4 tce: what is only estimated is never exact


@dataclass(frozen=True)
class Published:
    """A figure (or a sum of figures) that a balance must reproduce.

    ``row · cells = value``, both in 10^4 tce; ``factor`` is 10^4 tce for one ``unit`` of the series.
    ``deviation`` is 0 where it is kept exactly; ``kind`` is ``equal``, ``at_least`` or ``at_most``;
    ``stated`` is the figure in its own unit. A share says that its part less that share of the whole is
    nothing: its ``value`` is 0 and its ``factor`` 10^4 tce for one per cent of the whole.
    """

    id: str
    series: tuple[str, ...]
    row: Array
    value: float
    deviation: float
    quality: Quality
    age: int  # year of the oldest source, 0 where not known
    unit: str
    factor: float
    kind: str
    stated: float
    label_zh: str = ""
    label_en: str = ""

    @property
    def is_exact(self) -> bool:
        return self.deviation == 0.0

    def made_by(self, cells: Array) -> float:
        """Return what cells, 10^4 tce, make of the figure, in its own unit."""
        return self.stated + (float(self.row @ cells) - self.value) / self.factor


@cache
def rules() -> Mapping[str, object]:
    """Return the rules of reconstruction as the file gives them."""
    text = files("lvxun").joinpath("rules/balances/reconstruction.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def tables(name: str) -> tuple[Rule, ...]:
    """Return the ``[[name]]`` tables of the rules."""
    found = rules().get(name, [])
    return tuple(found) if isinstance(found, list) else ()


def words(rule: Rule, key: str) -> tuple[str, ...]:
    """Return a list of words of a rule; a single word counts as a list of one."""
    value = rule.get(key, ())
    return (value,) if isinstance(value, str) else tuple(str(word) for word in _list(value))


def number(rule: Rule, key: str, default: float) -> float:
    """Return a number of a rule."""
    value = rule.get(key, default)
    if not isinstance(value, int | float):
        raise RuleError(f"'{value}' is no number.", key, "Write plain digits.")
    return float(value)


def coefficient(factors: FactorBook, parameter: str, item: str, year: int) -> float:
    """Return a coefficient in force on 31 December, as the accounts take it, else the one next in time.

    The set that the energy account takes it from comes first, then any other.
    """
    day = date(year, 12, 31)
    sets = {
        name: kept
        for (name, of, called), kept in factors.factors.items()
        if (of, called) == (parameter, item)
    }
    first = next((name for name in (CALORIFIC[0], EQUIVALENT[0]) if sets.get(name)), None)
    found = sets[first] if first else tuple(factor for kept in sets.values() for factor in kept)
    if not found:
        raise RuleError(
            f"no factor {parameter}/{item} is at hand.", "coefficient", "rules/factors/ lists the factors."
        )

    def distance(index: int) -> int:
        start, end = found[index].valid_from or date.min, found[index].valid_to or date.max
        return 0 if start <= day <= end else min(abs((start - day).days), abs((end - day).days))

    return found[min(range(len(found)), key=distance)].value


def row_of(
    rule: Rule, cells: Sequence[Cell], flows: Mapping[str, Flow], factors: FactorBook, year: int
) -> Array:
    """Return the weights of a rule's ``cells`` over the unknowns."""
    row = np.zeros(len(cells))
    for term in _list(rule.get("cells", ())):
        weight = number(term, "weight", 1.0) * _ratio(term, factors, year)
        for index, (flow, fuel) in enumerate(cells):
            if _takes(term, flow, fuel, flows):
                row[index] += weight
    return row


def published_figures(  # noqa: PLR0913, PLR0917 - a region's year, the unknowns, and what is known of them
    region: Region,
    year: int,
    cells: Sequence[Cell],
    flows: Mapping[str, Flow],
    factors: FactorBook,
    likely: Array | None = None,
) -> tuple[tuple[Published, ...], tuple[str, ...]]:
    """Return the figures of a year, and the series that would fit but are not known in it.

    ``likely`` are the cells' likely values, 10^4 tce, by which a share of an unpublished whole is weighed.
    """
    look_up = series_of(region)
    figures: list[Published] = []
    missing: list[str] = []
    for rule in tables("published"):
        names = words(rule, "series")
        known = [look_up(name, year) for name in names]
        if any(figure is None for figure in known):
            missing.extend(name for name, figure in zip(names, known, strict=True) if figure is None)
            continue
        row = row_of(rule, cells, flows, factors, year)
        seen = [one for one in known if one]
        if not row.any():
            continue
        factor = factor_of(rule, factors, year)
        if "share_of" in rule:
            whole = row_of(rule_of(str(rule["share_of"])), cells, flows, factors, year)
            published = look_up(str(rule["share_of"]), year)
            size = published.value if published else float(whole @ likely) if likely is not None else 0.0
            if size <= 0.0:
                continue
            row, factor = row - seen[0].value / 100.0 * whole, size / 100.0
        figure = _published(rule, row, seen, factor, region)
        if figure.is_exact or figure.kind == "equal":  # an uncertain bound bounds nothing
            figures.append(figure)
    return tuple(figures), tuple(dict.fromkeys(missing))


def rule_of(series: str) -> Rule:
    """Return the rule that says which cells a published series counts."""
    for rule in tables("published"):
        if words(rule, "series") == (series,):
            return rule
    raise RuleError(f"no [[published]] counts '{series}'.", "series", "Write which cells it counts.")


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure of the region: value in the series' unit."""

    series: str
    value: float
    unit: str
    quality: Quality
    source: str


def series_of(region: Region) -> Callable[[str, int], Seen | None]:
    """Return a look-up of the region's own figures by series and year."""
    frame = region.series
    own = frame[frame["area"] == region.code]
    table = {
        (str(name), int(year)): Seen(str(name), float(value), str(unit), Quality(quality), str(source))
        for name, year, value, unit, quality, source in zip(
            own["indicator"],
            own["year"],
            own["value"],
            own["unit"],
            own["quality"],
            own["source"],
            strict=True,
        )
        if math.isfinite(float(value))
    }
    return lambda name, year: table.get((name, year))


def factor_of(rule: Rule, factors: FactorBook, year: int) -> float:
    """Return 10^4 tce for one unit of the rule's series."""
    scale = number(rule, "scale", 1.0)
    item = rule.get("coefficient")
    return scale * (coefficient(factors, "coal_equivalent", str(item), year) if item else 1.0)


def _published(rule: Rule, row: Array, known: Sequence[Seen], factor: float, region: Region) -> Published:
    quality = max((figure.quality for figure in known), key=lambda q: q.rank)
    stated = sum(figure.value for figure in known)
    half = math.hypot(*(abs(figure.value) * percents()[figure.quality] for figure in known)) * factor / 100.0
    if "soft_width" in rule:
        half = abs(stated * factor) * number(rule, "soft_width", 0.0) / 100.0
    years = [s.year for f in known if (s := region.sources.get(f.source)) is not None and s.year]
    definitions = [region.catalogue[figure.series] for figure in known if figure.series in region.catalogue]
    names = tuple(figure.series for figure in known)
    return Published(
        id="+".join(names),
        series=names,
        row=row,
        value=0.0 if "share_of" in rule else factor * stated,
        deviation=0.0 if quality in EXACT else max(half / NORMAL_95, NARROWEST),
        quality=quality,
        age=min(years, default=0),
        unit=known[0].unit,
        factor=factor,
        kind=str(rule.get("kind", "equal")),
        stated=stated,
        label_zh="＋".join(definition.label_zh for definition in definitions),
        label_en=" + ".join(definition.label_en for definition in definitions),
    )


def _list(value: object) -> Sequence[Rule]:
    return value if isinstance(value, list | tuple) else ()


def _ratio(term: Rule, factors: FactorBook, year: int) -> float:
    """Return ``over / under`` of two coefficients, ``parameter/item`` each, 1 where none is asked for."""
    if "over" not in term:
        return 1.0
    top, bottom = (str(term[key]).split("/", 1) for key in ("over", "under"))
    return coefficient(factors, top[0], top[1], year) / coefficient(factors, bottom[0], bottom[1], year)


def _takes(term: Rule, flow: str, fuel: str, flows: Mapping[str, Flow]) -> bool:
    parts, named, fuels = words(term, "part"), words(term, "flow"), words(term, "fuel")
    if flow in words(term, "except_flow") or fuel in words(term, "except_fuel"):
        return False
    by_flow = flow in named if named else flows[flow].part in parts
    return by_flow and (not fuels or fuel in fuels)
