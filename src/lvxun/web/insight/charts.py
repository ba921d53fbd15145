"""Charts as plain dicts for Plotly; ``meta`` of a trace names the colour token that paints it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.utils.translation import gettext

from lvxun.attainment.model import TargetStatus
from lvxun.web.formatting import in_readers_unit

Chart = dict[str, Any]
Point = tuple[int, float]


class Dated(Protocol):
    """A figure of any engine, as far as a chart needs it."""

    @property
    def year(self) -> int: ...

    @property
    def value(self) -> float: ...


def target_chart(row: TargetStatus, language: str) -> Chart:
    """Draw history, straight path and target of one target."""
    unit = row.unit or ""
    traces = [
        _line(gettext("Straight path"), row.path, unit, language, {"meta": "ink-soft", "dash": "dash"}),
        _line(
            gettext("History"), [(f.year, f.value) for f in row.history], unit, language, {"meta": "accent"}
        ),
        *_goals(row, language),
    ]
    return {"data": [trace for trace in traces if trace["x"]], "layout": _layout(unit, language)}


def _goals(row: TargetStatus, language: str) -> list[Chart]:
    if row.value is None or row.year is None:
        return []
    values = row.value if isinstance(row.value, tuple) else (row.value,)
    style = {"meta": f"status-{row.status}", "symbol": "diamond", "mode": "markers"}
    return [
        _line(gettext("Target"), [(row.year, value)], row.unit or "", language, style) for value in values
    ]


def history_chart(figures: Sequence[Dated], label: str, unit: str, language: str) -> Chart:
    """Draw the years of one indicator or series."""
    return {
        "data": [_line(label, _points(figures), unit, language, {"meta": "accent"})],
        "layout": {**_layout(unit, language), "showlegend": False},
    }


def _points(figures: Sequence[Dated]) -> list[Point]:
    return [(figure.year, figure.value) for figure in figures]


def _line(name: str, points: Sequence[Point], unit: str, language: str, style: dict[str, str]) -> Chart:
    shown = [in_readers_unit(value, unit, language) for _, value in points]
    suffix = f" {shown[0][1]}" if shown else ""
    return {
        "type": "scatter",
        "mode": style.get("mode", "lines" if "dash" in style else "lines+markers"),
        "name": name,
        "meta": style["meta"],
        "x": [year for year, _ in points],
        "y": [float(f"{value:.6g}") for value, _ in shown],
        "line": {"dash": style.get("dash", "solid"), "width": 2},
        "marker": {"symbol": style.get("symbol", "circle"), "size": 12 if "symbol" in style else 6},
        "hovertemplate": f"%{{x}}: %{{y}}{suffix}<extra>{name}</extra>",
    }


def _layout(unit: str, language: str) -> Chart:
    return {
        "margin": {"l": 56, "r": 12, "t": 12, "b": 60},
        "xaxis": {"tickformat": "d", "tickangle": 0, "fixedrange": True, "automargin": True},
        "yaxis": {
            "title": {"text": in_readers_unit(0.0, unit, language)[1], "standoff": 10},
            "fixedrange": True,
            "automargin": True,
            "separatethousands": True,
        },
        "legend": {"orientation": "h", "x": 0, "y": -0.14, "yanchor": "top"},
        "hovermode": "closest",
    }
