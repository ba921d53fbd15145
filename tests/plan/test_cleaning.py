"""From the text as read to the text as meant: wraps, page noise, spaces, odd characters, offsets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lvxun.plan.cleaning import clean
from lvxun.plan.model import SourceText


def lines(text):
    return clean(text).text.splitlines()


WRAPPED = """\
（一）改造重点行业。深入贯彻落实各项部署，加快推进冶金石化建材等高耗能企业

技术改造，推广先进节能节水节材设备和工艺，培育绿色设计示范企业。（省发

展改革委、省工业和信息化厅负责）

（二）推行清洁生产。以能源冶金焦化建材有色化工印染造纸等行业为重点，全面

推行清洁生产，依法依规实施强制性审核。（省生态环境厅负责）
"""


def test_joins_hard_wrapped_lines_with_blank_lines_between():
    first, second = lines(WRAPPED)
    assert "高耗能企业技术改造" in first
    assert second.startswith("（二）推行清洁生产。")


def test_joins_a_body_name_broken_across_lines():
    assert "（省发展改革委、省工业和信息化厅负责）" in clean(WRAPPED).text


def test_keeps_one_paragraph_a_line_where_lines_are_not_wrapped():
    text = "一、总体要求\n坚持节能优先，统筹推进。\n二、重点任务\n（一）推行清洁生产。开展审核。"
    assert lines(text) == text.splitlines()


def test_an_indent_begins_a_paragraph():
    wide = "　　加快推进冶金石化建材等高耗能企业技术改造推广先进节能节水设备，\n"
    text = wide + "培育绿色设计示范企业建设绿色工厂和绿色供应链打造绿色工业园区有序推。\n" + wide + "完成。"
    assert len(lines(text)) == 2


@pytest.mark.parametrize(
    "noise",
    [
        "- 3 -",
        "— 12 —",
        "第3页 共10页",
        "第 3 页",
        "本文内容来自网络，由某站搜集整理，如有任何异议请联系我们，我们将酌情处理！",
        "更多资料请关注微信公众号：绿色政策库，下载地址www.example.com",
    ],
)
def test_page_noise_in_the_middle_of_a_sentence_goes(noise):
    text = f"（一）加快发展。开展有机农产品认证，实现中药资源\n\n{noise}\n\n绿色可持续发展。"
    assert lines(text) == ["（一）加快发展。开展有机农产品认证，实现中药资源绿色可持续发展。"]


def test_a_running_header_that_breaks_into_sentences_goes():
    page = "（{n}）加快推进冶金石化等企业，推广节能\n某省人民政府公报 2023年第{n}期\n节水设备。\n"
    assert "公报" not in clean("".join(page.format(n=n) for n in range(1, 5))).text


def test_a_header_at_the_edge_of_pages_goes():
    pages = [f"某省人民政府文件\n（一）第{n}项措施要认真落实到位。\n{n}\n" for n in range(1, 6)]
    starts = tuple(sum(map(len, pages[:n])) for n in range(len(pages)))
    text = clean(SourceText("".join(pages), "a.pdf", "pdf", page_starts=starts)).text
    assert "文件" not in text
    assert text.count("项措施") == 5


def test_a_body_list_that_comes_back_is_no_running_header():
    measure = "加快推进各项工作，落实\n按职责分工负责）\n"
    assert clean(measure * 4).text.count("按职责分工负责）") == 4


def test_contents_with_dotted_leaders_go():
    text = "目录\n一、总体要求.....1\n二、重点任务……………3\n一、总体要求\n坚持节能优先。"
    assert lines(text) == ["目录", "一、总体要求", "坚持节能优先。"]


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("到 2025 年达到 8.5 %以上", "到2025年达到8.5%以上"),
        ("到２０２５年达到８．５％", "到2025年达到8.5%"),
        ("低 VOCs 含量", "低VOCs含量"),
        ("GB/T 2589", "GB/T 2589"),
        ("第\u00ad一\u200b章\ufeff总则", "第一章总则"),
        ("\u00a0\u00a0\u3000\u3000到2025年", "到2025年"),
        ("辽 宁 省 方 案", "辽宁省方案"),
        ("⼯业和信息化⻓效", "工业和信息化长效"),
        ("## 一、总体要求", "一、总体要求"),
    ],
)
def test_one_kind_of_space_digit_and_character(raw, cleaned):
    assert clean(raw).text == cleaned + "\n"


def test_windows_and_old_line_ends_read_alike():
    assert clean(WRAPPED.replace("\n", "\r\n")).text == clean(WRAPPED).text
    assert clean(WRAPPED.replace("\n", "\r")).text == clean(WRAPPED).text


def test_a_text_pasted_as_one_line_gets_its_paragraphs_back():
    text = (
        "某省方案 "
        + "为贯彻落实部署，制定本方案。" * 20
        + " 一、总体要求 (一)指导思想。坚持节能。 (二)主要目标。完成。"
    )
    assert [line[:5] for line in lines(text)] == [
        "某省方案",
        "为贯彻落实",
        "一、总体要",
        "(一)指导",
        "(二)主要",
    ]


def test_tabs_part_the_columns_of_a_table():
    assert lines("序号\t任务\t单位\n1\t清洁取暖\t县住建局") == ["序号\t任务\t单位", "1\t清洁取暖\t县住建局"]


def test_wide_spaces_part_columns_too():
    assert lines("1    清洁取暖    县住建局    2024年") == ["1\t清洁取暖\t县住建局\t2024年"]


def test_offsets_lead_back_to_the_source():
    cleaned = clean(WRAPPED)
    start = cleaned.text.index("省发展改革委")
    low, high = cleaned.span(start, start + len("省发展改革委"))
    assert WRAPPED[low:high] == "省发\n\n展改革委"


@given(st.text(alphabet="一（）()、。，：:《》 \t\n\r\f省厅局2０.%—-·\u3000\u00ad\x00负责", max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_cleans_and_every_character_has_its_place(text):
    cleaned = clean(text)
    assert len(cleaned.text) == len(cleaned.offsets)
    assert all(0 <= offset < len(text) for offset in cleaned.offsets)
    assert list(cleaned.offsets) == sorted(cleaned.offsets)


@pytest.mark.parametrize(("opening", "closing"), [("（", "）"), ("(", ")")])
def test_the_end_of_a_list_that_comes_back_is_no_running_header(opening, closing):
    item = (
        "推行清洁生产，开展审核，建设循环园区，推广先进节能节水设备和工艺，培育示范企业\n\n"
        f"{opening}省生态环境厅、省发展改革委、省工业和信息化厅、省水利厅、省商务厅等按职\n\n责分工负责{closing}\n\n"
    )

    text = clean("".join(f"（{number}）{item}" for number in "一二三")).text

    assert text.count("按职责分工负责") == 3


def test_a_table_flattened_to_one_cell_a_line_gets_its_rows_back():
    heads = "序号\n\n工作任务\n\n牵头单位\n\n配合单位\n\n完成时限\n\n"
    rows = "1\n\n清洁取暖\n\n县住建局\n\n县财政局\n\n2024年\n\n2\n\n治理散煤\n\n县发改局\n\n2025年"
    assert lines(heads + rows) == [
        "序号\t工作任务\t牵头单位\t配合单位\t完成时限",
        "1\t清洁取暖\t县住建局\t县财政局\t2024年",
        "2\t治理散煤\t县发改局\t\t2025年",
    ]


def test_lines_of_full_width_digits_are_as_wide_as_they_are_printed():
    wide = "　　第二条　到２０２５年，全省能耗比２０２０年下降１３．５％以上，降\n"
    text = wide + "幅居全国前列。\n" + ("　　" + "推进绿色发展" * 5 + "\n推进绿色发展。\n") * 4

    assert "以上，降幅居全国前列。" in clean(text).text
