"""Accounts of materials: water, waste, air pollutants, circularity; and the Sankey of materials."""

from lvxun.accounts.materials.air import air_account
from lvxun.accounts.materials.waste import waste_account
from lvxun.accounts.materials.water import water_account

__all__ = ["air_account", "waste_account", "water_account"]
