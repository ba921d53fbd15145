"""Keys, sessions, limits, problems: who may ask, how often, and what everybody is told."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from asking import RECORDS, V1, Program, fields
from django.test import Client
from django.utils import timezone

import people
from cleaner_audits import audit
from lvxun.web.api import limits
from lvxun.web.api.errors import ApiKeyError
from lvxun.web.api.keys import MOST_KEYS, make_key, revoke_key
from lvxun.web.api.models import ApiKey
from lvxun.web.people.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    settings.DATA = tmp_path


def signed_in(user, **more):
    client = Client(**more)
    client.force_login(user, people.BACKEND)
    return client


class TestKeys:
    def test_a_key_is_kept_as_a_hash_alone(self):
        key, text = make_key(people.make(people.PREFECTURE), "reports", 90)
        assert text not in str(vars(ApiKey.objects.get()))
        assert text.startswith(key.prefix)
        assert Event.objects.filter(verb="api_key.made", subject_id=key.prefix).exists()

    def test_a_revoked_key_opens_nothing(self):
        user = people.make(people.PREFECTURE)
        program = Program(user)
        assert program.get(RECORDS).status_code == 200
        revoke_key(ApiKey.objects.get())
        assert program.get(RECORDS).status_code == 401

    def test_an_ended_key_opens_nothing(self):
        program = Program(people.make(people.PREFECTURE))
        ApiKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert program.get(RECORDS).status_code == 401

    def test_a_leavers_key_opens_nothing(self):
        user = people.make(people.PREFECTURE)
        program = Program(user)
        user.left_on = timezone.localdate()
        user.save()
        assert program.get(RECORDS).status_code == 401

    @pytest.mark.parametrize("text", ["lvx_", "lvx_abcdefgh_" + "a" * 43, "x" * 10_000, "密钥"])
    def test_a_made_up_key_opens_nothing(self, text):
        program = Program()
        program.text = text
        answer = program.get(RECORDS)
        assert answer.status_code in (400, 401)
        assert answer["Content-Type"] == "application/problem+json"

    @pytest.mark.parametrize(("name", "days"), [("", 90), ("x" * 81, 90), ("x", 4000), ("x", 0)])
    def test_a_key_has_a_name_and_an_end(self, name, days):
        with pytest.raises(ApiKeyError):
            make_key(people.make(people.PREFECTURE), name, days)

    def test_nobody_has_more_keys_than_they_can_watch(self):
        user = people.make(people.PREFECTURE)
        for number in range(MOST_KEYS):
            make_key(user, str(number), 30)
        with pytest.raises(ApiKeyError):
            make_key(user, "one more", 30)


class TestThePage:
    def test_a_key_is_shown_once(self):
        client = signed_in(people.make(people.PREFECTURE))
        made = client.post("/account/keys/", {"name": "reports", "days": "90"})
        assert made.status_code == 201
        assert made.context["text"] in made.content.decode()
        assert made.context["text"] not in client.get("/account/keys/").content.decode()

    def test_it_is_revoked_by_its_owner_alone(self):
        key, _text = make_key(people.make(people.PREFECTURE), "reports", 90)
        other = signed_in(people.make(people.PROVINCE))
        assert other.post(f"/account/keys/{key.pk}/revoke/").status_code == 404
        own = signed_in(key.owner)
        assert own.post(f"/account/keys/{key.pk}/revoke/").status_code == 302
        key.refresh_from_db()
        assert key.revoked_at is not None

    def test_the_addresses_are_listed_without_anything_from_elsewhere(self, client):
        page = client.get(f"{V1}/docs").content.decode()
        assert "/api/v1/registers/{register_id}/records" in page
        assert "//cdn" not in page


class TestSessions:
    def test_who_is_signed_in_may_read(self):
        assert signed_in(people.make(people.PREFECTURE)).get(RECORDS).status_code == 200

    def test_a_change_needs_the_token_of_the_site(self):
        client = signed_in(people.make(people.PREFECTURE), enforce_csrf_checks=True)
        body = {"values": audit()}
        refused = client.post(RECORDS, body, content_type="application/json")
        assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
        client.get("/account/keys/")
        token = client.cookies["csrftoken"].value
        answer = client.post(RECORDS, body, content_type="application/json", headers={"X-CSRFToken": token})
        assert answer.status_code == 201

    def test_a_stranger_is_asked_for_a_key(self, client):
        answer = client.post(RECORDS, {}, content_type="application/json")
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


class TestLimits:
    @pytest.fixture(autouse=True)
    def one_minute(self, monkeypatch):
        """Keep the clock of the counts in one minute: a test may straddle two."""
        monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: 90.0))

    def test_a_key_beyond_its_limit_is_told_when_to_come_again(self, settings):
        settings.API_PER_MINUTE = 2
        program = Program(people.make(people.PREFECTURE))
        answers = [program.get(RECORDS) for _time in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert 0 < int(answers[2]["Retry-After"]) <= 61
        assert answers[0]["RateLimit-Remaining"] == "1"

    def test_strangers_share_the_limit_of_their_address(self, settings, client):
        settings.API_PER_MINUTE_OPEN = 1
        path = f"{V1}/public/registers"
        assert [client.get(path).status_code for _time in range(2)] == [200, 429]
        assert client.get(path, REMOTE_ADDR="10.0.0.9").status_code == 200

    def test_guesses_at_keys_are_counted(self, settings):
        settings.API_PER_MINUTE_OPEN = 1
        program = Program()
        program.text = "lvx_abcdefgh_" + "a" * 43
        assert [program.get(RECORDS).status_code for _time in range(2)] == [401, 429]

    def test_a_new_minute_begins_a_new_count(self):
        counts = [limits.take("key:a", 1, now) for now in (60.0, 119.0, 120.0)]
        assert [one.is_over for one in counts] == [False, True, False]


class TestProblems:
    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [("get", "/api/v1/nowhere", 404), ("get", "/api/v2/", 404), ("put", RECORDS, 405)],
    )
    def test_whatever_goes_wrong_is_a_problem(self, method, path, status):
        answer = getattr(Program(people.make(people.PREFECTURE)), method)(path)
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
        body = answer.json()
        assert {"type", "title", "status", "detail", "instance", "faults"} <= set(body)
        assert (body["status"], body["instance"]) == (status, path)

    def test_a_body_that_is_no_json_is_told(self):
        user = people.make(people.PREFECTURE)
        text = make_key(user, "x", 30)[1]
        answer = Client().post(
            RECORDS, "{", content_type="application/json", headers={"Authorization": f"Bearer {text}"}
        )
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")

    @pytest.mark.parametrize("text", ["\x00", "\ud800"])
    def test_a_sign_that_no_text_has_is_refused(self, text):
        program = Program(people.make(people.PREFECTURE))
        answer = program.post(RECORDS, {"values": audit(), "why": text})
        assert (answer.status_code, fields(answer)) == (400, ["body"])
        assert program.get(RECORDS, {"holder": "\x00"}).status_code == 400
        assert program.get(f"{RECORDS}/%00").status_code == 400
