import pytest

from accounts.build import BODIES, region_of
from lvxun.accounts import UnknownIndicatorError, UnknownYearError, catalogue, explain
from lvxun.region.model import DataRequest

INTENSITY = {
    "energy_consumption": {2020: 200, 2022: 210},
    "gdp": {2020: 1000},
    "gdp_real_growth": {2021: 5, 2022: 2},
}


@pytest.fixture
def region():
    return region_of(INTENSITY, quality={("energy_consumption", 2022): "unverified"})


def test_the_latest_known_year_is_explained(region):
    explained = explain(region, "energy_intensity")
    assert explained.year == 2022
    assert explained.figure.value == pytest.approx(210 / (1000 * 1.05 * 1.02))
    assert [figure.year for figure in explained.history] == [2020, 2022]


def test_plain_words_in_both_languages(region):
    explained = explain(region, "energy_intensity")
    assert (
        explained.reading_zh
        == "2022年，单位地区生产总值能耗（基年价）为0.1961 吨标准煤/万元（数据质量：待核实）。"
    )
    assert "was 0.1961 tce/10⁴ CNY in 2022 (quality: unverified)" in explained.reading_en
    assert explained.formula_zh == "「能源消费总量（等价值）」 ÷ 「地区生产总值（基年价）」"
    assert (
        explained.formula_en
        == "[Total energy consumption (equivalent value)] ÷ [Real GDP (base-year prices)]"
    )


def test_nodes_come_from_series_to_the_indicator_with_their_figures(region):
    nodes = {node.id: node for node in explain(region, "energy_intensity").nodes}
    assert list(nodes)[-1] == "energy_intensity"
    assert [figure.year for figure in nodes["gdp_real_growth"].figures] == [2021, 2022]
    assert [figure.year for figure in nodes["gdp"].figures] == [2020]
    assert nodes["gdp"].is_series
    assert not nodes["real_gdp"].is_series


def test_edges_say_which_alternative_was_taken():
    explained = explain(region_of({"capacity_wind_solar": {2022: 1883}}), "wind_solar_capacity")
    used = {(edge.source, edge.target): edge.is_used for edge in explained.edges}
    assert used["capacity_wind_solar", "wind_solar_capacity"]
    assert not used["wind_solar_capacity_from_parts", "wind_solar_capacity"]
    assert not used["capacity_wind", "wind_solar_capacity_from_parts"]


def test_what_depends_on_it_is_listed(region):
    assert "energy_intensity_change_computed" in explain(region, "energy_intensity").dependants


def test_a_series_is_explained_with_its_figures(region):
    explained = explain(region, "energy_consumption", 2020)
    assert explained.is_series
    assert explained.figure.inputs[0].file == "series/energy.csv"
    assert "energy_intensity" in explained.dependants
    assert [node.id for node in explained.nodes] == ["energy_consumption"]


def test_publishers_are_bodies_of_the_region(region):
    publishers = {p.series: p.body for p in explain(region, "energy_intensity").publishers}
    assert publishers == dict.fromkeys(INTENSITY, "statistics")


def test_a_publisher_that_the_region_lacks_is_nobody():
    region = region_of({}, bodies=BODIES[:1])
    assert explain(region, "forest_cover").publishers[0].body is None


def test_requests_about_any_input_are_shown():
    request = DataRequest("r1", "capacity_wind", "energy", "2025", "缺", "missing")
    assert explain(region_of({}, requests=[request]), "nonfossil_capacity_share").requests == (request,)


def test_nothing_known_is_said_plainly():
    explained = explain(region_of({}), "forest_cover")
    assert explained.figure is None
    assert explained.year is None
    assert explained.reading_zh == "森林覆盖率：没有数据。"
    assert not any(edge.is_used for edge in explained.edges)


def test_a_year_without_a_figure_is_refused_with_the_years_that_have_one(region):
    with pytest.raises(UnknownYearError) as refused:
        explain(region, "energy_intensity", 2021)
    assert "2021" in refused.value.what
    assert refused.value.remedy == "It is known for 2020, 2022."


def test_an_unknown_id_is_refused(region):
    with pytest.raises(UnknownIndicatorError):
        explain(region, "happiness")


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_every_indicator_can_be_explained_without_any_data(key):
    explained = explain(region_of({}), key)
    assert explained.nodes[-1].id == key
    assert explained.publishers
