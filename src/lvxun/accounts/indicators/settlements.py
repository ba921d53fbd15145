"""Settlements: villages, buildings, heat."""

from __future__ import annotations

from lvxun.accounts.operations import (
    Array,
    added_since_base,
    first_known,
    known_sum_since_base,
    sum_since_base,
)
from lvxun.accounts.tags import Direction, Kind, Reach, indicator

VILLAGES = "省级农业农村主管部门 美丽宜居村创建口径；《农村人居环境整治提升五年行动方案（2021—2025年）》"
HEATING = "国家发展改革委等《北方地区冬季清洁取暖规划（2017—2021年）》（发改能源〔2017〕2100号）"


@indicator(
    zh="美丽宜居村累计建成数（由公布的总数推算）",
    en="Liveable villages built since the base year (from published totals)",
    unit="个",
    kind=Kind.CUMULATIVE,
    direction=Direction.HIGHER,
    says_zh="公布的累计总数减去基年总数。",
    says_en="The published total less that of the base year.",
    formula="added_since_base(livable_villages_total)",
    source=VILLAGES,
    measures=(18,),
    reach={"livable_villages_total": Reach.YEAR_AND_BASE},
    is_step=True,
)
def liveable_villages_from_total(livable_villages_total: Array, base_position: int) -> Array:
    """Return villages built since the base year, from published totals."""
    return added_since_base(livable_villages_total, base_position)


@indicator(
    zh="美丽宜居村累计建成数（各年齐全）",
    en="Liveable villages built since the base year (every year known)",
    unit="个",
    kind=Kind.CUMULATIVE,
    direction=Direction.HIGHER,
    says_zh="基年之后各年建成数之和，缺一年则不计算。",
    says_en="Villages built in the years after the base year; unknown once a year is missing.",
    formula="sum_since_base(livable_villages_built)",
    source=VILLAGES,
    measures=(18,),
    reach={"livable_villages_built": Reach.RUN},
    is_step=True,
)
def liveable_villages_complete(livable_villages_built: Array, base_position: int) -> Array:
    """Return villages built since the base year, every year known."""
    return sum_since_base(livable_villages_built, base_position)


@indicator(
    zh="美丽宜居村累计建成数（已知年份，下限）",
    en="Liveable villages built since the base year (known years, a lower bound)",
    unit="个",
    kind=Kind.CUMULATIVE,
    direction=Direction.HIGHER,
    says_zh="基年之后已知各年建成数之和，未公布的年份不计，因此是下限。",
    says_en="Villages built in the known years after the base year; years without a figure are not counted,"
    " so that this is a lower bound.",
    formula="known_sum_since_base(livable_villages_built)",
    source=VILLAGES,
    measures=(18,),
    reach={"livable_villages_built": Reach.RUN},
    is_step=True,
    is_lower_bound=True,
)
def liveable_villages_at_least(livable_villages_built: Array, base_position: int) -> Array:
    """Return villages built in the known years since the base year."""
    return known_sum_since_base(livable_villages_built, base_position)


@indicator(
    zh="美丽宜居村累计建成数（基年以来）",
    en="Liveable villages built since the base year",
    unit="个",
    kind=Kind.CUMULATIVE,
    direction=Direction.HIGHER,
    says_zh="基年之后一共建成多少个美丽宜居村：由总数推算，或各年相加；有年份未公布时取已知年份之和（下限）。",
    says_en="How many liveable villages have been built since the base year: from totals, else year by "
    "year; where a year is not published, the sum of the known years, a lower bound.",
    formula="first_known(liveable_villages_from_total, liveable_villages_complete, "
    "liveable_villages_at_least)",
    source=VILLAGES,
    measures=(18,),
    aliases=("美丽宜居村", "美丽宜居村建设", "建设美丽宜居村", "宜居村"),
    is_choice=True,
)
def liveable_villages(
    liveable_villages_from_total: Array, liveable_villages_complete: Array, liveable_villages_at_least: Array
) -> Array:
    """Return villages built since the base year."""
    return first_known(liveable_villages_from_total, liveable_villages_complete, liveable_villages_at_least)


@indicator(
    zh="城镇新建建筑中绿色建筑占比",
    en="Share of green buildings in new buildings",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="当年城镇新建建筑面积中，绿色建筑占百分之几。",
    says_en="How much of the floor area newly built in towns is green building.",
    formula="green_building_share",
    source="GB/T 50378-2019《绿色建筑评价标准》；《绿色建筑创建行动方案》（建标〔2020〕65号）",
    measures=(18,),
    aliases=("绿色建筑占比", "新建绿色建筑占比", "绿色建筑面积占比", "城镇新建建筑中绿色建筑面积占比"),
)
def green_buildings(green_building_share: Array) -> Array:
    """Return the share of green buildings in new buildings, per cent."""
    return green_building_share


@indicator(
    zh="单位面积集中供热量",
    en="District heat per area",
    unit="吉焦/平方米",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="每平方米集中供热面积一年供多少吉焦热，随冬季冷暖起伏。",
    says_en="Gigajoules of heat supplied to a square metre in a year; it moves with the winter.",
    formula="district_heat_supply / district_heat_area",
    source="住房和城乡建设部《城市（县城）和村镇建设统计调查制度》",
    measures=(8, 18),
    aliases=("供热能耗", "单位供热面积能耗"),
)
def district_heat_intensity(district_heat_supply: Array, district_heat_area: Array) -> Array:
    """Return district heat per area, GJ/m2."""
    return district_heat_supply / district_heat_area


@indicator(
    zh="新增清洁取暖户数（基年以来，已知年份，下限）",
    en="Households newly on clean heating since the base year (known years, a lower bound)",
    unit="万户",
    kind=Kind.CUMULATIVE,
    direction=Direction.HIGHER,
    says_zh="基年之后已知各年新增清洁取暖户数之和，未公布的年份不计。",
    says_en="Households that changed to clean heating in the known years after the base year; years without"
    " a figure are not counted.",
    formula="known_sum_since_base(clean_heating_households)",
    source=HEATING,
    measures=(15, 18),
    aliases=("新增清洁取暖户数", "清洁取暖改造户数", "清洁取暖"),
    reach={"clean_heating_households": Reach.RUN},
    is_lower_bound=True,
)
def clean_heating_added(clean_heating_households: Array, base_position: int) -> Array:
    """Return households newly on clean heating since the base year, 10^4."""
    return known_sum_since_base(clean_heating_households, base_position)
