"""Energy: how much, of what, and per unit of output."""

from __future__ import annotations

from lvxun.accounts.operations import Array, chained_change, change_since_base
from lvxun.accounts.tags import Direction, Kind, Reach, indicator

BALANCE = "国家统计局《能源统计报表制度》；GB/T 2589-2020《综合能耗计算通则》"
DUAL_CONTROL = "国家发展改革委《完善能源消费强度和总量双控制度方案》（发改环资〔2021〕1310号）"
CALORIFIC = "能源消费总量按发电煤耗计算法（等价值）"


@indicator(
    zh="单位地区生产总值能耗（基年价）",
    en="Energy per unit of GDP (base-year prices)",
    unit="吨标准煤/万元",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="每创造一万元地区生产总值（按基年价格）消耗多少吨标准煤；能源消费总量用等价值。",
    says_en="Tonnes of coal equivalent used for 10 000 CNY of GDP at base-year prices; energy on the "
    "equivalent-value basis.",
    formula="energy_consumption / real_gdp",
    source=f"{BALANCE}；{CALORIFIC}",
    measures=(1, 15, 26),
    aliases=(
        "单位地区生产总值能耗",
        "单位GDP能耗",
        "单位国内生产总值能源消耗",
        "单位生产总值能耗",
        "万元地区生产总值能源消费量",
        "万元地区生产总值能耗",
        "万元GDP能耗",
        "能耗强度",
        "能源消费强度",
    ),
)
def energy_intensity(energy_consumption: Array, real_gdp: Array) -> Array:
    """Return energy per unit of real GDP, tce per 10 000 CNY."""
    return energy_consumption / real_gdp


@indicator(
    zh="单位地区生产总值能耗较基年变化（按总量计算）",
    en="Change of energy intensity since the base year (from totals)",
    unit="%",
    kind=Kind.CHANGE,
    direction=Direction.LOWER,
    says_zh="与基年相比，单位产出的能耗变化了百分之几，负数是下降；由能源消费总量和不变价总量算出。",
    says_en="By how many per cent energy per unit of output has changed since the base year, computed from "
    "totals; negative is a fall.",
    formula="change_since_base(energy_intensity)",
    source=BALANCE,
    measures=(1, 15),
    aliases=("单位地区生产总值能耗累计降低率",),
    reach={"energy_intensity": Reach.YEAR_AND_BASE},
)
def energy_intensity_change_computed(energy_intensity: Array, base_position: int) -> Array:
    """Return the change of energy intensity since the base year from totals, per cent."""
    return change_since_base(energy_intensity, base_position)


@indicator(
    zh="单位地区生产总值能耗较基年变化（按官方年度升降率连接）",
    en="Change of energy intensity since the base year (official yearly changes, chained)",
    unit="%",
    kind=Kind.CHANGE,
    direction=Direction.LOWER,
    says_zh="把官方逐年公布的升降率连接起来，与基年相比变化了百分之几，负数是下降；缺一年就连接不下去。",
    says_en="The officially published yearly changes chained from the base year; negative is a fall. One "
    "missing year ends the chain.",
    formula="chained_change(energy_intensity_change)",
    source=f"{BALANCE}；{DUAL_CONTROL}",
    measures=(1, 15, 26),
    aliases=("单位GDP能耗下降", "能耗强度下降", "单位GDP能耗降低", "单位地区生产总值能源消耗降低"),
    reach={"energy_intensity_change": Reach.RUN},
)
def energy_intensity_change_chained(energy_intensity_change: Array, base_position: int) -> Array:
    """Return the change of energy intensity since the base year from official yearly changes, per cent."""
    return chained_change(energy_intensity_change, base_position)


@indicator(
    zh="单位地区生产总值能耗年度升降率",
    en="Change of energy intensity on the year before",
    unit="%",
    kind=Kind.RATE,
    direction=Direction.LOWER,
    says_zh="官方公布的、与上一年相比的单位产出能耗变化，负数是下降。",
    says_en="The officially published change of energy per unit of output on the year before; negative is a"
    " fall.",
    formula="energy_intensity_change",
    source=BALANCE,
    measures=(1, 15),
    aliases=("单位GDP能耗年均下降", "能耗强度年均下降"),
)
def energy_intensity_yearly_change(energy_intensity_change: Array) -> Array:
    """Return the official change of energy intensity on the year before, per cent."""
    return energy_intensity_change


@indicator(
    zh="能源消费总量",
    en="Total energy consumption",
    unit="万吨标准煤",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="一年消费的各种能源折合标准煤的总和（等价值）。",
    says_en="All energy used in a year in coal equivalent (equivalent-value basis).",
    formula="energy_consumption",
    source=f"{BALANCE}；{CALORIFIC}",
    measures=(1, 15),
    aliases=("能源消费", "能耗总量", "综合能耗"),
)
def total_energy_use(energy_consumption: Array) -> Array:
    """Return total energy consumption, 10^4 tce."""
    return energy_consumption


@indicator(
    zh="能源消费总量较基年变化",
    en="Change of energy consumption since the base year",
    unit="%",
    kind=Kind.CHANGE,
    direction=Direction.LOWER,
    says_zh="与基年相比，能源消费总量变化了百分之几。",
    says_en="By how many per cent total energy use has changed since the base year.",
    formula="change_since_base(energy_consumption)",
    source=BALANCE,
    measures=(1, 15),
    aliases=("能源消费增量", "能源消费总量增长"),
    reach={"energy_consumption": Reach.YEAR_AND_BASE},
)
def energy_use_change(energy_consumption: Array, base_position: int) -> Array:
    """Return the change of energy consumption since the base year, per cent."""
    return change_since_base(energy_consumption, base_position)


@indicator(
    zh="人均能源消费量",
    en="Energy use per head",
    unit="吨标准煤/人",
    kind=Kind.INTENSITY,
    direction=Direction.LOWER,
    says_zh="平均每位常住居民一年对应消费多少吨标准煤，含生产用能。",
    says_en="Tonnes of coal equivalent for each resident and year, use by industry included.",
    formula="energy_consumption / population",
    source=BALANCE,
    measures=(14,),
    aliases=("人均能耗",),
)
def energy_per_head(energy_consumption: Array, population: Array) -> Array:
    """Return energy per resident, tce per person."""
    return energy_consumption / population


@indicator(
    zh="非化石能源占能源消费比重",
    en="Share of non-fossil energy in consumption",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="水电、核电、风电、光伏、生物质等非化石能源占能源消费总量的百分之几。",
    says_en="How much of the energy used comes from hydro, nuclear, wind, solar, biomass and other non-"
    "fossil sources.",
    formula="nonfossil_energy_share",
    source="国家能源局《可再生能源电力消纳保障机制》；国家统计局《能源统计报表制度》",
    measures=(15,),
    aliases=("非化石能源消费比重", "非化石能源消费占比", "非化石能源占一次能源消费比重", "非化石能源比重"),
)
def nonfossil_consumption_share(nonfossil_energy_share: Array) -> Array:
    """Return the share of non-fossil energy in consumption, per cent."""
    return nonfossil_energy_share


@indicator(
    zh="煤炭占能源消费比重",
    en="Share of coal in energy consumption",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.LOWER,
    says_zh="煤炭占能源消费总量的百分之几。",
    says_en="How much of the energy used comes from coal.",
    formula="coal_energy_share",
    source=BALANCE,
    measures=(15,),
    aliases=("煤炭消费比重", "煤炭消费占比", "煤炭消费占能源消费总量比重"),
)
def coal_share(coal_energy_share: Array) -> Array:
    """Return the share of coal in energy consumption, per cent."""
    return coal_energy_share


@indicator(
    zh="煤炭消费总量",
    en="Coal consumption",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="一年消费的煤炭实物量。",
    says_en="Coal used in a year, physical tonnes.",
    formula="coal_consumption",
    source=BALANCE,
    measures=(8, 15),
    aliases=("煤炭消费量", "煤炭消费", "煤炭消费总量控制"),
)
def coal_use(coal_consumption: Array) -> Array:
    """Return coal consumption, 10^4 t."""
    return coal_consumption


@indicator(
    zh="煤炭消费量较基年变化",
    en="Change of coal consumption since the base year",
    unit="%",
    kind=Kind.CHANGE,
    direction=Direction.LOWER,
    says_zh="与基年相比，煤炭消费量变化了百分之几，负数是下降。",
    says_en="By how many per cent coal use has changed since the base year; negative is a fall.",
    formula="change_since_base(coal_consumption)",
    source=BALANCE,
    measures=(8, 15),
    aliases=("煤炭消费量下降", "煤炭消费总量下降"),
    reach={"coal_consumption": Reach.YEAR_AND_BASE},
)
def coal_use_change(coal_consumption: Array, base_position: int) -> Array:
    """Return the change of coal consumption since the base year, per cent."""
    return change_since_base(coal_consumption, base_position)


@indicator(
    zh="天然气消费量",
    en="Natural gas consumption",
    unit="亿立方米",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="一年消费的天然气；方案要求着力扩大天然气利用。",
    says_en="Natural gas used in a year; the plan wants its use to grow.",
    formula="natural_gas_consumption",
    source=BALANCE,
    measures=(15,),
    aliases=("天然气利用", "天然气消费", "天然气利用规模"),
)
def natural_gas_use(natural_gas_consumption: Array) -> Array:
    """Return natural gas consumption, 10^8 m3."""
    return natural_gas_consumption
