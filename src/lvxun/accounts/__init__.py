"""Indicators: what they are, what they amount to in a region, and where each figure comes from.

>>> from lvxun import accounts
>>> accounts.catalogue()["strategic_emerging_share"].formula
'strategic_emerging_value_added / gdp'

With a region, ``accounts.compute(region).figure("strategic_emerging_share", 2022)`` gives the value with
the worst quality and all sources of the cells behind it, and ``accounts.explain(region,
"strategic_emerging_share")`` the way from those cells to it.
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
