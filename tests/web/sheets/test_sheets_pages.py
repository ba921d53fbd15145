"""The pages of sheets as their readers use them: upload, verdicts, decision; nothing for others."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from made_books import cell, edited, exported, plain_book, plain_row
from openpyxl import load_workbook

import people
from cleaner_audits import REGISTER, make
from lvxun.web.registers import services as records
from lvxun.web.registers.models import Record
from lvxun.web.sheets.models import SheetImport, Status

pytestmark = pytest.mark.django_db
IMPORT = f"/registers/{REGISTER}/import/"


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    settings.DATA = tmp_path


def signed_in(person):
    client = Client()
    client.force_login(people.make(person), people.BACKEND)
    return client


@pytest.fixture
def city():
    return signed_in(people.PREFECTURE)


def send(client, data, name="firms.xlsx"):
    answer = client.post(IMPORT, {"sheet": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def test_a_sheet_is_sent_looked_at_and_brought_in(city):
    place = send(city, plain_book([plain_row(1), plain_row(2)]))
    page = city.get(place)
    assert [one.row.verdict for one in page.context["rows"]] == ["new", "new"]
    done = city.post(f"{place}apply/", {"mode": "all_or_nothing", "why": "list of 2026"})
    assert done.status_code == 302
    assert Record.objects.count() == 2
    assert city.get(place).context["held"].status == Status.APPLIED


def test_a_faulty_row_is_told_beside_its_field_and_can_be_taken_away(city):
    place = send(city, plain_book([plain_row(1), plain_row(2, list_year="<script>alert(1)</script>")]))
    page = city.get(f"{place}?show=faulty").content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    lines = b"".join(city.get(f"{place}held-back.csv").streaming_content).decode("utf-8-sig")
    assert lines.splitlines()[1].startswith("3,")


def test_a_refused_decision_says_why_and_keeps_what_was_typed(city):
    place = send(city, plain_book([plain_row(1), plain_row(2, list_year="last")]))
    answer = city.post(f"{place}apply/", {"mode": "all_or_nothing", "why": "typed once"})
    assert (answer.status_code, Record.objects.count()) == (422, 0)
    assert "typed once" in answer.content.decode()


def test_columns_that_nobody_knows_are_asked_for(city):
    data = plain_book([plain_row(1)], ("厂名", "holder", "area", "industry", "list_year", "cases"))
    place = send(city, data)
    assert city.get(place).context["held"].status == Status.ASKING
    answer = city.post(f"{place}columns/", {"column.0": "firm_name"})
    assert answer.status_code == 302
    assert [one.row.verdict for one in city.get(place).context["rows"]] == ["new"]


def test_a_conflict_is_decided_on_the_page(city):
    record = make(1, address="旧址")
    sheet = exported()
    records.change(None, record, {"address": "青年大街2号"}, version=1)

    def edit(main):
        cell(main, "生产经营场所地址").value = "浑南路1号"

    place = send(city, edited(sheet, edit))
    page = city.get(place).content.decode()
    assert all(one in page for one in ("旧址", "青年大街2号", "浑南路1号"))
    city.post(f"{place}side/", {"side": "mine", "row": "2"})
    city.post(f"{place}apply/", {"mode": "all_or_nothing", "why": "checked on site"})
    record.refresh_from_db()
    assert record.values["address"] == "浑南路1号"


def test_progress_is_told_and_the_page_drawn_anew_when_it_is_done(city):
    place = send(city, plain_book([plain_row(1)]))
    answer = city.get(f"{place}progress/")
    assert (answer.status_code, answer["HX-Refresh"]) == (200, "true")


def test_work_that_nobody_does_is_seen_to(city, monkeypatch):
    """A server or worker that was killed leaves an import at work: the next look takes it up."""
    place = send(city, plain_book([plain_row(1)]))
    SheetImport.objects.update(status=Status.READING, asked_at=None)
    taken = []
    monkeypatch.setattr("lvxun.web.sheets.jobs.threading.Thread", lambda **given: _Started(taken, given))
    city.get(place)
    assert [given["args"][1] for given in taken] == [SheetImport.objects.get().pk]


class _Started:
    def __init__(self, taken, given):
        self._taken, self._given = taken, given

    def start(self):
        self._taken.append(self._given)


def test_an_import_is_nobody_elses(city):
    place = send(city, plain_book([plain_row(1)]))
    other = signed_in(people.PROVINCE)
    assert other.get(place).status_code == 404
    assert other.post(f"{place}apply/", {"mode": "good_rows", "why": "x"}).status_code == 404


@pytest.mark.parametrize(("person", "status"), [(people.READER, 404), (people.ENTERPRISE, 403)])
@pytest.mark.parametrize("path", ["import/", "template/"])
def test_who_opens_no_records_brings_none_in(person, status, path):
    assert signed_in(person).get(f"/registers/{REGISTER}/{path}").status_code == status


def test_the_list_is_taken_away_as_it_is_narrowed_and_seen(city):
    make(1), make(2, list_year=2025), make(3, area="210200")
    answer = city.get(f"/registers/{REGISTER}/export/", {"list_year": "2026"})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)] == ["QS2026-210102-0001"]
    lines = b"".join(city.get(f"/registers/{REGISTER}/export/", {"format": "csv"}).streaming_content).decode(
        "utf-8-sig"
    )
    assert len(lines.splitlines()) == 3


def test_the_template_is_sent(city):
    answer = city.get(f"/registers/{REGISTER}/template/")
    assert load_workbook(BytesIO(b"".join(answer.streaming_content))).sheetnames[0]


def test_a_file_over_the_limit_is_not_read(city, settings):
    settings.SHEET_MB = 1
    big = SimpleUploadedFile("big.csv", b"a" * (2 * 1024 * 1024))
    assert city.post(IMPORT, {"sheet": big}).status_code == 413
