"""Where a figure comes from, told in full: for an indicator or for a series."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from lvxun.accounts.computing import Result, compute
from lvxun.accounts.display import value_text
from lvxun.accounts.errors import UnknownIndicatorError, UnknownYearError
from lvxun.accounts.graph import catalogue, downstream, upstream
from lvxun.accounts.lineage import Step, trace
from lvxun.accounts.model import Edge, Explanation, Figure, Node, Publisher
from lvxun.region.bodies import responsible
from lvxun.region.model import QUALITY_WORDS, DataRequest, Region


@dataclass(frozen=True, slots=True)
class _Words:
    """What an indicator or a series says about itself."""

    label_zh: str
    label_en: str
    unit: str
    description_zh: str
    description_en: str
    formula: str
    formula_zh: str
    formula_en: str
    definition: str
    measures: tuple[int, ...]
    is_proxy: bool


def explain(region: Region, key: str, year: int | None = None, area: str | None = None) -> Explanation:
    """Explain how an indicator or a series comes about in a region.

    Parameters
    ----------
    year
        the year to explain; the latest known one where ``None``.

    Raises
    ------
    UnknownIndicatorError
        for an id that is neither, with the nearest one.
    UnknownYearError
        for a year without a figure, with the years that have one.
    """
    if key not in catalogue() and key not in region.catalogue:
        raise UnknownIndicatorError(key, chain(catalogue(), region.catalogue))
    result = compute(region, [key], area=area)
    history = result.figures(key)
    figure = result.latest(key) if year is None else result.figure(key, year)
    if year is not None and figure is None:
        raise UnknownYearError(key, year, (known.year for known in history))
    steps = trace(key, figure.year, result.sheet, result.everything).steps if figure else ()
    words = _words(region, key)
    return Explanation(
        id=key,
        is_series=key not in catalogue(),
        **{name: getattr(words, name) for name in words.__slots__},
        reading_zh=_reading_zh(words, figure),
        reading_en=_reading_en(words, figure),
        year=figure.year if figure else None,
        figure=figure,
        history=history,
        nodes=tuple(_node(region, result, name, steps) for name in (*upstream(key), key)),
        edges=tuple(_edges(key, figure, steps)),
        dependants=downstream(key),
        publishers=_publishers(region, key),
        requests=_requests(region, key),
    )


def _words(region: Region, key: str) -> _Words:
    if key in catalogue():
        info = catalogue()[key]
        return _Words(
            info.label_zh,
            info.label_en,
            info.unit,
            info.description_zh,
            info.description_en,
            info.formula,
            info.formula_zh,
            info.formula_en,
            info.source,
            info.measures,
            info.is_proxy,
        )
    series = region.catalogue[key]
    says_zh = f"原始数据序列：{series.label_zh}，单位{series.unit}，如来源所载，未经计算。"
    says_en = f"A series as its sources give it: {series.label_en}, in {series.unit}; nothing is computed."
    note = f" {series.note}." if series.note else ""
    return _Words(
        series.label_zh, series.label_en, series.unit, says_zh, says_en + note,
        "", "", "", "rules/series.csv", (), False,
    )  # fmt: skip


def _reading_zh(words: _Words, figure: Figure | None) -> str:
    if figure is None:
        return f"{words.label_zh}：没有数据。"
    quality = QUALITY_WORDS[figure.quality][0]
    value = value_text(figure.value, words.unit)
    return f"{figure.year}年，{words.label_zh}为{value}（数据质量：{quality}）。"


def _reading_en(words: _Words, figure: Figure | None) -> str:
    if figure is None:
        return f"{words.label_en}: no data."
    quality = QUALITY_WORDS[figure.quality][1]
    value = value_text(figure.value, words.unit, is_english=True)
    return f"{words.label_en} was {value} in {figure.year} (quality: {quality})."


def _node(region: Region, result: Result, name: str, steps: Iterable[Step]) -> Node:
    words = _words(region, name)
    years = sorted(year for step, year in steps if step == name)
    figures = tuple(figure for year in years if (figure := result.figure(name, year)) is not None)
    return Node(
        name, name not in catalogue(), words.label_zh, words.label_en, words.unit, words.formula, figures
    )


def _edges(key: str, figure: Figure | None, steps: Iterable[Step]) -> Iterable[Edge]:
    used = {name for name, _ in steps}
    taken = {(branch.choice, branch.taken) for branch in figure.branches} if figure else set()
    for name in (*upstream(key), key):
        info = catalogue().get(name)
        for needed in info.inputs if info else ():
            is_used = name in used and needed in used
            if info and info.is_choice:
                is_used = is_used and (name, needed) in taken
            yield Edge(needed, name, is_used)


def _publishers(region: Region, key: str) -> tuple[Publisher, ...]:
    series = catalogue()[key].series if key in catalogue() else (key,)
    bodies = tuple(region.bodies.values())
    functions = {name: region.catalogue[name].publisher for name in series}
    found = {function: responsible(bodies, function) for function in set(functions.values())}
    ids = {function: body.id if body else None for function, body in found.items()}
    return tuple(Publisher(name, function, ids[function]) for name, function in functions.items())


def _requests(region: Region, key: str) -> tuple[DataRequest, ...]:
    topics = {key, *upstream(key)}
    return tuple(request for request in region.requests if request.topic in topics)
