"""Small tables for tests, and the folder of Liaoning's."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

import lvxun
from lvxun.accounts.footprints.classification import sectors
from lvxun.accounts.footprints.model import InputOutputTable, Sector
from lvxun.region.model import Quality

LIAONING = Path(lvxun.__file__).parent / "provinces" / "liaoning"
TABLE_2007 = LIAONING / "accounts" / "io_2007"

# Round figures of the size of Liaoning's, 10^4 t CO2e: a made-up inventory
CARBON = {
    "power": 9500.0, "heat": 4200.0, "coking": 300.0, "refining": 500.0, "industry/raw_coal": 6500.0,
    "industry/coke": 5000.0, "industry/diesel": 2500.0, "industry/refinery_gas": 400.0,
    "industry/natural_gas": 300.0, "construction": 200.0, "transport": 2700.0, "commerce": 150.0,
    "other_services": 250.0, "agriculture": 400.0, "cement": 1600.0, "magnesia": 1500.0,
    "urban_households": 700.0, "rural_households": 400.0, "forest": -900.0,
}  # fmt: skip


def copied_table(folder: Path) -> Path:
    """Copy Liaoning's table, to be spoiled."""
    return Path(shutil.copytree(TABLE_2007, folder / "io_2007"))


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def table_of(flows, local, outside, incoming, output=None) -> InputOutputTable:
    """Build a table of the first sectors: local demand all in urban households, outside all export."""
    flows = np.asarray(flows, dtype=float)
    count = len(flows)
    final = np.zeros((count, 7))
    final[:, 1], final[:, 5] = local, outside
    brought = np.zeros((count, 2))
    brought[:, 0] = incoming
    uses = flows.sum(axis=1) + final.sum(axis=1) - brought.sum(axis=1)
    made = uses if output is None else np.asarray(output, dtype=float)
    added = np.zeros((4, count))
    added[0] = made - flows.sum(axis=0)
    return InputOutputTable(
        area="210000", year=2007, unit="万元", prices_zh="", prices_en="", sectors=some_sectors(count),
        flows=flows, value_added=added, final=final, incoming=brought, error=made - uses, output=made,
        source="made_up", quality=Quality.ESTIMATE,
    )  # fmt: skip


def some_sectors(count: int) -> tuple[Sector, ...]:
    """Return the first sectors of the classification, and as many more as are asked for."""
    known = sectors()
    more = [
        Sector(at, f"extra_{at}", "extra", "tertiary", f"部门{at}", f"Sector {at}")
        for at in range(43, count + 1)
    ]
    return (*known, *more)[:count]
