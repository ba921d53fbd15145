"""Economy: real output, its structure, people."""

from __future__ import annotations

from lvxun.accounts.operations import Array, chained, chained_change, first_known, percent
from lvxun.accounts.tags import Direction, Kind, Reach, indicator

ACCOUNTS = "《中国国民经济核算体系（2016）》：不变价增速环比连接"
SECTORS = "国家统计局《三次产业划分规定》（2012年版，2018年修订）"
EMERGING = "国家统计局《战略性新兴产业分类（2018）》"


@indicator(
    zh="地区生产总值（基年价）",
    en="Real GDP (base-year prices)",
    unit="亿元",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="扣除价格变动后的经济总量：基年现价总量按各年实际增速连接而成，不受普查修订造成的断点影响。",
    says_en="The size of the economy without price changes: the base year's GDP chained with official real "
    "growth, so that census revisions of nominal GDP leave no break.",
    formula="at_base(gdp) * chained(gdp_real_growth)",
    source=ACCOUNTS,
    measures=(1,),
    aliases=("不变价地区生产总值",),
    reach={"gdp": Reach.BASE, "gdp_real_growth": Reach.RUN},
)
def real_gdp(gdp: Array, gdp_real_growth: Array, base_position: int) -> Array:
    """Return GDP at base-year prices, 10^8 CNY."""
    return gdp[:, base_position : base_position + 1] * chained(gdp_real_growth, base_position)


@indicator(
    zh="地区生产总值较基年实际增长",
    en="Real GDP growth since the base year",
    unit="%",
    kind=Kind.CHANGE,
    direction=Direction.HIGHER,
    says_zh="与基年相比，扣除价格因素后经济总量增长了百分之几。",
    says_en="By how many per cent the economy has grown since the base year, price changes left out.",
    formula="chained_change(gdp_real_growth)",
    source=ACCOUNTS,
    measures=(1,),
    aliases=("地区生产总值累计增长",),
    reach={"gdp_real_growth": Reach.RUN},
)
def real_gdp_change(gdp_real_growth: Array, base_position: int) -> Array:
    """Return the growth of real GDP since the base year, per cent."""
    return chained_change(gdp_real_growth, base_position)


@indicator(
    zh="地区生产总值实际增速",
    en="Real GDP growth on the year before",
    unit="%",
    kind=Kind.RATE,
    direction=Direction.HIGHER,
    says_zh="扣除价格因素后，经济总量比上一年增长百分之几。",
    says_en="By how many per cent the economy grew on the year before, price changes left out.",
    formula="gdp_real_growth",
    source=ACCOUNTS,
    measures=(),
    aliases=("地区生产总值增速", "地区生产总值年均增速", "GDP增速", "经济增速", "生产总值增长"),
)
def real_gdp_growth(gdp_real_growth: Array) -> Array:
    """Return real growth on the year before, per cent."""
    return gdp_real_growth


@indicator(
    zh="人均地区生产总值（现价，年末常住人口）",
    en="GDP per head (current prices, year-end residents)",
    unit="元/人",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="经济总量除以年末常住人口；官方人均值用年平均人口，两者略有差别。",
    says_en="GDP divided by residents at year end; the official figure divides by the year's mean "
    "population and differs a little.",
    formula="gdp / population",
    source="《中国国民经济核算体系（2016）》",
    measures=(),
    aliases=("人均地区生产总值", "人均GDP", "人均生产总值"),
)
def gdp_per_head(gdp: Array, population: Array) -> Array:
    """Return GDP per resident, CNY per person."""
    return gdp / population * 1e4


@indicator(
    zh="第二产业增加值占地区生产总值比重",
    en="Share of secondary industry in GDP",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.NEUTRAL,
    says_zh="工业和建筑业创造的增加值占经济总量的百分之几，是能耗结构的主要背景。",
    says_en="How much of GDP industry and construction create: the background of energy use.",
    formula="gdp_secondary / gdp",
    source=SECTORS,
    measures=(1,),
    aliases=("二产占比", "第二产业比重", "工业增加值占比"),
)
def secondary_industry_share(gdp_secondary: Array, gdp: Array) -> Array:
    """Return the share of secondary industry in GDP, per cent."""
    return percent(gdp_secondary, gdp)


@indicator(
    zh="第三产业增加值占地区生产总值比重",
    en="Share of tertiary industry in GDP",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="服务业增加值占经济总量的百分之几。",
    says_en="How much of GDP services create.",
    formula="gdp_tertiary / gdp",
    source=SECTORS,
    measures=(6,),
    aliases=("服务业增加值占比", "服务业增加值占地区生产总值比重", "三产占比", "第三产业比重"),
)
def tertiary_industry_share(gdp_tertiary: Array, gdp: Array) -> Array:
    """Return the share of tertiary industry in GDP, per cent."""
    return percent(gdp_tertiary, gdp)


@indicator(
    zh="战略性新兴产业增加值占地区生产总值比重（计算值）",
    en="Share of strategic emerging industries in GDP (computed)",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="战略性新兴产业增加值除以地区生产总值；地区生产总值经普查修订后，结果会低于当年公布的比重。",
    says_en="Value added of the strategic emerging industries divided by GDP. Where a census has raised GDP "
    "since, this lies below the share once published.",
    formula="strategic_emerging_value_added / gdp",
    source=EMERGING,
    measures=(1, 7),
    is_step=True,
)
def strategic_emerging_share_computed(strategic_emerging_value_added: Array, gdp: Array) -> Array:
    """Return the share of strategic emerging industries in GDP as it stands today, per cent."""
    return percent(strategic_emerging_value_added, gdp)


@indicator(
    zh="战略性新兴产业增加值占地区生产总值比重",
    en="Share of strategic emerging industries in GDP",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="节能环保、新能源、新材料等战略性新兴产业的增加值占经济总量的百分之几；依次取：当年公布的比重"
    "（与规划目标同口径）、由增加值计算的比重。",
    says_en="How much of GDP the strategic emerging industries create: energy saving, new energy, new "
    "materials and others. The share as published at the time, on the basis that the plan's target was "
    "set on; else the share computed from value added.",
    formula="first_known(strategic_emerging_share_published, strategic_emerging_share_computed)",
    source=EMERGING,
    measures=(1, 7),
    aliases=("战略性新兴产业增加值占GDP比重", "战略性新兴产业占比", "战略性新兴产业比重"),
    is_choice=True,
)
def strategic_emerging_share(
    strategic_emerging_share_published: Array, strategic_emerging_share_computed: Array
) -> Array:
    """Return the share of strategic emerging industries in GDP, per cent."""
    return first_known(strategic_emerging_share_published, strategic_emerging_share_computed)


@indicator(
    zh="绿色产业比重（以战略性新兴产业占比代表）",
    en="Weight of green industry (strategic emerging industries stand in)",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="绿色产业没有统一的增加值统计；以包含节能环保、新能源、新能源汽车的战略性新兴产业占比代表，"
    "它也含信息、生物等非绿色产业，只用来看方向。",
    says_en="Green industry has no statistics of value added of its own. Strategic emerging industries hold"
    " energy saving, new energy and new-energy vehicles, but also information and biology: read the"
    " direction only.",
    formula="strategic_emerging_share",
    source="国家统计局《战略性新兴产业分类（2018）》；《绿色产业指导目录（2019年版）》（发改环资〔2019〕293号）",
    measures=(1,),
    aliases=("绿色产业比重", "绿色产业占比", "绿色产业规模"),
    is_proxy=True,
)
def green_industry_proxy(strategic_emerging_share: Array) -> Array:
    """Return the share of strategic emerging industries as a proxy of green industry, per cent."""
    return strategic_emerging_share


@indicator(
    zh="常住人口城镇化率",
    en="Urbanisation rate",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="常住人口中住在城镇的占百分之几。",
    says_en="How many in a hundred residents live in towns and cities.",
    formula="urbanisation_rate",
    source="国家统计局《统计上划分城乡的规定》（国务院批复，2008年）",
    measures=(18,),
    aliases=("城镇化率",),
)
def urban_population_share(urbanisation_rate: Array) -> Array:
    """Return the urbanisation rate, per cent."""
    return urbanisation_rate
