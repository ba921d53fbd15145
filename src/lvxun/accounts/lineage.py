"""Which cells a value really draws on: by year, and by the alternative that a choice took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from lvxun.accounts.graph import catalogue
from lvxun.accounts.model import Branch, IndicatorInfo, InputFigure
from lvxun.accounts.operations import Array
from lvxun.accounts.sheet import Sheet
from lvxun.accounts.tags import Reach

Step = tuple[str, int]  # a series or indicator, and a year


@dataclass(frozen=True)
class Trace:
    """What was used: ``steps`` in the order of calculation, the traced value last."""

    inputs: tuple[InputFigure, ...]
    branches: tuple[Branch, ...]
    steps: tuple[Step, ...]


@dataclass
class _Walk:
    sheet: Sheet
    values: Mapping[str, Array]
    steps: dict[Step, None] = field(default_factory=dict)
    branches: dict[Branch, None] = field(default_factory=dict)

    def is_known(self, step: Step) -> bool:
        name, year = step
        return not np.isnan(self.values[name][0, self.sheet.years.index(year)])

    def visit(self, step: Step) -> None:
        if step in self.steps or not self.is_known(step):
            return
        for needed in self._needed(step):
            self.visit(needed)
        self.steps[step] = None

    def _needed(self, step: Step) -> Iterator[Step]:
        name, year = step
        info = catalogue().get(name)
        if info is None:
            return
        if info.is_choice:
            taken = next(i for i in info.inputs if self.is_known((i, year)))
            self.branches[Branch(name, taken, year)] = None
            yield taken, year
            return
        for needed in info.inputs:
            for used in self._years(info, needed, year):
                yield needed, used

    def _years(self, info: IndicatorInfo, needed: str, year: int) -> tuple[int, ...]:
        base = self.sheet.base_year
        match info.reach.get(needed, Reach.YEAR):
            case Reach.YEAR:
                return (year,)
            case Reach.BASE:
                return (base,)
            case Reach.YEAR_AND_BASE:
                return tuple(sorted({base, year}))
            case Reach.RUN:
                return tuple(range(min(base, year) + 1, max(base, year) + 1))


def trace(key: str, year: int, sheet: Sheet, values: Mapping[str, Array]) -> Trace:
    """Return what the value of ``key`` in ``year`` was computed from."""
    walk = _Walk(sheet, values)
    walk.visit((key, year))
    cells = (sheet.cells.get(step) for step in walk.steps)
    return Trace(tuple(cell for cell in cells if cell is not None), tuple(walk.branches), tuple(walk.steps))
