"""Scripts of other people come out of their wheels, never out of this repository or a network."""

from __future__ import annotations

import builtins
import re
from functools import cache
from pathlib import Path

import plotly
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage


class PlotlyFinder(BaseFinder):
    """Serve the one script of the Plotly wheel as ``plotly.min.js``."""

    name = "plotly.min.js"

    def __init__(self) -> None:
        self.storage = FileSystemStorage(location=Path(plotly.__file__).parent / "package_data")

    def find(  # type: ignore[override]  # the stubs know only overloads of literals
        self, path: str, find_all: bool = False, **_: object
    ) -> str | builtins.list[str]:
        """Return where ``path`` lies on this machine, or nothing if it is not the script."""
        if path != self.name:
            return []
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: object) -> builtins.list[tuple[str, FileSystemStorage]]:
        """Return the script for ``collectstatic`` and for whitenoise at start."""
        return [(self.name, self.storage)]


@cache
def plotly_style_ids() -> tuple[str, ...]:
    """Return the ids of elements whose presence keeps Plotly from writing style sheets into the page.

    Our policy forbids those; the few rules that we need are in ``lvxun.css``. One id is Plotly's own
    (``.no-inline-styles``), the others are those under which it would add sheets of what it bundles.
    """
    script = PlotlyFinder().storage.path(PlotlyFinder.name)
    bundled = re.findall(r'getElementById\("([0-9a-f]{64})"\)', Path(script).read_text(encoding="utf-8"))
    return ("plotly.js-style-global", *dict.fromkeys(bundled))
