"""Transport: how goods move, what drives."""

from __future__ import annotations

from lvxun.accounts.operations import Array, change_since_base, percent
from lvxun.accounts.tags import Direction, Kind, Reach, indicator

FREIGHT = "交通运输部《公路水路运输统计调查制度》；国家铁路局《铁路行业统计调查制度》"
VEHICLES = "公安部 机动车保有量统计"


@indicator(
    zh="三种运输方式货运量合计",
    en="Freight by rail, road and water together",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.NEUTRAL,
    says_zh="铁路、公路、水路一年运输货物的吨数之和；三项缺一则不计算。",
    says_en="Tonnes carried in a year by rail, road and water; unknown where one of the three is.",
    formula="freight_rail + freight_road + freight_water",
    source=FREIGHT,
    measures=(10,),
    aliases=("货运量", "货运总量"),
)
def freight_total(freight_rail: Array, freight_road: Array, freight_water: Array) -> Array:
    """Return freight by three modes, 10^4 t."""
    return freight_rail + freight_road + freight_water


@indicator(
    zh="铁路货运量占比",
    en="Rail's share of freight",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="铁路运输的货物占铁路、公路、水路货运总量的百分之几。",
    says_en="How much of the freight by rail, road and water goes by rail.",
    formula="freight_rail / freight_total",
    source=FREIGHT,
    measures=(10,),
    aliases=("铁路货运占比", "铁路货运量比重"),
)
def rail_freight_share(freight_rail: Array, freight_total: Array) -> Array:
    """Return rail's share of freight, per cent."""
    return percent(freight_rail, freight_total)


@indicator(
    zh="铁路水路货运量占比",
    en="Share of rail and water in freight",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="铁路和水路运输的货物占货运总量的百分之几，反映“公转铁”“公转水”。",
    says_en="How much of the freight goes by rail or water: the shift away from the road.",
    formula="(freight_rail + freight_water) / freight_total",
    source=FREIGHT,
    measures=(10,),
    aliases=("铁路和水路货运量占比", "铁路、水路货运量占比"),
)
def rail_water_freight_share(freight_rail: Array, freight_water: Array, freight_total: Array) -> Array:
    """Return the share of rail and water in freight, per cent."""
    return percent(freight_rail + freight_water, freight_total)


@indicator(
    zh="铁路货运量较基年变化",
    en="Change of rail freight since the base year",
    unit="%",
    kind=Kind.CHANGE,
    direction=Direction.HIGHER,
    says_zh="与基年相比，铁路货运量变化了百分之几。",
    says_en="By how many per cent rail freight has changed since the base year.",
    formula="change_since_base(freight_rail)",
    source=FREIGHT,
    measures=(10,),
    aliases=("铁路货运量增长", "铁路货运量增加"),
    reach={"freight_rail": Reach.YEAR_AND_BASE},
)
def rail_freight_change(freight_rail: Array, base_position: int) -> Array:
    """Return the change of rail freight since the base year, per cent."""
    return change_since_base(freight_rail, base_position)


@indicator(
    zh="集装箱海铁联运量",
    en="Containers moved by rail and sea",
    unit="万TEU",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="一年由铁路与海运接力运输的标准集装箱数。",
    says_en="Standard containers carried by rail and ship in one chain in a year.",
    formula="rail_water_containers",
    source=FREIGHT,
    measures=(10,),
    aliases=("海铁联运量", "集装箱铁水联运量", "多式联运量"),
)
def rail_sea_containers(rail_water_containers: Array) -> Array:
    """Return containers by rail and sea, 10^4 TEU."""
    return rail_water_containers


@indicator(
    zh="港口货物吞吐量",
    en="Port cargo throughput",
    unit="万吨",
    kind=Kind.LEVEL,
    direction=Direction.NEUTRAL,
    says_zh="港口一年装卸的货物。",
    says_en="Cargo handled by the ports in a year.",
    formula="port_throughput",
    source=FREIGHT,
    measures=(10,),
    aliases=("港口吞吐量",),
)
def port_cargo(port_throughput: Array) -> Array:
    """Return port cargo throughput, 10^4 t."""
    return port_throughput


@indicator(
    zh="新能源汽车保有量",
    en="New-energy vehicles in use",
    unit="万辆",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="年末登记在用的新能源汽车。",
    says_en="New-energy vehicles registered at year end.",
    formula="new_energy_vehicles",
    source=VEHICLES,
    measures=(10, 17),
    aliases=("新能源汽车", "新能源汽车数量"),
)
def new_energy_vehicle_stock(new_energy_vehicles: Array) -> Array:
    """Return the stock of new-energy vehicles, 10^4."""
    return new_energy_vehicles


@indicator(
    zh="新能源汽车与私人汽车保有量之比",
    en="New-energy vehicles relative to private cars",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="每百辆私人汽车对应多少辆新能源汽车；新能源汽车中也有单位车辆，只用来看普及程度。",
    says_en="New-energy vehicles for each hundred private cars; fleets are among the former, so read it as "
    "a sign of spread.",
    formula="new_energy_vehicles / private_cars",
    source=f"{VEHICLES}；国家统计局 民用车辆拥有量统计",
    measures=(10, 17),
    aliases=("新能源汽车占比", "新能源汽车保有量占比"),
    is_proxy=True,
)
def new_energy_vehicle_ratio(new_energy_vehicles: Array, private_cars: Array) -> Array:
    """Return new-energy vehicles in per cent of private cars."""
    return percent(new_energy_vehicles, private_cars)


@indicator(
    zh="铁路货运周转量占比",
    en="Rail's share of freight turnover",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="按吨公里计算，铁路运输占货运周转量的百分之几。",
    says_en="How much of the tonne-kilometres of freight go by rail.",
    formula="rail_freight_turnover_share",
    source=FREIGHT,
    measures=(10,),
    aliases=("铁路货物周转量占比",),
)
def rail_turnover_share(rail_freight_turnover_share: Array) -> Array:
    """Return rail's share of freight turnover, per cent."""
    return rail_freight_turnover_share
