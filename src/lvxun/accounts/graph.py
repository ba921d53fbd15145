"""The graph of indicators: the only place that knows Hamilton's driver."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np
from hamilton import driver

from lvxun.accounts.errors import MissingInputError
from lvxun.accounts.indicators import (
    agriculture,
    air,
    capacity,
    carbon,
    economy,
    electricity,
    energy,
    generation,
    industry,
    innovation,
    land,
    settlements,
    transport,
    waste,
    water,
)
from lvxun.accounts.model import IndicatorInfo
from lvxun.accounts.operations import Array
from lvxun.accounts.tags import Direction, Kind, Reach
from lvxun.accounts.wording import formula_en, formula_zh
from lvxun.region.catalogue import catalogue as national_series
from lvxun.region.model import SeriesDefinition

THEMES = (
    economy,
    energy,
    carbon,
    water,
    electricity,
    capacity,
    generation,
    industry,
    waste,
    air,
    land,
    agriculture,
    settlements,
    transport,
    innovation,
)
SETTING = "base_position"


@dataclass(frozen=True, slots=True)
class _Wiring:
    """What Hamilton knows of one node, inputs in the order of the function's parameters."""

    tags: Mapping[str, str | list[str]]
    inputs: tuple[str, ...]
    theme: str
    line: int


@cache
def _driver() -> driver.Driver:
    return driver.Builder().with_modules(*THEMES).build()


@cache
def _wirings() -> Mapping[str, _Wiring]:
    found = {}
    for node in _driver().list_available_variables():
        if node.is_external_input:
            continue
        function = node.originating_functions[0]
        names = tuple(name for name in inspect.signature(function).parameters if name != SETTING)
        theme = function.__module__.rpartition(".")[2]
        found[node.name] = _Wiring(node.tags, names, theme, function.__code__.co_firstlineno)
    order = {theme.__name__.rpartition(".")[2]: number for number, theme in enumerate(THEMES)}
    return dict(sorted(found.items(), key=lambda item: (order[item[1].theme], item[1].line)))


@cache
def catalogue() -> Mapping[str, IndicatorInfo]:
    """Return what every indicator is, by id, theme by theme in the order of the files.

    Raises
    ------
    MissingInputError
        if a series that an indicator names is not in ``rules/series.csv``.
    """
    wirings = _wirings()
    definitions = national_series()
    _refuse_missing(wirings, definitions)
    labels_zh = {key: d.label_zh for key, d in definitions.items()} | {
        key: str(w.tags["label_zh"]) for key, w in wirings.items()
    }
    labels_en = {key: d.label_en for key, d in definitions.items()} | {
        key: str(w.tags["label_en"]) for key, w in wirings.items()
    }
    return MappingProxyType({key: _info(key, wirings, labels_zh, labels_en) for key in wirings})


def _refuse_missing(wirings: Mapping[str, _Wiring], definitions: Mapping[str, SeriesDefinition]) -> None:
    for name in sorted({name for wiring in wirings.values() for name in wiring.inputs}):
        if name not in wirings and name not in definitions:
            raise MissingInputError((key for key, w in wirings.items() if name in w.inputs), name)


def _info(
    key: str,
    wirings: Mapping[str, _Wiring],
    labels_zh: Mapping[str, str],
    labels_en: Mapping[str, str],
) -> IndicatorInfo:
    wiring = wirings[key]
    text = {name: value for name, value in wiring.tags.items() if isinstance(value, str)}
    many = {name: tuple(value) for name, value in wiring.tags.items() if isinstance(value, list)}
    flags = many.get("flags", ())
    return IndicatorInfo(
        id=key,
        label_zh=text["label_zh"],
        label_en=text["label_en"],
        unit=text["unit"],
        kind=Kind(text["kind"]),
        direction=Direction(text["direction"]),
        description_zh=text["description_zh"],
        description_en=text["description_en"],
        formula=text["formula"],
        formula_zh=formula_zh(text["formula"], labels_zh),
        formula_en=formula_en(text["formula"], labels_en),
        source=text["source"],
        measures=tuple(int(number) for number in many.get("measures", ())),
        aliases=many.get("aliases", ()),
        inputs=wiring.inputs,
        series=tuple(name for name in _upstream(key, wirings) if name not in wirings),
        dependants=tuple(name for name in wirings if key in wirings[name].inputs),
        reach={name: Reach(years) for name, _, years in (r.partition(":") for r in many.get("reach", ()))},
        is_choice="choice" in flags,
        is_step="step" in flags,
        is_proxy="proxy" in flags,
        is_lower_bound="lower_bound" in flags,
        theme=wiring.theme,
    )


def _upstream(key: str, wirings: Mapping[str, _Wiring]) -> list[str]:
    found: dict[str, None] = {}
    waiting = [key]
    while waiting:
        wiring = wirings.get(waiting.pop())
        for name in wiring.inputs if wiring else ():
            if name not in found:
                found[name] = None
                waiting.append(name)
    return list(found)


def upstream(key: str) -> tuple[str, ...]:
    """Return all series and indicators that ``key`` is computed from, inputs before what needs them."""
    ordered: dict[str, None] = {}

    def visit(name: str) -> None:
        wiring = _wirings().get(name)
        for needed in wiring.inputs if wiring else ():
            visit(needed)
            ordered.setdefault(needed)

    visit(key)
    return tuple(ordered)


def downstream(key: str) -> tuple[str, ...]:
    """Return all indicators that are computed from the series or indicator ``key``, nearest first."""
    found: dict[str, None] = {}
    waiting = [key]
    while waiting:
        needed = waiting.pop(0)
        for name, wiring in _wirings().items():
            if needed in wiring.inputs and name not in found:
                found[name] = None
                waiting.append(name)
    return tuple(found)


def run(ids: Sequence[str], series: Mapping[str, Array], base_position: int) -> dict[str, Array]:
    """Run the graph for some indicators.

    Parameters
    ----------
    series
        arrays ``(member, year)`` of every series that the indicators need, NaN where unknown.

    Returns
    -------
    dict of arrays ``(member, year)``; what is not finite (a division by zero) is NaN.
    """
    with np.errstate(all="ignore"):
        values = _driver().execute(list(ids), inputs={**series, SETTING: base_position})
    return {key: np.where(np.isfinite(array), array, np.nan) for key, array in values.items()}


def series_needed(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the series that some indicators are computed from."""
    known = catalogue()
    return tuple(dict.fromkeys(name for key in ids for name in known[key].series))
