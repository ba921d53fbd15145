"""Documents read as text: what comes out of each format, and what a reader says when nothing can."""

import codecs
import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lvxun.cli import main
from lvxun.plan import parse
from lvxun.plan.errors import PlanReadError
from lvxun.plan.model import SourceText
from lvxun.plan.reading import documents, read, read_bytes
from plan import made

LIAONING = Path(documents.__file__).parents[2] / "provinces" / "liaoning" / "plan.txt"
TEXT = "加快建立健全绿色低碳循环发展经济体系。\n到2025年，森林覆盖率达到42.5%。\n"
LINES = [line for line in LIAONING.read_text(encoding="utf-8").splitlines() if line.strip()]


def refusal(data, name="plan.txt"):
    with pytest.raises(PlanReadError) as caught:
        read_bytes(data, name)
    assert caught.value.where.file == name
    assert caught.value.remedy
    return caught.value.message


# Text files


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("gb18030", b""),
        ("gbk", b""),
    ],
)
def test_a_text_file_reads_in_every_usual_encoding(encoding, mark):
    source = read_bytes(mark + TEXT.encode(encoding), "plan.txt")
    assert (source.text, source.format) == (TEXT, "txt")


def test_a_short_gb18030_text_is_not_mistaken():
    assert read_bytes("绿色低碳".encode("gb18030"), "a.txt").text == "绿色低碳"


@pytest.mark.parametrize("text", ["飘摇私食虐苫", "Ελληνικά κείμενο", "план региона", "café"])
def test_a_few_words_that_are_valid_in_two_encodings_are_told_apart(text):
    encoding = "gb18030" if "飘" in text else "utf-8"
    assert read_bytes(text.encode(encoding), "a.txt").text == text


def test_a_big5_text_is_told_apart_from_gb18030():
    traditional = "加快建立健全綠色低碳循環發展經濟體系，促進經濟社會發展全面綠色轉型。" * 20
    assert read_bytes(traditional.encode("big5"), "a.txt").text == traditional


def test_lines_end_in_a_single_newline_whatever_the_file_has():
    assert read_bytes("一\r\n二\r三\n".encode(), "a.txt").text == "一\n二\n三\n"


def test_a_text_cut_inside_a_character_still_reads():
    assert read_bytes(TEXT.encode()[:-5], "a.txt").text.startswith("加快建立")
    assert read_bytes(TEXT.encode("gb18030")[:-4], "a.txt").text.startswith("加快建立")


def test_a_broken_byte_shows_in_the_text():
    damaged = LIAONING.read_bytes().replace("绿".encode(), b"\xff", 1)
    assert read_bytes(damaged, "a.txt").text.count("\ufffd") == 1


def test_the_source_carries_name_and_checksum(tmp_path):
    path = tmp_path / "方案.txt"
    path.write_text(TEXT, encoding="utf-8")
    source = read(path)
    assert source.name == "方案.txt"
    assert source.sha256 == read_bytes(TEXT.encode(), "x").sha256 != ""


# Word


def test_word_paragraphs_and_tables_come_in_the_order_of_the_document():
    data = made.word(["一、任务", "如下表。"], [["序号", "任务"], ["1", "发展风电"]])
    assert read_bytes(data, "a.docx").text.splitlines()[:4] == [
        "一、任务",
        "如下表。",
        "序号\t任务",
        "1\t发展风电",
    ]


def test_word_is_told_by_its_content_whatever_the_name():
    assert read_bytes(made.word(), "plan.txt").format == "docx"


def test_automatic_numbers_of_word_become_text():
    levels = [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    paragraphs = [
        (0, "总体要求"),
        (0, "任务"),
        (1, "能源"),
        (2, "风电"),
        (2, "光伏"),
        (1, "交通"),
        (0, "保障"),
        (1, "组织"),
    ]
    lines = read_bytes(made.numbered_word(levels, paragraphs), "a.docx").text.splitlines()
    assert lines[:8] == [
        "一、总体要求", "二、任务", "（一）能源", "1.风电", "2.光伏", "（二）交通", "三、保障", "（一）组织",
    ]  # fmt: skip


def test_automatic_numbers_run_past_ten_and_name_articles():
    data = made.numbered_word([("chineseCounting", "第%1条")], [(0, f"之{n}") for n in range(21)])
    lines = read_bytes(data, "a.docx").text.splitlines()
    assert (lines[9], lines[10], lines[19], lines[20]) == (
        "第十条 之9",
        "第十一条 之10",
        "第二十条 之19",
        "第二十一条 之20",
    )


HEADING = """<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:pPr><w:numPr>
    <w:numId w:val="7"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="3"><w:basedOn w:val="2"/></w:style>
    <w:style w:type="paragraph" w:styleId="9"><w:name w:val="toc 1"/></w:style>"""
CHAPTERS = """<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/>
    <w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>
    <w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>"""


def paragraph(text, style=""):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def test_numbers_that_come_with_a_style_become_text():
    data = made.raw_word(
        paragraph("能源", "2") + paragraph("交通", "3") + paragraph("正文"), HEADING, CHAPTERS
    )
    assert read_bytes(data, "a.docx").text.split() == ["三、能源", "四、交通", "正文"]


def test_a_table_of_contents_is_left_out():
    data = made.raw_word(paragraph("一、能源 3", "9") + paragraph("能源"), HEADING)
    assert read_bytes(data, "a.docx").text.split() == ["能源"]


def test_content_controls_links_and_insertions_are_read_in_place():
    inline = "<w:p><w:ins>{}</w:ins><w:hyperlink>{}</w:hyperlink></w:p>"
    body = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>" + inline
    run = "<w:r><w:t>{}</w:t></w:r>"
    data = made.raw_word(body.format(paragraph("甲"), run.format("乙"), run.format("丙")))
    assert read_bytes(data, "a.docx").text.split() == ["甲", "乙丙"]


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph('框中')}</w:txbxContent>"
    drawn = (
        f"<w:AlternateContent><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:AlternateContent>"
    )
    data = made.raw_word(f"<w:p><w:r><w:t>框外</w:t>{drawn}</w:r></w:p>")
    assert read_bytes(data, "a.docx").text.split() == ["框外", "框中"]


def test_strict_open_xml_reads_the_same():
    data = made.raw_word(paragraph("一、能源"), namespace="http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read_bytes(data, "a.docx").text == "一、能源\n"


def test_deleted_and_hidden_text_of_word_is_left_out():
    document = docx.Document()
    paragraph = document.add_paragraph("森林覆盖率达到")
    deleted = made.element("w:del", {})
    run = made.element("w:r", {})
    run.append(made.element("w:delText", {}))
    run[0].text = "41%"
    deleted.append(run)
    paragraph._p.append(deleted)
    paragraph.add_run("42%")
    paragraph.add_run("内部").font.hidden = True
    document.sections[0].header.paragraphs[0].text = "内部资料"
    assert read_bytes(made.saved(document), "a.docx").text.strip() == "森林覆盖率达到42%"


def test_a_one_cell_frame_around_text_is_not_a_table():
    data = made.word([], [["一、总体要求\n二、任务"]])
    assert read_bytes(data, "a.docx").text.splitlines()[:2] == ["一、总体要求", "二、任务"]


# PDF


def test_a_pdf_gives_its_text_and_where_pages_begin():
    source = read_bytes(made.pdf(LINES[:90]), "a.pdf")
    assert "".join(source.text.split()) == "".join("".join(LINES[:90]).split())
    assert [source.text[start:].split("\n")[0] for start in source.page_starts] == [
        LINES[0],
        LINES[40],
        LINES[80],
    ]


def test_a_pdf_written_from_bottom_to_top_is_read_from_top_to_bottom():
    pages = io.BytesIO()
    made.pdfmetrics.registerFont(made.UnicodeCIDFont(made.FONT))
    sheet = made.canvas.Canvas(pages)
    sheet.setFont(made.FONT, 12)
    for row in reversed(range(12)):
        sheet.drawString(70, 700 - 18 * row, LINES[row])
    sheet.save()
    assert read_bytes(pages.getvalue(), "a.pdf").text.split() == "\n".join(LINES[:12]).split()


def test_a_ruled_table_of_a_pdf_becomes_rows_with_tabs():
    pages = io.BytesIO()
    made.pdfmetrics.registerFont(made.UnicodeCIDFont(made.FONT))
    sheet = made.canvas.Canvas(pages)
    sheet.setFont(made.FONT, 12)
    sheet.drawString(70, 760, "附件：重点任务分工表")
    sheet.grid([70, 150, 400], [700 - 30 * n for n in range(6)])
    for row in range(5):
        sheet.drawString(80, 680 - 30 * row, str(row))
        sheet.drawString(160, 680 - 30 * row, f"任务{row}")
    sheet.drawString(70, 500, "以上任务按季报告进展。")
    sheet.save()
    lines = read_bytes(pages.getvalue(), "a.pdf").text.splitlines()
    assert lines == ["附件：重点任务分工表", *(f"{n}\t任务{n}" for n in range(5)), "以上任务按季报告进展。"]


def test_a_scan_without_text_is_told_from_a_plan():
    message = refusal(made.pdf([], picture_pages=3), "scan.pdf")
    assert "no text layer" in message
    assert "OCR" in message


def test_a_pdf_that_is_mostly_a_scan_names_the_pages():
    assert "pages 2–6" in refusal(made.pdf(LINES[:5], picture_pages=5), "scan.pdf")


def test_a_pdf_with_a_picture_page_reads_and_warns():
    source = read_bytes(made.pdf(LINES[:90], picture_pages=1), "a.pdf")
    assert "Pages 4" in source.warnings[0]


def test_an_encrypted_pdf_asks_for_one_without_password():
    assert "password" in refusal(made.pdf(LINES[:5], password="geheim"), "a.pdf")


def test_a_pdf_cut_short_is_refused():
    data = made.pdf(LINES)
    for share in (0.1, 0.5, 0.9, 0.99):
        assert "PDF" in refusal(data[: int(len(data) * share)], "a.pdf")


# Web pages


def test_a_web_page_gives_its_blocks_as_lines_without_menus_and_scripts():
    body = """<nav>首页</nav><script>var a = "一、";</script><div><a href="/">新闻</a> <a href="/2">公开</a>
    </div>
    <h1>某省方案</h1><p>　　一、总体<b>要求</b><br>（一）发展风电，<!-- 注 -->
    发展光伏。</p><table><tr><td>1</td><td><p>风电</p></td></tr></table><ol><li>植树</li><li>造林</li></ol>"""
    lines = read_bytes(made.webpage(body).encode(), "a.html").text.splitlines()
    expected = ["某省方案", "一、总体要求", "（一）发展风电，发展光伏。", "1\t风电", "1. 植树", "2. 造林"]
    assert [line.strip("　") for line in lines] == expected


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "GB18030", "utf-8"])
def test_a_web_page_in_a_chinese_encoding_reads_even_where_it_declares_another(declared):
    page = made.webpage(f"<p>{TEXT}镕</p>", f'<meta charset="{declared}">')
    assert "森林覆盖率达到42.5%。镕" in read_bytes(page.encode("gb18030"), "a.htm").text


def test_a_table_that_only_lays_out_the_page_is_running_text():
    paragraphs = "".join(f"<p>（{n}）{TEXT * 4}</p>" for n in "一二三四")
    page = made.webpage(f"<table><tr><td>{paragraphs}</td></tr></table>")
    assert len(read_bytes(page.encode(), "a.html").text.splitlines()) == 4


def test_the_declared_title_of_a_government_page_comes_first():
    page = made.webpage(
        "<p>各市人民政府：</p>", '<meta charset="utf-8"><meta name="ArticleTitle" content="某省方案">'
    )
    assert read_bytes(page.encode(), "a.html").text.splitlines() == ["某省方案", "各市人民政府："]


# What cannot be read


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t\r\n ", "a.txt", "white space"),
        ("　\u200b\ufeff".encode(), "a.txt", "white space"),
        (bytes(range(256)) * 9, "a.txt", "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "a.txt", "PNG"),
        (b"MZ\x90\x00" + bytes(200), "a.docx", "program"),
        (b"{\\rtf1 \\u32511 ?}", "a.doc", "RTF"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "a.doc",
            "save it as .docx",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (made.archive(a_dot_txt=b"x"), "a.docx", "ZIP archive"),
        (made.archive(xl__workbook_dot_xml=b"x"), "a.xlsx", "spreadsheet"),
        (made.archive(OFD_dot_xml=b"x"), "a.ofd", "OFD"),
        (made.archive(word__document_dot_xml=b"<a"), "a.docx", "damaged"),
        (made.archive(word__other_dot_xml=b"<a/>"), "a.docx", "no body"),
        (b"%PDF-1.7\nnothing here\n%%EOF", "a.pdf", "damaged"),
        (b"<html></html>", "a.html", "white space"),
    ],
)
def test_what_is_no_readable_document_says_what_it_is(data, name, says):
    assert says in refusal(data, name)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_word_document_cut_short_is_refused(share):
    data = made.word(LINES)
    assert "cut off or damaged" in refusal(data[: int(len(data) * share)], "a.docx")


def test_an_archive_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("lvxun.plan.reading.archive.MAX_UNPACKED", 10_000)
    bomb = made.archive(word__document_dot_xml=b"<a>" + b" " * 1_000_000 + b"</a>")
    assert "unpacks to more than" in refusal(bomb, "a.docx")


def test_entities_of_a_hostile_document_are_not_resolved():
    hostile = (
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a><body><p><r><t>&e;x</t></r></p></body></a>'
    )
    try:
        text = read_bytes(made.archive(word__document_dot_xml=hostile), "a.docx").text
    except PlanReadError:
        return
    assert "root" not in text


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(documents.MAX_BYTES + 1)
    with pytest.raises(PlanReadError, match="100 MB"):
        read(path)


@pytest.mark.parametrize(("name", "says"), [("", "folder"), ("nothing.txt", "no such file")])
def test_a_path_that_is_no_file_is_refused(tmp_path, name, says):
    with pytest.raises(PlanReadError, match=says) as caught:
        read(tmp_path / name)
    assert caught.value.where.file == str(tmp_path / name)


# Whatever comes


VALID = {
    "a.txt": TEXT.encode(),
    "b.txt": TEXT.encode("gb18030"),
    "a.html": made.webpage(f"<p>{TEXT}</p>").encode(),
    "a.docx": made.word(LINES[:20], [["1", "2"], ["3", "4"]]),
    "a.pdf": made.pdf(LINES[:20]),
}


def reads_or_refuses(data, name, capfd):
    try:
        source = read_bytes(data, name)
    except PlanReadError as error:
        assert error.where.file == name
        assert error.remedy
    else:
        assert isinstance(source, SourceText)
        source.text.encode("utf-8")
        assert source.page_starts[-1] <= len(source.text)
    assert capfd.readouterr() == ("", "")


@given(
    data=st.binary(max_size=300),
    prefix=st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe"]),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_read_or_are_refused(data, prefix, capfd):
    reads_or_refuses(prefix + data, "a.html", capfd)


@given(name=st.sampled_from(sorted(VALID)), cut=st.floats(0, 1))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_truncation_of_a_document_reads_or_is_refused(name, cut, capfd):
    reads_or_refuses(VALID[name][: int(len(VALID[name]) * cut)], name, capfd)


@given(name=st.sampled_from(sorted(VALID)), place=st.floats(0, 1), junk=st.binary(min_size=1, max_size=8))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_to_a_document_reads_or_is_refused(name, place, junk, capfd):
    data = VALID[name]
    start = int(len(data) * place)
    reads_or_refuses(data[:start] + junk + data[start + len(junk) :], name, capfd)


@given(
    xml=st.recursive(
        st.text("一二 <>&", max_size=5), lambda inner: st.builds("<w:p>{}</w:p>".format, inner), max_leaves=5
    )
)
@settings(max_examples=60, deadline=None)
def test_a_word_document_with_odd_xml_reads_or_is_refused(xml):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="w"><w:body>{xml}</w:body></w:document>')
    try:
        read_bytes(data.getvalue(), "a.docx")
    except PlanReadError as error:
        assert error.remedy


# Up to the plan, and up to the command line


IN_EVERY_FORMAT = {
    "plan.docx": made.word(LINES),
    "plan.pdf": made.pdf(LINES),
    "plan.html": made.webpage("".join(f"<p>{line}</p>\n" for line in LINES)).encode("gb18030"),
    "plan.txt": LIAONING.read_text(encoding="utf-8").encode("gb18030"),
}


@pytest.mark.parametrize("name", sorted(IN_EVERY_FORMAT))
def test_the_liaoning_plan_is_the_same_plan_in_every_format(name):
    plan = parse(read_bytes(IN_EVERY_FORMAT[name], name))
    original = parse(read(LIAONING))
    assert len(plan.measures) == 29
    assert [(m.title, m.text) for m in plan.measures] == [(m.title, m.text) for m in original.measures]
    assert [[b.name for b in m.bodies] for m in plan.measures] == [
        [b.name for b in m.bodies] for m in original.measures
    ]
    assert [(t.indicator, t.value) for t in plan.targets] == [
        (t.indicator, t.value) for t in original.targets
    ]


BAD_INPUT = {
    "empty.txt": b"",
    "scan.pdf": made.pdf([], picture_pages=2),
    "cut.docx": made.word(LINES)[:4000],
    "program.txt": bytes(range(256)) * 20,
}


@pytest.mark.parametrize("name", sorted(BAD_INPUT))
def test_the_command_line_tells_a_bad_document_in_one_paragraph(name, tmp_path, monkeypatch, capfd):
    path = tmp_path / name
    path.write_bytes(BAD_INPUT[name])
    monkeypatch.setattr(
        "sys.argv", ["lvxun", "plan", "parse", str(path), "--out", str(tmp_path / "plan.toml")]
    )
    with pytest.raises(SystemExit) as caught:
        main()
    out, err = capfd.readouterr()
    assert caught.value.code == 2
    assert name in err.replace("\n", "")
    assert "Traceback" not in err + out
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_line_of_one_character_is_kept_where_the_pdf_embeds_no_font():
    lines = ["（省发展改革委、省市场监管", "局", "等按职责分工负责）", "第二行"]
    assert read_bytes(made.pdf(lines), "plan.pdf").text.splitlines()[:3] == lines[:3]
