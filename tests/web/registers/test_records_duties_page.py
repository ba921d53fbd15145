"""What an enterprise has to do and to file, on one page with a button each."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import people
from cleaner_audits import REGISTER, accepted, china, holder, make, pdf, step
from lvxun.web.registers.models import Filing
from register_pages import at, browse, page_of, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return browse(people.Person("firm", people.Role.HOLDER, holder=holder(1)))


def test_a_step_in_hand_has_its_date_and_its_button(firm):
    record = step(make(1), "list", china(2026, 1, 12), values={"listed_on": "2026-01-12"})
    page = firm.get(at("duties"))
    assert "2026-02-12" in words(page, "//ul[@class='tasks']")
    assert f"{page_of(record)}#step-publicise" in read(page).xpath("//span[@class='act']/a/@href")


def test_another_firms_records_are_not_there(firm):
    make(2)
    assert "Nothing is due" in words(firm.get(at("duties")))


def test_a_firms_own_records_are_listed(firm):
    record = accepted(1)
    assert page_of(record) in read(firm.get(at("duties"))).xpath("//main//a/@href")


def test_a_person_of_no_office_is_told_how_to_get_one():
    assert "no enterprise" in words(browse(people.READER).get(at("duties")))


class TestFiling:
    """The next round of an audit, filed ahead."""

    @pytest.fixture
    def record(self):
        return accepted(1, industry="2614")

    @pytest.fixture
    def address(self, record):
        return at("record-file", REGISTER, record.code, "next_round", "2031-07-01")

    def test_the_form_says_what_and_on_which_basis(self, firm, address):
        told = words(firm.get(address))
        assert "Next round of the audit" in told and "Measures for cleaner-production audits" in told

    def test_it_is_filed_once(self, firm, record, address):
        assert firm.post(address, {"file": pdf()}).status_code == 302
        assert Filing.objects.get().period == "2031-07-01"
        again = firm.post(address, {})
        assert again.status_code == 422
        assert words(again, "//*[@id='errors']")

    def test_a_file_that_is_none_is_told(self, firm, address):
        answer = firm.post(address, {"file": SimpleUploadedFile("报告.exe", b"MZ")})
        assert answer.status_code == 422
        assert not Filing.objects.exists()

    def test_somebody_elses_duty_is_refused(self, record, address):
        assert browse(people.PREFECTURE).get(address).status_code == 403
        assert browse(people.ANOTHER_ENTERPRISE).get(address).status_code == 404

    def test_an_unknown_duty_is_not_found(self, firm, record):
        assert firm.get(at("record-file", REGISTER, record.code, "nothing", "2031")).status_code == 404

    def test_a_done_duty_stands_on_the_record(self, firm, record, address):
        firm.post(address, {})
        assert "done" in words(firm.get(page_of(record)), "//ul[@class='dues']")
