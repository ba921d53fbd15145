"""Land: forests."""

from __future__ import annotations

from lvxun.accounts.operations import Array
from lvxun.accounts.tags import Direction, Kind, indicator

INVENTORY = "GB/T 38590-2020《森林资源连续清查技术规程》"


@indicator(
    zh="森林覆盖率",
    en="Forest cover",
    unit="%",
    kind=Kind.SHARE,
    direction=Direction.HIGHER,
    says_zh="森林面积占土地总面积的百分之几。",
    says_en="How much of the land is forest.",
    formula="forest_coverage",
    source=INVENTORY,
    measures=(19,),
    aliases=("全省森林覆盖率", "林木覆盖率"),
)
def forest_cover(forest_coverage: Array) -> Array:
    """Return forest cover, per cent."""
    return forest_coverage


@indicator(
    zh="森林蓄积量",
    en="Forest stock volume",
    unit="亿立方米",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="森林中树干的总材积。",
    says_en="The volume of all tree stems in the forests.",
    formula="forest_stock",
    source=INVENTORY,
    measures=(19,),
    aliases=("活立木蓄积量", "森林蓄积"),
)
def forest_stock_volume(forest_stock: Array) -> Array:
    """Return forest stock volume, 10^8 m3."""
    return forest_stock


@indicator(
    zh="单位面积森林蓄积量",
    en="Stock volume per hectare of forest",
    unit="立方米/公顷",
    kind=Kind.INTENSITY,
    direction=Direction.HIGHER,
    says_zh="平均每公顷森林的树干材积，反映森林质量。",
    says_en="Stem volume on an average hectare of forest: how good the forests are.",
    formula="forest_stock / forest_area",
    source=INVENTORY,
    measures=(19,),
    aliases=("乔木林每公顷蓄积量", "森林每公顷蓄积量"),
)
def forest_stock_per_hectare(forest_stock: Array, forest_area: Array) -> Array:
    """Return stock volume per hectare of forest, m3/ha."""
    return forest_stock / forest_area * 1e4


@indicator(
    zh="森林面积",
    en="Forest area",
    unit="万公顷",
    kind=Kind.LEVEL,
    direction=Direction.HIGHER,
    says_zh="森林的总面积。",
    says_en="The area of all forests.",
    formula="forest_area",
    source=INVENTORY,
    measures=(19,),
    aliases=("有林地面积",),
)
def forest_land(forest_area: Array) -> Array:
    """Return forest area, 10^4 ha."""
    return forest_area
