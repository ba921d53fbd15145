"""Two plans compared: what is promised about measures, sentences, bodies and targets."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lvxun.cli import main
from lvxun.plan import parse, read, save
from lvxun.plan.comparing import Change, EditKind, diff, diff_to_dict
from lvxun.plan.model import (
    Comparator,
    Measure,
    Plan,
    Responsibility,
    Role,
    Sentence,
    SentenceKind,
    SourceText,
    Target,
)

MIRROR = {
    Change.NEW: Change.DROPPED,
    Change.DROPPED: Change.NEW,
    Change.STRONGER: Change.WEAKER,
    Change.WEAKER: Change.STRONGER,
}
WIND = "加快风电和光伏发电基地建设，因地制宜发展分散式风电。"
GRID = "推进电网智能化改造，提升新能源消纳能力。"
FOREST = "开展大规模国土绿化行动，加强天然林保护修复。"
WASTE = "推进生活垃圾分类，建设再生资源回收体系。"


def measure(number, title, *sentences, bodies=("省发展改革委",), chapter=1):
    parts = tuple(Sentence(text, SentenceKind.ACTION, (0, len(text))) for text in sentences)
    roles = [Role.LEAD] + [Role.SUPPORT] * (len(bodies) - 1)
    who = tuple(Responsibility(name, role, (0, 0)) for name, role in zip(bodies, roles, strict=True))
    text = "".join(sentences)
    return Measure(f"c{chapter}m{number}", number, chapter, title, text, who, parts, (0, len(text)), 1.0)


def target(indicator="森林覆盖率", comparator=Comparator.EQUAL, value=42.0, unit="%", **others):
    given = {"year": 2025, "base_year": None, "aspirational": False, "measure": None, "measure_id": None}
    given |= {"quote": "", "span": (0, 0), "confidence": 1.0, "chapter": 1, "id": "t1"} | others
    return Target(indicator=indicator, comparator=comparator, value=value, unit=unit, **given)


def plan(*items):
    measures = tuple(item for item in items if isinstance(item, Measure))
    targets = tuple(item for item in items if isinstance(item, Target))
    return Plan("某省方案", SourceText("", "plan.txt", "txt"), measures=measures, targets=targets)


def verdict(before, after):
    (item,) = diff(plan(before), plan(after)).targets
    return item.change


# Measures


def test_a_measure_of_the_second_plan_alone_is_new():
    found = diff(
        plan(measure(1, "发展新能源", WIND)), plan(measure(1, "发展新能源", WIND), measure(2, "绿化", FOREST))
    )
    assert [item.change for item in found.measures] == [Change.SAME, Change.NEW]


def test_a_measure_of_the_first_plan_alone_is_dropped_and_keeps_its_place():
    before = plan(measure(1, "绿化", FOREST), measure(2, "发展新能源", WIND), measure(3, "垃圾分类", WASTE))
    after = plan(measure(1, "绿化", FOREST), measure(2, "垃圾分类", WASTE))
    changes = [item.change for item in diff(before, after).measures]
    assert changes == [Change.SAME, Change.DROPPED, Change.SAME]


def test_a_measure_that_moved_is_the_same_measure():
    before = plan(measure(1, "发展新能源", WIND), measure(2, "绿化", FOREST))
    after = plan(measure(1, "绿化", FOREST), measure(5, "发展新能源", WIND, chapter=3))
    found = diff(before, after).measures
    assert {item.change for item in found} == {Change.SAME}
    assert all(item.is_renumbered for item in found)
    assert {item.before.title == item.after.title for item in found} == {True}


def test_a_measure_rewritten_under_its_old_title_is_changed_not_new():
    found = diff(plan(measure(1, "大力发展清洁能源", WIND)), plan(measure(4, "大力发展清洁能源", GRID)))
    assert [item.change for item in found.measures] == [Change.CHANGED]


def test_white_space_and_line_breaks_are_no_difference():
    found = diff(
        plan(measure(1, "发展 新能源", WIND)), plan(measure(1, "发展新能源", WIND[:9] + "\n" + WIND[9:]))
    )
    assert found.is_same


def test_a_plan_without_measures_compares_with_one_that_has_some():
    assert [item.change for item in diff(plan(), plan(measure(1, "绿化", FOREST))).measures] == [Change.NEW]
    assert diff(plan(), plan()).is_same


# Sentences


def test_sentences_of_a_changed_measure_are_aligned():
    after = measure(1, "能源", WIND, GRID.replace("提升", "显著提升"), FOREST)
    (item,) = diff(plan(measure(1, "能源", WASTE, WIND, GRID)), plan(after)).measures
    assert [s.change for s in item.sentences] == [Change.DROPPED, Change.SAME, Change.CHANGED, Change.NEW]


def test_the_edits_of_a_changed_sentence_show_what_came_and_went():
    old, new = "到2025年，森林覆盖率达到42%以上。", "到2030年，森林覆盖率达到42.5%以上。"
    (item,) = diff(plan(measure(1, "绿化", old)), plan(measure(1, "绿化", new))).measures
    edits = item.sentences[0].edits
    assert [e.text for e in edits if e.kind is EditKind.DELETED] == ["2025", "42%"]
    assert [e.text for e in edits if e.kind is EditKind.INSERTED] == ["2030", "42.5%"]


@given(
    st.text("一二三风电光伏达到，。2025%", max_size=30), st.text("一二三风电光伏达到，。2030%", max_size=30)
)
def test_edits_lead_from_one_text_to_the_other(old, new):
    from lvxun.plan.comparing.sentences import edits

    found = edits(old, new)
    assert "".join(e.text for e in found if e.kind is not EditKind.INSERTED) == old
    assert "".join(e.text for e in found if e.kind is not EditKind.DELETED) == new


# Bodies


def test_a_measure_given_to_another_body_says_who_led_and_who_leads():
    before = measure(1, "能源", WIND, bodies=("省发展改革委", "省财政厅"))
    after = measure(1, "能源", WIND, bodies=("省能源局", "省财政厅"))
    (item,) = diff(plan(before), plan(after)).measures
    assert item.change is Change.CHANGED
    assert item.bodies.is_handed_over
    assert (item.bodies.leads_before, item.bodies.leads_after) == (("省发展改革委",), ("省能源局",))
    assert (item.bodies.added, item.bodies.dropped) == (("省能源局",), ("省发展改革委",))


def test_a_body_that_joins_is_added_and_the_lead_stays():
    after = measure(1, "能源", WIND, bodies=("省发展改革委", "省水利厅"))
    (item,) = diff(plan(measure(1, "能源", WIND)), plan(after)).measures
    assert item.bodies.added == ("省水利厅",)
    assert not item.bodies.is_handed_over


def test_the_order_of_supporting_bodies_is_no_difference():
    before = measure(1, "能源", WIND, bodies=("省发展改革委", "省水利厅", "省财政厅"))
    after = measure(1, "能源", WIND, bodies=("省发展改革委", "省财政厅", "省水利厅"))
    assert diff(plan(before), plan(after)).is_same


@pytest.mark.parametrize("name", ["省发改委", "省发展和改革委员会", "辽宁省发展改革委"])
def test_a_short_or_full_name_is_the_same_body(name):
    before, after = measure(1, "能源", WIND), measure(1, "能源", WIND, bodies=(name,))
    assert diff(plan(before), plan(after)).is_same


@pytest.mark.parametrize("name", ["市发展改革委", "省发展改革委能源局", "省财政厅"])
def test_a_body_of_another_level_or_kind_is_another_body(name):
    before, after = measure(1, "能源", WIND), measure(1, "能源", WIND, bodies=(name,))
    assert len(diff(plan(before), plan(after)).handed_over) == 1


def test_a_target_says_that_its_measure_was_given_to_another_body():
    promise = target(measure=1, measure_id="c1m1")
    before = plan(measure(1, "绿化", FOREST, bodies=("省林草局",)), promise)
    after = plan(measure(1, "绿化", FOREST, bodies=("省自然资源厅",)), promise)
    (item,) = diff(before, after).targets
    assert item.change is Change.SAME
    assert item.bodies.is_handed_over


# Targets


@pytest.mark.parametrize(
    "comparator",
    [Comparator.AT_LEAST, Comparator.OVER, Comparator.EQUAL, Comparator.INCREASE_BY, Comparator.DECREASE_BY],
)
def test_a_higher_value_is_the_stronger_promise(comparator):
    assert verdict(target(comparator=comparator), target(comparator=comparator, value=43)) is Change.STRONGER
    assert verdict(target(comparator=comparator), target(comparator=comparator, value=41)) is Change.WEAKER


@pytest.mark.parametrize("comparator", [Comparator.AT_MOST, Comparator.UNDER])
def test_a_lower_ceiling_is_the_stronger_promise(comparator):
    assert verdict(target(comparator=comparator), target(comparator=comparator, value=41)) is Change.STRONGER


def test_a_lower_level_is_stronger_where_less_is_better():
    before = target("PM2.5平均浓度", value=35, unit="微克/立方米")
    assert verdict(before, replace(before, value=33)) is Change.STRONGER


def test_a_higher_share_of_ultra_low_emission_is_stronger():
    before = target("钢铁超低排放改造比例", value=80)
    assert verdict(before, replace(before, value=90)) is Change.STRONGER


def test_the_same_value_in_an_earlier_year_is_stronger():
    assert verdict(target(year=2030), target(year=2025)) is Change.STRONGER
    assert verdict(target(year=2025), target(year=2030)) is Change.WEAKER


def test_a_higher_value_in_a_later_year_is_neither_stronger_nor_weaker():
    assert verdict(target(year=2025), target(year=2030, value=45)) is Change.CHANGED


@pytest.mark.parametrize(
    ("weak", "strong"),
    [
        (Comparator.ABOUT, Comparator.EQUAL),
        (Comparator.EQUAL, Comparator.AT_LEAST),
        (Comparator.AT_LEAST, Comparator.OVER),
        (Comparator.AT_MOST, Comparator.UNDER),
    ],
)
def test_at_the_same_value_the_stricter_comparator_is_stronger(weak, strong):
    assert verdict(target(comparator=weak), target(comparator=strong)) is Change.STRONGER


def test_a_promise_that_is_no_longer_aspirational_is_stronger():
    assert verdict(target(aspirational=True), target()) is Change.STRONGER
    assert verdict(target(), target(aspirational=True)) is Change.WEAKER


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((3000, "万千瓦"), (0.3, "亿千瓦")),
        ((30, "吉瓦"), (3000, "万千瓦")),
        ((1.5, "亿吨"), (15000, "万吨")),
        ((15, "万亩"), (1, "万公顷")),
        ((1, "平方公里"), (100, "公顷")),
        ((500, "亿度"), (500, "亿千瓦时")),
        ((100, "万吨标煤"), (100, "万吨标准煤")),
        ((1000, "个"), (1000, "家")),
        ((300, "克标准煤/千瓦时"), (0.3, "千克标准煤/千瓦时")),
    ],
)
def test_equal_amounts_in_different_units_are_the_same_promise(before, after):
    old, new = (target("规模", Comparator.AT_LEAST, *given) for given in (before, after))
    assert verdict(old, new) is Change.SAME


def test_another_kind_of_unit_cannot_be_compared():
    (item,) = diff(plan(target()), plan(target(value=500, unit="万亩"))).targets
    assert item.change is Change.CHANGED
    assert [(r.aspect, r.before, r.after) for r in item.reasons] == [("unit", "%", "万亩")]


def test_a_floor_and_a_ceiling_cannot_be_compared():
    assert (
        verdict(target(comparator=Comparator.AT_LEAST), target(comparator=Comparator.AT_MOST))
        is Change.CHANGED
    )


def test_changes_against_different_base_years_cannot_be_compared():
    old = target("单位GDP能耗", Comparator.DECREASE_BY, 14.5, base_year=2020)
    assert verdict(old, replace(old, base_year=2015, value=20)) is Change.CHANGED


def test_what_is_added_is_another_quantity_than_what_there_is():
    old = target("核电装机", Comparator.EQUAL, 224, "万千瓦")
    assert verdict(old, replace(old, indicator="新增核电装机", value=300)) is not Change.STRONGER


@pytest.mark.parametrize(
    ("after", "change"),
    [
        ((42, 46), Change.STRONGER),
        ((39, 44), Change.WEAKER),
        ((41, 44), Change.CHANGED),
        ((40, 45), Change.SAME),
    ],
)
def test_ranges_compare_by_both_ends(after, change):
    old = target(comparator=Comparator.RANGE, value=(40, 45))
    assert verdict(old, replace(old, value=after)) is change


def test_one_character_can_make_another_indicator():
    found = diff(plan(target("煤电装机", unit="万千瓦")), plan(target("水电装机", unit="万千瓦"))).targets
    assert sorted(item.change for item in found) == [Change.DROPPED, Change.NEW]


def test_the_same_indicator_in_other_words_is_paired():
    old = target("全省风电光伏装机容量", Comparator.AT_LEAST, 3000, "万千瓦")
    new = replace(old, indicator="风电、光伏发电装机", value=3700.0)
    assert verdict(old, new) is Change.STRONGER


def test_targets_of_one_indicator_are_paired_by_year():
    near, far = target(value=42), target(value=45, year=2030, id="t2")
    found = diff(plan(near, far), plan(replace(far, value=46), near)).targets
    assert {item.before.year == item.after.year for item in found} == {True}
    assert sorted(item.change for item in found) == [Change.SAME, Change.STRONGER]


def test_confirmed_indicators_decide_whatever_the_words():
    old = target("森林覆盖率", indicator_id="forest_cover")
    assert verdict(old, target("林木绿化水平", value=43, indicator_id="forest_cover")) is Change.STRONGER
    assert len(diff(plan(old), plan(target("森林覆盖率", indicator_id="other"))).targets) == 2


# The whole


def test_the_dictionary_of_a_comparison_counts_and_points_into_both_texts():
    before, after = plan(measure(1, "能源", WIND), target()), plan(measure(2, "能源", WIND), target(value=43))
    shown = diff_to_dict(diff(before, after))
    assert shown["summary"]["measures"]["same"] == 1
    assert shown["summary"]["targets"]["stronger"] == 1
    assert shown["measures"][0]["after"] == {
        "id": "c1m2", "chapter": 1, "number": 2, "title": "能源", "span": [0, len(WIND)],
    }  # fmt: skip
    assert shown["targets"][0]["reasons"] == [{"aspect": "value", "before": "42%", "after": "43%"}]


sentences = st.lists(st.sampled_from([WIND, GRID, FOREST, WASTE, WIND + GRID]), min_size=1, max_size=3)
measures = st.builds(
    lambda number, title, texts, bodies: measure(number, title, *texts, bodies=bodies),
    st.integers(1, 9),
    st.sampled_from(["发展新能源", "国土绿化", "垃圾分类", "发展清洁能源"]),
    sentences,
    st.sampled_from([("省发展改革委",), ("省能源局", "省财政厅"), ("省发改委", "省能源局")]),
)
targets = st.builds(
    target,
    st.sampled_from(
        ["森林覆盖率", "全省森林覆盖率", "风电装机", "单位GDP能耗", "煤炭消费量", "新增风电装机"]
    ),
    st.sampled_from([c for c in Comparator if c not in {Comparator.RANGE, Comparator.QUALITATIVE}]),
    st.floats(0, 1e4, allow_nan=False).map(lambda value: round(value, 2)),
    st.sampled_from(["%", "万千瓦", "亿千瓦", "个百分点", None]),
    year=st.sampled_from([2025, 2030, None]),
    base_year=st.sampled_from([2020, None]),
    aspirational=st.booleans(),
)


@st.composite
def plans(draw):
    found_measures = draw(st.lists(measures, max_size=4))
    numbered = [replace(item, id=f"m{index}") for index, item in enumerate(found_measures)]
    return plan(*numbered, *draw(st.lists(targets, max_size=5)))


@given(plans())
@settings(max_examples=60, deadline=None)
def test_a_plan_compared_with_itself_is_the_same(a):
    assert diff(a, a).is_same


@given(plans(), plans())
@settings(max_examples=150, deadline=None)
def test_the_comparison_the_other_way_round_is_the_mirror_image(a, b):
    there, back = diff(a, b), diff(b, a)
    for items, others in ((there.measures, back.measures), (there.targets, back.targets)):
        mirrored = sorted(MIRROR.get(item.change, item.change) for item in others)
        assert sorted(item.change for item in items) == mirrored


# The command


EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def run(monkeypatch, capfd, *words):
    monkeypatch.setattr("sys.argv", ["lvxun", "plan", "diff", *map(str, words)])
    with pytest.raises(SystemExit) as caught:
        main()
    return caught.value.code or 0, *capfd.readouterr()


def test_the_command_compares_two_documents(monkeypatch, capfd):
    code, out, _ = run(monkeypatch, capfd, EXAMPLES / "qinghe_draft.txt", EXAMPLES / "qinghe.txt", "--json")
    shown = json.loads(out)
    assert code == 0
    assert shown["summary"]["measures"] == {"new": 1, "dropped": 1, "changed": 4, "same": 1}
    assert shown["summary"]["measures_given_to_another_body"] == 1
    verdicts = {item["after"]["indicator"]: item["change"] for item in shown["targets"] if item["after"]}
    assert verdicts["森林覆盖率"] == "stronger"
    assert verdicts["风电光伏装机"] == "weaker"


def test_the_command_compares_a_saved_plan_with_its_document(monkeypatch, capfd, tmp_path):
    document = EXAMPLES / "qinghe.txt"
    save(parse(read(document)), tmp_path)
    for saved in (tmp_path, tmp_path / "plan.toml"):
        code, out, _ = run(monkeypatch, capfd, saved, document)
        assert code == 0
        assert out.startswith("No difference")


def test_the_command_marks_what_changed_in_a_sentence(monkeypatch, capfd):
    _, out, _ = run(monkeypatch, capfd, EXAMPLES / "qinghe_draft.txt", EXAMPLES / "qinghe.txt")
    assert "[-年-]{+季度+}" in out.replace("\n", "")
    assert out.startswith("Measures: ")


def test_a_document_that_is_not_there_ends_the_command_with_2(monkeypatch, capfd, tmp_path):
    code, _, err = run(monkeypatch, capfd, tmp_path / "nowhere.txt", EXAMPLES / "qinghe.txt")
    assert code == 2
    assert "no such file" in err
