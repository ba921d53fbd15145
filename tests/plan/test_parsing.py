"""A text becomes a plan: Liaoning's exactly however it is wrapped, odd ones without error."""

import re
import time
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lvxun.plan.cleaning import clean
from lvxun.plan.model import Role, SourceText
from lvxun.plan.parsing import parse
from lvxun.plan.serialise import to_dict

LIAONING = files("lvxun").joinpath("provinces/liaoning/plan.txt").read_bytes().decode()

BODIES = """\
1 省工业和信息化厅 省发展改革委 省水利厅 省商务厅
2 省生态环境厅 省发展改革委
3 省生态环境厅 省工业和信息化厅 省市场监管局 省发展改革委 省自然资源厅
4 省农业农村厅 省卫生健康委 省市场监管局
5 省农业农村厅 省工业和信息化厅 省发展改革委 省文化和旅游厅 省教育厅 省卫生健康委
6 省工业和信息化厅 省生态环境厅 省交通运输厅 省商务厅 省卫生健康委 \
省机关事务局 省市场监管局 省发展改革委 省科技厅
7 省发展改革委 省生态环境厅 省商务厅
8 省发展改革委 省工业和信息化厅 省生态环境厅 省机关事务局
9 省工业和信息化厅 省发展改革委 省商务厅 省交通运输厅 省财政厅 省市场监管局 省邮政管理局
10 省交通运输厅 省发展改革委 省商务厅 省邮政管理局 中国铁路沈阳局集团 民航东北地区管理局
11 省市场监管局
12 省发展改革委 省生态环境厅
13 省财政厅 省发展改革委 省住房城乡建设厅 省市场监管局 省国资委 省机关事务局
14 省发展改革委 省生态环境厅 省住房城乡建设厅 省交通运输厅 省卫生健康委 省教育厅 省机关事务局
15 省发展改革委 省自然资源厅 省生态环境厅 省科技厅
16 省住房城乡建设厅 省生态环境厅 省卫生健康委 省发展改革委
17 省交通运输厅 省自然资源厅 省发展改革委
18 省自然资源厅 省生态环境厅 省住房城乡建设厅 省农业农村厅
19 省农业农村厅 省生态环境厅 省水利厅 省林草局
20 省科技厅 省生态环境厅 省农业农村厅 省教育厅 省发展改革委 省财政厅
21 省科技厅 省发展改革委 省工业和信息化厅 省教育厅 省金融监管局 辽宁银保监局
22 省司法厅 省生态环境厅 省市场监管局 省发展改革委
23 省发展改革委 省住房城乡建设厅 省生态环境厅
24 省财政厅 省税务局 省发展改革委 省工业和信息化厅 省住房城乡建设厅 省生态环境厅
25 省金融监管局 中国人民银行沈阳分行 辽宁银保监局 辽宁证监局
26 省市场监管局 省教育厅 省生态环境厅 省统计局
27 省生态环境厅 省发展改革委 省水利厅 省市场监管局
28 省直各有关部门 各市 沈抚示范区
29 省委宣传部 省发展改革委 省生态环境厅 省农业农村厅 省工业和信息化厅 省机关事务局
"""


@pytest.fixture(scope="module")
def liaoning():
    return parse(LIAONING)


def listed(plan):
    return "".join(f"{m.number} {' '.join(b.name for b in m.bodies)}\n" for m in plan.measures)


def test_liaoning_has_seven_chapters_and_29_measures(liaoning):
    assert liaoning.title == "辽宁省加快建立健全绿色低碳循环发展经济体系任务措施"
    assert [c.number for c in liaoning.chapters] == list(range(1, 8))
    assert [m.id for m in liaoning.measures] == [f"m{n}" for n in range(1, 30)]
    assert [sum(m.chapter == n for m in liaoning.measures) for n in range(1, 8)] == [0, 9, 3, 2, 5, 2, 8]
    assert liaoning.warnings == ()


def test_liaoning_bodies_are_exact(liaoning):
    assert listed(liaoning) == BODIES
    assert all(m.bodies[0].role is Role.LEAD for m in liaoning.measures)
    assert all(b.role is Role.SUPPORT for m in liaoning.measures for b in m.bodies[1:])


def test_liaoning_cites_five_documents(liaoning):
    assert [(c.title, c.number) for c in liaoning.documents_cited] == [
        ("国务院关于加快建立健全绿色低碳循环发展经济体系的指导意见", "国发〔2021〕4号"),
        ("辽宁省人民政府关于贯彻新发展理念推动工业经济高质量发展的意见", "辽政发〔2018〕24号"),
        ("建设项目环境保护管理条例", None),
        ("限制供地目录", None),
        ("禁止供地目录", None),
    ]


def test_liaoning_names_places_and_organisations(liaoning):
    assert {"大连", "沈阳", "鞍山", "朝阳", "抚顺西露天矿", "阜新海州露天矿"} <= set(liaoning.places)
    assert {"鞍钢", "本钢", "凌钢", "世界银行", "沈抚示范区"} <= set(liaoning.organisations)
    assert "各市" not in liaoning.organisations


def test_a_measures_text_is_whole_and_without_its_list(liaoning):
    text = liaoning.measure("m4").text
    assert text.startswith("加快种养殖业绿色发展进程。开展有机农产品认证")
    assert "实现中药资源绿色可持续发展。" in text
    assert text.endswith("产地环境净化行动。")


def test_every_span_leads_to_its_item(liaoning):
    for measure in liaoning.measures:
        start, end = measure.span
        assert LIAONING[start] == "（" and LIAONING[end - 1] == "）"
        for body in measure.bodies:
            assert re.sub(r"\s", "", LIAONING[slice(*body.span)]) == body.name


def test_json_has_the_promised_keys(liaoning):
    data = to_dict(liaoning)
    assert data.keys() >= {
        "title",
        "chapters",
        "measures",
        "targets",
        "documents_cited",
        "places",
        "warnings",
    }
    assert data["measures"][0].keys() >= {
        "number",
        "chapter",
        "title",
        "text",
        "bodies",
        "span",
        "confidence",
    }
    (body,) = data["measures"][10]["bodies"]
    assert (body["name"], body["role"]) == ("省市场监管局", "lead")
    assert data["chapters"][0]["number"] == 1


def wrapped(width, blank, indent, footer):
    """Liaoning's text set anew, as another printer would have set it."""
    lines = []
    for paragraph in clean(LIAONING).text.split("\n"):
        line = indent + paragraph
        lines += [line[n : n + width] for n in range(0, len(line), width)]
    pages = [lines[n : n + 24] for n in range(0, len(lines), 24)]
    between = "\n\n" if blank else "\n"
    return "\n".join(between.join(page) + "\n" + footer.format(n) + "\n" for n, page in enumerate(pages, 1))


@pytest.mark.parametrize("width", [24, 30, 38])
@pytest.mark.parametrize("blank", [True, False])
@pytest.mark.parametrize(("indent", "footer"), [("　　", "- {} -"), ("", "第{}页"), ("    ", "{}")])
def test_liaoning_reads_the_same_however_it_is_wrapped(width, blank, indent, footer):
    assert listed(parse(wrapped(width, blank, indent, footer))) == BODIES


def test_an_empty_text_is_told():
    assert parse(" \n\n").warnings == ("The text is empty.",)


def test_a_text_without_numbers_is_told():
    plan = parse("为推进绿色发展，各地要认真落实。")
    assert plan.measures == ()
    assert any("No measures" in warning for warning in plan.warnings)


def a_plan(*lists):
    measures = (
        f"（{number}）{number}事。认真做好有关工作，抓好各项措施落实。{bodies}"
        for number, bodies in zip("一二三", lists, strict=True)
    )
    return parse("\n".join(["方案", "一、任务", *measures]))


def test_a_measure_without_bodies_is_told_and_less_sure():
    plan = a_plan("（省甲厅负责）", "", "（省丙厅负责）")
    assert any("m2" in warning and "no responsible body" in warning for warning in plan.warnings)
    assert plan.measure("m2").confidence < plan.measure("m1").confidence == 1.0


def test_an_open_bracket_is_told():
    plan = a_plan("（省甲厅、省乙厅按职责分工负责", "（省丙厅负责）", "（省丙厅负责）")
    assert [b.name for b in plan.measure("m1").bodies] == ["省甲厅", "省乙厅"]
    assert any("not closed" in warning for warning in plan.warnings)


@given(st.text(alphabet="一二（）()、。1.：《》\n\t 省厅局负责牵头〔2021〕号第条章附件", max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_text_is_an_error(text):
    plan = parse(text)
    assert all(0 <= m.span[0] <= m.span[1] <= len(text) for m in plan.measures)
    assert len({m.id for m in plan.measures}) == len(plan.measures)


def test_two_hundred_pages_take_less_than_two_seconds():
    text = LIAONING * 22
    start = time.perf_counter()
    parse(text)
    assert time.perf_counter() - start < 2 * 2  # twice the goal: the machine is shared


@pytest.mark.parametrize(
    "text",
    [
        "（" * 100_000,
        "《" * 100_000,
        "一、" * 50_000,
        "（一）\n" * 20_000,
        "1\t任务\t局\n" * 15_000,
        "省局、" * 40_000,
        "由" * 100_000,
    ],
)
def test_hostile_texts_take_no_longer(text):
    start = time.perf_counter()
    parse(text)
    assert time.perf_counter() - start < 10


def test_the_text_of_a_row_is_its_task_and_content():
    heads = "序号\t工作任务\t具体内容\t牵头单位\t完成时限"
    (measure,) = parse(f"清单\n{heads}\n1\t清洁取暖\t新增面积85万平方米。\t县住建局\t2024年").measures
    assert measure.text == "清洁取暖\n新增面积85万平方米。"
    assert [s.text for s in measure.sentences][-1] == "新增面积85万平方米。"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Action plan\n1. Build wind power by 2030.\n2. Build solar power.\n", "hardly any Chinese"),
        ("某市綠色發展方案\n一、任務\n（一）發展風電。加快推進有關工作，確保落實。\n", "traditional"),
    ],
)
def test_a_text_in_another_script_is_read_with_a_warning(text, said):
    assert any(said in warning for warning in parse(text).warnings)


def test_what_the_reader_could_not_read_is_among_the_warnings():
    source = SourceText(
        "某市方案\n一、任务\n", name="a.pdf", format="pdf", warnings=("Page 2 is a picture.",)
    )

    assert parse(source).warnings[0] == "Page 2 is a picture."
    assert parse(replace(source, text="")).warnings[0] == "Page 2 is a picture."


def test_the_goals_of_the_letter_that_sends_a_plan_are_kept():
    found = parse(
        "某县关于印发任务清单的通知\n各乡镇：\n《某县任务清单》已经同意，现印发给你们。2024年，全县优良天数比率达到80%以上。\n"
        "某县人民政府\n2024年3月4日\n某县任务清单\n一、任务\n（一）治理散煤。完成治理。\n（二）治理扬尘。完成治理。\n"
    )

    assert [(target.value, target.measure_id) for target in found.targets if target.value] == [(80, None)]
