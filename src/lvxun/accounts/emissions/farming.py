"""Farming: methane of rice, methane and nitrous oxide of animals, nitrous oxide of soils."""

from __future__ import annotations

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.emissions.livestock import Herd, enteric, herds, manure
from lvxun.accounts.emissions.soils import soils
from lvxun.accounts.emissions.stating import Cell, factor, figure, region_of_factors, state

HECTARES_TO_10KT = 1e-4  # 千公顷 × kg/ha = t; 万吨


def farming(draft: Draft, basis: Basis) -> None:
    """Write the lines of farming: rice, enteric fermentation, manure, soils."""
    rice(draft, basis)
    kept: tuple[Herd, ...] = herds(basis)
    enteric(draft, basis, kept)
    manure(draft, basis, kept)
    soils(draft, basis, kept)


def rice(draft: Draft, basis: Basis) -> None:
    """Write methane of rice: area × seasonal factor; the Northeast has one crop a year.

    Source: 省级温室气体清单编制指南（试行）, 农业, 稻田甲烷.
    """
    cell = Cell("rice", "CH4", "single_rice", "单季稻", "Single rice", "rice_area_factor", "3C7")
    per_hectare = factor(basis, "farming", "rice_ch4", f"single_{region_of_factors(basis)['rice']}")
    state(draft, cell, (figure(basis, "rice_area"), per_hectare), HECTARES_TO_10KT)
