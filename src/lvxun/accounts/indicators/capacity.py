"""Generating capacity: by type, its non-fossil share, what was added."""

from __future__ import annotations

from lvxun.accounts.operations import Array, added_since_base, first_known, percent
from lvxun.accounts.tags import Direction, Kind, Reach, indicator

POWER = "国家能源局、中国电力企业联合会 全国电力工业统计口径（发电装机容量，年末）"
NONFOSSIL = f"{POWER}；水电含抽水蓄能，火电含生物质"


@indicator(
    zh="风电光伏装机容量（分项相加）",
    en="Wind and solar capacity (sum of its parts)",
    unit="万千瓦",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="分别公布的风电与光伏装机容量之和。",
    says_en="Wind and solar capacity, each as published, added up.",
    formula="capacity_wind + capacity_solar",
    source=POWER,
    measures=(15,),
    is_step=True,
)
def wind_solar_capacity_from_parts(capacity_wind: Array, capacity_solar: Array) -> Array:
    """Return wind plus solar capacity, 10^4 kW."""
    return capacity_wind + capacity_solar


@indicator(
    zh="风电光伏装机容量",
    en="Wind and solar capacity",
    unit="万千瓦",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="年末风电和光伏发电装机容量合计；分项齐全时用分项相加，否则用公布的合计数。",
    says_en="Wind and solar capacity at year end: the sum of the parts where both are known, otherwise the "
    "published total.",
    formula="first_known(wind_solar_capacity_from_parts, capacity_wind_solar)",
    source=POWER,
    measures=(15,),
    aliases=(
        "风电光伏装机",
        "风电、光伏装机容量",
        "风电光伏发电装机",
        "风电、太阳能发电总装机容量",
        "风光装机",
        "新能源装机",
        "风电光伏装机规模",
    ),
    is_choice=True,
)
def wind_solar_capacity(wind_solar_capacity_from_parts: Array, capacity_wind_solar: Array) -> Array:
    """Return wind and solar capacity, 10^4 kW."""
    return first_known(wind_solar_capacity_from_parts, capacity_wind_solar)


@indicator(
    zh="风电装机容量",
    en="Wind capacity",
    unit="万千瓦",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="年末风电装机容量，含海上风电。",
    says_en="Wind capacity at year end, offshore included.",
    formula="capacity_wind",
    source=POWER,
    measures=(15,),
    aliases=("风电装机", "风电装机规模"),
)
def wind_capacity(capacity_wind: Array) -> Array:
    """Return wind capacity, 10^4 kW."""
    return capacity_wind


@indicator(
    zh="光伏装机容量",
    en="Solar capacity",
    unit="万千瓦",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="年末光伏发电装机容量，集中式与分布式合计。",
    says_en="Solar capacity at year end, on the ground and on roofs.",
    formula="capacity_solar",
    source=POWER,
    measures=(15,),
    aliases=("光伏装机", "光伏发电装机", "太阳能发电装机容量"),
)
def solar_capacity(capacity_solar: Array) -> Array:
    """Return solar capacity, 10^4 kW."""
    return capacity_solar


@indicator(
    zh="核电装机容量",
    en="Nuclear capacity",
    unit="万千瓦",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="年末在运核电装机容量。",
    says_en="Nuclear capacity in operation at year end.",
    formula="capacity_nuclear",
    source=POWER,
    measures=(15,),
    aliases=("核电装机", "核电装机规模", "核电在运装机"),
)
def nuclear_capacity(capacity_nuclear: Array) -> Array:
    """Return nuclear capacity, 10^4 kW."""
    return capacity_nuclear


@indicator(
    zh="新增核电装机容量（基年以来）",
    en="Nuclear capacity added since the base year",
    unit="万千瓦",
    kind=Kind.CUMULATIVE,
    direction=Direction.HIGHER,
    says_zh="与基年年末相比，新投产了多少核电装机。",
    says_en="How much nuclear capacity has come on line since the end of the base year.",
    formula="added_since_base(capacity_nuclear)",
    source=POWER,
    measures=(15,),
    aliases=("新增核电装机",),
    reach={"capacity_nuclear": Reach.YEAR_AND_BASE},
)
def nuclear_capacity_added(capacity_nuclear: Array, base_position: int) -> Array:
    """Return nuclear capacity added since the base year, 10^4 kW."""
    return added_since_base(capacity_nuclear, base_position)


@indicator(
    zh="新增风电光伏装机容量（基年以来）",
    en="Wind and solar capacity added since the base year",
    unit="万千瓦",
    kind=Kind.CUMULATIVE,
    direction=Direction.HIGHER,
    says_zh="与基年年末相比，新增了多少风电和光伏装机。",
    says_en="How much wind and solar capacity has been added since the end of the base year.",
    formula="added_since_base(wind_solar_capacity)",
    source=POWER,
    measures=(15,),
    aliases=("新增风电光伏装机", "新增风光装机", "新增新能源装机"),
    reach={"wind_solar_capacity": Reach.YEAR_AND_BASE},
)
def wind_solar_capacity_added(wind_solar_capacity: Array, base_position: int) -> Array:
    """Return wind and solar capacity added since the base year, 10^4 kW."""
    return added_since_base(wind_solar_capacity, base_position)


@indicator(
    zh="抽水蓄能装机容量",
    en="Pumped-storage capacity",
    unit="万千瓦",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="年末抽水蓄能电站装机容量。",
    says_en="Capacity of pumped-storage plants at year end.",
    formula="capacity_pumped_storage",
    source=POWER,
    measures=(15,),
    aliases=("抽水蓄能装机", "抽水蓄能电站装机", "抽水蓄能规模"),
)
def pumped_storage_capacity(capacity_pumped_storage: Array) -> Array:
    """Return pumped-storage capacity, 10^4 kW."""
    return capacity_pumped_storage


@indicator(
    zh="非化石能源装机容量（各类相加）",
    en="Non-fossil capacity (sum of types)",
    unit="万千瓦",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="水电（含抽水蓄能）、核电、风电、光伏、生物质发电装机之和。",
    says_en="Hydro (with pumped storage), nuclear, wind, solar and biomass added up.",
    formula="capacity_hydro + capacity_nuclear + wind_solar_capacity + capacity_biomass",
    source=NONFOSSIL,
    measures=(15,),
    is_step=True,
)
def nonfossil_capacity_from_types(
    capacity_hydro: Array, capacity_nuclear: Array, wind_solar_capacity: Array, capacity_biomass: Array
) -> Array:
    """Return the sum of non-fossil types, 10^4 kW."""
    return capacity_hydro + capacity_nuclear + wind_solar_capacity + capacity_biomass


@indicator(
    zh="非化石能源装机容量（各类相加，不含生物质，下限）",
    en="Non-fossil capacity (sum of types without biomass, a lower bound)",
    unit="万千瓦",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="水电（含抽水蓄能）、核电、风电、光伏装机之和；生物质装机未公布，因此偏低。",
    says_en="Hydro (with pumped storage), nuclear, wind and solar; biomass is not published, so that this "
    "is a little low.",
    formula="capacity_hydro + capacity_nuclear + wind_solar_capacity",
    source=NONFOSSIL,
    measures=(15,),
    is_step=True,
    is_lower_bound=True,
)
def nonfossil_capacity_without_biomass(
    capacity_hydro: Array, capacity_nuclear: Array, wind_solar_capacity: Array
) -> Array:
    """Return the sum of non-fossil types without biomass, 10^4 kW."""
    return capacity_hydro + capacity_nuclear + wind_solar_capacity


@indicator(
    zh="非化石能源装机容量（总装机减火电，下限）",
    en="Non-fossil capacity (total less thermal, a lower bound)",
    unit="万千瓦",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="总装机减去火电；统计上的火电含生物质，因此偏低。",
    says_en="Total less thermal capacity; thermal holds biomass in these statistics, so that this is a "
    "little low.",
    formula="capacity_total - capacity_thermal",
    source=NONFOSSIL,
    measures=(15,),
    is_step=True,
    is_lower_bound=True,
)
def nonfossil_capacity_from_thermal(capacity_total: Array, capacity_thermal: Array) -> Array:
    """Return total less thermal capacity, 10^4 kW."""
    return capacity_total - capacity_thermal


@indicator(
    zh="非化石能源装机容量",
    en="Non-fossil capacity",
    unit="万千瓦",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="年末非化石能源发电装机；依次取：各类相加、总装机减火电、各类相加但不含生物质。",
    says_en="Non-fossil capacity at year end: the sum of types if complete, else total less thermal, else "
    "the sum without biomass.",
    formula="first_known(nonfossil_capacity_from_types, nonfossil_capacity_from_thermal, "
    "nonfossil_capacity_without_biomass)",
    source=NONFOSSIL,
    measures=(15,),
    aliases=("非化石能源装机", "清洁能源装机", "非化石能源发电装机容量"),
    is_choice=True,
)
def nonfossil_capacity(
    nonfossil_capacity_from_types: Array,
    nonfossil_capacity_from_thermal: Array,
    nonfossil_capacity_without_biomass: Array,
) -> Array:
    """Return non-fossil capacity, 10^4 kW."""
    return first_known(
        nonfossil_capacity_from_types, nonfossil_capacity_from_thermal, nonfossil_capacity_without_biomass
    )


@indicator(
    zh="非化石能源装机占比（按类型计算）",
    en="Non-fossil share of capacity (computed from types)",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="非化石能源装机除以全部发电装机。",
    says_en="Non-fossil capacity divided by all generating capacity.",
    formula="nonfossil_capacity / capacity_total",
    source=NONFOSSIL,
    measures=(15,),
    is_step=True,
)
def nonfossil_capacity_share_computed(nonfossil_capacity: Array, capacity_total: Array) -> Array:
    """Return the non-fossil share of capacity computed from types, per cent."""
    return percent(nonfossil_capacity, capacity_total)


@indicator(
    zh="非化石能源装机占比",
    en="Non-fossil share of capacity",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="水电、核电、风电、光伏、生物质发电装机占全部发电装机的百分之几；依次取：按类型计算的占比、公布的"
    "占比。公布的若是“清洁能源”占比，只有没有燃气发电的地方才与非化石能源相同，见数据备注。",
    says_en="How much of the generating capacity is hydro, nuclear, wind, solar or biomass: computed from "
    "types, else the share as published. A published share of “clean energy” is the same only where "
    "no plant burns gas; the note of the figure says so.",
    formula="first_known(nonfossil_capacity_share_computed, nonfossil_capacity_share_published)",
    source=NONFOSSIL,
    measures=(15,),
    aliases=("非化石能源装机比重", "非化石能源发电装机占比", "清洁能源装机占比", "非化石能源装机容量占比"),
    is_choice=True,
)
def nonfossil_capacity_share(
    nonfossil_capacity_share_computed: Array, nonfossil_capacity_share_published: Array
) -> Array:
    """Return the non-fossil share of capacity, per cent."""
    return first_known(nonfossil_capacity_share_computed, nonfossil_capacity_share_published)


@indicator(
    zh="风电光伏装机占比",
    en="Wind and solar share of capacity",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="风电和光伏装机占全部发电装机的百分之几。",
    says_en="How much of the generating capacity is wind or solar.",
    formula="wind_solar_capacity / capacity_total",
    source=POWER,
    measures=(15,),
    aliases=("新能源装机占比", "风光装机占比", "新能源装机比重"),
)
def wind_solar_capacity_share(wind_solar_capacity: Array, capacity_total: Array) -> Array:
    """Return the wind and solar share of capacity, per cent."""
    return percent(wind_solar_capacity, capacity_total)


@indicator(
    zh="火电装机占比",
    en="Thermal share of capacity",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.LOWER,
    says_zh="火电装机占全部发电装机的百分之几。",
    says_en="How much of the generating capacity is thermal.",
    formula="capacity_thermal / capacity_total",
    source=POWER,
    measures=(15,),
    aliases=("煤电装机占比", "火电装机比重"),
)
def thermal_capacity_share(capacity_thermal: Array, capacity_total: Array) -> Array:
    """Return the thermal share of capacity, per cent."""
    return percent(capacity_thermal, capacity_total)


@indicator(
    zh="非化石能源装机占比（公布值）",
    en="Non-fossil share of capacity (as published)",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="主管部门或媒体直接公布的占比，口径由发布者决定；用来与按类型计算的占比核对，类型数据未公布的年份"
    "以它判断目标。",
    says_en="The share as an authority or the press gives it, on its own definition: to hold against the "
    "share computed from types, and to judge by in years whose types are not published.",
    formula="nonfossil_capacity_share_published",
    source=POWER,
    measures=(15,),
)
def nonfossil_capacity_share_reported(nonfossil_capacity_share_published: Array) -> Array:
    """Return the published non-fossil share of capacity, per cent."""
    return nonfossil_capacity_share_published
