"""Title, chapters and measures of documents in many styles."""

import pytest

from lvxun.plan.bodies import find_lists
from lvxun.plan.cleaning import clean
from lvxun.plan.headings import split_paragraphs
from lvxun.plan.numbering import parse_marker
from lvxun.plan.parsing import parse
from lvxun.plan.structure import read_structure
from lvxun.plan.tables import read_rows

ACT = "加快推进有关工作，建立健全长效机制，确保各项措施落到实处。"


def structure(text):
    cleaned = clean(text).text
    paragraphs = split_paragraphs(cleaned)
    rows = read_rows(cleaned, paragraphs)
    lists = sorted(
        [*find_lists(cleaned), *(row.bodies for row in rows if row.bodies)], key=lambda item: item.start
    )
    return read_structure(cleaned, paragraphs, lists, rows)


def measures(text):
    return [(m.id, m.chapter, m.title) for m in structure(text).measures]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("一、", 1),
        ("二十九、", 29),
        ("一百零三、", 103),
        ("（十五）", 15),
        ("(三)", 3),
        ("㈣", 4),
        ("7.", 7),
        ("7．", 7),
        ("12、", 12),
        ("（1）", 1),
        ("⑶", 3),
        ("⒉", 2),
        ("③", 3),
        ("第十二条 ", 12),
        ("第3章", 3),
        ("任务二：", 2),
        ("2.1 ", 1),
        ("2.1.4", 4),
    ],
)
def test_numbering_styles(printed, number):
    marker = parse_marker(f"{printed}推行清洁生产")
    assert marker is not None
    assert (marker.number, marker.length) == (number, len(printed))


@pytest.mark.parametrize(
    "text",
    [
        "一、二线城市",
        "3.5万千瓦",
        "2025年",
        "第一条、第二条",
        "十十、甲",
        "（套）",
        "1.5 亿元",
        "第三条款",
        "（2021年）",
    ],
)
def test_numbers_that_head_nothing(text):
    assert parse_marker(text) is None


def test_measures_that_run_through_the_chapters():
    text = f"方案\n一、生产\n（一）甲事。{ACT}\n（二）乙事。{ACT}\n二、流通\n（三）丙事。{ACT}"
    assert measures(text) == [("m1", 1, "甲事"), ("m2", 1, "乙事"), ("m3", 2, "丙事")]


def test_measures_that_restart_in_each_chapter():
    text = f"方案\n一、生产\n（一）甲事。{ACT}\n（二）乙事。{ACT}\n二、流通\n（一）丙事。{ACT}"
    assert [name for name, _, _ in measures(text)] == ["c1m1", "c1m2", "c2m1"]


def test_titled_tasks_below_actions_are_the_measures():
    text = (
        f"方案\n一、任务\n（一）转型行动。\n1. 控制煤炭。{ACT}\n2. 发展新能源。{ACT}\n"
        f"（二）增效行动。\n1. 提升管理。{ACT}\n二、合作\n（一）参与治理。{ACT}"
    )
    assert measures(text) == [
        ("c1s1m1", 1, "控制煤炭"),
        ("c1s1m2", 1, "发展新能源"),
        ("c1s2m1", 1, "提升管理"),
        ("c2m1", 2, "参与治理"),
    ]


def test_a_list_of_bodies_after_the_last_sub_item_makes_the_whole_a_measure():
    item = f"1．甲。{ACT}\n2．乙。{ACT}\n责任单位：市能源局、市财政局\n"
    assert measures(f"方案\n一、任务\n（一）转型\n{item}（二）降碳\n{item}") == [
        ("m1", 1, "转型"),
        ("m2", 1, "降碳"),
    ]


def test_untitled_tasks_whose_numbers_run_on_are_measures():
    text = (
        "方案\n一、能源\n（一）煤炭。\n1.制订目标，逐年分解。（省能源局）\n2.淘汰锅炉，全部关停。（省住建厅）\n"
        "（二）清洁能源。\n3.推进管道建设，县县通气。（省能源局）\n4.发展风电，扩大装机。（省能源局）"
    )
    assert [name for name, _, _ in measures(text)] == ["m1", "m2", "m3", "m4"]


def test_aims_and_principles_are_no_measures():
    text = f"方案\n一、总体要求\n（一）指导思想。{ACT}\n（二）主要目标。{ACT}\n二、任务\n（三）甲事。{ACT}"
    found = structure(text)
    assert [m.title for m in found.measures] == ["甲事"]
    assert [unit.title for unit in found.outside] == ["指导思想", "主要目标"]
    assert found.warnings == ()


def test_a_chapter_with_text_only_has_no_measure():
    found = structure(f"方案\n一、总体要求\n{ACT}\n二、任务\n（一）甲事。{ACT}")
    assert [c.number for c in found.chapters] == [1, 2]
    assert [(unit.chapter, unit.measure_id) for unit in found.outside] == [(1, None)]


def test_a_chapter_that_names_bodies_itself_is_a_measure():
    text = f"方案\n一、任务\n（一）甲事。{ACT}\n二、保障措施\n{ACT}（省发展改革委负责）"
    assert measures(text) == [("m1", 1, "甲事"), ("c2", 2, "保障措施")]


def test_measures_without_chapters():
    items = "（一）工厂100万元；\n（二）园区200万元。（市财政局）"
    text = f"若干措施\n一、支持技改。{ACT}（市工信局）\n二、支持制造。{ACT}\n{items}"
    found = structure(text)
    assert found.chapters == ()
    assert [(m.id, m.chapter) for m in found.measures] == [("m1", 0), ("m2", 0)]


def test_articles_under_chapters():
    first = "第一章 总则\n第一条 为推进生产，制定本办法。"
    text = f"办法\n{first}\n第二章 实施\n第二条 {ACT}\n第三条 按照第一条办理。"
    assert [(m.number, m.chapter) for m in structure(text).measures] == [(2, 2), (3, 2)]


def test_decimal_numbers():
    industry = f"2.1 工业\n2.1.1 甲事。{ACT}\n2.1.2 乙事。{ACT}"
    text = f"方案\n1 总则\n1.1 目标\n{ACT}\n2 任务\n{industry}\n2.2 农业\n2.2.1 丙事。{ACT}"
    found = structure(text)
    assert [(c.number, c.title) for c in found.chapters] == [(1, "总则"), (2, "任务")]
    assert [m.title for m in found.measures] == ["甲事", "乙事", "丙事"]


def test_a_title_on_a_line_of_its_own():
    assert measures(f"方案\n一、任务\n（一）甲事\n{ACT}\n（二）乙事\n{ACT}") == [
        ("m1", 1, "甲事"),
        ("m2", 1, "乙事"),
    ]


def test_a_number_within_a_sentence_heads_nothing():
    text = f"方案\n一、任务\n（一）甲事。{ACT[:-1]}，见第二项\n（五）所列的内容。\n（二）乙事。{ACT}"
    assert [title for _, _, title in measures(text)] == ["甲事", "乙事"]


def test_a_gap_in_the_numbers_is_told():
    found = structure(f"方案\n一、任务\n（五）甲事。{ACT}\n（七）乙事。{ACT}")
    assert [m.number for m in found.measures] == [5, 7]
    assert any("7 乙事" in warning for warning in found.warnings)


def test_the_title_may_take_several_lines():
    assert (
        structure(f"某省加快建立健全\n经济体系任务措施\n{ACT}\n一、任务").front.title
        == "某省加快建立健全经济体系任务措施"
    )


NOTICE = f"""\
某省人民政府关于印发某省碳达峰
行动方案的通知
某政发〔2022〕9号
各市人民政府，省直各部门：
现将《某省碳达峰行动方案》印发给你们，请认真贯彻执行。
某省人民政府
2022年5月30日
（此件公开发布）
某省碳达峰行动方案
为落实部署，制定本方案。
一、任务
（一）甲事。{ACT}
（二）乙事。{ACT}
"""


def test_a_plan_sent_with_a_notice_has_its_own_title():
    front = structure(NOTICE).front
    assert front.title == "某省碳达峰行动方案"
    assert front.meta["number"] == "某政发〔2022〕9号"
    assert front.meta["date"] == "2022年5月30日"
    assert front.meta["publisher"] == "某省人民政府"


def test_signature_and_annexes_are_no_part_of_the_last_measure():
    text = f"方案\n一、任务\n（一）甲事。{ACT}\n附件：分工表\n某省人民政府\n2022年5月30日"
    cleaned = clean(text).text
    (measure,) = structure(text).measures
    assert cleaned[measure.start : measure.end].strip().endswith("落到实处。")


def test_the_plan_in_an_annex_is_read_and_the_notice_left_aside():
    text = (
        f"通知\n一、提高认识。{ACT}\n二、加强领导。{ACT}\n某市政府\n2022年5月30日\n附件\n某市方案\n{ACT}\n"
        + "\n".join(
            [f"一、任务\n（一）甲事。{ACT}（市甲局负责）", f"二、保障\n（二）乙事。{ACT}（市乙局负责）"]
        )
    )
    found = structure(text)
    assert found.front.title == "某市方案"
    assert [m.title for m in found.measures] == ["甲事", "乙事"]
    assert any("left aside" in warning for warning in found.warnings)


TABLE = """\
某县任务清单
一、大气
序号\t工作任务\t具体内容\t牵头单位\t配合单位\t完成时限
1\t推进取暖\t新增面积85万平方米。\t县住建局、县发改局\t县财政局\t2024年
2\t治理散煤\t完成6200户。\t县发改局\t\t2024年
\t\t再完成80户。\t\t县农业农村局\t2024年
备注：1.每月报送。
2.逾期通报。
"""


def test_rows_of_a_table_of_tasks_are_measures():
    assert measures(TABLE) == [("m1", 1, "推进取暖"), ("m2", 1, "治理散煤")]


def test_columns_of_a_table_give_lead_and_support():
    cleaned = clean(TABLE).text
    rows = read_rows(cleaned, split_paragraphs(cleaned))
    first, second = ([(p.name.text, str(p.role)) for p in row.bodies.parts] for row in rows)
    assert first == [("县住建局", "lead"), ("县发改局", "lead"), ("县财政局", "support")]
    assert second == [("县发改局", "lead"), ("县农业农村局", "support")]


def test_beside_a_column_of_lead_bodies_those_who_do_the_main_work_support():
    (measure,) = parse(
        "某市行动\n序号\t重点任务\t牵头部门\t主责单位\t协办单位\n1\t推广新车\t市交通委\t市城管委\t市环保局\n"
    ).measures
    assert [(b.name, str(b.role)) for b in measure.bodies] == [
        *(("市交通委", "lead"), ("市城管委", "support"), ("市环保局", "support"))
    ]


def test_a_table_of_figures_holds_no_measures():
    text = "方案\n一、目标\n序号\t指标\t单位\t2020年\t2025年\n1\t占比\t%\t12\t18\n2\t面积\t万亩\t3\t4"
    assert structure(text).measures == () or all(
        m.number == 1 and m.title == "目标" for m in structure(text).measures
    )


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "没有编号的一段话。", "一、", "（" * 5000, "一、" * 5000, "（一）\n" * 3000, "\t" * 5000],
)
def test_odd_text_is_never_an_error(text):
    assert structure(text) is not None


def test_numbers_go_on_behind_parts_that_were_left_out():
    found = measures(
        f"某省实施方案\n一、生产\n（一）推行清洁生产。{ACT}\n（二）建设循环园区。{ACT}\n"
        f"七、保障\n（二十）强化法规。{ACT}\n（二十五）压实责任。{ACT}"
    )

    assert found == [
        ("m1", 1, "推行清洁生产"),
        ("m2", 1, "建设循环园区"),
        ("m20", 7, "强化法规"),
        ("m25", 7, "压实责任"),
    ]


def test_an_item_may_begin_with_a_year():
    marker = parse_marker("4.2015年底前，基本淘汰黄标车")

    assert marker is not None
    assert (marker.number, marker.length) == (4, 2)


def test_a_quantity_is_no_item():
    assert parse_marker("4.2万千瓦机组") is None


def test_each_chapter_may_go_as_deep_as_it_does():
    found = measures(
        f"某省实施方案\n一、产业\n（一）改造产业。\n1.推行清洁生产。{ACT}\n2.建设循环园区。{ACT}\n"
        f"二、工程\n（一）回收工程。{ACT}{ACT}{ACT}\n（二）利用工程。{ACT}{ACT}{ACT}\n（三）再造工程。{ACT}{ACT}{ACT}"
    )

    assert [title for _, _, title in found] == [
        "推行清洁生产",
        "建设循环园区",
        "回收工程",
        "利用工程",
        "再造工程",
    ]


@pytest.mark.parametrize(("printed", "number"), [("2.6月底前完成治理", 2), ("12.10月底前完成治理", 12)])
def test_an_item_may_begin_with_a_month(printed, number):
    marker = parse_marker(printed)

    assert marker is not None
    assert marker.number == number


def test_a_list_of_annexes_goes_on_without_becoming_items():
    found = measures(
        f"某市方案\n一、任务\n（一）推进分类。{ACT}\n（二）严格考核。{ACT}\n附件：1．指标体系\n2．任务清单\n"
    )

    assert [title for _, _, title in found] == ["推进分类", "严格考核"]


def test_what_a_city_is_like_is_no_measure():
    found = measures(
        f"某市方案\n第一章 基本情况\n第一节 城市概况\n{ACT}\n第二节 固体废物现状\n{ACT}\n"
        f"第二章 任务\n第一节 推进分类\n{ACT}\n第二节 严格考核\n{ACT}\n"
    )

    assert [title for _, _, title in found] == ["推进分类", "严格考核"]


def test_a_section_whose_first_items_were_left_out_begins_at_a_later_number():
    found = measures(
        f"某省方案\n一、任务\n（一）能源行动。\n1.稳妥发展核电。{ACT}\n2.合理用油。{ACT}\n3.建设电网。{ACT}\n"
        f"（四）城乡行动。\n2.改造老房子。{ACT}\n3.优化用能。{ACT}\n（八）碳汇行动。\n2.种好树。{ACT}\n"
        f"五、保障\n（二）健全法规。{ACT}\n六、组织\n（三）严格考核。{ACT}\n"
    )

    assert [title for _, _, title in found] == [
        *("稳妥发展核电", "合理用油", "建设电网", "改造老房子", "优化用能", "种好树"),
        *("健全法规", "严格考核"),
    ]


def test_a_box_of_projects_holds_no_measures():
    found = measures(
        f"某省规划\n第一章 任务\n第一节 发展风电\n{ACT}\n专栏1 工程\n1.海上工程。{ACT}\n2.陆上工程。{ACT}\n"
        f"第二节 发展光伏\n{ACT}\n第二章 保障\n第一节 加强领导\n{ACT}\n第二节 强化考核\n{ACT}\n"
    )

    assert [title for _, _, title in found] == ["发展风电", "发展光伏", "加强领导", "强化考核"]


def test_items_after_a_box_go_on():
    found = measures(
        f"某省方案\n一、任务\n1.发展风电。{ACT}\n专栏1 风电工程\n1.海上工程。{ACT}\n2.陆上工程。{ACT}\n"
        f"2.发展光伏。{ACT}\n3.发展核电。{ACT}\n"
    )

    assert [title for _, _, title in found] == ["发展风电", "发展光伏", "发展核电"]


def test_labelled_actions_hold_sections_that_begin_anew():
    found = measures(
        f"某市方案\n一、行动\n行动一：能源行动\n（一）发展风电。{ACT}\n（二）发展光伏。{ACT}\n"
        f"行动二：产业行动\n（一）改造钢铁。{ACT}\n（二）改造石化。{ACT}\n"
    )

    assert [(name, title) for name, _, title in found] == [
        *(("c1s1m1", "发展风电"), ("c1s1m2", "发展光伏"), ("c1s2m1", "改造钢铁"), ("c1s2m2", "改造石化"))
    ]


def test_a_table_in_bars():
    assert measures(
        "某县清单\n| 序号 | 工作任务 | 责任单位 |\n| --- | --- | --- |\n| 1 | 发展风电 | 县发改局 |\n"
        "| 2 | 发展光伏 | 县发改局 |\n"
    ) == [("m1", 0, "发展风电"), ("m2", 0, "发展光伏")]


def test_half_width_punctuation_ends_a_title():
    assert measures(
        f"某市方案\n一. 任务\n(一) 发展风电. {ACT}\n(二) 发展光伏. {ACT}\n二. 保障\n(一) 加强领导. {ACT}\n"
    ) == [*(("c1m1", 1, "发展风电"), ("c1m2", 1, "发展光伏"), ("c2m1", 2, "加强领导"))]


def test_a_table_of_contents_is_not_read_as_a_document():
    body = f"一、总体要求\n{ACT}\n二、重点任务\n（一）发展风电\n{ACT}\n（二）发展光伏\n{ACT}\n"
    found = structure(
        "某市方案\n目　录\n一、总体要求\n二、重点任务  2\n（一）发展风电\n（二）发展光伏 3\n"
        f"为推进工作，制定本方案如下。\n{body}"
    )

    assert (found.front.title, [m.title for m in found.measures]) == ("某市方案", ["发展风电", "发展光伏"])
    assert found.warnings == ()


def test_an_only_item_is_no_measure_where_the_items_beside_it_are_none():
    found = measures(
        f"某市方案\n一、任务\n1、发展风电\n（1）建设基地。{ACT}\n（2）建设电网。{ACT}\n责任单位：市发改委\n"
        f"2、发展光伏\n（1）整县推进。{ACT}\n责任单位：市发改委、市住建局\n"
    )

    assert [title for _, _, title in found] == ["发展风电", "发展光伏"]


@pytest.mark.parametrize("printed", ["01 ", "1 ", "措施{} ", "任务{}："])
def test_numbers_set_off_by_a_space(printed):
    first, second = (
        printed.format(number).replace("1", str(index)) for index, number in ((1, "一"), (2, "二"))
    )

    assert [
        title for _, _, title in measures(f"某市工作\n{first}发展风电\n{ACT}\n{second}发展光伏\n{ACT}\n")
    ] == [*("发展风电", "发展光伏")]


def test_a_first_sentence_of_many_clauses_is_a_title_where_the_others_have_one():
    found = measures(
        f"某市意见\n一、任务\n（一）坚持统筹，强化协同，构建机制。{ACT}\n（二）优化能源。{ACT}\n（三）发展光伏。{ACT}\n"
    )

    assert [title for _, _, title in found] == ["坚持统筹，强化协同，构建机制", "优化能源", "发展光伏"]


def test_the_head_of_a_table_is_no_part_of_the_title():
    found = structure(
        "某市任务分工表\n重点任务\t牵头单位\t配合单位\n发展风电\t市发改委\t市资源局\n发展光伏\t市发改委\t市住建局\n"
    )

    assert found.front.title == "某市任务分工表"
