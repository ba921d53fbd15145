"""Indicators: what they are, what they amount to in a region, and where each figure comes from.

>>> from lvxun import accounts
>>> accounts.catalogue()["rd_intensity"].formula
'rd_expenditure / gdp'

With a region, ``accounts.compute(region).figure("rd_intensity", 2022)`` gives the value with
the worst quality and all sources of the cells behind it, and ``accounts.explain(region,
"rd_intensity")`` the way from those cells to it.
"""

from lvxun.accounts.computing import Result, compute
from lvxun.accounts.errors import (
    AccountsError,
    MissingInputError,
    UnknownAreaError,
    UnknownIndicatorError,
    UnknownYearError,
)
from lvxun.accounts.explaining import explain
from lvxun.accounts.graph import catalogue, downstream, upstream
from lvxun.accounts.model import (
    Branch,
    Edge,
    Explanation,
    Figure,
    IndicatorInfo,
    InputFigure,
    Node,
    Publisher,
)
from lvxun.accounts.tags import Direction, Kind, Reach

__all__ = [
    "AccountsError",
    "Branch",
    "Direction",
    "Edge",
    "Explanation",
    "Figure",
    "IndicatorInfo",
    "InputFigure",
    "Kind",
    "MissingInputError",
    "Node",
    "Publisher",
    "Reach",
    "Result",
    "UnknownAreaError",
    "UnknownIndicatorError",
    "UnknownYearError",
    "catalogue",
    "compute",
    "downstream",
    "explain",
    "upstream",
]
