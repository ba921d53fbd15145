"""Industry: heavy products, cleaner production, green factories."""

from __future__ import annotations

from lvxun.accounts.operations import Array, change_since_base
from lvxun.accounts.tags import Direction, Kind, Reach, indicator

PRODUCTS = "国家统计局《工业统计报表制度》"
AUDITS = "《清洁生产审核办法》（国家发展改革委、环境保护部令第38号）"


@indicator(
    zh="粗钢产量",
    en="Crude steel output",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.LOWER,
    says_zh="一年生产的粗钢；国家要求粗钢产量不增。",
    says_en="Crude steel made in a year; national policy asks that it does not grow.",
    formula="crude_steel_output",
    source=f"{PRODUCTS}；工业和信息化部等《关于促进钢铁工业高质量发展的指导意见》（2022年）",
    measures=(1,),
    aliases=("粗钢", "钢铁产量"),
)
def crude_steel(crude_steel_output: Array) -> Array:
    """Return crude steel output, 10^4 t."""
    return crude_steel_output


@indicator(
    zh="粗钢产量较基年变化",
    en="Change of crude steel output since the base year",
    unit="%",
    kind=Kind.CHANGE,
    direction=Direction.LOWER,
    says_zh="与基年相比，粗钢产量变化了百分之几。",
    says_en="By how many per cent crude steel output has changed since the base year.",
    formula="change_since_base(crude_steel_output)",
    source=PRODUCTS,
    measures=(1,),
    reach={"crude_steel_output": Reach.YEAR_AND_BASE},
)
def crude_steel_change(crude_steel_output: Array, base_position: int) -> Array:
    """Return the change of crude steel output since the base year, per cent."""
    return change_since_base(crude_steel_output, base_position)


@indicator(
    zh="人均粗钢产量",
    en="Crude steel per head",
    unit="千克/人",
    kind=Kind.INTENSITY,
    direction=Direction.NEUTRAL,
    says_zh="平均每位常住居民对应生产多少千克粗钢，反映产业的重型程度。",
    says_en="Kilograms of crude steel made for each resident: how heavy the industry is.",
    formula="crude_steel_output / population",
    source=PRODUCTS,
    measures=(1,),
)
def crude_steel_per_head(crude_steel_output: Array, population: Array) -> Array:
    """Return crude steel per resident, kg per person."""
    return crude_steel_output / population * 1e3


@indicator(
    zh="水泥产量",
    en="Cement output",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.NEUTRAL,
    says_zh="一年生产的水泥。",
    says_en="Cement made in a year.",
    formula="cement_output",
    source=PRODUCTS,
    measures=(1,),
)
def cement(cement_output: Array) -> Array:
    """Return cement output, 10^4 t."""
    return cement_output


@indicator(
    zh="乙烯产能",
    en="Ethylene capacity",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.NEUTRAL,
    says_zh="年末乙烯装置一年能生产的吨数。",
    says_en="Tonnes of ethylene that plants could make in a year.",
    formula="ethylene_capacity",
    source=PRODUCTS,
    measures=(1,),
    aliases=("乙烯生产能力",),
)
def ethylene_plants(ethylene_capacity: Array) -> Array:
    """Return ethylene capacity, 10^4 t a year."""
    return ethylene_capacity


@indicator(
    zh="铁钢比",
    en="Pig iron per crude steel",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.LOWER,
    says_zh="每炼百吨粗钢用了多少吨生铁；短流程（废钢电炉）越多，比值越低、能耗越低。",
    says_en="Tonnes of pig iron for a hundred tonnes of crude steel; more scrap in electric furnaces lowers"
    " it, and the energy used.",
    formula="pig_iron_output / crude_steel_output",
    source=PRODUCTS,
    measures=(1,),
    aliases=("重点行业、重点产品能源资源利用效率", "重点行业能源资源利用效率", "能源资源利用效率"),
    is_proxy=True,
)
def iron_steel_ratio(pig_iron_output: Array, crude_steel_output: Array) -> Array:
    """Return pig iron in per cent of crude steel."""
    return 100.0 * pig_iron_output / crude_steel_output


@indicator(
    zh="强制性清洁生产审核企业数（代表清洁生产水平）",
    en="Firms under mandatory cleaner-production audit (stands in for its level)",
    unit="家",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="“清洁生产水平”没有直接统计；以当年列入强制性审核的企业数代表，只用来看审核面是否扩大。",
    says_en="The level of cleaner production is not measured as such. Firms put under mandatory audit in the "
    "year stand in: read whether more are covered.",
    formula="mandatory_audits",
    source=AUDITS,
    measures=(2,),
    aliases=("清洁生产水平", "清洁生产审核", "强制性清洁生产审核"),
    is_proxy=True,
)
def cleaner_production_audits(mandatory_audits: Array) -> Array:
    """Return firms under mandatory audit in the year."""
    return mandatory_audits


@indicator(
    zh="省级绿色工厂累计数",
    en="Provincial green factories so far",
    unit="家",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="累计认定的省级绿色工厂。",
    says_en="Factories recognised as green by the province so far.",
    formula="green_factories",
    source="GB/T 36132-2018《绿色工厂评价通则》",
    measures=(1,),
    aliases=("绿色工厂", "绿色工厂数量", "创建绿色工厂"),
)
def green_factory_count(green_factories: Array) -> Array:
    """Return the number of provincial green factories."""
    return green_factories


@indicator(
    zh="“散乱污”企业累计整治数",
    en="Scattered polluting firms rectified so far",
    unit="家",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="累计关停取缔、整合搬迁或整改提升的“散乱污”企业。",
    says_en="Scattered, disorderly, polluting firms closed, moved or upgraded so far.",
    formula="scattered_firms_rectified",
    source="《打赢蓝天保卫战三年行动计划》（国发〔2018〕22号）",
    measures=(3,),
    aliases=("散乱污企业整治", "“散乱污”企业整治"),
)
def scattered_firms(scattered_firms_rectified: Array) -> Array:
    """Return the number of scattered firms rectified so far."""
    return scattered_firms_rectified
