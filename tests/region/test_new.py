"""Another region from its plan: place, bodies and requests are recognised; the folder is whole or absent."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lvxun import region
from lvxun.region.bodies import bodies_from_names, function_of, functions, responsible
from lvxun.region.divisions import below, divisions, named, recognise
from lvxun.region.errors import NewRegionError
from lvxun.region.matching import series_of
from lvxun.region.new import compose, region_id
from lvxun.region.outline import PlanOutline, TargetOutline
from lvxun.region.staging import staged, write_files

TARGETS = (
    TargetOutline("t1", "森林覆盖率", "森林覆盖率达到36%", 2025, 2020, "省林草局"),
    TargetOutline("t2", "再生铝产量", "再生铝产量达到120万吨", 2025, None, "省工业和信息化厅"),
    TargetOutline("t3", "地区生产总值", "地区生产总值翻一番", 2035, 2020, None),
)
OUTLINE = PlanOutline(
    title="河北省绿色低碳循环发展实施方案",
    bodies=("省发展改革委", "省林草局", "省工业和信息化厅", "石家庄市", "各市人民政府"),
    targets=TARGETS,
    year=2021,
)


@pytest.fixture
def made(tmp_path):
    new = compose("hebei", OUTLINE)
    with staged(tmp_path / new.id) as folder:
        write_files(new, folder)
    return region.load(tmp_path / "hebei")


def test_a_new_region_loads_and_has_its_cities_with_national_codes(made):
    assert (made.id, made.code, made.label_zh, made.label_en) == ("hebei", "130000", "河北省", "Hebei")
    assert made.areas.label_zh["130100"] == "石家庄市"
    assert len(made.areas) == 12


def test_a_new_region_has_no_figure_and_no_finding(made):
    assert made.series.empty
    assert region.check(made.path) == []


def test_the_bodies_of_the_plan_have_the_functions_of_every_province(made):
    functions_of = {body.label_zh: body.function for body in made.bodies.values()}
    assert functions_of["省发展改革委"] == "drc"
    assert functions_of["省林草局"] == "forestry"
    assert functions_of["石家庄市"] == "city"


def test_a_target_is_asked_from_who_publishes_its_series_else_from_its_lead_body(made):
    asked = {request.topic: made.bodies[request.body].label_zh for request in made.requests}
    assert asked == {"t1": "省林草局", "t2": "省工业和信息化厅", "t3": "省统计局"}


def test_every_request_says_in_both_languages_what_is_needed(made):
    assert all(request.reason_zh and request.reason_en for request in made.requests)


def test_every_topic_has_a_table_to_be_filled_in(made):
    topics = {definition.topic for definition in region.catalogue().values()}
    assert {path.stem for path in (made.path / "series").glob("*.csv")} == topics


def test_a_place_outside_the_national_list_gets_a_code_of_our_own():
    new = compose(
        "beiyuan",
        PlanOutline(title="北垣省碳达峰行动方案", places=("石州市", "青河市", "北垣省", "沿海经济带")),
    )
    head = tomllib.loads(new.files["region.toml"])
    assert [area["code"] for area in head["area"]] == ["ZZ0000", "ZZ0100", "ZZ0200"]
    assert new.notes


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("河北省建立健全绿色低碳循环发展经济体系实施方案", "130000"),
        ("江苏加快建立健全绿色低碳循环发展经济体系实施意见", "320000"),
        ("广西壮族自治区碳达峰实施方案", "450000"),
        ("苏州市“无废城市”建设方案", "320500"),
        ("吉林省吉林市节能方案", "220000"),
        ("青石县人民政府办公室关于印发任务清单的通知", "ZZ0101"),
        ("国务院关于印发2030年前碳达峰行动方案的通知", None),
    ],
)
def test_the_place_is_recognised_from_the_title(title, code):
    found = recognise(title)
    assert (found.code if found else None) == code


def test_the_national_list_is_whole():
    provinces = [d for d in divisions().values() if d.level == "province"]
    assert len(provinces) == 34
    assert len([d for d in divisions().values() if d.level == "prefecture"]) == 333
    assert [city.name_zh for city in below("210000")][:2] == ["沈阳市", "大连市"]


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("省统计局", "statistics"),
        ("县发展和改革局", "drc"),
        ("市生态环境局", "ecology"),
        ("省林业局", "forestry"),
        ("县教育体育局", "education"),
        ("国家税务总局河北省税务局", "tax"),
        ("石家庄银保监分局", "banking"),
        ("国网河北电力公司", "grid"),
        ("某某水务集团有限公司", "enterprise"),
        ("市委宣传部", "publicity"),
        ("省直各有关部门", "all_departments"),
        ("各市（州）人民政府", "cities"),
        ("经济开发区管委会", "zone"),
    ],
)
def test_the_function_of_a_body_is_known_by_its_name(name, function):
    assert function_of(name).key == function


def test_where_there_is_no_energy_bureau_the_commission_is_asked():
    bodies = bodies_from_names(["省发展改革委", "省统计局"], {})
    assert responsible(bodies, "energy").label_zh == "省发展改革委"


def test_two_bodies_of_one_function_have_ids_of_their_own():
    assert [body.id for body in bodies_from_names(["县农业农村局", "县供销社", "某某处"], {})] == [
        "agriculture", "agriculture_2", "body_1",
    ]  # fmt: skip


def test_the_publisher_of_every_series_is_a_function():
    assert {definition.publisher for definition in region.catalogue().values()} <= set(functions())


@pytest.mark.parametrize(
    ("indicator", "series"),
    [
        ("森林覆盖率", "forest_coverage"), ("非化石能源消费占比", "nonfossil_energy_share"),
        ("PM2.5平均浓度", "pm25"), ("畜禽粪污综合利用率", "manure_utilisation_rate"),
        ("再生铝产量", None), ("危险废物填埋处置占比", None), ("新型储能装机规模", None), ("", None),
    ],
)  # fmt: skip
def test_an_indicator_finds_its_series_or_none(indicator, series):
    assert series_of(indicator) == series


@pytest.mark.parametrize(
    ("name", "slug"), [("hebei", "hebei"), ("河北", "hebei"), ("Hebei", "hebei"), ("北原省", "北原省")]
)
def test_a_name_becomes_an_id(name, slug):
    assert region_id(name) == slug


@pytest.mark.parametrize(
    "name", ["", " ", "../x", "a/b", "a b", ".hidden", "-x", "a\x00b", "x" * 41, "=cmd", "1a", "a\\b"]
)
def test_a_hostile_name_is_refused_with_what_would_be_right(name):
    with pytest.raises(NewRegionError) as caught:
        region_id(name)
    assert "hebei" in caught.value.remedy


@given(st.text(max_size=50))
def test_no_name_leads_out_of_its_folder(name):
    try:
        found = region_id(name)
    except NewRegionError:
        return
    assert not set(found) & set("/\\.\x00 ")


def test_a_folder_that_is_there_is_never_overwritten(tmp_path):
    (tmp_path / "hebei").mkdir()
    with pytest.raises(NewRegionError) as caught, staged(tmp_path / "hebei"):
        pass
    assert "exists already" in caught.value.what


def test_what_breaks_half_way_leaves_nothing_behind(tmp_path):
    with pytest.raises(RuntimeError), staged(tmp_path / "hebei") as folder:
        write_files(compose("hebei", OUTLINE), folder)
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_region_can_be_made_without_a_plan():
    new = compose("河北")
    assert (new.id, new.code, new.requests) == ("hebei", "130000", 0)


def test_a_place_is_named_by_its_name_in_either_language_or_its_code():
    assert {named(name).code for name in ("河北", "河北省", "Hebei", "130000", "13")} == {"130000"}
