"""Records over the API: as the pages, with versions, and errors that say field and remedy."""

import pytest
from asking import RECORDS, V1, Program, fields, one
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import people
from cleaner_audits import PDF, accepted, audit, make
from lvxun.web.registers import services
from lvxun.web.registers.models import Record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def city():
    return Program(people.make(people.PREFECTURE))


class TestReading:
    def test_a_list_is_narrowed_counted_and_paged(self, city):
        for number in (1, 2, 3):
            make(number, list_year=2025 + number % 2)
        answer = city.get(RECORDS, {"list_year": "2026", "per_page": "1"}).json()
        assert answer["count"] == {"number": 2, "exact": True}
        assert (answer["pages"], [row["title"] for row in answer["results"]]) == (2, ["沈阳第3化工有限公司"])

    def test_full_text_is_searched(self, city):
        make(1), make(2, firm_name="沈阳造纸厂")
        found = city.get(RECORDS, {"q": "造纸"}).json()
        assert [row["title"] for row in found["results"]] == ["沈阳造纸厂"]

    @pytest.mark.parametrize("query", [{"colour": "red"}, {"state": "nowhere"}, {"order": "moon"}])
    def test_what_narrows_nothing_is_refused(self, city, query):
        answer = city.get(RECORDS, query)
        assert (answer.status_code, fields(answer)) == (422, list(query))

    def test_a_record_comes_with_its_version_as_tag_and_its_steps(self, city):
        record = make()
        answer = city.get(one(record))
        assert answer["ETag"] == '"1"'
        assert answer.json()["values"]["firm_name"] == record.title
        assert [step["id"] for step in answer.json()["steps"]]

    def test_the_history_tells_each_act_with_differences(self, city):
        record = make()
        services.change(None, record, {"address": "浑南路1号"}, version=1)
        newest = city.get(f"{one(record)}/history").json()["results"][0]
        assert (newest["verb"], newest["after"]) == ("changed", {"address": "浑南路1号"})

    def test_a_record_of_another_city_is_not_there(self):
        record = make()
        assert Program(people.make(people.OTHER_CITY)).get(one(record)).status_code == 404

    def test_a_definition_is_given_whole(self, city):
        found = city.get(f"{V1}/registers/cleaner_production").json()
        assert {"fields", "states", "transitions", "basis"} <= set(found)


class TestOpening:
    def test_a_record_is_opened(self, city):
        answer = city.post(RECORDS, {"values": audit(), "why": "list of 2026"})
        assert answer.status_code == 201
        assert answer["Location"] == f"{RECORDS}/{answer.json()['code']}"
        assert Record.objects.get().events.get().why == "list of 2026"

    def test_every_fault_is_told_with_field_and_remedy(self, city):
        answer = city.post(RECORDS, {"values": audit(holder="912101000000000011", list_year=1900)})
        assert answer.status_code == 422
        assert answer["Content-Type"] == "application/problem+json"
        assert {"holder", "list_year"} <= set(fields(answer))
        assert all(fault["remedy"] for fault in answer.json()["faults"])

    def test_sent_twice_with_one_key_it_is_one_record(self, city):
        first, again = (
            city.post(RECORDS, {"values": audit()}, Idempotency_Key="order-7") for _time in range(2)
        )
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json()["code"] == again.json()["code"]
        assert Record.objects.count() == 1

    def test_a_duplicate_is_a_conflict(self, city):
        make(1)
        assert city.post(RECORDS, {"values": audit(1)}).status_code == 409

    def test_who_may_only_read_may_not_open(self):
        reader = Program(people.make(people.Person("drc", people.Role.OFFICER, "drc", "drc", "210000")))
        assert reader.post(RECORDS, {"values": audit()}).status_code == 403

    def test_for_who_sees_nothing_there_is_nothing(self):
        assert Program(people.make(people.READER)).post(RECORDS, {"values": audit()}).status_code == 404

    def test_an_unknown_key_of_the_body_is_refused(self, city):
        answer = city.post(RECORDS, {"values": audit(), "state": "accepted"})
        assert (answer.status_code, Record.objects.count()) == (422, 0)


class TestChanging:
    def test_values_are_changed(self, city):
        answer = city.patch(one(make()), {"values": {"address": "浑南路1号"}, "version": 1})
        assert (answer.status_code, answer.json()["version"]) == (200, 2)

    def test_who_was_second_is_told_what_the_first_did(self, city):
        record = make()
        services.change(None, record, {"address": "浑南路1号"}, version=1)
        answer = city.patch(one(record), {"values": {"address": "青年大街2号"}, "version": 1})
        assert answer.status_code == 409
        assert answer.json()["changes"][0]["after"] == {"address": "浑南路1号"}

    def test_an_older_tag_fails_the_precondition(self, city):
        record = make()
        services.change(None, record, {"address": "浑南路1号"}, version=1)
        assert city.patch(one(record), {"values": {}}, If_Match='"1"').status_code == 412
        assert city.patch(one(record), {"values": {"address": "x"}}, If_Match='"2"').status_code == 200

    def test_a_change_without_version_is_not_taken(self, city):
        assert city.patch(one(make()), {"values": {"address": "x"}}).status_code == 428

    def test_a_sealed_record_takes_a_revision(self, city):
        record = accepted()
        version = record.version
        refused = city.patch(one(record), {"values": {"address": "x"}, "version": version})
        assert (refused.status_code, refused.json()["type"].rpartition("-")[2]) == (409, "sealed")
        proposed = city.post(
            f"{one(record)}/revisions", {"values": {"address": "x"}, "version": version, "why": "moved"}
        )
        assert (proposed.status_code, proposed.json()["outcome"]) == (201, "open")

    def test_a_step_is_taken_by_whose_it_is(self):
        province, record = Program(people.make(people.PROVINCE)), make()
        services.attach(None, record, SimpleUploadedFile("名单.pdf", PDF), "list_notice")
        step = {"transition": "list", "version": 1, "values": {"listed_on": "2026-01-12"}}
        answer = province.post(f"{one(record)}/moves", step)
        assert answer.status_code in (200, 422), answer.json()

    def test_a_step_of_others_is_refused(self, city):
        record = make()
        firm = Program(people.make(people.Person("own", people.Role.HOLDER, holder=record.holder)))
        answer = firm.post(f"{one(record)}/moves", {"transition": "list", "version": 1})
        assert answer.status_code == 403

    def test_a_step_that_does_not_lead_from_here_is_a_conflict(self, city):
        answer = city.post(f"{one(make())}/moves", {"transition": "accept", "version": 1})
        assert answer.status_code == 409


class TestAttaching:
    def test_a_file_goes_in_and_comes_back(self, city):
        record = make()
        head = {"Authorization": f"Bearer {city.text}"}
        sent = {"file": SimpleUploadedFile("报告.pdf", PDF)}
        answer = Client().post(f"{one(record)}/attachments", sent, headers=head)
        assert answer.status_code == 201
        back = city.get(f"{V1}/attachments/{answer.json()['id']}")
        assert b"".join(back.streaming_content) == PDF

    def test_what_is_not_what_its_name_says_is_refused(self, city):
        head = {"Authorization": f"Bearer {city.text}"}
        sent = {"file": SimpleUploadedFile("报告.pdf", b"<html>")}
        answer = Client().post(f"{one(make())}/attachments", sent, headers=head)
        assert (answer.status_code, fields(answer)) == (422, ["file"])

    def test_remarks_are_left_and_read(self, city):
        record = make()
        assert city.post(f"{one(record)}/comments", {"text": "please check"}).status_code == 201
        assert city.get(f"{one(record)}/comments").json()[0]["text"] == "please check"

    def test_an_unknown_duty_is_told(self, city):
        answer = city.post(f"{one(make())}/filings", {"duty": "dance", "period": "2026"})
        assert (answer.status_code, fields(answer)) == (422, ["duty"])


class TestWork:
    def test_inbox_and_duties_are_those_of_the_pages(self, city):
        assert set(city.get(f"{V1}/inbox").json()) == {"records", "revisions", "is_more"}
        assert set(city.get(f"{V1}/duties").json()) == {"duties", "is_cut"}

    def test_a_published_record_is_open_to_strangers_with_public_fields_only(self):
        record = accepted()
        record.refresh_from_db()
        found = Program().get(f"{V1}/public/registers/cleaner_production/records").json()
        assert all("address" not in row["values"] for row in found["results"])

    @pytest.mark.parametrize(
        "path", ["plan", "measures", "measures/m2", "targets", "assessment", "indicators"]
    )
    def test_the_plan_is_open_to_strangers(self, path):
        assert Program().get(f"{V1}/{path}").status_code == 200

    def test_an_indicator_has_figures_with_sources(self):
        found = Program().get(f"{V1}/indicators/forest_cover").json()
        assert found["figures"]
        assert all(one["sources"] for one in found["figures"])

    def test_tasks_are_for_officials(self, city):
        assert city.get(f"{V1}/oversight/tasks").status_code == 200
        assert Program(people.make(people.READER)).get(f"{V1}/oversight/tasks").status_code == 403
