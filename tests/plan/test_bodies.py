"""Lists of responsible bodies: names, order, roles; and the brackets that are none."""

import pytest

from lvxun.plan.bodies import assign, find_lists, find_sentence_list

LEAD, SUPPORT = "lead", "support"


def bodies(text):
    return [(body.name.text, str(body.role)) for body in assign(find_lists(text))]


def names(text):
    return [name for name, _ in bodies(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（省生态环境厅、省发展改革委等按职责分工负责）", ["省生态环境厅", "省发展改革委"]),
        ("（省市场监管局负责）", ["省市场监管局"]),
        ("(省水利厅,省林草局负责)", ["省水利厅", "省林草局"]),
        ("【省工业和信息化厅】", ["省工业和信息化厅"]),
        ("[责任单位：农业农村厅、林草局]", ["农业农村厅", "林草局"]),
        ("（责任部门：市规划资源局、上海证监局等；各区政府）", ["市规划资源局", "上海证监局", "各区政府"]),
        (
            "（中国铁路沈阳局集团、民航东北地区管理局等按职责分工负责）",
            ["中国铁路沈阳局集团", "民航东北地区管理局"],
        ),
        ("（省委宣传部、省总工会、团省委、省妇联）", ["省委宣传部", "省总工会", "团省委", "省妇联"]),
        ("（商务厅、省商务厅等负责）", ["商务厅", "省商务厅"]),
        ("（省发展改革委等部门分工负责）", ["省发展改革委"]),
        ("（省自然资源厅〔省林业局〕负责）", ["省自然资源厅〔省林业局〕"]),
    ],
)
def test_names_as_in_the_text_without_their_tail(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（省发展和改革委员会和省教育厅负责）", ["省发展和改革委员会", "省教育厅"]),
        ("（省住房和城乡建设厅、省文化和旅游厅负责）", ["省住房和城乡建设厅", "省文化和旅游厅"]),
        ("（省直各有关部门和各市、沈抚示范区按职责分工负责）", ["省直各有关部门", "各市", "沈抚示范区"]),
        ("（省财政厅，各市、县（市、区）人民政府落实）", ["省财政厅", "各市、县（市、区）人民政府"]),
        ("（省直有关部门，各市州党委和政府负责）", ["省直有关部门", "各市州党委和政府"]),
        ("（各市，省（中）直有关单位按职责分工负责）", ["各市", "省（中）直有关单位"]),
        ("（省发改委（省能源局）、省统计局负责）", ["省发改委", "省统计局"]),
    ],
)
def test_and_parts_bodies_but_not_the_name_of_one(text, expected):
    assert names(text) == expected


def test_the_first_leads_unless_the_text_says_otherwise():
    assert bodies("（省科技厅、省财政厅等按职责分工负责）") == [("省科技厅", LEAD), ("省财政厅", SUPPORT)]


@pytest.mark.parametrize(
    ("text", "leads", "others"),
    [
        ("（省发展改革委牵头，省财政厅、省商务厅等配合）", ["省发展改革委"], ["省财政厅", "省商务厅"]),
        ("（省财政厅配合，省能源局牵头）", ["省能源局"], ["省财政厅"]),
        ("（省科技厅、省能源局牵头，省财政厅参与）", ["省科技厅", "省能源局"], ["省财政厅"]),
        ("（省能源局会同省发展改革委、省财政厅负责）", ["省能源局"], ["省发展改革委", "省财政厅"]),
        ("牵头单位：市发展改革委；配合单位：市财政局、市商务局", ["市发展改革委"], ["市财政局", "市商务局"]),
        ("（牵头单位：交通运输厅，责任单位：商务厅）", ["交通运输厅"], ["商务厅"]),
        ("（责任单位：市住建局  配合单位：市财政局）", ["市住建局"], ["市财政局"]),
        ("（由省生态环境厅牵头，省农业农村厅配合）", ["省生态环境厅"], ["省农业农村厅"]),
    ],
)
def test_lead_and_support_as_the_text_says(text, leads, others):
    found = bodies(text)
    assert [name for name, role in found if role == LEAD] == leads
    assert [name for name, role in found if role == SUPPORT] == others


@pytest.mark.parametrize(
    "text",
    [
        "推动首台（套）重大技术装备应用",
        "意见（国发〔2021〕4号）精神",
        "加强挥发性有机物（VOCs）治理",
        "（以下简称省生态环境厅）",
        "（谁污染、谁负责）",
        "单位国内生产总值能耗（不含原料用能）",
        "重点区域（环渤海地区、长三角地区）",
        "集聚区（见附件2）",
        "推进水泥（熟料）行业改造",
    ],
)
def test_other_brackets_are_no_lists(text):
    assert find_lists(text) == []


def test_a_note_about_the_list_is_no_body():
    note = "列首位者为牵头单位；以下均需各市(州)人民政府落实，不再列出"
    text = f"[责任单位：经济和信息化厅，各市(州)人民政府。{note}]"
    assert names(text) == ["经济和信息化厅", "各市(州)人民政府"]


def test_lists_of_several_sub_items_are_put_together_in_order():
    text = "1.做甲。（省甲厅、省乙局负责）\n2.做乙。（省乙局、省丙委负责）"
    assert bodies(text) == [("省甲厅", LEAD), ("省乙局", LEAD), ("省丙委", SUPPORT)]


def test_a_list_that_is_never_closed_ends_with_its_paragraph():
    (found,) = find_lists("推行清洁生产。（省水利厅、省林草局按职责分工负责\n（二）下一项")
    assert not found.closed
    assert [part.name.text for part in found.parts] == ["省水利厅", "省林草局"]


def test_a_deadline_line_is_no_body():
    assert names("责任单位：市生态环境局\n完成时限：2025年底") == ["市生态环境局"]


def test_a_sentence_may_say_who():
    text = "严格控制煤炭消费。由省发展改革委牵头，省能源局配合。"
    found = find_sentence_list(text, 0, len(text))
    assert found is not None
    assert [part.name.text for part in found.parts] == ["省发展改革委", "省能源局"]


@pytest.mark.parametrize(
    "text", ["（" * 50_000, "（省局、" + "和" * 50_000 + "负责）", "牵头单位：" * 20_000]
)
def test_hostile_brackets_take_no_time(text):
    assert len(find_lists(text)) < 2


def test_who_act_together_with_others_all_lead():
    assert bodies("（国家发展改革委、工业和信息化部会同有关部门组织实施）") == [
        ("国家发展改革委", LEAD),
        ("工业和信息化部", LEAD),
        ("有关部门", SUPPORT),
    ]


def test_those_who_lead_elsewhere_may_support_here():
    assert bodies("（牵头单位：市委组织部，配合单位：各项目牵头单位）") == [
        ("市委组织部", LEAD),
        ("各项目牵头单位", SUPPORT),
    ]


def test_labels_may_leave_out_the_word_for_units():
    assert bodies("（牵头：市城管局；配合：市商务局、市教育局）") == [
        ("市城管局", LEAD),
        ("市商务局", SUPPORT),
        ("市教育局", SUPPORT),
    ]


def test_a_label_without_bodies_behind_it_is_running_text():
    assert find_lists("要求如下：\n责任：把任务落到每个岗位。") == []


def test_a_paragraph_of_nothing_but_names_and_parts_is_a_list():
    assert bodies("加快推进。\n省能源局牵头，省财政厅、省税务局参与。\n") == [
        *(("省能源局", LEAD), ("省财政厅", SUPPORT), ("省税务局", SUPPORT))
    ]
    assert bodies("加快推进。\n各级政府要加强领导，各部门密切配合。\n") == []


def test_a_list_in_tortoise_shell_brackets():
    assert bodies("加快推进。〔省能源局、各市人民政府〕") == [("省能源局", LEAD), ("各市人民政府", SUPPORT)]


@pytest.mark.parametrize(
    "text",
    [
        "责任单位：省能源局（牵头）、省财政厅",
        "责任单位：省能源局(牵头单位)、省财政厅",
        "牵头单位为省能源局，配合单位为省财政厅。",
        "责任单位 省能源局、省财政厅",
        "（省能源局，省财政厅等有关部门和单位）",
    ],
)
def test_more_ways_to_say_who_leads(text):
    assert bodies(f"加快推进。\n{text}\n") == [("省能源局", LEAD), ("省财政厅", SUPPORT)]


def test_a_bracket_of_names_of_which_most_are_sure():
    found = names(
        "加快推进。（市委宣传部、市委编办、团市委、市科协、市直各单位，各县（市、区）党委和政府）\n"
    )

    assert found[-2:] == ["市直各单位", "各县（市、区）党委和政府"]
    assert names("发展清洁能源。（风力发电、光伏发电、生物质发电）\n") == []
