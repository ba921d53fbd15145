"""Agriculture: irrigation, farmland, manure, grain."""

from __future__ import annotations

from lvxun.accounts.operations import Array, first_known, known_sum_since_base, sum_since_base
from lvxun.accounts.tags import Direction, Kind, Reach, indicator

IRRIGATION = "GB/T 50363-2018《节水灌溉工程技术标准》；水利部《水利综合统计调查制度》"


@indicator(
    zh="新建高效节水灌溉面积累计（各年齐全）",
    en="Efficient irrigation built since the base year (every year known)",
    unit="万亩",
    kind=Kind.CUMULATIVE,
    direction=Direction.HIGHER,
    says_zh="基年之后各年新建面积之和，缺一年则不计算。",
    says_en="Area newly built in the years after the base year; unknown once a year is missing.",
    formula="sum_since_base(efficient_irrigation_built)",
    source=IRRIGATION,
    measures=(19,),
    reach={"efficient_irrigation_built": Reach.RUN},
    is_step=True,
)
def efficient_irrigation_complete(efficient_irrigation_built: Array, base_position: int) -> Array:
    """Return efficient irrigation built since the base year, every year known, 10^4 mu."""
    return sum_since_base(efficient_irrigation_built, base_position)


@indicator(
    zh="新建高效节水灌溉面积累计（已知年份，下限）",
    en="Efficient irrigation built since the base year (known years, a lower bound)",
    unit="万亩",
    kind=Kind.CUMULATIVE,
    direction=Direction.HIGHER,
    says_zh="基年之后已知各年新建面积之和，未公布的年份不计，因此是下限。",
    says_en="Area newly built in the known years after the base year; years without a figure are not "
    "counted, so that this is a lower bound.",
    formula="known_sum_since_base(efficient_irrigation_built)",
    source=IRRIGATION,
    measures=(19,),
    reach={"efficient_irrigation_built": Reach.RUN},
    is_step=True,
    is_lower_bound=True,
)
def efficient_irrigation_at_least(efficient_irrigation_built: Array, base_position: int) -> Array:
    """Return efficient irrigation built in the known years since the base year, 10^4 mu."""
    return known_sum_since_base(efficient_irrigation_built, base_position)


@indicator(
    zh="新建高效节水灌溉面积（基年以来）",
    en="Efficient irrigation newly built since the base year",
    unit="万亩",
    kind=Kind.CUMULATIVE,
    direction=Direction.HIGHER,
    says_zh="基年之后一共新建多少喷灌、微灌、管道输水等高效节水灌溉面积；有年份未公布时取已知年份之和（下限）。",
    says_en="Area newly under sprinklers, drip or pipes since the base year; where a year is not published,"
    " the sum of the known years, a lower bound.",
    formula="first_known(efficient_irrigation_complete, efficient_irrigation_at_least)",
    source=IRRIGATION,
    measures=(19,),
    aliases=("新建高效节水灌溉工程", "新增高效节水灌溉面积", "高效节水灌溉面积", "新建高效节水灌溉"),
    is_choice=True,
)
def efficient_irrigation(efficient_irrigation_complete: Array, efficient_irrigation_at_least: Array) -> Array:
    """Return efficient irrigation built since the base year, 10^4 mu."""
    return first_known(efficient_irrigation_complete, efficient_irrigation_at_least)


@indicator(
    zh="高标准农田面积",
    en="High-standard farmland",
    unit="万亩",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="累计建成的高标准农田。",
    says_en="Farmland brought to the high standard so far.",
    formula="high_standard_farmland",
    source="GB/T 30600-2022《高标准农田建设 通则》",
    measures=(19,),
    aliases=("高标准农田", "建成高标准农田", "高标准农田建设面积"),
)
def high_standard_farmland_area(high_standard_farmland: Array) -> Array:
    """Return high-standard farmland, 10^4 mu."""
    return high_standard_farmland


@indicator(
    zh="畜禽粪污综合利用率",
    en="Utilisation of livestock manure",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="畜禽粪污中作肥料、能源等得到利用的占百分之几。",
    says_en="How much of the manure is used, as fertiliser, energy or otherwise.",
    formula="manure_utilisation_rate",
    source="《畜禽规模养殖污染防治条例》（国务院令第643号）",
    measures=(4,),
    aliases=("粪污综合利用率", "畜禽粪污资源化利用率", "畜禽粪污综合利用", "畜禽粪污资源化利用水平"),
)
def manure_utilisation(manure_utilisation_rate: Array) -> Array:
    """Return the utilisation rate of manure, per cent."""
    return manure_utilisation_rate


@indicator(
    zh="粮食产量",
    en="Grain output",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="一年收获的粮食。",
    says_en="Grain harvested in a year.",
    formula="grain_output",
    source="国家统计局《农林牧渔业统计报表制度》",
    measures=(4, 5),
    aliases=("粮食总产量", "粮食综合生产能力"),
)
def grain_harvest(grain_output: Array) -> Array:
    """Return grain output, 10^4 t."""
    return grain_output


@indicator(
    zh="人均粮食产量",
    en="Grain per head",
    unit="千克/人",
    kind=Kind.INTENSITY,
    direction=Direction.HIGHER,
    says_zh="平均每位常住居民对应收获多少千克粮食。",
    says_en="Kilograms of grain harvested for each resident.",
    formula="grain_output / population",
    source="国家统计局《农林牧渔业统计报表制度》",
    measures=(5,),
)
def grain_per_head(grain_output: Array, population: Array) -> Array:
    """Return grain per resident, kg per person."""
    return grain_output / population * 1e3


@indicator(
    zh="保护性耕作面积",
    en="Area under conservation tillage",
    unit="万亩",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="当年实施秸秆覆盖、免少耕播种的耕地面积，是黑土地保护的主要做法。",
    says_en="Land sown without or with little ploughing under straw in the year: the main way to keep black"
    " soil.",
    formula="conservation_tillage",
    source="《东北黑土地保护性耕作行动计划（2020—2025年）》（农机发〔2020〕2号）",
    measures=(19,),
    aliases=("实施保护性耕作", "黑土地保护性耕作面积", "保护性耕作"),
)
def conservation_tillage_area(conservation_tillage: Array) -> Array:
    """Return the area under conservation tillage, 10^4 mu."""
    return conservation_tillage
