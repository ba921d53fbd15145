"""Warming potentials by assessment report, as the inventories of others are weighed with."""

from __future__ import annotations

from collections.abc import Mapping

from lvxun.accounts.factors.model import FactorBook

FAMILIES = {"HFC": 1.0, "PFC": 1.0}  # the guideline's table counts these families in CO2e already


def potentials(factors: FactorBook) -> Mapping[str, Mapping[str, float]]:
    """Return kg CO2e/kg by report and gas from the factors ``gwp/gwp100/<report>/<gas>``."""
    found: dict[str, dict[str, float]] = {}
    for (set_, parameter, item), versions in factors.factors.items():
        if (set_, parameter) == ("gwp", "gwp100"):
            report, _, gas = item.partition("/")
            found.setdefault(report, dict(FAMILIES))[gas] = versions[-1].value
    return found
