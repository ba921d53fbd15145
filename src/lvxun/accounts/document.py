"""An explanation as plain data: the object that ``lvxun explain --json`` prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import TypeAlias

from lvxun.accounts.model import Explanation, Figure, InputFigure, Node
from lvxun.region.model import Region

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None


def to_dict(explained: Explanation, region: Region) -> dict[str, Json]:
    """Return an explanation as JSON data; a source is given with its title, publisher and year."""
    return {
        "id": explained.id,
        "kind": _kind(explained.is_series),
        "label_zh": explained.label_zh,
        "label_en": explained.label_en,
        "unit": explained.unit,
        "description_zh": explained.description_zh,
        "description_en": explained.description_en,
        "reading_zh": explained.reading_zh,
        "reading_en": explained.reading_en,
        "formula": explained.formula,
        "formula_zh": explained.formula_zh,
        "formula_en": explained.formula_en,
        "definition": explained.definition,
        "is_proxy": explained.is_proxy,
        "measures": list(explained.measures),
        "region": region.id,
        "region_version": region.version,
        "year": explained.year,
        "figure": _figure(explained.figure, region),
        "inputs": [_cell(cell, region) for cell in (explained.figure.inputs if explained.figure else ())],
        "history": [_figure(figure, region) for figure in explained.history],
        "nodes": [_node(node, region) for node in explained.nodes],
        "edges": [{"source": e.source, "target": e.target, "used": e.is_used} for e in explained.edges],
        "dependants": list(explained.dependants),
        "publishers": [asdict(publisher) for publisher in explained.publishers],
        "requests": [asdict(request) for request in explained.requests],
    }


def _kind(is_series: bool) -> str:
    return "series" if is_series else "indicator"


def _node(node: Node, region: Region) -> Json:
    return {
        "id": node.id,
        "kind": _kind(node.is_series),
        "label_zh": node.label_zh,
        "label_en": node.label_en,
        "unit": node.unit,
        "formula": node.formula,
        "used": node.is_used,
        "figures": [_figure(figure, region) for figure in node.figures],
    }


def _figure(figure: Figure | None, region: Region) -> Json:
    if figure is None:
        return None
    return {
        "value": figure.value,
        "year": figure.year,
        "unit": figure.unit,
        "quality": str(figure.quality),
        "sources": [_source(region, key) for key in figure.sources],
        "branches": [asdict(branch) for branch in figure.branches],
    }


def _cell(cell: InputFigure, region: Region) -> Json:
    return {**asdict(cell), "quality": str(cell.quality), "source": _source(region, cell.source)}


def _source(region: Region, key: str) -> Json:
    source = region.sources.get(key)
    if source is None:
        return {"id": key, "title": key, "publisher": "", "year": None, "number": None}
    return {
        "id": key,
        "title": source.title,
        "publisher": source.publisher,
        "year": source.year,
        "number": source.number,
    }
