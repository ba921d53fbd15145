"""Waste: what arises, what is used again, what can be treated."""

from __future__ import annotations

import numpy as np

from lvxun.accounts.operations import Array, percent
from lvxun.accounts.tags import Direction, Kind, indicator

DISCHARGE = "生态环境部《排放源统计调查制度》"
URBAN = "住房和城乡建设部《城市（县城）和村镇建设统计调查制度》"
APPLIANCES = "《废弃电器电子产品回收处理管理条例》（国务院令第551号）"
TONNES_A_YEAR = 365 / 1e4  # 10^4 t in a year for each tonne a day


@indicator(
    zh="一般工业固体废物综合利用率",
    en="Utilisation of industrial solid waste",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="一般工业固体废物中得到综合利用的占百分之几。",
    says_en="How much of ordinary industrial solid waste is put to use.",
    formula="solid_waste_utilisation_rate",
    source=DISCHARGE,
    measures=(7, 8),
    aliases=("工业固体废物综合利用率", "大宗固体废物综合利用率", "工业固废综合利用率", "大宗固废综合利用率"),
)
def solid_waste_utilisation(solid_waste_utilisation_rate: Array) -> Array:
    """Return the utilisation rate of industrial solid waste, per cent."""
    return solid_waste_utilisation_rate


@indicator(
    zh="单位地区生产总值工业固体废物产生量（基年价）",
    en="Industrial solid waste per unit of GDP (base-year prices)",
    unit="吨/万元",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="每创造一万元地区生产总值（按基年价格）产生多少吨一般工业固体废物。",
    says_en="Tonnes of ordinary industrial solid waste for 10 000 CNY of GDP at base-year prices.",
    formula="solid_waste_generated / real_gdp",
    source=DISCHARGE,
    measures=(8,),
    aliases=("一般工业固体废物产生强度", "工业固体废物产生强度"),
)
def solid_waste_intensity(solid_waste_generated: Array, real_gdp: Array) -> Array:
    """Return industrial solid waste per unit of real GDP, t per 10 000 CNY."""
    return solid_waste_generated / real_gdp


@indicator(
    zh="危险废物产生量",
    en="Hazardous waste generated",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="一年产生的工业危险废物。",
    says_en="Industrial hazardous waste that arose in a year.",
    formula="hazardous_waste_generated",
    source=f"{DISCHARGE}；《国家危险废物名录（2025年版）》",
    measures=(3, 16),
    aliases=("工业危险废物产生量",),
)
def hazardous_waste(hazardous_waste_generated: Array) -> Array:
    """Return hazardous waste generated, 10^4 t."""
    return hazardous_waste_generated


@indicator(
    zh="人均生活垃圾清运量",
    en="Municipal waste per head",
    unit="千克/人",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="平均每位常住居民一年对应清运的生活垃圾；清运量只含城市，分母是全部常住人口，因此偏低。",
    says_en="Municipal waste collected for each resident and year; only cities are counted, all residents "
    "divide, so that it is low.",
    formula="municipal_waste_collected / population",
    source=URBAN,
    measures=(14, 16),
    aliases=("人均生活垃圾产生量",),
)
def municipal_waste_per_head(municipal_waste_collected: Array, population: Array) -> Array:
    """Return municipal waste collected per resident, kg per person."""
    return municipal_waste_collected / population * 1e3


@indicator(
    zh="生活垃圾焚烧处理能力",
    en="Waste incineration capacity",
    unit="吨/日",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="在运生活垃圾焚烧厂每天能处理多少吨。",
    says_en="Tonnes a day that incinerators in operation can treat.",
    formula="waste_incineration_capacity",
    source=URBAN,
    measures=(16,),
    aliases=("垃圾焚烧处理能力", "生活垃圾焚烧能力", "城镇生活垃圾焚烧处理能力"),
)
def incineration_capacity(waste_incineration_capacity: Array) -> Array:
    """Return waste incineration capacity, t/day."""
    return waste_incineration_capacity


@indicator(
    zh="焚烧处理能力与生活垃圾清运量之比",
    en="Incineration capacity relative to waste collected",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="焚烧厂全年满负荷能处理的量相当于清运量的百分之几；实际焚烧占比只会更低或相等。",
    says_en="What incinerators could treat in a year in per cent of what is collected; the share really "
    "burnt cannot be higher.",
    formula="waste_incineration_capacity * one_year / municipal_waste_collected",
    source=URBAN,
    measures=(16,),
    aliases=("生活垃圾焚烧处理能力占比", "城镇生活垃圾焚烧处理能力占比", "生活垃圾焚烧占比"),
    is_proxy=True,
)
def incineration_ratio(waste_incineration_capacity: Array, municipal_waste_collected: Array) -> Array:
    """Return yearly incineration capacity in per cent of waste collected."""
    return percent(waste_incineration_capacity * TONNES_A_YEAR, municipal_waste_collected)


@indicator(
    zh="废旧家电拆解能力与产生量之比",
    en="Dismantling capacity relative to waste appliances arising",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="省内一年能拆解的废旧家电台数相当于产生台数的百分之几，100%即能力与产生量匹配。",
    says_en="Appliances that can be dismantled in a year in per cent of those that arise; 100 % is a match.",
    formula="appliances_dismantling_capacity / appliances_discarded",
    source=APPLIANCES,
    measures=(11,),
    aliases=("废旧家电拆解能力与产生量", "废旧家电拆解能力", "废弃电器电子产品拆解能力"),
)
def appliance_dismantling_ratio(appliances_dismantling_capacity: Array, appliances_discarded: Array) -> Array:
    """Return dismantling capacity in per cent of appliances arising."""
    return percent(appliances_dismantling_capacity, appliances_discarded)


@indicator(
    zh="废旧家电拆解能力缺口",
    en="Gap of dismantling capacity for waste appliances",
    unit="万台",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="一年产生而省内无力拆解的废旧家电台数；能力有余时为零。",
    says_en="Appliances that arise in a year and cannot be dismantled in the province; zero where capacity "
    "is ample.",
    formula="positive(appliances_discarded - appliances_dismantling_capacity)",
    source=APPLIANCES,
    measures=(11,),
)
def appliance_dismantling_gap(appliances_discarded: Array, appliances_dismantling_capacity: Array) -> Array:
    """Return appliances arising beyond dismantling capacity, 10^4 machines a year."""
    return np.maximum(appliances_discarded - appliances_dismantling_capacity, 0.0)


@indicator(
    zh="医疗废物属地处置覆盖率",
    en="Cities that dispose of medical waste locally",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="地级及以上城市中，医疗废物能在本地处置的占百分之几，100%即全覆盖。",
    says_en="How many in a hundred cities of prefecture level dispose of their medical waste themselves.",
    formula="medical_waste_local_disposal",
    source="《医疗废物管理条例》（国务院令第380号）；《医疗废物集中处置设施能力建设实施方案》（发改环资〔2020〕696号）",
    measures=(16,),
    aliases=(
        "医疗废物属地处置",
        "地级及以上城市医疗废物属地处置",
        "医疗废物集中处置",
        "医疗废物无害化处置率",
    ),
)
def medical_waste_coverage(medical_waste_local_disposal: Array) -> Array:
    """Return the share of cities with local disposal of medical waste, per cent."""
    return medical_waste_local_disposal


@indicator(
    zh="医疗废物处置能力",
    en="Medical waste disposal capacity",
    unit="吨/日",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="医疗废物集中处置设施每天能处置多少吨，不含应急能力。",
    says_en="Tonnes of medical waste a day that central plants can dispose of, emergency capacity left out.",
    formula="medical_waste_capacity",
    source="《医疗废物管理条例》（国务院令第380号）",
    measures=(16,),
    aliases=("医疗废物集中处置能力",),
)
def medical_waste_treatment(medical_waste_capacity: Array) -> Array:
    """Return medical waste disposal capacity, t/day."""
    return medical_waste_capacity
