"""Water: how much is used, per unit of output and per head, and how clean it is."""

from __future__ import annotations

from lvxun.accounts.operations import Array, change_since_base, percent
from lvxun.accounts.tags import Direction, Kind, Reach, indicator

BULLETIN = "GB/T 23598-2009《水资源公报编制规程》"
QUALITY = "GB 3838-2002《地表水环境质量标准》；《地表水环境质量评价办法（试行）》（环办〔2011〕22号）"
DISCHARGE = "生态环境部《排放源统计调查制度》"


@indicator(
    zh="用水总量",
    en="Total water use",
    unit="亿立方米",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="一年内农业、工业、生活和生态补水取用的新水量。",
    says_en="Water taken in a year by farming, industry, homes and for rivers and parks.",
    formula="water_use",
    source=BULLETIN,
    measures=(19,),
    aliases=("全省用水总量", "用水总量控制", "年用水总量"),
)
def total_water_use(water_use: Array) -> Array:
    """Return total water use, 10^8 m3."""
    return water_use


@indicator(
    zh="单位地区生产总值用水量（基年价）",
    en="Water per unit of GDP (base-year prices)",
    unit="立方米/万元",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="每创造一万元地区生产总值（按基年价格）用多少立方米水。",
    says_en="Cubic metres of water used for 10 000 CNY of GDP at base-year prices.",
    formula="water_use / real_gdp",
    source=f"{BULLETIN}；《中国国民经济核算体系（2016）》",
    measures=(1, 19),
    aliases=(
        "万元地区生产总值用水量",
        "单位地区生产总值用水量",
        "万元GDP用水量",
        "单位GDP用水量",
        "万元国内生产总值用水量",
    ),
)
def water_intensity(water_use: Array, real_gdp: Array) -> Array:
    """Return water per unit of real GDP, m3 per 10 000 CNY."""
    return water_use / real_gdp * 1e4


@indicator(
    zh="单位地区生产总值用水量较基年变化",
    en="Change of water per unit of GDP since the base year",
    unit="%",
    kind=Kind.CHANGE,
    direction=Direction.LOWER,
    says_zh="与基年相比，单位产出的用水量变化了百分之几，负数是下降。",
    says_en="By how many per cent water per unit of output has changed since the base year; negative is a "
    "fall.",
    formula="change_since_base(water_intensity)",
    source=BULLETIN,
    measures=(1, 19),
    aliases=("万元GDP用水量下降", "单位地区生产总值用水量降低", "万元地区生产总值用水量下降"),
    reach={"water_intensity": Reach.YEAR_AND_BASE},
)
def water_intensity_change(water_intensity: Array, base_position: int) -> Array:
    """Return the change of water intensity since the base year, per cent."""
    return change_since_base(water_intensity, base_position)


@indicator(
    zh="万元地区生产总值用水量（公布值，当年价）",
    en="Water per 10 000 CNY of GDP (as published, current prices)",
    unit="立方米/万元",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="水资源公报公布的数值，按当年价格计算，含价格变动，不能与基年价的数值比较。",
    says_en="As the water bulletin publishes it, at current prices: price changes are in it, so do not "
    "compare with the figure at base-year prices.",
    formula="water_per_gdp",
    source=BULLETIN,
    measures=(1,),
)
def water_intensity_published(water_per_gdp: Array) -> Array:
    """Return published water per unit of nominal GDP, m3 per 10 000 CNY."""
    return water_per_gdp


@indicator(
    zh="人均用水量",
    en="Water use per head",
    unit="立方米/人",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="平均每位常住居民一年对应多少立方米水，含生产用水。",
    says_en="Cubic metres of water for each resident and year, production included.",
    formula="water_use / population",
    source=BULLETIN,
    measures=(14,),
    aliases=("人均综合用水量",),
)
def water_per_head(water_use: Array, population: Array) -> Array:
    """Return water per resident, m3 per person."""
    return water_use / population * 1e4


@indicator(
    zh="农业用水占用水总量比重",
    en="Farming's share of water use",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.LOWER,
    says_zh="农业用水占全部用水的百分之几，反映灌溉节水的余地。",
    says_en="How much of all water farming uses: the room for saving in irrigation.",
    formula="water_agriculture / water_use",
    source=BULLETIN,
    measures=(19,),
    aliases=("农业用水占比",),
)
def agricultural_water_share(water_agriculture: Array, water_use: Array) -> Array:
    """Return agriculture's share of water use, per cent."""
    return percent(water_agriculture, water_use)


@indicator(
    zh="单位第二产业增加值工业用水量（当年价）",
    en="Industrial water per unit of secondary value added (current prices)",
    unit="立方米/万元",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="工业用水除以第二产业增加值（当年价，含建筑业），用来近似观察万元工业增加值用水量。",
    says_en="Industrial water over value added of secondary industry at current prices, construction "
    "included: close to water per unit of industrial value added.",
    formula="water_industry / gdp_secondary",
    source=BULLETIN,
    measures=(1, 2),
    aliases=("万元工业增加值用水量", "单位工业增加值用水量"),
    is_proxy=True,
)
def industrial_water_intensity(water_industry: Array, gdp_secondary: Array) -> Array:
    """Return industrial water per unit of secondary value added, m3 per 10 000 CNY."""
    return water_industry / gdp_secondary * 1e4


@indicator(
    zh="地表水优良水质断面比例",
    en="Share of surface-water sections with good quality",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="国控断面中水质达到或好于Ⅲ类的占百分之几。",
    says_en="How many in a hundred monitored river and lake sections are of class III or better.",
    formula="good_water_share",
    source=QUALITY,
    measures=(16, 20),
    aliases=("地表水优良比例", "地表水达到或好于Ⅲ类水体比例", "国考断面优良水质比例", "优良水体比例"),
)
def good_surface_water(good_water_share: Array) -> Array:
    """Return the share of surface-water sections with good quality, per cent."""
    return good_water_share


@indicator(
    zh="化学需氧量排放量",
    en="COD emissions",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="废水中化学需氧量的年排放总量，国家约束性污染物之一。",
    says_en="Chemical oxygen demand discharged with waste water in a year; one of the nationally capped "
    "pollutants.",
    formula="cod_emissions",
    source=DISCHARGE,
    measures=(2, 20),
    aliases=("化学需氧量排放总量", "化学需氧量", "COD排放量"),
)
def cod_total(cod_emissions: Array) -> Array:
    """Return COD emissions, 10^4 t."""
    return cod_emissions


@indicator(
    zh="氨氮排放量",
    en="Ammonia-nitrogen emissions",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="废水中氨氮的年排放总量，国家约束性污染物之一。",
    says_en="Ammonia nitrogen discharged with waste water in a year; one of the nationally capped "
    "pollutants.",
    formula="nh3n_emissions",
    source=DISCHARGE,
    measures=(2, 20),
    aliases=("氨氮排放总量", "氨氮"),
)
def ammonia_total(nh3n_emissions: Array) -> Array:
    """Return ammonia-nitrogen emissions, 10^4 t."""
    return nh3n_emissions
