"""Charts of the accounts as plain dicts for Plotly; ``meta`` names the colour tokens that paint a trace."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from lvxun.accounts.flows import Link, Node
from lvxun.web.formatting import in_readers_unit, write_figure, write_number, write_unit

Chart = dict[str, Any]
PALETTE = tuple(f"chart-{number}" for number in range(1, 9))
BAR_MARGINS, LINE_HEIGHT, ROW_AIR = 120, 16, 14
ROUNDING, CUT_BELOW, ROOM_FOR_NUMBERS = 1e-9, 0.35, 0.3
WIDE_CHINESE, WIDE_LATIN = 9, 20


@dataclass(frozen=True, slots=True)
class Step:
    """A bar of a waterfall: a level it starts or ends at (``is_level``), or a move up or down."""

    label: str
    value: float
    is_level: bool = False


@dataclass(frozen=True, slots=True)
class YearPoint:
    """A year of a series; all ``None`` where nothing is known."""

    year: int
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """Bars, one for each of ``names``, made of ``pieces`` (a label, and a value for each bar)."""

    names: list[str]
    pieces: list[tuple[str, list[float]]]
    unit: str


def wrapped(name: str) -> str:
    """Break a long name into lines, so that it leaves room for its bar on a narrow screen.

    >>> wrapped("Transport, storage and post")
    'Transport, storage<br>and post'
    """
    if not name.isascii():
        return "<br>".join(name[at : at + WIDE_CHINESE] for at in range(0, len(name), WIDE_CHINESE))
    return "<br>".join(textwrap.wrap(name, WIDE_LATIN))


def _amounts(unit: str) -> Chart:
    """Return an axis of amounts, written out in full."""
    return {
        "title": {"text": unit, "standoff": 10},
        "fixedrange": True,
        "separatethousands": True,
        "exponentformat": "none",
    }


def _short(value: float) -> float:
    return float(f"{value:.6g}")


def sankey(nodes: Iterable[Node], links: Sequence[Link], language: str) -> Chart:
    """Draw flows from column to column; what does not flow is left out."""
    used = {end for link in links if link.value > 0 for end in (link.source, link.target)}
    shown = [node for node in nodes if node.id in used]
    place = {node.id: number for number, node in enumerate(shown)}
    drawn = [link for link in links if link.value > 0]
    english = language.startswith("en")
    trace = {
        "type": "sankey",
        "arrangement": "snap",
        "meta": [PALETTE[number % len(PALETTE)] for number in range(len(shown))],
        "node": {
            "label": [node.label_en if english else node.label_zh for node in shown],
            "pad": 14,
            "thickness": 14,
            "hovertemplate": "%{label}: %{value:,.4~g}<extra></extra>",
        },
        "link": {
            "source": [place[link.source] for link in drawn],
            "target": [place[link.target] for link in drawn],
            "value": [_short(in_readers_unit(link.value, link.unit, language)[0]) for link in drawn],
            "customdata": [write_figure(link.value, link.unit, language) for link in drawn],
            "hovertemplate": "%{source.label} → %{target.label}: %{customdata}<extra></extra>",
        },
    }
    return {"data": [trace], "layout": {"margin": {"l": 8, "r": 8, "t": 10, "b": 10}}}


def stacked(stack: Stack, language: str) -> Chart:
    """Draw lying bars, one a row, so that long names stay readable."""
    unit = write_unit(stack.unit, language)
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "meta": PALETTE[number % len(PALETTE)],
            "y": [wrapped(name) for name in stack.names],
            "x": [_short(in_readers_unit(value, stack.unit, language)[0]) for value in values],
            "hovertemplate": f"%{{y}}: %{{x:,.4~g}} {unit}<extra>{name}</extra>",
        }
        for number, (name, values) in enumerate(stack.pieces)
    ]
    layout = {
        "barmode": "relative",
        "height": _height([wrapped(name) for name in stack.names]),
        "margin": {"l": 8, "r": 12, "t": 8, "b": 90},
        "xaxis": {**_amounts(unit), "zeroline": True},
        "yaxis": {"automargin": True, "autorange": "reversed", "fixedrange": True, "showgrid": False},
        "legend": {
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "traceorder": "normal",
        },
        "hovermode": "closest",
    }
    return {"data": data, "layout": layout}


def series_band(
    points: Sequence[YearPoint],
    others: Mapping[str, Sequence[YearPoint]],
    unit: str,
    language: str,
    names: Mapping[str, str],
) -> Chart:
    """Draw a total over the years: a band around each run of known years, published points beside it.

    ``others`` are published series by their label; ``names`` has the words for ``band`` and ``total``.
    """
    data = [*_bands(points, unit, language, names["band"]), _years(names["total"], points, unit, language)]
    for number, (label, shown) in enumerate(others.items()):
        data.append(
            {
                **_years(label, shown, unit, language),
                "mode": "markers",
                "meta": PALETTE[1 + number % (len(PALETTE) - 1)],
                "marker": {"size": 9, "symbol": "diamond-open", "line": {"width": 2}},
            }
        )
    layout = {
        "margin": {"l": 56, "r": 12, "t": 12, "b": 60},
        "xaxis": {"tickformat": "d", "tickangle": 0, "fixedrange": True, "automargin": True},
        "yaxis": {**_amounts(write_unit(unit, language)), "automargin": True},
        "legend": {"orientation": "h", "x": 0, "y": -0.14, "yanchor": "top"},
        "hovermode": "closest",
    }
    return {"data": data, "layout": layout, "years": True}


def _years(name: str, points: Sequence[YearPoint], unit: str, language: str) -> Chart:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "meta": "accent",
        "x": [point.year for point in points],
        "y": [_shown(point.value, unit, language) for point in points],
        "connectgaps": False,
        "line": {"width": 2},
        "marker": {"size": 6},
        "hovertemplate": f"%{{x}}: %{{y:,.4~g}} {write_unit(unit, language)}<extra>{name}</extra>",
    }


def _shown(value: float | None, unit: str, language: str) -> float | None:
    return None if value is None else _short(in_readers_unit(value, unit, language)[0])


def _bands(points: Sequence[YearPoint], unit: str, language: str, name: str) -> list[Chart]:
    runs: list[list[YearPoint]] = [[]]
    for point in points:
        if point.low is None or point.high is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [_band(run, unit, language, name, is_first) for is_first, run in _marked(runs)]


def _marked(runs: Iterable[list[YearPoint]]) -> list[tuple[bool, list[YearPoint]]]:
    kept = [run for run in runs if run]
    return [(number == 0, run) for number, run in enumerate(kept)]


def _band(run: list[YearPoint], unit: str, language: str, name: str, is_first: bool) -> Chart:
    if len(run) == 1:  # a year alone: a bar from low to high
        run = [run[0], run[0]]
    up = [_shown(point.high, unit, language) for point in run]
    down = [_shown(point.low, unit, language) for point in reversed(run)]
    years = [point.year for point in run]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "legendgroup": "band",
        "showlegend": is_first,
        "meta": "accent",
        "x": years + years[::-1],
        "y": up + down,
        "fill": "toself",
        "line": {"width": 0 if years[0] != years[-1] else 5},
        "hoverinfo": "skip",
        "is_band": True,
    }


def waterfall(steps: Sequence[Step], unit: str, language: str) -> Chart:
    """Draw how one level becomes another by moves that add up; moves of nothing but rounding are left out.

    Where the moves are small beside the levels the axis does not begin at zero, and says so.
    """
    largest = max((abs(step.value) for step in steps), default=0.0)
    kept = [step for step in steps if step.is_level or abs(step.value) > ROUNDING * largest]
    shown = [_short(in_readers_unit(step.value, unit, language)[0]) for step in kept]
    low, high, is_cut = _reach(kept, shown)
    name = write_unit(unit, language)
    names = [wrapped(step.label) for step in kept]
    trace = {
        "type": "waterfall",
        "orientation": "h",
        "measure": ["absolute" if step.is_level else "relative" for step in kept],
        "y": names,
        "x": shown,
        "text": [
            ("+" if value > 0 and not step.is_level else "") + write_number(value)
            for step, value in zip(kept, shown, strict=True)
        ],
        "hovertemplate": f"%{{y}}: %{{text}} {name}<extra></extra>",
        "connector": {"line": {"width": 1}},
    }
    title = f"{name} · " + gettext("axis cut") if is_cut else name
    layout = {
        "height": _height(names),
        "showlegend": False,
        "margin": {"l": 8, "r": 16, "t": 8, "b": 56},
        "xaxis": {**_amounts(title), "range": [low, high]},
        "yaxis": {"automargin": True, "autorange": "reversed", "fixedrange": True, "showgrid": False},
        "hovermode": "closest",
    }
    return {"data": [trace], "layout": layout}


def _reach(steps: Sequence[Step], shown: Sequence[float]) -> tuple[float, float, bool]:
    """Return the ends of the axis with room for the numbers, and whether zero is left out."""
    levels, at = [], 0.0
    for step, value in zip(steps, shown, strict=True):
        at = value if step.is_level else at + value
        levels.append(at)
    low, high = min(levels), max(levels)
    is_cut = low > 0 and high - low < CUT_BELOW * high
    if not is_cut:
        low, high = min(low, 0.0), max(high, 0.0)
    room = (high - low or 1.0) * ROOM_FOR_NUMBERS
    return (low - room if is_cut or low < 0 else 0.0), high + room, is_cut


def _height(names: Sequence[str]) -> int:
    lines = max((name.count("<br>") + 1 for name in names), default=1)
    return BAR_MARGINS + len(names) * (LINE_HEIGHT * lines + ROW_AIR)
