import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from made_sheets import BAD, GOOD, csv_text, sent, workbook
from openpyxl import load_workbook

from lvxun.web.figures.models import Batch, Draft, Figure
from lvxun.web.figures.overlay import overlay_version
from lvxun.web.insight import state

IMPORTS = "/figures/import/"
REFUSED = {
    "figures.xlsx": b"MZ\x90\x00 a program",
    "old.xlsx": b"\xd0\xcf\x11\xe0 an old workbook",
    "cut.xlsx": workbook(GOOD)[:900],
    "empty.csv": b" ",
    "figures.csv": b"\x00\x01\x02\x03",
}


@pytest.fixture
def clerk(client, statistician):
    client.force_login(statistician)
    return client


def upload(client, *rows):
    answer = client.post(IMPORTS, sent(workbook(*rows)))
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def bring_in(client, *rows):
    address = upload(client, *rows)
    seen = overlay_version(state.region_id())
    return client.post(address, {"mode": "good_rows", "why": "年鉴已发布", "seen": seen}).url


def text(answer):
    return answer.content.decode()


def test_anybody_reads_what_was_brought_in(client, db):
    answer = client.get(IMPORTS)
    assert answer.status_code == 200
    assert "导入数据" in text(answer)
    assert 'type="file"' not in text(answer)


def test_an_upload_becomes_a_dry_run_with_its_counts(clerk):
    page = text(clerk.get(upload(clerk, GOOD, BAD)))
    assert "20215" in page
    assert "不是1949至2100之间的年份" in page
    assert "4,000 亿元" in page
    assert not Figure.objects.exists()


def test_a_changed_row_shows_old_new_and_percent(clerk, package):
    known = package.series[package.series["indicator"] == "gdp"].iloc[-1]
    row = ("gdp", known["area"], known["year"], known["value"] * 2, *GOOD[4:])
    page = text(clerk.get(upload(clerk, row)))
    assert "+100.0 %" in page
    assert f"{known['value']:,.12g} 亿元" in page


def test_good_rows_are_brought_in_and_shown_to_everybody(clerk):
    address = bring_in(clerk, GOOD, BAD)
    page = text(Client().get(address))
    assert "年鉴已发布" in page
    assert "4,000 亿元" in page
    assert "统计年鉴（测试）" in page
    assert "city-clerk" not in page


def test_what_was_brought_in_is_on_the_pages_of_the_site(clerk):
    bring_in(clerk, GOOD)
    assert (
        float(state.current().region.series.query("indicator == 'gdp' and year == 1999")["value"].iloc[0])
        == 4000
    )


def test_all_or_nothing_with_a_fault_is_said_beside_the_form(clerk):
    answer = clerk.post(upload(clerk, GOOD, BAD), {"mode": "all_or_nothing", "why": "年鉴", "seen": "0"})
    assert answer.status_code == 422
    assert "未写入任何数据" in text(answer)


def test_without_a_reason_nothing_happens(clerk):
    answer = clerk.post(upload(clerk, GOOD), {"mode": "good_rows", "why": "", "seen": "0"})
    assert answer.status_code == 422
    assert not Batch.objects.exists()


def test_pressing_twice_leads_to_the_same_import(clerk):
    address = upload(clerk, GOOD)
    sent_form = {"mode": "good_rows", "why": "年鉴", "seen": "0"}
    assert clerk.post(address, sent_form).url == clerk.post(address, sent_form).url
    assert clerk.get(address).url == clerk.post(address, sent_form).url
    assert Batch.objects.count() == 1


def test_who_comes_second_sees_what_changed_and_decides_again(clerk, planner):
    mine = upload(clerk, GOOD)
    other = Client()
    other.force_login(planner)
    bring_in(other, (*GOOD[:3], "4200", *GOOD[4:]))
    answer = clerk.post(mine, {"mode": "good_rows", "why": "年鉴", "seen": "0"})
    assert answer.status_code == 409
    assert "4,200 亿元" in text(answer)
    assert 'name="seen" value="1"' in text(answer)
    assert clerk.post(mine, {"mode": "good_rows", "why": "年鉴", "seen": "1"}).status_code == 302


def test_a_stale_dry_run_says_so_and_can_be_repeated(clerk, planner):
    mine = upload(clerk, GOOD)
    other = Client()
    other.force_login(planner)
    bring_in(other, (*GOOD[:3], "4200", *GOOD[4:]))
    assert "重新预检" in text(clerk.get(mine))
    assert "4,200 亿元" in text(clerk.post(mine + "again/"))
    assert "重新预检" not in text(clerk.get(mine))


def test_rows_held_back_come_as_a_table_that_can_be_sent_again(clerk):
    address = upload(clerk, GOOD, BAD)
    answer = clerk.get(address + "held-back.csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["year"], row["row"]) == ("20215", "3")
    assert (row["error"], row["remedy"]) == (
        "年份：“20215”不是1949至2100之间的年份。",
        "年份请写四位数字，例如2021。",
    )
    corrected = answer.content.replace(b"20215,", b"2001,").replace(b"yearbook_t", b"nbs_provincial")
    again = clerk.post(IMPORTS, sent(corrected, "held-back.csv"))
    assert Draft.objects.get(pk=again.url.rstrip("/").split("/")[-1]).rows_kept == 1


def test_rows_held_back_come_as_excel_too(clerk):
    answer = clerk.get(upload(clerk, GOOD, BAD) + "held-back.xlsx")
    cells = [cell.value for cell in list(load_workbook(io.BytesIO(answer.content)).active)[-1]]
    assert "20215" in cells


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_cell_with_a_formula_goes_out_as_text(clerk, kind):
    data = csv_text(("gdp", "210000", "20215", "4000", "亿元", "=cmd|' /C calc'!A0", "official", "@SUM(A1)"))
    address = clerk.post(IMPORTS, sent(data, "evil.csv")).url
    answer = clerk.get(f"{address}held-back.{kind}")
    if kind == "csv":
        cells = next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig").split("\r\n")[1])))
    else:
        row = list(load_workbook(io.BytesIO(answer.content)).active)[-1]
        assert all(cell.data_type != "f" for cell in row)
        cells = [str(cell.value) for cell in row]
    assert "'=cmd|' /C calc'!A0" in cells
    assert not any(str(cell).startswith(("=", "@", "+")) for cell in cells)


def test_a_script_in_a_cell_or_a_name_is_shown_as_text(clerk):
    evil = "<script>alert(1)</script>"
    data = workbook(("gdp", "210000", evil, "1", "亿元", "yearbook_t", "official", evil))
    address = clerk.post(IMPORTS, sent(data, f"{evil}.xlsx".replace("/", ""))).url
    page = text(clerk.get(address))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sheet_is_refused_whatever_its_name(clerk, name):
    file = SimpleUploadedFile(name, REFUSED[name])
    answer = clerk.post(IMPORTS, {"sheet": file})
    assert answer.status_code == 422
    assert 'class="errors"' in text(answer)
    assert not Draft.objects.exists()


def test_a_sheet_with_a_renamed_column_says_which(clerk):
    data = csv_text(GOOD).replace(b"value", b"valeu")
    answer = clerk.post(IMPORTS, sent(data, "figures.csv"))
    assert answer.status_code == 422
    assert "valeu" in text(answer)


def test_no_file_is_said_beside_the_form(clerk):
    answer = clerk.post(IMPORTS, {})
    assert answer.status_code == 422
    assert "没有选择文件" in text(answer)


def test_fifty_megabytes_are_refused_unread(clerk):
    answer = clerk.post(IMPORTS, sent(b"x" * 50 * 1024 * 1024, "huge.csv"))
    assert answer.status_code == 413
    assert "10 MB" in text(answer)
    assert not Draft.objects.exists()


def test_a_file_a_little_too_large_is_refused(clerk):
    answer = clerk.post(IMPORTS, sent(b"x" * (10 * 1024 * 1024 + 1), "large.csv"))
    assert answer.status_code == 422
    assert "10 MB" in text(answer)


def test_a_form_without_its_token_is_refused(statistician):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(statistician)
    assert strict.post(IMPORTS, sent(workbook(GOOD))).status_code == 403
    assert not Draft.objects.exists()


def test_a_reader_may_see_but_not_send(client, reader):
    client.force_login(reader)
    assert client.get(IMPORTS).status_code == 200
    assert client.post(IMPORTS, sent(workbook(GOOD))).status_code == 403


def test_a_stranger_may_not_send(client, db):
    assert client.post(IMPORTS, sent(workbook(GOOD))).status_code == 403


def test_anothers_dry_run_is_not_there(clerk, planner):
    address = upload(clerk, GOOD, BAD)
    other = Client()
    other.force_login(planner)
    for tail in ("", "held-back.csv"):
        assert other.get(address + tail).status_code == 404
    for tail in ("", "again/", "discard/"):
        assert other.post(address + tail).status_code == 404
    assert Client().get(address).status_code == 404


def test_an_administrator_sees_every_dry_run(clerk, administrator):
    address = upload(clerk, GOOD)
    other = Client()
    other.force_login(administrator)
    assert other.get(address).status_code == 200


def test_a_planner_withdraws_with_a_reason(clerk, planner):
    address = bring_in(clerk, GOOD)
    other = Client()
    other.force_login(planner)
    assert other.post(address + "withdraw/", {"why": ""}).status_code == 422
    assert other.post(address + "withdraw/", {"why": "报错表"}).status_code == 302
    assert "报错表" in text(Client().get(address))
    assert state.current().region.series.query("indicator == 'gdp' and year == 1999").empty


def test_a_statistician_sees_no_button_and_may_not_withdraw(clerk):
    address = bring_in(clerk, GOOD)
    assert "撤回这次导入" not in text(clerk.get(address))
    assert clerk.post(address + "withdraw/", {"why": "因为"}).status_code == 403


def test_a_discarded_dry_run_is_gone(clerk):
    address = upload(clerk, GOOD)
    assert clerk.post(address + "discard/").url == IMPORTS
    assert clerk.get(address).status_code == 404


def test_a_long_sheet_is_shown_a_page_at_a_time(clerk):
    rows = [
        ("gdp", "210000", str(year), "1000", "亿元", "nobody", "official", "") for year in range(1950, 2070)
    ]
    address = upload(clerk, *rows)
    assert "第 1 页，共 2 页" in text(clerk.get(address))
    assert text(clerk.get(address + "?show=held_back&page=2")).count('class="verdict-held_back"') == 20


@pytest.mark.parametrize("query", ["?show=nonsense", "?page=99", "?page=x", "?show=%3Cscript%3E"])
def test_odd_queries_are_harmless(clerk, query):
    answer = clerk.get(upload(clerk, GOOD) + query)
    assert answer.status_code == 200
    assert "<script>" not in text(answer).replace("<script src", "")


def test_the_template_can_be_filled_in_and_sent(clerk):
    data = Client().get(reverse("figures-template", args=["xlsx"])).content
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    for column, cell in enumerate(("gdp", "210000", 1999, 4000, "亿元", "nbs_provincial", "official"), 1):
        sheet.cell(3, column, cell)
    stream = io.BytesIO()
    book.save(stream)
    assert "4,000 亿元" in text(clerk.get(clerk.post(IMPORTS, sent(stream.getvalue())).url))


def test_there_is_a_heading_for_csv(client, db):
    assert (
        client.get("/figures/import/template.csv")
        .content.decode("utf-8-sig")
        .startswith("indicator,area,year")
    )


@pytest.mark.parametrize("address", ["template.exe", "template.xlsx?topic=nonsense", "999/", "drafts/999/"])
def test_what_is_not_there_is_404(clerk, address):
    assert clerk.get(IMPORTS + address).status_code == 404


def test_an_english_reader_gets_english(clerk):
    address = upload(clerk, GOOD, BAD)
    clerk.cookies["django_language"] = "en"
    page = text(clerk.get(address))
    assert "is not a year from 1949 to 2100" in page
    assert "held back" in page


@pytest.mark.parametrize("address", [IMPORTS, "draft", "batch"])
def test_nothing_inline(clerk, address):
    chosen = {"draft": lambda: upload(clerk, GOOD, BAD), "batch": lambda: bring_in(clerk, GOOD)}
    page = text(clerk.get(chosen[address]() if address in chosen else address))
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page
