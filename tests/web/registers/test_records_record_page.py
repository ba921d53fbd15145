"""The page of a record: where it is, what is next, steps as forms, what was done; harmless throughout."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import people
from cleaner_audits import accepted, china, holder, make, pdf, step
from lvxun.web.people.models import Delegation
from lvxun.web.registers import services
from lvxun.web.registers.models import Record, Revision
from register_pages import at, browse, page_of, read, typed, user, words

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>=cmd|' /C calc'!A0\u202eabc" + "长" * 60


@pytest.fixture
def province():
    return browse(people.PROVINCE)


@pytest.fixture
def firm():
    """The enterprise whose credit code the record bears."""
    return people.Person("firm", people.Role.HOLDER, holder=holder(1))


def listed():
    return step(make(1), "list", china(2026, 1, 12), values={"listed_on": "2026-01-12"})


def move(client, record, transition, **form):
    record.refresh_from_db()
    return client.post(
        page_of(record, "record-move"), {"transition": transition, "version": record.version, **form}
    )


def test_the_way_shows_what_was_passed_where_it_is_and_what_is_ahead(province):
    answer = province.get(page_of(listed()))
    stations = read(answer).xpath("//ol[@class='way']/li/@class")
    assert [one.split()[0] for one in stations] == ["passed", "here", *["ahead"] * 5]
    assert "listed" in words(answer, "//li[@aria-current='step']")


def test_what_is_next_says_who_and_until_when(province):
    told = words(province.get(page_of(listed())), "//div[@class='next-line']")
    assert "Make the data public" in told
    assert "enterprise" in told
    assert "2026-02-12" in told
    assert "overdue" in told


def test_only_my_steps_have_forms_the_others_say_whose_they_are(province, firm):
    record = listed()
    assert not read(province.get(page_of(record))).xpath("//details[@id='step-publicise']")
    assert read(browse(firm).get(page_of(record))).xpath("//details[@id='step-publicise']//form")


def test_a_step_is_taken_with_what_it_needs(province):
    record = make(1)
    answer = move(province, record, "list", **{"v.listed_on": "2026-02-02"})
    record.refresh_from_db()
    assert (answer.status_code, record.state) == (302, "listed")


def test_what_a_step_lacks_is_told_beside_its_fields(province):
    record = make(1)
    answer = move(province, record, "list")
    assert answer.status_code == 422
    assert words(answer, "//*[@id='f-v-listed_on-about']//*[@class='fault']")
    assert read(answer).xpath("//details[@id='step-list'][@open]")


def test_a_missing_reason_is_told_at_the_reason(province):
    answer = move(province, make(1), "drop")
    assert answer.status_code == 422
    assert words(
        answer, "//details[@id='step-drop']//textarea[@name='why']/following-sibling::*[@class='fault']"
    )


def test_proofs_come_with_the_step_and_are_kept_when_it_is_refused(firm):
    record = listed()
    client = browse(firm)
    step_one = move(client, record, "publicise", **{"proof.publication": pdf()})
    assert step_one.status_code == 302
    refused = move(client, record, "begin", **{"proof.plan": pdf("计划.pdf")})  # without the consultant
    assert refused.status_code == 422
    assert "attached already" in words(refused, "//details[@id='step-begin']")
    assert move(client, record, "begin", **{"v.consultant": "咨询公司"}).status_code == 302


def test_a_wrong_file_is_refused_beside_its_proof(firm):
    fake = SimpleUploadedFile("公布.pdf", b"<html><script>alert(1)</script>")
    answer = move(browse(firm), listed(), "publicise", **{"proof.publication": fake})
    assert answer.status_code == 422
    assert words(answer, "//input[@name='proof.publication']/following-sibling::*[@class='fault']")


def test_of_two_at_one_version_the_second_is_told_who_was_first(province):
    record = make(1)
    form = {"transition": "list", "version": record.version, "v.listed_on": "2026-02-02"}
    browse(people.PROVINCE).post(page_of(record, "record-move"), form)
    late = province.post(page_of(record, "record-move"), form)
    assert late.status_code == 409
    assert "province" in words(late, "//*[@id='errors']")


def test_somebody_elses_step_is_refused():
    record = make(1)
    assert move(browse(people.PREFECTURE), record, "list").status_code == 403
    assert move(browse(people.OTHER_CITY), record, "list").status_code == 404


def test_a_record_of_another_place_is_not_there():
    record = make(1)
    for name in ("record", "record-edit", "record-history", "record-print"):
        assert browse(people.OTHER_CITY).get(page_of(record, name)).status_code == 404


def test_the_history_says_before_and_after_who_and_why(province):
    record = make(1, address="旧址")
    services.change(
        user(people.PREFECTURE), record, {"address": "新址"}, version=record.version, why="门牌更正"
    )
    told = words(province.get(page_of(record, "record-history")))
    assert all(part in told for part in ("prefecture", "门牌更正", "旧址", "新址", "Address of the site"))


def test_what_is_done_for_somebody_else_says_so():
    period = {"since": date(2020, 1, 1), "until": date(2099, 1, 1)}
    people_of = {"giver": user(people.PREFECTURE), "taker": user(people.DELEGATE)}
    Delegation.objects.create(**people_of, **period, why="休假")
    client = browse(people.DELEGATE)
    client.post(at("record-new", "cleaner_production"), typed(1))
    told = words(client.get(page_of(Record.objects.get(), "record-history")))
    assert "on behalf of prefecture" in told


def test_a_remark_is_shown_to_those_who_see_the_record(province):
    record = make(1)
    province.post(page_of(record, "record-comment"), {"text": "已核对 <b>x</b>"})
    assert "已核对 <b>x</b>" in words(province.get(page_of(record)), "//*[@class='comments']")


def test_an_empty_remark_is_told(province):
    assert province.post(page_of(make(1), "record-comment"), {"text": " "}).status_code == 422


def test_a_file_is_sent_back_as_a_download_that_no_browser_runs(province):
    record = make(1)
    province.post(page_of(record, "record-attach"), {"file": pdf("说明.pdf")})
    answer = province.get(at("attachment", record.attachments.get().pk))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    other = browse(people.OTHER_CITY)
    assert other.get(at("attachment", record.attachments.get().pk)).status_code == 404


def test_the_plan_sentence_and_the_basis_are_there(province):
    page = read(province.get(page_of(make(1))))
    assert page.xpath("//main//blockquote[contains(., '强制性清洁生产审核')]")
    assert page.xpath("//main//a[contains(@href, '/measures/')]")
    assert "to be confirmed" in words(province.get(page_of(make(2)))).lower()


def test_a_hostile_text_is_shown_as_text(province):
    record = make(1, firm_name=HOSTILE)
    for name in ("record", "record-edit", "record-history", "record-print"):
        page = province.get(page_of(record, name)).content.decode()
        assert "<script>alert" not in page, name
        assert "&lt;script&gt;alert" in page, name
    page = province.get(page_of(record)).content.decode()
    assert "\u202e" not in page


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", ["record", "record-edit", "record-history", "record-print"])
def test_every_page_of_a_record_answers_in_both_languages(name, language):
    answer = browse(people.PROVINCE, language).get(page_of(make(1), name))
    assert (answer.status_code, answer["Content-Language"]) == (200, language)


class TestRevision:
    """A sealed record is corrected by a proposal that somebody else agrees to."""

    @pytest.fixture
    def record(self):
        return accepted(1)

    @pytest.fixture
    def revision(self, record):
        form = {"version": record.version, "v.saved_water": "1200", "why": "水表读数更正"}
        browse(people.PREFECTURE).post(page_of(record, "record-revise"), form)
        return Revision.objects.get()

    def test_a_sealed_record_has_no_form_of_change(self, record):
        client = browse(people.PREFECTURE)
        assert client.get(page_of(record, "record-edit")).status_code == 403
        assert page_of(record, "record-revise") in read(client.get(page_of(record))).xpath("//main//a/@href")

    def test_both_versions_stand_side_by_side(self, revision, province):
        told = words(province.get(at("revision-decide", revision.pk)), "//table[@class='revision']")
        assert "–" in told and "1,200 m³" in told

    def test_it_takes_effect_when_agreed_and_both_versions_stay(self, revision, province, record):
        answer = province.post(at("revision-decide", revision.pk), {"verdict": "agree", "why": "属实"})
        record.refresh_from_db()
        assert (answer.status_code, record.values["saved_water"]) == (302, 1200)
        assert "1,200 m³" in words(province.get(page_of(record, "record-history")))

    def test_who_proposed_it_does_not_decide(self, revision):
        address = at("revision-decide", revision.pk)
        assert browse(people.PREFECTURE).post(address, {"verdict": "agree"}).status_code == 403

    def test_a_refusal_needs_a_reason(self, revision, province):
        assert province.post(at("revision-decide", revision.pk), {"verdict": "refuse"}).status_code == 422

    def test_it_waits_in_the_inbox_of_who_decides(self, revision, province):
        assert at("revision-decide", revision.pk) in read(province.get(at("inbox"))).xpath("//main//a/@href")

    def test_nothing_proposed_is_told(self, record):
        answer = browse(people.PREFECTURE).post(
            page_of(record, "record-revise"), {"version": record.version, "why": "x"}
        )
        assert answer.status_code == 422


def scattered(number, name):
    found = {"found_on": "2026-10-08", "found_by": "survey", "problems": ["eia"], "site": [123.4, 41.8]}
    where = {"area": "210102", "address": f"兴工街{number}号", "industry": "3391"}
    return services.create(None, "scattered_firms", {"firm_name": name, **where, **found})


def test_two_records_of_one_firm_are_found_merged_and_taken_apart(province):
    first, second = scattered(1, "振兴电镀作坊"), scattered(11, "振兴电镀作坊部")
    page = read(province.get(at("duplicates", "scattered_firms")))
    assert page.xpath("//section[@class='pair']")
    form = {"first": first.pk, "second": second.pk, "pair": "first", "why": "同一企业"}
    form |= {f"version.{one.pk}": one.version for one in (first, second)}
    province.post(at("register-merge", "scattered_firms"), form)
    second.refresh_from_db()
    assert second.merged_into_id == first.pk
    assert first.code in words(province.get(page_of(second)))
    province.post(page_of(second, "record-unmerge"), {"version": second.version, "why": "不是同一家"})
    second.refresh_from_db()
    assert second.merged_into_id is None
