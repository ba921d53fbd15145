"""Accounts of materials: water, waste, air pollutants, circularity; and the Sankey of materials."""

from lvxun.accounts.materials.air import air_account
from lvxun.accounts.materials.circularity import circularity_account, indicator_set, targets_2025
from lvxun.accounts.materials.flows import material_flows
from lvxun.accounts.materials.waste import waste_account
from lvxun.accounts.materials.water import water_account

__all__ = [
    "air_account",
    "circularity_account",
    "indicator_set",
    "material_flows",
    "targets_2025",
    "waste_account",
    "water_account",
]
