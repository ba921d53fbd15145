"""What is known about a place: load it, check it, bring figures in, make another one.

>>> from lvxun import region
>>> province = region.load("synthetic")
>>> float(region.values(province, "gdp").value.iloc[-1]) > 0
True
"""

from lvxun.region.catalogue import catalogue
from lvxun.region.errors import RegionError, RegionFaultsError, RegionNotFoundError
from lvxun.region.loader import known_regions, load, locate, overlay
from lvxun.region.model import (
    SERIES_COLUMNS,
    Body,
    DataRequest,
    Quality,
    Region,
    SeriesDefinition,
    Source,
)
from lvxun.region.reading import figure, matrix, values
from lvxun.region.sanity import Finding, Severity, check

__all__ = [
    "SERIES_COLUMNS",
    "Body",
    "DataRequest",
    "Finding",
    "Quality",
    "Region",
    "RegionError",
    "RegionFaultsError",
    "RegionNotFoundError",
    "SeriesDefinition",
    "Severity",
    "Source",
    "catalogue",
    "check",
    "figure",
    "known_regions",
    "load",
    "locate",
    "matrix",
    "overlay",
    "values",
]
