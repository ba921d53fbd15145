"""The page ``docs/indicators.md``, written from the catalogue; its head says how."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from lvxun.accounts.graph import THEMES, catalogue
from lvxun.accounts.model import IndicatorInfo
from lvxun.accounts.tags import Direction, Kind

HEAD = """# Indicators
Every indicator is one function in `src/lvxun/accounts/`; this page is written from what the functions say
about themselves (`python -m lvxun.accounts.handbook > docs/indicators.md`), and a test fails when it is out
of date. `lvxun explain INDICATOR` shows the same with a region's figures and their sources.

A *step* is a part of a calculation and is not offered to targets. A *proxy* stands in for what cannot be
measured directly, and is marked wherever it is shown. A *choice* takes, year by year, the first of its inputs
that is known; the lineage says which. Measures are those of Liaoning's plan of 2021. The rules on missing
years, constant prices and the rest are in [conventions](conventions.md).
"""
KINDS = {
    Kind.LEVEL: "level",
    Kind.SHARE: "share",
    Kind.INTENSITY: "intensity",
    Kind.RATE: "change on the year before",
    Kind.CHANGE: "change since the base year",
    Kind.CUMULATIVE: "added since the base year",
}
BETTER = {
    Direction.HIGHER: "higher is better",
    Direction.LOWER: "lower is better",
    Direction.NEUTRAL: "neutral",
}


def page() -> str:
    """Return the page in Markdown."""
    return "\n".join([HEAD, *_themes()])


def _themes() -> Iterator[str]:
    for theme in THEMES:
        name = theme.__name__.rpartition(".")[2]
        yield f"## {theme.__doc__ or name}"
        for info in catalogue().values():
            if info.theme == name:
                yield "\n".join(_entry(info))


def _entry(info: IndicatorInfo) -> Iterator[str]:
    marks = [
        mark
        for mark, is_set in (
            ("step", info.is_step),
            ("choice", info.is_choice),
            ("proxy", info.is_proxy),
            ("lower bound", info.is_lower_bound),
        )
        if is_set
    ]
    measures = ", ".join(map(str, info.measures))
    yield f"### `{info.id}`"
    yield f"{info.label_zh} · {info.label_en}\n"
    yield f"{info.description_zh} {info.description_en}\n"
    yield "| | |\n|---|---|"
    yield f"| unit | {info.unit} |"
    yield f"| kind | {', '.join([KINDS[info.kind], BETTER[info.direction], *marks])} |"
    yield f"| formula | `{info.formula}` |"
    yield f"| | {info.formula_zh} |"
    yield f"| definition | {info.source} |"
    if measures:
        yield f"| measures | {measures} |"
    if info.aliases:
        yield f"| plans say | {'、'.join(info.aliases)} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(page())
