"""Figures out of a region: one series, one figure, many series as an array."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lvxun.region.model import Region

VALUE_COLUMNS = ["year", "value", "source", "quality", "note", "file", "row"]


def values(region: Region, series_id: str, area: str | None = None) -> pd.DataFrame:
    """Return the figures of one series, oldest first.

    Parameters
    ----------
    area
        a code of ``region.areas``; the region itself where it is left out.

    Returns
    -------
    pandas.DataFrame
        ``year, value, source, quality, note, file, row``, in the series' canonical unit;
        empty where none is known.
    """
    frame = region.series
    chosen = (frame["indicator"] == series_id) & (frame["area"] == (area or region.code))
    return frame.loc[chosen, VALUE_COLUMNS].reset_index(drop=True)


def figure(region: Region, series_id: str, year: int, area: str | None = None) -> pd.Series | None:
    """Return one figure (``value, source, quality, note, file, row``), or ``None`` where it is not known."""
    found = values(region, series_id, area)
    found = found[found["year"] == year]
    return None if found.empty else found.iloc[0]


def matrix(region: Region, ids: Sequence[str], years: Sequence[int], area: str | None = None) -> np.ndarray:
    """Return an array of shape (series, year) in canonical units, NaN where a figure is not known."""
    frame = region.series
    chosen = frame["indicator"].isin(list(ids)) & (frame["area"] == (area or region.code))
    wide = frame[chosen].pivot(index="indicator", columns="year", values="value")
    return wide.reindex(index=list(ids), columns=list(years)).to_numpy(dtype=float)
