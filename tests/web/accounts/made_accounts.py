"""A small book made up for the pages: three accounts of a province, every kind of cell once."""

from __future__ import annotations

from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import (
    Book,
    Check,
    Entry,
    Gap,
    Line,
    Notation,
    Origin,
    Part,
    Role,
    Shape,
    Spread,
    Total,
)
from lvxun.accounts.factors.model import FactorBook
from lvxun.region.model import Quality

YEARS = (2014, 2015, 2017)
POTENTIALS = {"SAR": 21.0, "AR4": 25.0, "AR5": 28.0, "AR6": 27.9}
AREA = "210000"
EMPTY = ("water", "waste", "air", "circularity")


def entry(  # noqa: PLR0917
    ident, zh, en, value, unit, year, **more
):
    role = Role.FACTOR if ident.startswith("factor/") else Role.ACTIVITY
    given = {"source": "nbs_provincial", "quality": Quality.OFFICIAL, **more}
    half = abs(value) * 0.05
    spread = Spread(Shape.NORMAL, value - half, value + half)
    return Entry(ident, role, zh, en, value, unit, year, spread=spread, **given)


def energy(year):
    draft = Draft("energy", AREA)
    equivalent = entry(
        "factor/guideline/coal_equivalent/raw_coal",
        "原煤折标准煤系数",
        "Coal equivalent of raw coal",
        0.7143,
        "千克标准煤/千克",
        year,
        quality=Quality.LITERATURE,
    )
    draft.enter(equivalent)
    lines = []
    for flow, value, origin in (
        ("production", 5000.0 + year - 2014, Origin.PUBLISHED),
        ("thermal_power", -3000.0, Origin.DERIVED),
        ("industry", 1900.0, Origin.RECONSTRUCTED),
        ("urban_households", 100.0, Origin.RECONSTRUCTED),
    ):
        activity = f"activity/balance/{flow}/raw_coal"
        draft.enter(
            entry(
                activity,
                f"{flow} 原煤".replace(flow, "能源平衡表"),
                f"Balance {flow} raw coal",
                value,
                "万吨",
                year,
                origin=origin,
                file="balance.csv",
                row=7,
            )
        )
        lines.append(
            draft.write(
                Line(
                    f"energy/{flow}/raw_coal",
                    "energy",
                    flow,
                    "raw_coal",
                    AREA,
                    "coal_equivalent",
                    "原煤",
                    "Raw coal",
                    "万吨标准煤",
                    (activity, equivalent.id),
                    origin=origin,
                )
            )
        )
    draft.key(
        Line(
            "energy/rural_households/coke",
            "energy",
            "rural_households",
            "coke",
            AREA,
            "coal_equivalent",
            "农村焦炭",
            "Coke in villages",
            "万吨标准煤",
        ),
        Notation.NOT_OCCURRING,
        "农村不使用焦炭",
        "no coke is used in villages",
    )
    draft.sum_of(
        "energy/total_calorific",
        "能源消费总量（当量值）",
        "Energy use (calorific value)",
        "万吨标准煤",
        [lines[2], lines[3], Part(lines[1], -1.0)],
    )
    draft.check(Check("energy/closes/raw_coal", "原煤平衡", "Raw coal closes", 0.4, "万吨标准煤", 5.0, True))
    return draft.sealed()


def carbon(year, gwp):
    draft = Draft("carbon", AREA)
    factor = entry(
        "factor/guideline/emission/raw_coal",
        "原煤排放因子",
        "Emission factor of raw coal",
        1.9,
        "吨/吨",
        year,
    )
    potential = entry(
        f"factor/{gwp}/gwp100/CH4",
        "甲烷全球变暖潜势",
        "Warming potential of methane",
        POTENTIALS[gwp],
        "",
        year,
    )
    gdp = entry("activity/gdp", "地区生产总值", "GDP", 28000.0, "亿元", year, series="gdp")
    draft.enter(factor, potential, gdp)
    for flow, sector, use in (("thermal_power", "power", 3000.0), ("industry", "industry", 1900.0)):
        activity = entry(
            f"activity/burned/{flow}",
            f"燃煤（{(flow == 'industry' and '工业') or '火电'}）",
            f"Coal burned ({flow})",
            use,
            "万吨",
            year,
        )
        draft.enter(activity)
        draft.write(
            Line(
                f"carbon/{sector}/CO2/raw_coal",
                "carbon",
                sector,
                "CO2",
                AREA,
                "fuel_co2",
                "原煤燃烧二氧化碳",
                f"CO2 of raw coal, {sector}",
                "万吨",
                (activity.id, factor.id),
                category="1A1a",
            )
        )
    second = entry("activity/burned/lime", "石灰石", "Limestone", 400.0, "万吨", year)
    draft.enter(second)
    draft.write(
        Line(
            "carbon/industry/CO2/limestone",
            "carbon",
            "industry",
            "CO2",
            AREA,
            "fuel_co2",
            "石灰石二氧化碳",
            "CO2 of limestone",
            "万吨",
            (second.id,),
            constant=0.44,
        )
    )
    mines = entry("activity/burned/mines", "矿井瓦斯", "Mine gas", 30.0, "万吨", year)
    draft.enter(mines)
    draft.write(
        Line(
            "carbon/coal_mines/CH4/mines",
            "carbon",
            "coal_mines",
            "CH4",
            AREA,
            "fuel_co2",
            "煤矿瓦斯",
            "Mine methane",
            "万吨",
            (mines.id,),
        )
    )
    unit = "万吨二氧化碳当量"
    draft.sum_of("carbon/sector/power", "火力发电", "Thermal power", unit, ["carbon/power/CO2/raw_coal"])
    draft.sum_of(
        "carbon/sector/industry",
        "工业",
        "Industry",
        unit,
        ["carbon/industry/CO2/raw_coal", "carbon/industry/CO2/limestone"],
    )
    draft.sum_of(
        "carbon/sector/coal_mines",
        "煤矿瓦斯",
        "Coal mines",
        unit,
        [Part("carbon/coal_mines/CH4/mines", 1.0, potential.id)],
    )
    draft.sum_of(
        "carbon/gross_total",
        "温室气体排放总量",
        "Gross emissions",
        unit,
        ["carbon/sector/power", "carbon/sector/industry", "carbon/sector/coal_mines"],
    )
    draft.add_up(
        Total(
            "carbon/intensity",
            "carbon",
            "碳排放强度",
            "Carbon intensity",
            "吨/万元",
            (Part("carbon/gross_total"),),
            "activity/gdp",
        )
    )
    draft.check(
        Check(
            "carbon/approaches",
            "部门法与参考法",
            "Sectoral and reference approach",
            900.0,
            "万吨",
            400.0,
            False,
            "库存",
            "stocks",
        )
    )
    draft.miss(Gap("carbon", "forest", "森林碳汇", "Forest sink", "statistics"))
    return draft.sealed()


def basis_of(region, year, *, gwp="AR5", factor_set="guideline"):
    return Basis(region, year, FactorBook({}, {}), None, factor_set, gwp)


def book_from(basis):
    region, year, gwp, factor_set = basis.region, basis.year, basis.gwp, basis.factor_set
    accounts = {
        "energy": energy(year),
        "carbon": carbon(year, gwp),
        **{name: Draft(name, AREA).sealed() for name in EMPTY},
    }
    every = accounts.values()

    def merged(name):
        return {key: one for account in every for key, one in getattr(account, name).items()}

    def joined(name):
        return tuple(one for account in every for one in getattr(account, name))

    return Book(
        region.id,
        region.code,
        year,
        region.version,
        gwp,
        factor_set,
        accounts,
        merged("entries"),
        merged("derived"),
        merged("lines"),
        merged("totals"),
        joined("checks"),
        joined("gaps"),
        joined("joints"),
    )


def latest_year(region):
    return YEARS[-1]


def years_of(region):
    return YEARS
