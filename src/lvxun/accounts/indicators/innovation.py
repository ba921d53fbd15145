"""Innovation: research and the trade in technology."""

from __future__ import annotations

from lvxun.accounts.operations import Array, percent
from lvxun.accounts.tags import Direction, Kind, indicator

MARKET = "科学技术部《技术合同认定登记管理办法》（国科发政字〔2000〕063号）"


@indicator(
    zh="研究与试验发展经费投入强度",
    en="R&D intensity",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="全社会研发经费相当于经济总量的百分之几。",
    says_en="Expenditure on research and development in per cent of GDP.",
    formula="rd_expenditure / gdp",
    source="国家统计局《研究与试验发展（R&D）投入统计规范（试行）》（2019年）",
    measures=(20,),
    aliases=("研发经费投入强度", "R&D经费占GDP比重", "全社会研发经费投入占地区生产总值比重", "研发投入强度"),
)
def rd_intensity(rd_expenditure: Array, gdp: Array) -> Array:
    """Return R&D expenditure in per cent of GDP."""
    return percent(rd_expenditure, gdp)


@indicator(
    zh="技术合同成交额",
    en="Value of technology contracts",
    unit="亿元",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="一年内登记的技术开发、转让、许可、咨询、服务合同的成交金额。",
    says_en="What the contracts for technology registered within the year are worth.",
    formula="technology_contracts",
    source=MARKET,
    measures=(21,),
    aliases=("技术合同成交总额", "技术市场成交额"),
)
def technology_contract_value(technology_contracts: Array) -> Array:
    """Return the value of technology contracts, 10^8 CNY."""
    return technology_contracts


@indicator(
    zh="技术合同成交额与地区生产总值之比",
    en="Technology contracts in per cent of GDP",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="技术成交额相当于经济总量的百分之几，用来观察市场导向的技术创新是否活跃。",
    says_en="Technology contracts relative to GDP: how lively the market for technology is.",
    formula="technology_contracts / gdp",
    source=MARKET,
    measures=(20, 21),
    aliases=("技术合同成交额占地区生产总值比重",),
)
def technology_contract_share(technology_contracts: Array, gdp: Array) -> Array:
    """Return technology contracts in per cent of GDP."""
    return percent(technology_contracts, gdp)


@indicator(
    zh="绿色发展内生动力（以研发投入强度代表）",
    en="Inner drive of green development (R&D intensity stands in)",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="“内生动力”没有直接统计；以全社会研发投入强度代表，只用来看方向，不区分绿色技术。",
    says_en="Inner drive is not measured as such. R&D intensity shows the direction; it does not tell green"
    " technology from other.",
    formula="rd_intensity",
    source="国家统计局《研究与试验发展（R&D）投入统计规范（试行）》（2019年）",
    measures=(20,),
    aliases=("绿色发展内生动力", "内生动力"),
    is_proxy=True,
)
def green_innovation_proxy(rd_intensity: Array) -> Array:
    """Return R&D intensity as a proxy of the drive for green innovation, per cent."""
    return rd_intensity


@indicator(
    zh="技术创新体系的市场导向（以技术合同成交额占比代表）",
    en="Market orientation of innovation (technology contracts stand in)",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="“市场导向的绿色技术创新体系”没有直接统计；以技术合同成交额与地区生产总值之比代表，不区分绿色技术。",
    says_en="A market-oriented system of green innovation is not measured as such. Technology contracts "
    "relative to GDP stand in; they do not tell green technology from other.",
    formula="technology_contract_share",
    source=MARKET,
    measures=(20, 21),
    aliases=("市场导向的绿色技术创新体系", "绿色技术创新体系"),
    is_proxy=True,
)
def innovation_market_proxy(technology_contract_share: Array) -> Array:
    """Return technology contracts in per cent of GDP as a proxy of market-oriented innovation."""
    return technology_contract_share
