"""A small energy balance that closes, as text, and hypothesis strategies of random ones."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from hypothesis import strategies as st

from lvxun.accounts.balances.fuels import flows, fuels

COLUMNS = ("flow", "fuel", "value", "unit", "source", "quality", "note")
SUPPLY = ("production", "inflow", "import", "outflow", "export", "stock_change")
FINAL = tuple(flow.id for flow in flows().values() if flow.part == "final")
LEAVING = ("outflow", "export")


def tidy(rows: list[dict[str, str]]) -> str:
    """Return rows as CSV in the tidy layout."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def row(flow: str, fuel: str, value: object, unit: str = "") -> dict[str, str]:
    return {
        "flow": flow,
        "fuel": fuel,
        "value": str(value),
        "unit": unit or fuels()[fuel].unit,
        "source": "yearbook",
        "quality": "official",
    }


def small_balance() -> list[dict[str, str]]:
    """Return a balance of raw coal and electricity that closes and has every required line.

    Coal: 900 + 300 - 100 + 0 - 600 - 150 = 350 in final use; electricity: 20 + 5 + 180 - 5 = 200.
    """
    coal = {"production": 900, "inflow": 300, "outflow": -100, "stock_change": 0, "thermal_power": -600,
            "heat_supply": -150, "agriculture": 10, "industry": 250, "construction": 10, "transport": 10,
            "commerce": 10, "other_services": 10, "urban_households": 20, "rural_households": 30}  # fmt: skip
    power = {"production": 20, "inflow": 5, "thermal_power": 180, "losses": 5, "agriculture": 5,
             "industry": 150, "construction": 5, "transport": 5, "commerce": 5, "other_services": 5,
             "urban_households": 15, "rural_households": 10}  # fmt: skip
    return [row(flow, "raw_coal", value) for flow, value in coal.items()] + [
        row(flow, "electricity", value) for flow, value in power.items()
    ]


def changed(rows: list[dict[str, str]], flow: str, fuel: str, /, **new: str) -> list[dict[str, str]]:
    """Return the rows with one of them changed."""
    return [{**one, **new} if (one["flow"], one["fuel"]) == (flow, fuel) else one for one in rows]


amounts = st.decimals(min_value=Decimal("1"), max_value=Decimal("9999"), places=2)


@st.composite
def closing_balances(draw: st.DrawFn) -> list[dict[str, str]]:
    """Draw balances whose fuels close exactly: production is what the other lines ask for."""
    rows = []
    chosen = [
        "raw_coal",
        *draw(st.lists(st.sampled_from(("diesel", "natural_gas", "electricity")), unique=True)),
    ]
    for fuel in chosen:
        values = {flow: draw(amounts) for flow in (*FINAL, "inflow", "losses")}
        values |= {flow: -draw(amounts) for flow in ("outflow", "thermal_power", "heat_supply")}
        values["stock_change"] = draw(amounts)
        use = sum(values[flow] for flow in (*FINAL, "losses"))
        other = sum(
            values[flow] for flow in ("inflow", "outflow", "thermal_power", "heat_supply", "stock_change")
        )
        rest = use - other
        values["production"] = max(rest, Decimal(0))
        if rest < 0:
            values["stock_change"] += rest
        rows += [row(flow, fuel, value) for flow, value in values.items()]
    return rows
