"""One line of a province in whole units, divided among the areas below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lvxun.accounts.book.model import Line, Notation, Origin
from lvxun.accounts.cities.apportioning import apportion
from lvxun.accounts.cities.model import CityCell, Proxies, Proxy, Quantum, Setting
from lvxun.accounts.cities.weighing import Weights, figures_of


@dataclass(frozen=True, slots=True)
class Whole:
    """What is divided: a line (or a scope 2 amount) as a count of its smallest unit."""

    line: str
    account: str
    sector: str
    item: str
    count: int
    unit: str
    quantum: Quantum
    is_other_year: bool = False  # of the amount itself, not of the proxy


@dataclass(frozen=True, slots=True)
class Shares:
    """By what a line is divided: own figures (in the smallest unit) first, the rest by weights."""

    proxy: Proxy
    weights: Weights
    own: Mapping[str, int]


def whole_of(line: Line, value: float, quantum: Quantum) -> Whole:
    """Return a line of the province rounded to its smallest unit."""
    return Whole(
        line.id, line.account, line.sector, line.item, round(value * quantum.per), line.unit, quantum
    )


def own_figures(setting: Setting, line: Line, whole: Whole) -> dict[str, int]:
    """Return what cities publish themselves on the same definition, in the smallest unit.

    It is of the same definition where the province's line draws on the very series. Nothing is kept where the
    cities' own figures cannot all be true beside the province's.
    """
    series = setting.rules.own.get((line.account, line.sector), "")
    if f"activity/{series}" not in line.inputs:
        return {}
    figures = figures_of(setting.region, series, setting.areas).get(setting.year, {})
    own = {area: round(value * whole.quantum.per) for area, value in figures.items()}
    is_whole = len(own) == len(setting.areas)
    if sum(own.values()) > whole.count or (is_whole and sum(own.values()) != whole.count):
        return {}
    return own


def divided(setting: Setting, whole: Whole, shares: Shares) -> list[CityCell]:
    """Divide what the cities do not publish themselves by the weights; the cells add up to the whole.

    Empty where the areas that are left have no weight.
    """
    rest = [area for area in setting.areas if area not in shares.own and area in shares.weights.by_area]
    by_area = [shares.weights.by_area[area] for area in rest]
    if not any(by_area):
        return []
    left = whole.count - sum(shares.own.values())
    parts = dict(zip(rest, apportion(left, by_area), strict=True)) | dict(shares.own)
    return [
        _cell(setting, whole, shares, area, parts[area])
        if area in parts
        else elsewhere(whole, area, setting.rules)
        for area in setting.areas
    ]


def elsewhere(whole: Whole, area: str, proxies: Proxies) -> CityCell:
    """Return the cell of an area that has no figure to be weighed by: included in the others."""
    key = area if area in proxies.no_proxy_zh else ""
    return keyed(
        whole,
        area,
        Notation.INCLUDED_ELSEWHERE,
        proxies.no_proxy_zh.get(key, ""),
        proxies.no_proxy_en.get(key, ""),
    )


def keyed(whole: Whole, area: str, notation: Notation, zh: str, en: str) -> CityCell:
    """Return a cell that has a notation key instead of a value."""
    return CityCell(
        area,
        whole.line,
        whole.account,
        whole.sector,
        whole.item,
        0,
        0.0,
        whole.unit,
        whole.quantum.name,
        0.0,
        "",
        None,
        False,
        Origin.PUBLISHED,
        (whole.line,),
        notation,
        zh,
        en,
    )


def _cell(setting: Setting, whole: Whole, shares: Shares, area: str, count: int) -> CityCell:
    blank = keyed(whole, area, Notation.NOT_ESTIMATED, "", "")
    share = count / whole.count if whole.count else 0.0
    known = replace(blank, notation=None, count=count, value=count / whole.quantum.per, share=share)
    if area in shares.own:
        series = setting.rules.own[whole.account, whole.sector]
        return replace(
            known,
            origin=Origin.PUBLISHED,
            inputs=(f"activity/{series}/{area}",),
            is_other_year=whole.is_other_year,
            reason_zh="本市公布数",
            reason_en="the city's own figure",
        )
    weights = shares.weights
    is_other = weights.year != setting.year
    figure = f"activity/{weights.series}{f'/{weights.year}' if is_other else ''}/{area}"
    return replace(
        known,
        proxy=weights.series,
        proxy_year=weights.year,
        is_other_year=is_other or whole.is_other_year,
        origin=Origin.RECONSTRUCTED,
        inputs=(whole.line, figure),
        reason_zh=shares.proxy.reason_zh,
        reason_en=shares.proxy.reason_en,
    )
