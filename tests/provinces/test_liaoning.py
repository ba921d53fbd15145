"""What Liaoning's package promises: every figure has a source, and nothing passes for better than it is."""

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest

from lvxun import region
from lvxun.accounts.laying import SOURCE as LAID
from lvxun.region.model import Region

PROVINCE = "210000"
CODES = {
    "沈阳市": "210100", "大连市": "210200", "鞍山市": "210300", "抚顺市": "210400", "本溪市": "210500",
    "丹东市": "210600", "锦州市": "210700", "营口市": "210800", "阜新市": "210900", "辽阳市": "211000",
    "盘锦市": "211100", "铁岭市": "211200", "朝阳市": "211300", "葫芦岛市": "211400",
}  # GB/T 2260-2007  # fmt: skip
PLAN_BODIES = [
    "省发展改革委", "省工业和信息化厅", "省水利厅", "省商务厅", "省生态环境厅", "省市场监管局",
    "省自然资源厅", "省农业农村厅", "省卫生健康委", "省文化和旅游厅", "省教育厅", "省交通运输厅",
    "省机关事务局", "省科技厅", "省财政厅", "省邮政管理局", "中国铁路沈阳局集团", "民航东北地区管理局",
    "省住房城乡建设厅", "省国资委", "省林草局", "省金融监管局", "辽宁银保监局", "省司法厅", "省税务局",
    "中国人民银行沈阳分行", "辽宁证监局", "省统计局", "省直各有关部门", "各市", "沈抚示范区",
    "省委宣传部",
]  # fmt: skip
PUBLISHERS = ("gov.cn", "ceads.net.cn", "github.com")
HOW = re.compile(r"减|除以|乘以|相加|加|推算|反推|折算|得出|的\d|代|按行序|记0")

SPOT_CHECKS = [
    ("gdp", 2020, 25839.0, "亿元", "official"),
    ("gdp", 2024, 32540.8, "亿元", "official"),
    ("gdp", 2025, 33182.9, "亿元", "press"),
    ("gdp_real_growth", 2021, 6.0, "%", "official"),
    ("gdp_real_growth", 2025, 3.7, "%", "official"),
    ("strategic_emerging_value_added", 2022, 2212.2, "亿元", "press"),
    ("strategic_emerging_share_published", 2022, 7.7, "%", "press"),
    ("rd_expenditure", 2023, 676.4, "亿元", "press"),
    ("rd_expenditure", 2024, 730.6, "亿元", "official"),
    ("technology_contracts", 2024, 1517.68, "亿元", "official"),
    ("energy_consumption", 2022, 24707.3, "万吨标准煤", "literature"),
    ("energy_intensity_change", 2020, 3.96, "%", "official"),
    ("grid_emission_factor", 2022, 0.5626, "kgCO2/kWh", "official"),
    ("capacity_wind_solar", 2024, 2969, "万千瓦", "press"),
    ("capacity_wind", 2019, 832, "万千瓦", "official"),
    ("capacity_thermal", 2018, 3383, "万千瓦", "literature"),
    ("nonfossil_capacity_share_published", 2025, 54.8, "%", "official"),
    ("nonfossil_generation_share_published", 2025, 51.3, "%", "official"),
    ("generation_nuclear", 2023, 500.9, "亿千瓦时", "official"),
    ("co2_emissions", 2019, 53339, "万吨", "literature"),
    ("co2_emissions_apparent", 2022, 61371, "万吨", "literature"),
    ("water_use", 2014, 141.76, "亿立方米", "literature"),
    ("crude_steel_output", 2017, 6422.78, "万吨", "official"),
    ("crude_steel_output", 2023, 7344.09, "万吨", "official"),
    ("cement_output", 2024, 2921.10, "万吨", "official"),
    ("motor_vehicles_output", 2018, 94.8744, "万辆", "official"),
    ("forest_coverage", 2018, 39.24, "%", "press"),
    ("pm25", 2024, 31.4, "微克/立方米", "press"),
    ("private_cars", 2023, 984.02, "万辆", "official"),
    ("grain_output", 2024, 2500.5, "万吨", "official"),
    ("grain_output", 2025, 2578, "万吨", "official"),
    ("urbanisation_rate", 2024, 74.18, "%", "official"),
]


@pytest.fixture(scope="module")
def liaoning() -> Region:
    return region.load(region.locate("liaoning"))


def of(liaoning: Region, indicator: str, year: int, area: str = PROVINCE) -> pd.Series:
    rows = liaoning.series.query("indicator == @indicator and year == @year and area == @area")
    return rows.iloc[0]


def test_the_checks_find_nothing_that_is_not_explained(liaoning):
    assert [finding.what for finding in region.check(liaoning.path)] == []


def test_it_covers_the_plans_years(liaoning):
    years = liaoning.series.query("area == @PROVINCE")["year"]
    assert set(range(2015, 2026)) <= set(years)


@pytest.mark.parametrize("known", SPOT_CHECKS, ids=lambda known: f"{known[0]}-{known[1]}")
def test_a_figure_is_what_its_source_says(liaoning, known):
    indicator, year, value, unit, quality = known
    row = of(liaoning, indicator, year)
    assert row["value"] == pytest.approx(value)
    assert (row["unit"], row["quality"]) == (unit, quality)


def sources_of_accounts(folder: Path) -> set[str]:
    """Return the sources that balances and tables under accounts/ name."""
    named: set[str] = set()
    for path in folder.rglob("*.csv"):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        named |= set(table["source"]) if "source" in table else set()
    for path in folder.rglob("*.toml"):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        named |= {content["source"]} if "source" in content else set()
    return named


def test_every_source_is_used_and_every_figure_has_one(liaoning):
    used = set(liaoning.series["source"]) | sources_of_accounts(Path(liaoning.path) / "accounts")
    assert used | {LAID} == set(liaoning.sources)  # laid over the region by its own accounts


def test_every_estimate_says_how_it_was_made(liaoning):
    notes = liaoning.series.query("quality == 'estimate'")["note"]
    assert len(notes) > 40
    assert [note for note in notes if not HOW.search(note)] == []


def test_every_unverified_figure_has_a_request_to_confirm_it(liaoning):
    unverified = set(liaoning.series.query("quality == 'unverified'")["indicator"])
    assert unverified
    assert unverified <= {request.topic for request in liaoning.requests}


def test_an_unverified_source_says_that_it_was_not_seen(liaoning):
    sources = set(liaoning.series.query("quality == 'unverified'")["source"])
    doubted = [s for s in sources if "待核" in liaoning.sources[s].note]
    assert sorted(doubted) == sorted(sources - {"nbs_intensity_2020"})


def test_a_series_without_a_provincial_figure_is_asked_for(liaoning):
    known = set(liaoning.series.query("area == @PROVINCE")["indicator"])
    asked = {request.topic for request in liaoning.requests}
    assert set(liaoning.catalogue) - known <= asked


def test_the_page_about_the_data_counts_right(liaoning):
    page = (Path(__file__).parents[2] / "docs" / "liaoning-data.md").read_text(encoding="utf-8")
    assert f"{len(liaoning.series)} figures" in page
    assert f"{len(liaoning.sources)} sources" in page
    assert f"{len(liaoning.requests)} data requests" in page
    for quality, count in liaoning.series["quality"].value_counts().items():
        assert re.search(rf"^\| {quality} \|.*\| {count} \|$", page, re.MULTILINE)


def test_requests_name_a_series_and_a_body_and_speak_both_languages(liaoning):
    for request in liaoning.requests:
        assert request.topic in liaoning.catalogue
        assert request.body in liaoning.bodies
        assert re.search(r"[\u4e00-\u9fff]", request.reason_zh)
        assert not re.search(r"[\u4e00-\u9fff]", request.reason_en)


def test_only_publishers_own_addresses_are_shown(liaoning):
    hosts = {urlsplit(source.url).hostname for source in liaoning.sources.values() if source.url}
    assert hosts
    assert [host for host in hosts if not host.endswith(PUBLISHERS)] == []


def test_no_figure_is_cited_to_memory_or_to_a_file_number(liaoning):
    texts = [f"{source.title} {source.publisher} {source.note}" for source in liaoning.sources.values()]
    texts += list(liaoning.series["note"])
    assert [text for text in texts if re.search(r"memory|file text id|凭记忆", text, re.IGNORECASE)] == []


def test_city_codes_are_those_of_the_national_standard(liaoning):
    cities = liaoning.areas.query("kind == 'prefecture'")
    assert dict(zip(cities["label_zh"], cities.index, strict=True)) == CODES


def test_the_zone_has_no_national_code_and_so_one_of_our_own(liaoning):
    (code,) = liaoning.areas.query("kind == 'zone'").index
    assert code == "21SF00"


def test_every_city_lies_in_the_province(liaoning):
    cities = liaoning.areas.query("kind == 'prefecture'")
    assert cities["lon"].between(118.8, 125.8).all()
    assert cities["lat"].between(38.7, 43.5).all()


def test_the_cities_people_add_up_to_the_provinces(liaoning):
    people = liaoning.series.query("indicator == 'population' and year == 2021")
    cities = people[people["area"].isin(list(CODES.values()))]["value"]
    assert len(cities) == 14
    assert cities.sum() == pytest.approx(of(liaoning, "population", 2021)["value"])


def test_the_cities_people_add_up_to_the_census(liaoning):
    people = liaoning.series.query("indicator == 'population' and year == 2020 and area in @CODES.values()")
    assert len(people) == 14
    assert people["value"].sum() == pytest.approx(4259.1407, abs=1e-6)
    assert list(people.query("quality == 'estimate'")["area"]) == [CODES["阜新市"]]


def test_the_cities_gdp_of_before_the_census_is_told_apart_from_the_provinces(liaoning):
    gdp = liaoning.series.query("indicator == 'gdp' and year == 2023 and area in @CODES.values()")
    assert len(gdp) == 14
    assert 30209.4 - gdp["value"].sum() == pytest.approx(142.0)
    assert gdp["note"].str.contains("142.0").all()
    assert gdp["note"].str.contains("五经普").all()
    assert "30209.4" in of(liaoning, "gdp", 2023)["note"]


@pytest.mark.parametrize("year", range(2019, 2026))
def test_the_sectors_add_up_to_gdp(liaoning, year):
    sectors = [
        of(liaoning, f"gdp_{sector}", year)["value"] for sector in ("primary", "secondary", "tertiary")
    ]
    assert sum(sectors) == pytest.approx(of(liaoning, "gdp", year)["value"], abs=0.15)


def test_gdp_is_one_series_on_one_basis_until_2024(liaoning):
    gdp = liaoning.series.query("indicator == 'gdp' and area == @PROVINCE and 2010 <= year <= 2024")
    assert list(gdp["year"]) == list(range(2010, 2025))
    assert set(gdp["source"]) == {"nbs_gdp_revised"}
    assert gdp["note"].str.contains("五经普修订").all()


def test_the_sectoral_and_the_apparent_carbon_are_not_mixed(liaoning):
    apparent = liaoning.series.query("indicator == 'co2_emissions_apparent'")
    assert apparent["note"].str.contains("不可混用").all()
    assert (
        of(liaoning, "co2_emissions", 2019)["value"] < of(liaoning, "co2_emissions_apparent", 2019)["value"]
    )


@pytest.mark.parametrize("year", [2015, 2016, 2018, 2019, 2020, 2021, 2022, 2023, 2024])
def test_capacity_is_the_sum_of_its_types(liaoning, year):
    types = ("thermal", "hydro", "nuclear", "wind", "solar")
    parts = sum(of(liaoning, f"capacity_{kind}", year)["value"] for kind in types)
    assert of(liaoning, "capacity_total", year)["value"] == pytest.approx(parts, abs=0.06)


@pytest.mark.parametrize("name", PLAN_BODIES)
def test_every_body_of_the_plan_is_known_by_the_name_it_has_there(liaoning, name):
    matches = [body.id for body in liaoning.bodies.values() if name in (body.label_zh, *body.aliases)]
    assert len(matches) == 1


def test_the_plans_names_are_in_its_text():
    text = (Path(region.locate("liaoning")) / "plan.txt").read_text(encoding="utf-8")
    unwrapped = re.sub(r"\s", "", text)
    assert [name for name in PLAN_BODIES if name not in unwrapped] == []


def test_no_two_bodies_share_a_name(liaoning):
    names = [name for b in liaoning.bodies.values() for name in {b.label_zh, *b.aliases}]
    assert len(names) == len(set(names))


def test_every_publisher_of_a_series_is_a_body_here(liaoning):
    functions = {body.function for body in liaoning.bodies.values()}
    assert {definition.publisher for definition in liaoning.catalogue.values()} <= functions
