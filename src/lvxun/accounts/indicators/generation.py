"""Electricity generated: by type, its non-fossil share, what is lost, what the grid emits."""

from __future__ import annotations

from lvxun.accounts.operations import Array, first_known, percent
from lvxun.accounts.tags import Direction, Kind, indicator

POWER = "国家能源局、中国电力企业联合会 全国电力工业统计口径（全口径发电量）"
NONFOSSIL = f"{POWER}；火电含生物质"


@indicator(
    zh="风电光伏发电量（分项相加）",
    en="Wind and solar generation (sum of its parts)",
    unit="亿千瓦时",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="分别公布的风电与光伏发电量之和。",
    says_en="Wind and solar generation, each as published, added up.",
    formula="generation_wind + generation_solar",
    source=POWER,
    measures=(15,),
    is_step=True,
)
def wind_solar_generation_from_parts(generation_wind: Array, generation_solar: Array) -> Array:
    """Return wind plus solar generation, 10^8 kWh."""
    return generation_wind + generation_solar


@indicator(
    zh="风电光伏发电量",
    en="Wind and solar generation",
    unit="亿千瓦时",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="一年的风电和光伏发电量；分项齐全时用分项相加，否则用公布的合计数。",
    says_en="What wind and sun generated in a year: the sum of the parts where both are known, otherwise "
    "the published total.",
    formula="first_known(wind_solar_generation_from_parts, generation_wind_solar)",
    source=POWER,
    measures=(15,),
    aliases=("风光发电量", "新能源发电量"),
    is_choice=True,
)
def wind_solar_generation(wind_solar_generation_from_parts: Array, generation_wind_solar: Array) -> Array:
    """Return wind and solar generation, 10^8 kWh."""
    return first_known(wind_solar_generation_from_parts, generation_wind_solar)


@indicator(
    zh="非化石能源发电量（各类相加，不含生物质，下限）",
    en="Non-fossil generation (sum of types without biomass, a lower bound)",
    unit="亿千瓦时",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="水电、核电、风电、光伏发电量之和；生物质发电量未单独公布，因此偏低。",
    says_en="Hydro, nuclear, wind and solar generation; biomass is not published apart, so that this is a "
    "little low.",
    formula="generation_hydro + generation_nuclear + wind_solar_generation",
    source=NONFOSSIL,
    measures=(15,),
    is_step=True,
    is_lower_bound=True,
)
def nonfossil_generation_from_types(
    generation_hydro: Array, generation_nuclear: Array, wind_solar_generation: Array
) -> Array:
    """Return the sum of non-fossil generation by type, 10^8 kWh."""
    return generation_hydro + generation_nuclear + wind_solar_generation


@indicator(
    zh="非化石能源发电量（总发电量减火电，下限）",
    en="Non-fossil generation (total less thermal, a lower bound)",
    unit="亿千瓦时",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="总发电量减去火电；统计上的火电含生物质，因此偏低。",
    says_en="Total less thermal generation; thermal holds biomass in these statistics, so that this is a "
    "little low.",
    formula="generation_total - generation_thermal",
    source=NONFOSSIL,
    measures=(15,),
    is_step=True,
    is_lower_bound=True,
)
def nonfossil_generation_from_thermal(generation_total: Array, generation_thermal: Array) -> Array:
    """Return total less thermal generation, 10^8 kWh."""
    return generation_total - generation_thermal


@indicator(
    zh="非化石能源发电量",
    en="Non-fossil generation",
    unit="亿千瓦时",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="一年的非化石能源发电量；依次取：总发电量减火电、各类相加。",
    says_en="What non-fossil sources generated in a year: total less thermal, else the sum of types.",
    formula="first_known(nonfossil_generation_from_thermal, nonfossil_generation_from_types)",
    source=NONFOSSIL,
    measures=(15,),
    aliases=("清洁能源发电量",),
    is_choice=True,
)
def nonfossil_generation(
    nonfossil_generation_from_thermal: Array, nonfossil_generation_from_types: Array
) -> Array:
    """Return non-fossil generation, 10^8 kWh."""
    return first_known(nonfossil_generation_from_thermal, nonfossil_generation_from_types)


@indicator(
    zh="非化石能源发电量占比（按类型计算）",
    en="Non-fossil share of generation (computed from types)",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="非化石能源发电量除以全部发电量。",
    says_en="Non-fossil generation divided by all generation.",
    formula="nonfossil_generation / generation_total",
    source=NONFOSSIL,
    measures=(15,),
    is_step=True,
)
def nonfossil_generation_share_computed(nonfossil_generation: Array, generation_total: Array) -> Array:
    """Return the non-fossil share of generation computed from types, per cent."""
    return percent(nonfossil_generation, generation_total)


@indicator(
    zh="非化石能源发电量占比",
    en="Non-fossil share of generation",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="非化石能源发出的电量占全部发电量的百分之几；依次取：按类型计算的占比、公布的占比。公布的若是"
    "“清洁能源”占比，只有没有燃气发电的地方才与非化石能源相同，见数据备注。",
    says_en="How much of the electricity generated comes from non-fossil sources: computed from types, else "
    "the share as published. A published share of “clean energy” is the same only where no plant burns "
    "gas; the note of the figure says so.",
    formula="first_known(nonfossil_generation_share_computed, nonfossil_generation_share_published)",
    source=NONFOSSIL,
    measures=(15,),
    aliases=("非化石能源发电占比", "非化石能源发电量比重", "清洁能源发电量占比"),
    is_choice=True,
)
def nonfossil_generation_share(
    nonfossil_generation_share_computed: Array, nonfossil_generation_share_published: Array
) -> Array:
    """Return the non-fossil share of generation, per cent."""
    return first_known(nonfossil_generation_share_computed, nonfossil_generation_share_published)


@indicator(
    zh="火电发电量占比",
    en="Thermal share of generation",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.LOWER,
    says_zh="火电发出的电量占全部发电量的百分之几。",
    says_en="How much of the electricity generated is thermal.",
    formula="generation_thermal / generation_total",
    source=POWER,
    measures=(15,),
    aliases=("煤电发电量占比", "火电占比"),
)
def thermal_generation_share(generation_thermal: Array, generation_total: Array) -> Array:
    """Return the thermal share of generation, per cent."""
    return percent(generation_thermal, generation_total)


@indicator(
    zh="弃风率",
    en="Wind curtailment",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.LOWER,
    says_zh="本可发出却被限制的风电占可发风电量的百分之几。",
    says_en="How much of the wind power that could have been generated was held back.",
    formula="wind_curtailment_rate",
    source="国家能源局 风电并网运行情况",
    measures=(15,),
    aliases=("弃风率", "弃风弃光率"),
)
def wind_curtailed_share(wind_curtailment_rate: Array) -> Array:
    """Return the wind curtailment rate, per cent."""
    return wind_curtailment_rate


@indicator(
    zh="省级电网平均二氧化碳排放因子",
    en="Average CO2 factor of the provincial grid",
    unit="kgCO2/kWh",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="每用一千瓦时电平均对应多少千克二氧化碳。",
    says_en="Kilograms of CO2 behind an average kilowatt-hour used.",
    formula="grid_emission_factor",
    source="生态环境部、国家统计局 电力二氧化碳排放因子公告",
    measures=(15, 27),
    aliases=("电网排放因子", "电力二氧化碳排放因子", "单位电量二氧化碳排放"),
)
def grid_carbon_factor(grid_emission_factor: Array) -> Array:
    """Return the grid's average CO2 factor, kg/kWh."""
    return grid_emission_factor


@indicator(
    zh="非化石能源发电量占比（公布值）",
    en="Non-fossil share of generation (as published)",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="主管部门或媒体直接公布的占比，口径由发布者决定；用来与按类型计算的占比核对，类型数据未公布的年份"
    "以它判断目标。",
    says_en="The share as an authority or the press gives it, on its own definition: to hold against the "
    "share computed from types, and to judge by in years whose types are not published.",
    formula="nonfossil_generation_share_published",
    source=POWER,
    measures=(15,),
)
def nonfossil_generation_share_reported(nonfossil_generation_share_published: Array) -> Array:
    """Return the published non-fossil share of generation, per cent."""
    return nonfossil_generation_share_published
