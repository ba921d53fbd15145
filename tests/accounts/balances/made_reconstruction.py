"""A small province for reconstructions: five fuels, a dozen flows, closed to the last digit."""

import pandas as pd

from lvxun.accounts.balances.fuels import flows, fuels
from lvxun.accounts.balances.model import CELL_COLUMNS, Balance
from lvxun.accounts.factors.model import Factor, FactorBook
from lvxun.region.model import Quality

LAST = {
    ("production", "coal"): 3000.0,
    ("inflow", "coal"): 5000.0,
    ("outflow", "coal"): -500.0,
    ("thermal_power", "coal"): -4000.0,
    ("heat_supply", "coal"): -1500.0,
    ("industry", "coal"): 1700.0,
    ("rural_households", "coal"): 300.0,
    ("production", "natural_gas"): 100.0,
    ("inflow", "natural_gas"): 500.0,
    ("industry", "natural_gas"): 400.0,
    ("feedstock", "natural_gas"): 50.0,
    ("urban_households", "natural_gas"): 200.0,
    ("heat_supply", "heat"): 1200.0,
    ("losses", "heat"): 20.0,
    ("industry", "heat"): 500.0,
    ("urban_households", "heat"): 680.0,
    ("production", "electricity"): 300.0,
    ("inflow", "electricity"): 800.0,
    ("outflow", "electricity"): -200.0,
    ("thermal_power", "electricity"): 1600.0,
    ("losses", "electricity"): 130.0,
    ("agriculture", "electricity"): 40.0,
    ("industry", "electricity"): 1800.0,
    ("commerce", "electricity"): 230.0,
    ("urban_households", "electricity"): 200.0,
    ("rural_households", "electricity"): 100.0,
}
EQUIVALENTS = {"raw_coal": 0.7143, "natural_gas": 1.215, "electricity": 0.1229, "heat": 0.03412}


def balance_of_cells(cells=LAST, year=2014):
    """Return a balance in 10^4 tce."""
    blank = dict.fromkeys(CELL_COLUMNS, "")
    rows = [
        {**blank, "flow": flow, "fuel": fuel, "value": value, "unit": "万吨标准煤", "origin": "published"}
        for (flow, fuel), value in cells.items()
    ]
    frame = pd.DataFrame(rows, columns=list(CELL_COLUMNS))
    return Balance(region="990000", year=year, cells=frame, fuels=fuels(), flows=flows())


def factor_book():
    """Return coal equivalents of GB/T 2589-2020 and a rate of 0.3 kgce/kWh."""

    def factor(parameter, item, value):
        return Factor(
            "test", parameter, item, item, item, value, None, None, "kgce/kg", None, None,
            "gbt2589_2020", Quality.LITERATURE, "", "test.csv", 2,
        )  # fmt: skip

    found = [factor("coal_equivalent", item, value) for item, value in EQUIVALENTS.items()]
    found.append(factor("electricity_equivalent", "electricity", 0.3))
    return FactorBook({(f.set, f.parameter, f.item): (f,) for f in found}, {})


def cells_of(balance):
    """Return value by (flow, fuel)."""
    return dict(
        zip(
            zip(balance.cells["flow"], balance.cells["fuel"], strict=True),
            balance.cells["value"],
            strict=True,
        )
    )


def residuals(balance):
    """Return supply + transformation - losses - final use by fuel, 10^4 tce."""
    weight = {"supply": 1, "transformation": 1, "loss": -1, "final": -1, "memo": 0}
    left = {}
    for (flow, fuel), value in cells_of(balance).items():
        left[fuel] = left.get(fuel, 0.0) + weight[flows()[flow].part] * value
    return left
