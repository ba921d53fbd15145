"""The pre-check page: it answers at once, keeps what was typed, and offers to begin what one may begin."""

import pytest
from django.test import Client
from django.urls import reverse

import people

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MILL = {
    "name": "示范钢厂", "industry": "3120 炼钢", "area": "210300", "work": "new", "energy": "25万",
    "land": "40", "key_discharger": "yes", "energy_kind": "none", "state_funded": "no",
}  # fmt: skip


def asked(client, **typed):
    return client.get(reverse("precheck"), typed)


def test_an_empty_form_says_nothing_yet(client):
    answer = client.get(reverse("precheck"))
    assert answer.status_code == 200
    assert "precheck-rows" not in answer.content.decode()


def test_a_steel_mill_is_told_its_reviews_and_its_key_permit(client):
    answer = asked(client, **MILL)
    page = answer.content.decode()
    found = {row.finding.rule.id for _, rows in answer.context["groups"] for row in rows}
    assert {"energy_review_province", "two_high", "eia_report", "permit_key", "disclosure", "land"} <= found
    assert "国务院令第736号" in page
    assert "示范钢厂" in page  # what was typed stays


def test_english_pages_are_english(client):
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    page = asked(client, **MILL).content.decode()
    assert "Discharge permit: key" in page


def test_questions_of_the_catalogue_follow_the_industry(client):
    part = client.get(reverse("precheck-questions"), {"industry": "1351"}).content.decode()
    assert 'name="pigs"' in part
    assert 'name="beds"' not in part


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("energy", "12 kg"),
        ("energy", "-5"),
        ("energy", "1e999"),
        ("industry", "9999"),
        ("area", "110000"),
        ("work", "whatever"),
        ("toxic", "maybe"),
        ("polygon", "123.0 41.0; 123.1 41.1; 123.1 41.0; 123.0 41.1"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(client, key, text):
    answer = asked(client, **{key: text})
    assert answer.status_code == 422
    assert set(answer.context["answers"].faults) == {key}
    assert 'role="alert"' in answer.content.decode()


def test_script_in_a_name_is_shown_harmlessly(client):
    page = asked(client, name='"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in page


def test_a_stranger_is_offered_no_application(client):
    groups = asked(client, **MILL).context["groups"]
    assert not any(row.start_url for _, rows in groups for row in rows)


def test_a_firm_begins_its_permit_with_what_it_told():
    client = Client()
    client.force_login(people.make(people.ENTERPRISE), backend=BACKEND)
    starts = {
        row.finding.rule.id: row.start_url
        for _, rows in asked(client, **MILL).context["groups"]
        for row in rows
    }
    assert starts["permit_key"].startswith(reverse("record-new", args=["discharge_permits"]))
    assert "v.area=210300" in starts["permit_key"]
    assert "v.industry=3120" in starts["permit_key"]
