"""Lending an office: to one's own side, for a period, never for longer than one has it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

import people
from lvxun.web.people.delegating import Loan, give_delegation
from lvxun.web.people.errors import AccountFaultsError
from lvxun.web.people.models import Delegation, Event
from lvxun.web.people.offices import capacities, remembering

pytestmark = pytest.mark.django_db


@pytest.fixture
def giver(db):
    return people.make(people.PROVINCE)


@pytest.fixture
def taker(db):
    return people.make(people.DELEGATE)


def loan(today, taker="delegate", since=0, until=5, why="holiday"):
    return Loan(taker, today + timedelta(days=since), today + timedelta(days=until), why)


def test_an_office_is_lent_and_the_history_tells_it(giver, taker, today):
    give_delegation(giver, loan(today))
    event = Event.objects.get(verb="delegation.given")
    assert (event.actor, event.after["taker"], event.why) == (giver, "delegate", "holiday")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"taker": "nobody"}, "taker"),
        ({"taker": "province"}, "taker"),
        ({"taker": "enterprise"}, "taker"),
        ({"taker": "leaver"}, "taker"),
        ({"since": -1}, "since"),
        ({"since": 3, "until": 2}, "until"),
        ({"why": " "}, "why"),
    ],
)
def test_what_cannot_be_lent_is_told_beside_its_field(giver, taker, today, wrong, field):
    people.make(people.ENTERPRISE)
    people.make(people.LEAVER)
    with pytest.raises(AccountFaultsError) as told:
        give_delegation(giver, loan(today, **wrong))
    assert field in told.value.by_field
    assert not Delegation.objects.exists()


def test_an_office_is_not_lent_beyond_the_day_of_leaving(giver, taker, today):
    giver.left_on = today + timedelta(days=3)
    giver.save()
    with pytest.raises(AccountFaultsError) as told:
        give_delegation(giver, loan(today))
    assert list(told.value.by_field) == ["until"]


def test_the_same_days_are_lent_to_somebody_once(giver, taker, today):
    give_delegation(giver, loan(today))
    with pytest.raises(AccountFaultsError):
        give_delegation(giver, loan(today, since=5, until=9))
    give_delegation(giver, loan(today, since=6, until=9))


@pytest.mark.parametrize("person", [people.ADMINISTRATOR, people.READER, people.LEAVER, people.ASSESSOR])
def test_who_has_no_office_lends_none(person, taker, today):
    with pytest.raises(PermissionDenied):
        give_delegation(people.make(person), loan(today))


class TestPages:
    def test_it_is_lent_on_the_page_and_taken_back(self, client, giver, taker, today):
        client.force_login(giver, people.BACKEND)
        form = {"taker": "delegate", "since": today.isoformat(), "until": today.isoformat(), "why": "ill"}
        assert client.post("/account/delegations/", form).status_code == 302
        kept = Delegation.objects.get()
        assert client.post(f"/account/delegations/{kept.pk}/revoke/").status_code == 302
        kept.refresh_from_db()
        assert kept.revoked_at is not None
        assert Event.objects.filter(verb="delegation.revoked").count() == 1

    def test_a_wrong_day_is_told_and_what_was_typed_stays(self, client, giver, taker):
        client.force_login(giver, people.BACKEND)
        form = {"taker": "delegate", "since": "2026-02-30", "until": "soon", "why": "ill"}
        answer = client.post("/account/delegations/", form)
        assert answer.status_code == 422
        assert 'id="faults-since"' in answer.content.decode()
        assert 'value="ill"' in answer.content.decode()

    def test_the_taker_may_give_it_back_and_a_third_person_finds_nothing(self, client, giver, taker, today):
        kept = give_delegation(giver, loan(today))
        client.force_login(people.make(people.OTHER_CITY), people.BACKEND)
        assert client.post(f"/account/delegations/{kept.pk}/revoke/").status_code == 404
        client.force_login(taker, people.BACKEND)
        assert client.post(f"/account/delegations/{kept.pk}/revoke/").status_code == 302

    def test_an_administrator_may_take_it_back(self, as_administrator, giver, taker, today):
        kept = give_delegation(giver, loan(today))
        answer = as_administrator.post(f"/account/delegations/{kept.pk}/revoke/")
        assert answer.url == "/people/account/province/"

    def test_taking_back_twice_is_one_event(self, client, giver, taker, today):
        kept = give_delegation(giver, loan(today))
        client.force_login(giver, people.BACKEND)
        for _ in range(2):
            client.post(f"/account/delegations/{kept.pk}/revoke/")
        assert Event.objects.filter(verb="delegation.revoked").count() == 1


def test_the_database_refuses_a_period_that_runs_backwards(giver, taker):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        people.lend(giver, taker, date(2026, 2, 2), date(2026, 2, 1))


def test_a_page_that_reads_asks_once_what_is_lent(giver, taker, today, django_assert_num_queries):
    give_delegation(giver, loan(today))
    with remembering(), django_assert_num_queries(1):
        assert len(capacities(taker, today)) == len(capacities(taker, today)) == 2


def test_what_is_taken_back_counts_at_the_next_request(giver, taker, today):
    lent = give_delegation(giver, loan(today))
    with remembering():
        assert len(capacities(taker, today)) == 2
    Delegation.objects.filter(pk=lent.pk).update(revoked_at=timezone.now())
    with remembering():
        assert len(capacities(taker, today)) == 1
