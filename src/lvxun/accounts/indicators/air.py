"""Air: what is breathed, what is emitted."""

from __future__ import annotations

from lvxun.accounts.operations import Array, change_since_base
from lvxun.accounts.tags import Direction, Kind, Reach, indicator

QUALITY = "GB 3095-2012《环境空气质量标准》；HJ 663-2013《环境空气质量评价技术规范（试行）》"
DISCHARGE = "生态环境部《排放源统计调查制度》"


@indicator(
    zh="细颗粒物（PM2.5）年均浓度",
    en="PM2.5 annual mean",
    unit="微克/立方米",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="全年平均每立方米空气中细颗粒物的微克数。",
    says_en="Micrograms of fine particles in a cubic metre of air, mean of the year.",
    formula="pm25",
    source=QUALITY,
    measures=(20, 22),
    aliases=("PM2.5浓度", "细颗粒物浓度", "PM2.5平均浓度", "地级及以上城市PM2.5浓度"),
)
def pm25_concentration(pm25: Array) -> Array:
    """Return the annual mean of PM2.5, micrograms per m3."""
    return pm25


@indicator(
    zh="细颗粒物（PM2.5）浓度较基年变化",
    en="Change of PM2.5 since the base year",
    unit="%",
    kind=Kind.CHANGE,
    direction=Direction.LOWER,
    says_zh="与基年相比，细颗粒物浓度变化了百分之几，负数是改善。",
    says_en="By how many per cent PM2.5 has changed since the base year; negative is an improvement.",
    formula="change_since_base(pm25)",
    source=QUALITY,
    measures=(20,),
    aliases=("PM2.5浓度下降", "细颗粒物浓度下降"),
    reach={"pm25": Reach.YEAR_AND_BASE},
)
def pm25_change(pm25: Array, base_position: int) -> Array:
    """Return the change of PM2.5 since the base year, per cent."""
    return change_since_base(pm25, base_position)


@indicator(
    zh="空气质量优良天数比例",
    en="Share of days with good air",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="一年中空气质量为优或良的天数占百分之几。",
    says_en="How many in a hundred days of the year had good or excellent air.",
    formula="good_air_share",
    source=QUALITY,
    measures=(20, 22),
    aliases=("优良天数比例", "优良天数比率", "空气质量优良天数比率", "地级及以上城市空气质量优良天数比率"),
)
def good_air_days(good_air_share: Array) -> Array:
    """Return the share of days with good air, per cent."""
    return good_air_share


@indicator(
    zh="生态环境改善（以PM2.5年均浓度代表）",
    en="State of the environment (PM2.5 stands in)",
    unit="微克/立方米",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="“生态环境持续改善”没有单一指标；以逐年公布、口径稳定的细颗粒物浓度代表，水质和森林另有指标。",
    says_en="The state of the environment has no single measure. PM2.5 is published every year on one basis"
    " and stands in; water quality and forests have their own indicators.",
    formula="pm25",
    source=QUALITY,
    measures=(20,),
    aliases=("生态环境", "生态环境质量", "生态环境持续改善"),
    is_proxy=True,
)
def environment_proxy(pm25: Array) -> Array:
    """Return PM2.5 as a proxy of the state of the environment, micrograms per m3."""
    return pm25


@indicator(
    zh="氮氧化物排放量",
    en="NOx emissions",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="工业、交通、生活等排放源一年排放的氮氧化物，国家约束性污染物之一。",
    says_en="Nitrogen oxides from industry, traffic and homes in a year; one of the nationally capped "
    "pollutants.",
    formula="nox_emissions",
    source=DISCHARGE,
    measures=(2, 20),
    aliases=("氮氧化物排放总量", "氮氧化物", "NOx排放量"),
)
def nox_total(nox_emissions: Array) -> Array:
    """Return NOx emissions, 10^4 t."""
    return nox_emissions


@indicator(
    zh="主要污染物排放总量（以氮氧化物代表）",
    en="Emissions of main pollutants (NOx stands in)",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="主要污染物含氮氧化物、挥发性有机物、化学需氧量、氨氮，计量不能相加；以氮氧化物代表方向。",
    says_en="The main pollutants are NOx, VOC, COD and ammonia nitrogen, and do not add up; NOx shows the "
    "direction.",
    formula="nox_emissions",
    source=f"{DISCHARGE}；《“十四五”节能减排综合工作方案》（国发〔2021〕33号）",
    measures=(20,),
    aliases=("主要污染物排放总量", "主要污染物排放", "主要污染物"),
    is_proxy=True,
)
def main_pollutants_proxy(nox_emissions: Array) -> Array:
    """Return NOx emissions as a proxy of main pollutants, 10^4 t."""
    return nox_emissions


@indicator(
    zh="挥发性有机物排放量",
    en="VOC emissions",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="一年排放的挥发性有机物，国家约束性污染物之一。",
    says_en="Volatile organic compounds emitted in a year; one of the nationally capped pollutants.",
    formula="voc_emissions",
    source=DISCHARGE,
    measures=(6, 20),
    aliases=("挥发性有机物排放总量", "挥发性有机物", "VOCs排放量"),
)
def voc_total(voc_emissions: Array) -> Array:
    """Return VOC emissions, 10^4 t."""
    return voc_emissions
