import time
from dataclasses import replace

import pytest

from accounts.build import BODIES, region_of
from attainment.build import plan_of, target_of
from lvxun.attainment import Status, assess, horizon, latest_year
from lvxun.plan.model import Responsibility, Review, Role
from lvxun.region.model import Body, DataRequest

FOREST = {"forest_coverage": {2018: 39.24, 2020: 40.0, 2022: 41.0}}


def forest_target(**fields):
    given = {
        "comparator": "at_least",
        "value": 42.5,
        "unit": "%",
        "year": 2025,
        "indicator_id": "forest_cover",
    }
    return target_of(**given | fields)


def row(target, region, year=None, **plan):
    return assess(plan_of(target, **plan), region, year).rows[0]


def test_a_row_carries_distance_paces_and_path():
    found = row(forest_target(), region_of(FOREST))
    assert found.latest.value == 41.0
    assert found.distance == pytest.approx(1.5)
    assert found.pace_done == pytest.approx(0.5)
    assert found.pace_needed == pytest.approx(0.5)
    assert found.path == tuple((2020 + n, pytest.approx(40 + 0.5 * n)) for n in range(6))
    assert [figure.year for figure in found.history] == [2018, 2020, 2022]


def test_a_target_that_is_met_needs_no_pace():
    found = row(forest_target(value=40.5), region_of(FOREST))
    assert found.status is Status.MET
    assert found.pace_needed == 0
    assert found.distance < 0


def test_no_pace_is_needed_where_no_time_is_left():
    found = row(forest_target(year=2022), region_of(FOREST))
    assert found.status is Status.MISSED
    assert found.pace_needed is None


def test_paces_are_in_the_indicators_unit_and_fall_where_it_must():
    region = region_of({"pm25": {2020: 40, 2022: 38}})
    target = target_of(
        comparator="at_most", value=34, unit="微克/立方米", year=2025, indicator_id="pm25_concentration"
    )
    found = row(target, region)
    assert found.pace_done == -1
    assert found.pace_needed == pytest.approx(-4 / 3)
    assert found.distance == 4


def test_the_year_of_the_assessment_is_the_latest_known_one():
    assert latest_year(region_of(FOREST)) == 2022
    assert latest_year(region_of({})) == 2020


def test_later_figures_are_no_hindsight():
    found = row(forest_target(), region_of(FOREST), year=2020)
    assert found.latest.year == 2020
    assert found.status is Status.NO_DATA


def test_a_rejected_target_is_left_out():
    plan = plan_of(forest_target(), forest_target(id="t2", review=Review.REJECTED))
    assert [found.target.id for found in assess(plan, region_of(FOREST)).rows] == ["t1"]


def test_counts_add_up_to_the_targets():
    plan = plan_of(*(forest_target(id=f"t{n}", value=35 + n) for n in range(12)))
    assessment = assess(plan, region_of(FOREST))
    assert sum(assessment.count(status) for status in Status) == len(assessment.rows) == 12


def test_the_horizon_is_the_year_that_most_targets_name():
    targets = [
        target_of(id=f"t{n}", year=year) for n, year in enumerate((2025, 2035, 2025, None, 2035, 2030))
    ]
    assert horizon(plan_of(*targets)) == 2025
    assert horizon(plan_of(target_of())) is None


def test_a_number_without_a_year_is_due_at_the_horizon_and_says_so():
    plan = plan_of(forest_target(), forest_target(id="t2", year=None))
    found = assess(plan, region_of(FOREST)).rows[1]
    assert found.year == 2025
    assert "没有写年份" in found.notes[-1].zh
    assert "2025 is taken" in found.notes[-1].en


def test_bodies_are_those_of_the_measure():
    found = row(forest_target(), region_of(FOREST))
    assert [body.name for body in found.bodies] == ["省能源局", "省统计局"]


def test_a_promise_outside_measures_has_no_bodies():
    assert row(forest_target(measure=None, measure_id=None), region_of(FOREST)).bodies == ()


def test_a_base_and_a_latest_figure_of_different_definitions_are_noted():
    series = {
        "capacity_total": {2020: 5700, 2024: 8000},
        "capacity_thermal": {2020: 3640},
        "capacity_hydro": {2024: 400},
        "capacity_nuclear": {2024: 667},
        "capacity_wind_solar": {2024: 2969},
        "capacity_biomass": {2024: 100},
    }
    target = target_of(
        "非化石能源装机占比", "over", 50, unit="%", year=2025, indicator_id="nonfossil_capacity_share"
    )
    found = row(target, region_of(series))
    assert "口径不同" in found.notes[0].zh
    assert "total less thermal" in found.notes[0].en


def test_quality_is_that_of_the_latest_figure():
    region = region_of(FOREST, quality={("forest_coverage", 2022): "unverified"})
    assert row(forest_target(), region).latest.quality == "unverified"


def test_an_indicator_that_nobody_knows_counts_as_not_confirmed():
    found = row(forest_target(indicator="量子纠缠度", indicator_id="quantum"), region_of(FOREST))
    assert found.rule == "no_data.no_indicator"
    assert found.indicator_id is None
    assert found.label_zh == "量子纠缠度"


def test_a_suggested_indicator_is_marked():
    found = row(forest_target(indicator="森林覆盖率", indicator_id=None), region_of(FOREST))
    assert found.indicator_id == "forest_cover"
    assert found.is_suggested


def test_a_proxy_is_marked():
    target = target_of("主要污染物排放总量持续减少", "qualitative", indicator_id="main_pollutants_proxy")
    assert row(target, region_of({})).is_proxy


class TestRequests:
    def test_the_regions_own_request_comes_first(self):
        own = DataRequest("r1", "forest_coverage", "forestry", "2025", "缺2025年", "2025 is missing")
        assert row(forest_target(), region_of({}, requests=[own])).request == own

    def test_a_request_on_the_target_itself_comes_before_all(self):
        on_series = DataRequest("r1", "forest_coverage", "forestry", "2025", "甲", "a")
        on_target = DataRequest("r2", "t1", "forestry", "2025", "乙", "b")
        assert row(forest_target(), region_of({}, requests=[on_series, on_target])).request == on_target

    def test_otherwise_one_is_made_to_the_publisher(self):
        request = row(forest_target(), region_of({})).request
        assert (request.topic, request.body) == ("forest_coverage", "forestry")
        assert "森林覆盖率" in request.reason_zh

    def test_without_a_publisher_the_lead_is_asked(self):
        request = row(forest_target(), region_of({}, bodies=BODIES[1:2])).request
        assert request.body == "energy"

    def test_a_lead_that_the_region_does_not_list_is_asked_by_name(self):
        bodies = (Responsibility("省林长办", Role.LEAD, (0, 1)),)
        request = row(forest_target(), region_of({}, bodies=()), bodies=bodies).request
        assert request.body == "省林长办"

    def test_a_promise_of_nobody_is_asked_from_the_government(self):
        government = Body("gov", "某省人民政府", "Government", "省政府", "department", "government")
        target = forest_target(indicator="某事", indicator_id=None, measure=None, measure_id=None)
        assert row(target, region_of({}, bodies=(government,))).request.body == "gov"

    def test_a_row_with_good_data_asks_for_nothing(self):
        assert row(forest_target(), region_of(FOREST)).request is None

    def test_an_unverified_figure_asks_to_be_confirmed(self):
        region = region_of(FOREST, quality={("forest_coverage", 2022): "unverified"})
        assert row(forest_target(), region).request.topic == "forest_coverage"

    def test_a_target_year_that_is_over_asks_for_its_figure(self):
        found = row(forest_target(), region_of(FOREST), year=2026)
        assert found.status is Status.ON_TRACK
        assert found.request.topic == "forest_coverage"

    def test_every_row_without_data_has_a_request(self):
        plan = plan_of(
            forest_target(),
            forest_target(id="t2", indicator="无此指标的事", indicator_id=None),
            forest_target(id="t3", unit="万亩"),
        )
        for found in assess(plan, region_of({})).rows:
            assert found.request is not None


def test_a_plan_without_targets_is_an_empty_assessment():
    assert assess(plan_of(), region_of({})).rows == ()


def test_an_overlay_version_comes_through():
    region = replace(region_of(FOREST), version="abc")
    assert assess(plan_of(forest_target()), region).region_version == "abc"


def test_forty_targets_take_well_under_a_tenth_of_a_second():
    plan = plan_of(*(forest_target(id=f"t{n}") for n in range(40)))
    region = region_of(FOREST)
    assess(plan, region)
    start = time.perf_counter()
    assess(plan, region)
    assert time.perf_counter() - start < 0.1


@pytest.mark.parametrize(
    ("quote", "rule"),
    [
        ("细颗粒物浓度持续下降", "trend.right"),
        ("优良天数提升，细颗粒物浓度下降，森林面积增加。", "trend.right"),
        ("细颗粒物浓度、氮氧化物排放量明显上升", "trend.wrong"),
        ("细颗粒物浓度达到国内先进水平", "no_data.no_benchmark"),
        ("推进PM2.5治理，使其逐年减少", "trend.right"),
    ],
)
def test_the_words_of_the_clause_about_the_target_say_the_direction(quote, rule):
    target = target_of(
        "细颗粒物浓度", "qualitative", quote=quote, indicator_id="pm25_concentration", year=2025
    )
    assert row(target, region_of({"pm25": {2020: 40, 2022: 36}})).rule == rule
