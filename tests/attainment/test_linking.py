import pytest

from attainment.build import plan_of, target_of
from lvxun.accounts import catalogue
from lvxun.attainment import candidates, link, targets_of
from lvxun.plan.model import Review


def link_of(indicator, comparator="at_least", value=10, **fields):
    target = target_of(indicator, comparator, value, **fields)
    return link(plan_of(target), catalogue())["t1"]


def test_a_confirmed_indicator_is_taken_whatever_the_words():
    found = link_of("绿水青山", indicator_id="forest_cover")
    assert (found.indicator_id, found.is_suggested, found.score) == ("forest_cover", False, 1.0)


@pytest.mark.parametrize(
    ("words", "unit", "indicator"),
    [
        ("战略性新兴产业增加值占地区生产总值比重", "%", "strategic_emerging_share"),
        ("非化石能源装机占比", "%", "nonfossil_capacity_share"),
        ("风电光伏装机", "万千瓦", "wind_solar_capacity"),
        ("新增核电装机", "万千瓦", "nuclear_capacity_added"),
        ("全省非化石能源发电量占比", "%", "nonfossil_generation_share"),
        ("美丽宜居村", "个", "liveable_villages"),
        ("新建高效节水灌溉工程", "万亩", "efficient_irrigation"),
        ("森林覆盖率", "%", "forest_cover"),
        ("单位GDP能耗", "吨标准煤/万元", "energy_intensity"),
        ("非化石能源消费比重", "%", "nonfossil_consumption_share"),
    ],
)
def test_what_plans_write_finds_its_indicator(words, unit, indicator):
    assert link_of(words, unit=unit).indicator_id == indicator


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("新能源汽车产量", "万辆"),
        ("新型储能装机规模", "万千瓦"),
        ("再生水利用率", "%"),
        ("公共充电桩", "万个"),
    ],
)
def test_what_no_indicator_measures_is_left_alone(words, unit):
    assert link_of(words, unit=unit).indicator_id is None


def test_a_proxy_is_suggested_for_words_and_never_for_a_number():
    assert link_of("主要污染物排放总量", "qualitative", None).indicator_id == "main_pollutants_proxy"
    assert link_of("主要污染物排放总量", unit="万吨").indicator_id != "main_pollutants_proxy"


def test_steps_of_a_calculation_are_never_offered():
    offered = {label.id for label in candidates(catalogue())}
    assert "wind_solar_capacity" in offered
    assert "wind_solar_capacity_from_parts" not in offered


def test_a_series_leads_to_the_targets_that_its_indicators_serve():
    plan = plan_of(
        target_of(indicator_id="nonfossil_capacity_share"),
        target_of(id="t2", indicator_id="forest_cover"),
        target_of(id="t3", indicator_id="wind_solar_capacity", review=Review.REJECTED),
    )
    assert [target.id for target in targets_of(plan, "capacity_wind", catalogue())] == ["t1"]
