"""Nothing inline, nothing from elsewhere, nobody guesses passwords."""

import re

import pytest

import people

INLINE = re.compile(r"<style|style=\"|on(click|load|error|submit)=|<script(?![^>]*\bsrc=)", re.I)


@pytest.fixture
def home(client, db):
    return client.get("/")


def test_the_policy_allows_nothing_inline_and_nothing_foreign(home):
    policy = home["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_page_has_no_inline_script_or_style(home):
    assert not INLINE.search(home.content.decode())


def test_other_protective_headers_are_there(home):
    assert home["X-Frame-Options"] == "DENY"
    assert home["X-Content-Type-Options"] == "nosniff"
    assert home["Referrer-Policy"] == "same-origin"


def test_a_form_without_its_token_is_refused(db, settings):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/plan/diff/").status_code == 403


def test_ten_wrong_passwords_lock_the_name_out(client, db):
    people.make(people.PLANNER)
    for _ in range(10):
        client.post("/account/login/", {"login": "planner", "password": "wrong"})
    answer = client.post("/account/login/", {"login": "planner", "password": people.PASSWORD})
    assert answer.status_code == 429
    assert client.get("/account/").status_code == 302


def test_the_right_password_signs_in(client, db):
    people.make(people.PLANNER)
    answer = client.post("/account/login/", {"login": "planner", "password": people.PASSWORD})
    assert answer.status_code == 302
    assert client.get("/account/").status_code == 200


def test_nobody_registers_by_themselves(client, db):
    answer = client.post("/account/signup/", {"username": "x", "password1": "y" * 20, "password2": "y" * 20})
    assert b'<form method="post" action="/account/signup/"' not in answer.content
    from lvxun.web.people.models import User

    assert not User.objects.exists()


def test_the_language_is_chinese_until_the_reader_chooses(client, db):
    assert client.get("/", headers={"accept-language": "en"})["Content-Language"] == "zh-hans"
    client.post("/language/", {"language": "en", "next": "/"})
    assert client.get("/")["Content-Language"] == "en"


def test_the_switch_does_not_lead_away_from_the_site(client, db):
    assert client.post("/language/", {"language": "en", "next": "https://evil.example/"}).url == "/"


def test_the_history_is_only_added_to(db):
    from lvxun.web.people.history import record_event

    event = record_event(actor=None, verb="x", subject_type="y", subject_id="z")
    with pytest.raises(TypeError):
        event.delete()
    with pytest.raises(TypeError):
        event.save()
