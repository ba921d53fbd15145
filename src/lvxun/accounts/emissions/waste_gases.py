"""Gases of waste: methane of landfills, methane and nitrous oxide of wastewater, CO2 and N2O of incineration.

Source: 省级温室气体清单编制指南（试行）, 废弃物处理; the edition of 2025 for incineration from that year on.
"""

from __future__ import annotations

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.emissions.landfill import landfill
from lvxun.accounts.emissions.stating import Cell, factor, figure, region_of_factors, state

CO2_PER_C = 44.0 / 12.0
N2O_PER_N = 44.0 / 28.0
GRAMS_PER_TONNE = 1e-6
PEOPLE_TO_10KT = 1e-3  # 万人 × kg = 10 t; 万吨


def waste_gases(draft: Draft, basis: Basis) -> None:
    """Write the lines of landfills, wastewater and incineration."""
    landfill(draft, basis)
    domestic_wastewater(draft, basis)
    industrial_wastewater(draft, basis)
    incineration(draft, basis)


def domestic_wastewater(draft: Draft, basis: Basis) -> None:
    """Write methane (BOD × B_o × MCF) and nitrous oxide (nitrogen of the protein eaten) of households."""
    cell = Cell(
        "wastewater", "CH4", "domestic", "生活污水", "Domestic wastewater", "wastewater_domestic", "4D1"
    )
    inputs = (
        figure(basis, "domestic_wastewater_cod"),
        factor(basis, "waste", "bod_per_cod", region_of_factors(basis)["bod"]),
        factor(basis, "waste", "wastewater_bo", "domestic"),
        factor(basis, "waste", "wastewater_mcf", "domestic"),
    )
    state(draft, cell, inputs)
    cell = Cell(
        "wastewater", "N2O", "domestic", "生活污水", "Domestic wastewater", "wastewater_nitrogen", "4D1"
    )
    nitrogen = (
        figure(basis, "population"),
        factor(basis, "other_gases", "protein_intake", "person"),
        factor(basis, "waste", "fraction", "protein_nitrogen"),
        factor(basis, "waste", "fraction", "non_consumed_protein"),
        factor(basis, "waste", "fraction", "industrial_protein"),
        factor(basis, "waste", "effluent_n2o", "effluent"),
    )
    state(draft, cell, nitrogen, PEOPLE_TO_10KT * N2O_PER_N)


def industrial_wastewater(draft: Draft, basis: Basis) -> None:
    """Write methane of industrial wastewater: COD × B_o × MCF, what is removed and what is discharged.

    While the COD is not known by industry, the correction factor is that of other sectors, which is lower
    than that of paper, food and drink.
    """
    for source, zh, en in (
        ("removed", "工业废水处理", "Industrial wastewater treated"),
        ("discharged", "工业废水排放", "Industrial wastewater discharged"),
    ):
        cell = Cell("wastewater", "CH4", f"industrial_{source}", zh, en, "wastewater_industrial", "4D2")
        inputs = (
            figure(basis, f"industrial_wastewater_cod_{source}"),
            factor(basis, "waste", "wastewater_bo", "industrial"),
            factor(basis, "waste", "wastewater_mcf", "industrial_other"),
        )
        state(draft, cell, inputs)


def incineration(draft: Draft, basis: Basis) -> None:
    """Write CO2 of the fossil carbon that is burned, and nitrous oxide of municipal waste.

    The carbon of food, paper and wood is not counted. From 2025 on the factors of the edition of 2025 are in
    force: the carbon content is twice that of 2011, which reads as dry against wet mass.
    """
    for source, zh, en in (
        ("municipal", "生活垃圾焚烧", "Municipal waste burned"),
        ("hazardous", "危险废物焚烧", "Hazardous waste burned"),
    ):
        cell = Cell("incineration", "CO2", source, zh, en, "incineration_fossil", "4C1")
        inputs = (
            figure(basis, f"{source}_waste_incinerated"),
            factor(basis, "waste", "incinerated_carbon", source),
            factor(basis, "waste", "fossil_share", source),
            factor(basis, "waste", "combustion_efficiency", source),
        )
        state(draft, cell, inputs, CO2_PER_C)
    burned = figure(basis, "municipal_waste_incinerated")
    for gas in ("N2O", "CH4"):
        cell = Cell(
            "incineration",
            gas,
            "municipal",
            "生活垃圾焚烧",
            "Municipal waste burned",
            "incineration_gas",
            "4C1",
        )
        per_tonne = factor(basis, "waste", f"incineration_{gas.lower()}", "municipal")
        state(draft, cell, (burned, per_tonne), GRAMS_PER_TONNE)
