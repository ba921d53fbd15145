"""Signing in: a second factor for who decides, a password of one's own, no way in for a leaver."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.test import Client

import people
from lvxun.web.people.models import Event
from lvxun.web.people.services import (
    drop_second_factor,
    give_one_time_password,
    mark_as_leaver,
    unlock,
)

pytestmark = pytest.mark.django_db
SET_UP = "/account/2fa/totp/activate/"


def sign_in(client, name, password=people.PASSWORD):
    return client.post("/account/login/", {"login": name, "password": password})


def confirm(client):
    """Give the password once more, as the set-up asks."""
    client.post(f"/account/reauthenticate/?next={SET_UP}", {"password": people.PASSWORD})


@pytest.fixture
def factor_required(settings):
    settings.MFA_REQUIRED_ROLES = frozenset({"administrator", "planner", "officer"})


@pytest.fixture
def officer(db):
    return people.make(people.PROVINCE)


def code_for(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


class TestASecondFactor:
    def test_the_first_sign_in_leads_to_its_set_up(self, client, factor_required, officer):
        sign_in(client, "province")
        assert client.get("/").url == SET_UP
        assert client.get("/account/").url == SET_UP
        confirm(client)
        assert client.get(SET_UP).status_code == 200

    def test_an_htmx_request_is_sent_there_as_a_whole_page(self, client, factor_required, officer):
        sign_in(client, "province")
        answer = client.get("/plan/review/", headers={"hx-request": "true"})
        assert answer["HX-Redirect"] == SET_UP

    def test_once_set_up_everything_is_open_and_the_history_tells_it(
        self, client, factor_required, officer, django_capture_on_commit_callbacks
    ):
        sign_in(client, "province")
        confirm(client)
        page = client.get(SET_UP)
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(SET_UP, {"code": code_for(page.context["form"].secret)})
        assert answer.status_code == 302
        assert client.get("/account/").status_code == 200
        assert Event.objects.filter(verb="user.second_factor_set", actor=officer).exists()

    def test_the_next_sign_in_asks_for_the_code(self, client, factor_required, officer):
        totp.TOTP.activate(officer, totp.generate_totp_secret())
        assert sign_in(client, "province").url == "/account/2fa/authenticate/"
        assert client.get("/account/").status_code == 302

    def test_a_role_that_decides_nothing_signs_in_without(self, client, factor_required):
        people.make(people.READER)
        sign_in(client, "reader")
        assert client.get("/account/").status_code == 200

    def test_signing_out_and_the_language_stay_possible(self, client, factor_required, officer):
        sign_in(client, "province")
        assert client.post("/language/", {"language": "en", "next": "/"}).url == "/"
        assert client.post("/account/logout/").url == "/"

    def test_who_needs_it_cannot_turn_it_off(self, factor_required, officer):
        totp.TOTP.activate(officer, totp.generate_totp_secret())
        assert not get_adapter().can_delete_authenticator(Authenticator.objects.get(user=officer))

    def test_an_administrator_takes_off_a_lost_one_and_sessions_end(self, client, factor_required, officer):
        sign_in(client, "province")
        totp.TOTP.activate(officer, totp.generate_totp_secret())
        assert client.get("/account/").status_code == 200
        drop_second_factor(people.make(people.ADMINISTRATOR), officer, why="lost phone")
        assert client.get("/account/").status_code == 302
        sign_in(client, "province")
        assert client.get("/").url == SET_UP

    def test_the_roles_that_decide_need_one_by_default(self):
        env = {name: value for name, value in os.environ.items() if name != "LVXUN_MFA_REQUIRED"}
        said = "from lvxun.web.settings import MFA_REQUIRED_ROLES as r; print(*sorted(r))"
        done = subprocess.run(
            [sys.executable, "-c", said], env=env, capture_output=True, text=True, check=True
        )
        assert set(done.stdout.split()) >= {"administrator", "planner", "officer", "inspector"}


class TestAOneTimePassword:
    def test_it_has_to_be_replaced_before_anything_else(self, client, officer):
        password = give_one_time_password(None, officer)
        sign_in(client, "province", password)
        assert client.get("/").url == "/account/password/change/"
        own = "a passphrase of my own, long"
        form = {"oldpassword": password, "password1": own, "password2": own}
        client.post("/account/password/change/", form)
        assert client.get("/account/").status_code == 200
        assert Event.objects.filter(verb="user.password", actor=officer).exists()

    def test_the_old_password_and_the_old_sessions_end(self, client, officer):
        sign_in(client, "province")
        give_one_time_password(None, officer)
        assert client.get("/account/").status_code == 302
        sign_in(client, "province")
        assert client.get("/account/").status_code == 302


class TestALeaver:
    def test_no_sign_in_from_the_day_on(self, client, officer, today):
        mark_as_leaver(None, officer, today)
        sign_in(client, "province")
        assert client.get("/account/").status_code == 302

    def test_a_day_that_comes_by_itself_shuts_the_door(self, client, officer, today):
        sign_in(client, "province")
        officer.left_on = today
        officer.save()
        assert client.get("/account/").status_code == 302
        assert sign_in(client, "province").url == "/account/inactive/"

    def test_open_sessions_end(self, client, officer, today):
        sign_in(client, "province")
        mark_as_leaver(None, officer, today)
        assert client.get("/account/").status_code == 302
        assert not UserSession.objects.filter(user=officer).exists()

    def test_who_leaves_tomorrow_signs_in_today(self, client, officer, today):
        mark_as_leaver(None, officer, today + timedelta(days=1))
        sign_in(client, "province")
        assert client.get("/account/").status_code == 200


class TestSessions:
    def test_ones_own_are_listed_and_the_others_signed_out(self, client, officer):
        elsewhere = Client(headers={"user-agent": "Another browser"})
        sign_in(elsewhere, "province")
        sign_in(client, "province")
        assert "Another browser" in client.get("/account/sessions/").content.decode()
        client.post("/account/sessions/")
        assert elsewhere.get("/account/").status_code == 302
        assert client.get("/account/").status_code == 200

    def test_nobody_sees_those_of_others(self, client, officer):
        sign_in(Client(headers={"user-agent": "Another browser"}), "province")
        people.make(people.PREFECTURE)
        sign_in(client, "prefecture")
        assert "Another browser" not in client.get("/account/sessions/").content.decode()


def test_an_administrator_ends_a_lock_out(client, officer):
    for _ in range(10):
        sign_in(client, "province", "wrong")
    assert sign_in(client, "province").status_code == 429
    unlock(people.make(people.ADMINISTRATOR), officer)
    assert sign_in(client, "province").status_code == 302


@pytest.mark.parametrize("address", ["", "done/", "key/0-set-password/", "key/done/"])
def test_the_pages_that_promise_a_letter_are_closed_without_mail(client, address, settings):
    assert client.get(f"/account/password/reset/{address}").status_code == 404
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert client.get(f"/account/password/reset/{address}").status_code == 200
