"""Carbon: emissions, per unit of output and per head, and what forests take up."""

from __future__ import annotations

from lvxun.accounts.operations import Array, change_since_base, percent
from lvxun.accounts.tags import Direction, Kind, Reach, indicator

INVENTORY = "国家发展改革委《省级温室气体清单编制指南（试行）》（发改办气候〔2011〕1041号）"


@indicator(
    zh="二氧化碳排放量",
    en="CO2 emissions",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="化石燃料燃烧和水泥生产过程一年排放的二氧化碳，不含调入电力的间接排放。",
    says_en="CO2 from burning fossil fuels and from making cement in a year, without what imported "
    "electricity emitted elsewhere.",
    formula="co2_emissions",
    source=INVENTORY,
    measures=(1, 15, 27),
    aliases=("碳排放总量", "碳排放量", "二氧化碳排放总量"),
)
def carbon_emissions(co2_emissions: Array) -> Array:
    """Return CO2 emissions, 10^4 t."""
    return co2_emissions


@indicator(
    zh="单位地区生产总值二氧化碳排放（基年价）",
    en="CO2 per unit of GDP (base-year prices)",
    unit="吨/万元",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="每创造一万元地区生产总值（按基年价格）排放多少吨二氧化碳。",
    says_en="Tonnes of CO2 emitted for 10 000 CNY of GDP at base-year prices.",
    formula="co2_emissions / real_gdp",
    source=f"{INVENTORY}；《中国国民经济核算体系（2016）》",
    measures=(1, 15, 27),
    aliases=(
        "万元地区生产总值碳排放量",
        "万元地区生产总值二氧化碳排放",
        "单位地区生产总值二氧化碳排放",
        "单位GDP二氧化碳排放",
        "单位GDP碳排放",
        "碳排放强度",
        "碳强度",
    ),
)
def co2_intensity(co2_emissions: Array, real_gdp: Array) -> Array:
    """Return CO2 per unit of real GDP, t per 10 000 CNY."""
    return co2_emissions / real_gdp


@indicator(
    zh="单位地区生产总值二氧化碳排放较基年变化",
    en="Change of CO2 intensity since the base year",
    unit="%",
    kind=Kind.CHANGE,
    direction=Direction.LOWER,
    says_zh="与基年相比，单位产出的二氧化碳排放变化了百分之几，负数是下降。",
    says_en="By how many per cent CO2 per unit of output has changed since the base year; negative is a "
    "fall.",
    formula="change_since_base(co2_intensity)",
    source=INVENTORY,
    measures=(1, 15),
    aliases=("单位GDP二氧化碳排放降低", "碳排放强度下降", "单位地区生产总值二氧化碳排放下降", "碳强度下降"),
    reach={"co2_intensity": Reach.YEAR_AND_BASE},
)
def co2_intensity_change(co2_intensity: Array, base_position: int) -> Array:
    """Return the change of CO2 intensity since the base year, per cent."""
    return change_since_base(co2_intensity, base_position)


@indicator(
    zh="单位地区生产总值二氧化碳排放（表观消费法，基年价）",
    en="CO2 per unit of GDP (apparent consumption, base-year prices)",
    unit="吨/万元",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="按能源表观消费量估算的二氧化碳除以基年价地区生产总值；水平高于分部门清单，两者不能混用，只看自身变化。",
    says_en="CO2 estimated from apparent consumption of fuels over GDP at base-year prices. It lies above "
    "the sectoral inventory and is not to be mixed with it: read its own change.",
    formula="co2_emissions_apparent / real_gdp",
    source="IPCC 2006 国家温室气体清单指南 参考方法；《中国国民经济核算体系（2016）》",
    measures=(1, 15, 27),
)
def co2_intensity_apparent(co2_emissions_apparent: Array, real_gdp: Array) -> Array:
    """Return CO2 by apparent consumption per unit of real GDP, t per 10 000 CNY."""
    return co2_emissions_apparent / real_gdp


@indicator(
    zh="单位地区生产总值二氧化碳排放较基年变化（表观消费法）",
    en="Change of CO2 intensity since the base year (apparent consumption)",
    unit="%",
    kind=Kind.CHANGE,
    direction=Direction.LOWER,
    says_zh="与基年相比，按表观消费法计算的单位产出二氧化碳排放变化了百分之几，负数是下降。",
    says_en="By how many per cent CO2 per unit of output, by apparent consumption, has changed since the "
    "base year; negative is a fall.",
    formula="change_since_base(co2_intensity_apparent)",
    source="IPCC 2006 国家温室气体清单指南 参考方法",
    measures=(1, 15),
    reach={"co2_intensity_apparent": Reach.YEAR_AND_BASE},
)
def co2_intensity_apparent_change(co2_intensity_apparent: Array, base_position: int) -> Array:
    """Return the change of CO2 intensity by apparent consumption since the base year, per cent."""
    return change_since_base(co2_intensity_apparent, base_position)


@indicator(
    zh="二氧化碳排放量较基年变化",
    en="Change of CO2 emissions since the base year",
    unit="%",
    kind=Kind.CHANGE,
    direction=Direction.LOWER,
    says_zh="与基年相比，二氧化碳排放量变化了百分之几。",
    says_en="By how many per cent CO2 emissions have changed since the base year.",
    formula="change_since_base(co2_emissions)",
    source=INVENTORY,
    measures=(1, 15),
    aliases=("碳排放总量下降", "二氧化碳排放下降"),
    reach={"co2_emissions": Reach.YEAR_AND_BASE},
)
def co2_change(co2_emissions: Array, base_position: int) -> Array:
    """Return the change of CO2 emissions since the base year, per cent."""
    return change_since_base(co2_emissions, base_position)


@indicator(
    zh="人均二氧化碳排放",
    en="CO2 per head",
    unit="吨/人",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="平均每位常住居民一年对应多少吨二氧化碳，含生产排放。",
    says_en="Tonnes of CO2 for each resident and year, industry included.",
    formula="co2_emissions / population",
    source=INVENTORY,
    measures=(14,),
    aliases=("人均碳排放",),
)
def co2_per_head(co2_emissions: Array, population: Array) -> Array:
    """Return CO2 per resident, t per person."""
    return co2_emissions / population


@indicator(
    zh="单位能源消费二氧化碳排放",
    en="CO2 per unit of energy",
    unit="吨/吨标准煤",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="每消费一吨标准煤的能源排放多少吨二氧化碳，反映能源结构。",
    says_en="Tonnes of CO2 for a tonne of coal equivalent used: how clean the mix of energy is.",
    formula="co2_emissions / energy_consumption",
    source=INVENTORY,
    measures=(15,),
    aliases=("单位能耗碳排放", "能源碳强度"),
)
def co2_per_energy(co2_emissions: Array, energy_consumption: Array) -> Array:
    """Return CO2 per unit of energy, t/tce."""
    return co2_emissions / energy_consumption


@indicator(
    zh="森林年碳汇量",
    en="CO2 taken up by forests in a year",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="森林一年净吸收的二氧化碳。",
    says_en="CO2 that forests take up, on balance, in a year.",
    formula="forest_carbon_sink",
    source=INVENTORY,
    measures=(19,),
    aliases=("森林碳汇量", "森林碳汇", "碳汇能力", "固碳能力"),
)
def forest_sink(forest_carbon_sink: Array) -> Array:
    """Return the annual forest carbon sink, 10^4 t CO2."""
    return forest_carbon_sink


@indicator(
    zh="森林碳汇抵消排放的比例",
    en="Share of emissions that forests take up",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="森林一年吸收的二氧化碳相当于排放量的百分之几。",
    says_en="What forests take up in a year in per cent of emissions.",
    formula="forest_carbon_sink / co2_emissions",
    source=INVENTORY,
    measures=(19,),
)
def sink_share_of_emissions(forest_carbon_sink: Array, co2_emissions: Array) -> Array:
    """Return the forest sink in per cent of CO2 emissions."""
    return percent(forest_carbon_sink, co2_emissions)
