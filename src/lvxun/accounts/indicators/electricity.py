"""Electricity used: per head, per unit of output, by whom, from where."""

from __future__ import annotations

from lvxun.accounts.operations import Array, chained_change, percent
from lvxun.accounts.tags import Direction, Kind, Reach, indicator

POWER = "国家能源局、中国电力企业联合会 全社会用电量统计口径"


@indicator(
    zh="全社会用电量",
    en="Electricity used",
    unit="亿千瓦时",
    kind=Kind.LEVEL,
    direction=Direction.NEUTRAL,
    says_zh="一年内全部生产和生活用电。",
    says_en="All electricity used in a year, by industry and households.",
    formula="electricity_consumption",
    source=POWER,
    measures=(15,),
    aliases=("用电量", "全社会用电"),
)
def electricity_use(electricity_consumption: Array) -> Array:
    """Return electricity consumption, 10^8 kWh."""
    return electricity_consumption


@indicator(
    zh="单位地区生产总值电耗（基年价）",
    en="Electricity per unit of GDP (base-year prices)",
    unit="千瓦时/万元",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="每创造一万元地区生产总值（按基年价格）用多少千瓦时电。",
    says_en="Kilowatt-hours used for 10 000 CNY of GDP at base-year prices.",
    formula="electricity_consumption / real_gdp",
    source=POWER,
    measures=(1, 15),
    aliases=("单位GDP电耗", "单位地区生产总值电耗", "万元GDP电耗"),
)
def electricity_intensity(electricity_consumption: Array, real_gdp: Array) -> Array:
    """Return electricity per unit of real GDP, kWh per 10 000 CNY."""
    return electricity_consumption / real_gdp * 1e4


@indicator(
    zh="单位地区生产总值电耗较基年变化（按官方年度升降率连接）",
    en="Change of electricity intensity since the base year (official yearly changes, chained)",
    unit="%",
    kind=Kind.CHANGE,
    direction=Direction.LOWER,
    says_zh="把官方逐年公布的电耗升降率连接起来，与基年相比变化了百分之几。",
    says_en="The officially published yearly changes of electricity per unit of GDP, chained from the base "
    "year.",
    formula="chained_change(electricity_intensity_change)",
    source="国家统计局 分省（区、市）万元地区生产总值能耗等指标公报",
    measures=(1, 15),
    aliases=("单位GDP电耗下降",),
    reach={"electricity_intensity_change": Reach.RUN},
)
def electricity_intensity_change_chained(electricity_intensity_change: Array, base_position: int) -> Array:
    """Return the change of electricity intensity since the base year, per cent."""
    return chained_change(electricity_intensity_change, base_position)


@indicator(
    zh="人均用电量",
    en="Electricity use per head",
    unit="千瓦时/人",
    kind=Kind.INTENSITY,
    direction=Direction.NEUTRAL,
    says_zh="平均每位常住居民一年对应多少千瓦时电，含生产用电。",
    says_en="Kilowatt-hours for each resident and year, use by industry included.",
    formula="electricity_consumption / population",
    source=POWER,
    measures=(14,),
    aliases=("人均全社会用电量",),
)
def electricity_per_head(electricity_consumption: Array, population: Array) -> Array:
    """Return electricity per resident, kWh per person."""
    return electricity_consumption / population * 1e4


@indicator(
    zh="人均居民生活用电量",
    en="Household electricity per head",
    unit="千瓦时/人",
    kind=Kind.INTENSITY,
    direction=Direction.NEUTRAL,
    says_zh="平均每位常住居民一年在家用多少千瓦时电。",
    says_en="Kilowatt-hours that each resident uses at home in a year.",
    formula="electricity_residential / population",
    source=POWER,
    measures=(14,),
    aliases=("人均生活用电量",),
)
def household_electricity_per_head(electricity_residential: Array, population: Array) -> Array:
    """Return household electricity per resident, kWh per person."""
    return electricity_residential / population * 1e4


@indicator(
    zh="工业用电占全社会用电比重",
    en="Industry's share of electricity use",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.NEUTRAL,
    says_zh="工业用电占全部用电的百分之几。",
    says_en="How much of all electricity industry uses.",
    formula="electricity_industry / electricity_consumption",
    source=POWER,
    measures=(1,),
    aliases=("工业用电占比",),
)
def industry_electricity_share(electricity_industry: Array, electricity_consumption: Array) -> Array:
    """Return industry's share of electricity consumption, per cent."""
    return percent(electricity_industry, electricity_consumption)


@indicator(
    zh="净调入电量占全社会用电比重",
    en="Net import in electricity use",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.NEUTRAL,
    says_zh="从省外净调入的电量占全部用电的百分之几，负数是净调出。",
    says_en="How much of the electricity used comes, on balance, from other provinces; negative is net "
    "export.",
    formula="net_electricity_import / electricity_consumption",
    source="国家能源局、中国电力企业联合会 跨省跨区送受电量统计口径",
    measures=(15,),
    aliases=("外来电占比", "省外来电比重", "外调电占比"),
)
def net_import_share(net_electricity_import: Array, electricity_consumption: Array) -> Array:
    """Return net import in per cent of electricity consumption."""
    return percent(net_electricity_import, electricity_consumption)
