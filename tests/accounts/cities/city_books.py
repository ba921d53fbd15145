"""A small book and regions to divide it among: three cities and a zone without figures."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Book, Entry, Line, Notation, Part, Role, Total
from lvxun.region.catalogue import catalogue
from lvxun.region.model import SERIES_COLUMNS, Quality, Region, Source

PROVINCE, CITIES, ZONE = "990000", ("990100", "990200", "990300"), "99XY00"


def region_with(figures, areas=(*CITIES, ZONE), year=2020):
    """``figures``: {(series, area, year): value}."""
    rows = [
        {
            "indicator": series,
            "area": area,
            "year": of_year,
            "value": float(value),
            "unit": catalogue()[series].unit,
            "source": "yearbook",
            "quality": Quality.OFFICIAL.value,
            "note": "",
            "file": "series/cities.csv",
            "row": number,
        }
        for number, ((series, area, of_year), value) in enumerate(figures.items(), start=2)
    ]
    frame = pd.DataFrame(rows, columns=[*SERIES_COLUMNS, "file", "row"])
    table = pd.DataFrame(
        [("某省", "Somewhere", "province", None)]
        + [(code, code, "zone" if code == ZONE else "prefecture", PROVINCE) for code in areas],
        index=pd.Index([PROVINCE, *areas], name="code"),
        columns=["label_zh", "label_en", "kind", "parent"],
    )
    return Region(
        "somewhere", PROVINCE, "某省", "Somewhere", Path("somewhere"), year, table, frame, catalogue(),
        {"yearbook": Source("yearbook", "《统计年鉴》", "某省统计局", 2024)}, {}, (), "v1",
    )  # fmt: skip


def figures_for(series, values, year=2020, areas=CITIES):
    return {(series, area, year): value for area, value in zip(areas, values, strict=True)}


def entry(ident, value, unit="万吨"):
    return Entry(ident, Role.ACTIVITY, ident, ident, value, unit, 2020, "yearbook", Quality.OFFICIAL)


def line(ident, sector, entry_id, unit="万吨", **changes):
    account = ident.split("/")[0]
    made = Line(ident, account, sector, "CO2", PROVINCE, "hand", ident, ident, unit, (entry_id,))
    return replace(made, **changes)


def book_with(*lines, totals=(), year=2020):
    """``lines``: (id, sector, value, unit); a value of ``None`` is a notation key."""
    draft = Draft("all", PROVINCE)
    for ident, sector, value, unit, *name in lines:
        entry_id = name[0] if name else f"activity/{ident}"
        if value is None:
            draft.key(line(ident, sector, "", unit), Notation.NOT_ESTIMATED, "未知", "not known")
            continue
        draft.enter(entry(entry_id, value, unit))
        draft.write(line(ident, sector, entry_id, unit))
    for ident, unit, parts in totals:
        draft.add_up(Total(ident, ident.split("/")[0], ident, ident, unit, tuple(Part(*p) for p in parts)))
    account = draft.sealed()
    return Book(
        "somewhere", PROVINCE, year, "v1", "AR5", "guideline", {"all": account}, account.entries,
        account.derived, account.lines, account.totals, account.checks, account.gaps, account.joints,
    )  # fmt: skip
