"""Small regions made by hand: series as {id: {year: value}}."""

from pathlib import Path

import pandas as pd

from lvxun.region.catalogue import catalogue
from lvxun.region.model import Body, Quality, Region, Source

OFFICE = "yearbook"
BODIES = (
    Body("statistics", "某省统计局", "Statistics Bureau", "省统计局", "department", "statistics"),
    Body("energy", "某省能源局", "Energy Bureau", "省能源局", "department", "energy"),
    Body("forestry", "某省林业和草原局", "Forestry", "省林草局", "department", "forestry"),
)


def region_of(
    series, base_year=2020, *, quality=None, source=None, requests=(), bodies=BODIES, area="990000"
):
    """Return a region; ``quality`` and ``source`` may be given by (series, year)."""
    rows = [
        {
            "indicator": name,
            "area": area,
            "year": year,
            "value": float(value),
            "unit": catalogue()[name].unit,
            "source": (source or {}).get((name, year), OFFICE),
            "quality": (quality or {}).get((name, year), Quality.OFFICIAL),
            "note": "",
            "file": f"series/{catalogue()[name].topic}.csv",
            "row": number,
        }
        for name, figures in series.items()
        for number, (year, value) in enumerate(figures.items(), start=2)
    ]
    columns = ["indicator", "area", "year", "value", "unit", "source", "quality", "note", "file", "row"]
    frame = pd.DataFrame(rows, columns=columns)
    names = {row["source"] for row in rows} | {OFFICE}
    areas = pd.DataFrame(
        [
            ("某省", "Somewhere", "province", None, 120.0, 40.0),
            ("甲市", "Jia", "prefecture", "990000", 121.0, 41.0),
        ],
        index=pd.Index(["990000", "990100"], name="code"),
        columns=["label_zh", "label_en", "kind", "parent", "lon", "lat"],
    )
    return Region(
        id="somewhere",
        code="990000",
        label_zh="某省",
        label_en="Somewhere",
        path=Path("somewhere"),
        base_year=base_year,
        areas=areas,
        series=frame,
        catalogue=catalogue(),
        sources={name: Source(name, f"《{name}》", "某省统计局", 2024) for name in names},
        bodies={body.id: body for body in bodies},
        requests=tuple(requests),
        version="0",
    )
