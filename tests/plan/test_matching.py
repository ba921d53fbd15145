"""Which indicator a target is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun.plan.matching import THRESHOLD, IndicatorLabel, canonical, suggest_indicators
from lvxun.plan.model import Comparator, Target

CANDIDATES = (
    IndicatorLabel("energy_intensity", ("单位地区生产总值能耗", "Energy per unit of GDP"), "吨标准煤/万元"),
    IndicatorLabel("energy_total", ("能源消费总量",), "万吨标准煤"),
    IndicatorLabel("co2_intensity", ("单位地区生产总值二氧化碳排放",), "吨/万元"),
    IndicatorLabel("nonfossil_capacity_share", ("非化石能源装机占比",), "%"),
    IndicatorLabel("nonfossil_generation_share", ("非化石能源发电量占比",), "%"),
    IndicatorLabel("nonfossil_capacity", ("非化石能源装机容量",), "万千瓦"),
    IndicatorLabel("nuclear_capacity", ("核电装机容量",), "万千瓦"),
    IndicatorLabel("nuclear_added", ("新增核电装机容量",), "万千瓦"),
    IndicatorLabel("forest_cover", ("森林覆盖率", "Forest cover"), "%"),
    IndicatorLabel("forest_stock", ("森林蓄积量",), "亿立方米"),
    IndicatorLabel("pm25", ("PM2.5平均浓度",), "微克/立方米"),
)


def a_target(indicator: str, unit: str | None = "%", comparator: Comparator = Comparator.EQUAL) -> Target:
    return Target(
        "m1.1", 1, "m1", 1, indicator, comparator, 1.0, unit, 2025, None, False, indicator, (0, 1), 0.9
    )  # fmt: skip


def best(indicator: str, unit: str | None = "%", comparator: Comparator = Comparator.EQUAL) -> str | None:
    suggestions = suggest_indicators(a_target(indicator, unit, comparator), CANDIDATES)
    return suggestions[0].indicator_id if suggestions else None


@pytest.mark.parametrize(
    ("indicator", "unit", "comparator", "expected"),
    [
        ("单位地区生产总值能源消耗", "%", Comparator.DECREASE_BY, "energy_intensity"),
        ("万元地区生产总值能源消费量", None, Comparator.QUALITATIVE, "energy_intensity"),
        ("单位GDP能耗", "%", Comparator.DECREASE_BY, "energy_intensity"),
        ("能源消费总量", "亿吨标准煤", Comparator.AT_MOST, "energy_total"),
        ("单位国内生产总值碳排放", "%", Comparator.DECREASE_BY, "co2_intensity"),
        ("非化石能源装机比重", "%", Comparator.OVER, "nonfossil_capacity_share"),
        ("非化石能源发电量占比", "%", Comparator.OVER, "nonfossil_generation_share"),
        ("非化石能源装机", "万千瓦", Comparator.EQUAL, "nonfossil_capacity"),
        ("新增核电装机", "万千瓦", Comparator.EQUAL, "nuclear_added"),
        ("核电装机规模", "万千瓦", Comparator.EQUAL, "nuclear_capacity"),
        ("全省森林覆盖率", "%", Comparator.EQUAL, "forest_cover"),
        ("细颗粒物（PM2.5）浓度", "微克/立方米", Comparator.AT_MOST, "pm25"),
    ],
)
def test_the_best_match(indicator: str, unit: str | None, comparator: Comparator, expected: str) -> None:
    assert best(indicator, unit, comparator) == expected


def test_the_name_as_written_scores_one() -> None:
    assert suggest_indicators(a_target("森林覆盖率"), CANDIDATES)[0].score == 1.0


def test_nothing_is_suggested_for_what_is_unlike_all() -> None:
    assert suggest_indicators(a_target("美丽宜居村", "个"), CANDIDATES) == []


def test_another_dimension_costs() -> None:
    share = suggest_indicators(a_target("森林覆盖率", "%"), CANDIDATES)[0].score
    area = suggest_indicators(a_target("森林覆盖率 ", "万亩"), CANDIDATES)[0].score

    assert area < share


def test_not_more_than_asked_for() -> None:
    assert len(suggest_indicators(a_target("非化石能源装机占比"), CANDIDATES, limit=1)) == 1


def test_synonyms_fold() -> None:
    assert canonical("万元GDP碳排放量") == canonical("单位地区生产总值二氧化碳排放")


@given(st.text(alphabet="非化石能源装机占比核电森林覆盖率单位万元（）0a", max_size=20))
def test_scores_fall_and_stay_within_bounds(indicator: str) -> None:
    scores = [suggestion.score for suggestion in suggest_indicators(a_target(indicator), CANDIDATES)]

    assert scores == sorted(scores, reverse=True)
    assert all(THRESHOLD <= score <= 1 for score in scores)
