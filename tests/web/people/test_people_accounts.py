"""Accounts: given with a one-time password, changed, ended; each with its history; only by who keeps them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

import people
from lvxun.web.people import services
from lvxun.web.people.errors import AccountFaultsError
from lvxun.web.people.models import Event, Role, User
from lvxun.web.people.office_checks import Office
from lvxun.web.people.services import change_office, give_account, mark_as_leaver, take_back_leaving

pytestmark = pytest.mark.django_db
OFFICE = Office(Role.OFFICER, "ecology", "ecology", "210000")


def history(user):
    return list(Event.objects.filter(subject_type="user", subject_id=user.username).order_by("id"))


def test_an_account_is_given_with_a_one_time_password():
    user, password = give_account(people.make(people.ADMINISTRATOR), "li.na", OFFICE)
    assert user.check_password(password)
    assert user.must_set_password
    assert [event.verb for event in history(user)] == ["user.added"]
    assert history(user)[0].after["area"] == "210000"
    assert password not in str(history(user)[0].after)


def test_all_faults_of_an_account_are_told_at_once():
    with pytest.raises(AccountFaultsError) as told:
        give_account(None, "not a name", Office("king", "nobody", "magic", "999999", people.FIRM))
    assert list(told.value.by_field) == ["name", "role", "body", "function", "area", "holder"]
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "person", [people.PLANNER, people.PROVINCE, people.ENTERPRISE], ids=lambda one: one.name
)
def test_only_who_keeps_accounts_gives_them(person):
    with pytest.raises(PermissionDenied):
        give_account(people.make(person), "li.na", OFFICE)


@pytest.mark.parametrize(
    "act",
    [
        lambda actor, user: change_office(actor, user, OFFICE, why="x"),
        lambda actor, user: mark_as_leaver(actor, user, user.date_joined.date()),
        take_back_leaving,
        services.give_one_time_password,
        services.drop_second_factor,
        services.unlock,
    ],
)
def test_every_act_on_an_account_is_refused_to_others(act):
    user = people.make(people.PREFECTURE)
    with pytest.raises(PermissionDenied):
        act(people.make(people.PLANNER), user)
    assert not history(user)


def test_a_change_of_office_needs_a_reason_and_tells_the_difference():
    user = people.make(people.PREFECTURE)
    moved = Office(Role.OFFICER, "shenyang", "ecology", "210102")
    with pytest.raises(AccountFaultsError) as told:
        change_office(None, user, moved, why="  ")
    assert list(told.value.by_field) == ["why"]
    change_office(None, user, moved, why="moved to the district")
    event = history(user)[-1]
    assert (event.before, event.after) == ({"area": "210100"}, {"area": "210102"})


def test_a_changed_office_changes_the_rights_at_once(register, records):
    from lvxun.web.people.record_rights import may_see

    user = people.make(people.PREFECTURE)
    change_office(None, user, Office(Role.OFFICER, "shenyang", "ecology", "210102"), why="moved")
    user = User.objects.get(pk=user.pk)
    assert {one.area for one in records if may_see(user, register, one)} == {"210102"}


def test_the_last_administrator_stays():
    user = people.make(people.ADMINISTRATOR)
    with pytest.raises(AccountFaultsError):
        change_office(user, user, OFFICE, why="tired")
    with pytest.raises(AccountFaultsError):
        mark_as_leaver(user, user, user.date_joined.date())
    user.refresh_from_db()
    assert user.role == Role.ADMINISTRATOR


def test_a_leaver_loses_every_right_and_what_was_lent_comes_back(today):
    giver, taker = people.make(people.PROVINCE), people.make(people.DELEGATE)
    loan = people.lend(giver, taker, today, today + timedelta(days=5))
    mark_as_leaver(None, giver, today, why="retired")
    giver.refresh_from_db()
    loan.refresh_from_db()
    assert not giver.is_active
    assert loan.revoked_at is not None
    assert [event.verb for event in history(giver)] == ["user.left", "delegation.revoked"]


def test_who_leaves_next_month_still_works_today(today, register, records):
    from lvxun.web.people.record_rights import may_see

    user = people.make(people.PROVINCE)
    mark_as_leaver(None, user, today + timedelta(days=30))
    user.refresh_from_db()
    assert user.is_active
    assert may_see(user, register, records[0])


def test_a_leaving_is_taken_back(today):
    user = people.make(people.PROVINCE)
    mark_as_leaver(None, user, today)
    take_back_leaving(None, user, why="a mistake")
    user.refresh_from_db()
    assert user.is_active
    assert user.left_on is None


class TestPages:
    def test_an_account_is_given_on_a_page_and_its_password_shown_once(self, as_administrator):
        form = {"name": "li.na", "role": "officer", "function": "ecology", "area": "210100"}
        answer = as_administrator.post("/people/new/", form)
        password = answer.context["password"]
        assert answer.status_code == 201
        assert password in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert password not in as_administrator.get("/people/account/li.na/").content.decode()

    def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(self, as_administrator):
        answer = as_administrator.post("/people/new/", {"name": "li.na", "role": "officer", "area": "999999"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'id="faults-area"' in page
        assert 'id="faults-function"' in page
        assert 'value="999999"' in page
        assert 'value="li.na"' in page

    def test_the_list_finds_by_name_role_and_standing(self, as_administrator, today):
        people.make(people.PROVINCE)
        mark_as_leaver(None, people.make(people.PREFECTURE), today)

        def names(query):
            return [user.username for user in as_administrator.get(f"/people/?{query}").context["page"]]

        assert names("") == ["administrator", "province"]
        assert names("standing=left") == ["prefecture"]
        assert names("standing=all&role=officer") == ["prefecture", "province"]
        assert names("q=prov") == ["province"]

    def test_the_page_of_a_person_says_that_nobody_else_holds_the_office(self, as_administrator):
        people.make(people.PROVINCE)
        assert as_administrator.get("/people/account/province/").context["hanging"].is_alone
        people.officer("second", "ecology", "210000")
        hanging = as_administrator.get("/people/account/province/").context["hanging"]
        assert [user.username for user in hanging.colleagues] == ["second"]
        assert not hanging.is_alone

    def test_a_name_with_markup_is_shown_harmlessly(self, as_administrator):
        user = people.make(people.PROVINCE)
        change_office(None, user, Office(Role.READER), why="<script>alert(1)</script>")
        page = as_administrator.get("/people/account/province/").content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page

    @pytest.mark.parametrize("act", ["leave", "return", "password", "second-factor", "unlock"])
    def test_every_act_has_its_button_or_answer(self, as_administrator, act):
        user = people.make(people.PROVINCE)
        answer = as_administrator.post(f"/people/account/province/{act}/", {"why": "x"})
        assert answer.status_code == (200 if act == "password" else 302)
        assert history(user)

    def test_name_and_address_are_kept_and_a_wrong_address_is_told(self, as_administrator):
        user = people.make(people.PROVINCE)
        form = {"real_name": "王芳", "email": "wang.fang@example.cn"}
        assert as_administrator.post("/people/account/province/contact/", form).status_code == 302
        user.refresh_from_db()
        assert (user.get_full_name(), user.email) == ("王芳", "wang.fang@example.cn")
        assert history(user)[-1].verb == "user.contact"
        answer = as_administrator.post("/people/account/province/contact/", form | {"email": "nowhere"})
        assert answer.status_code == 422
        assert 'id="faults-email"' in answer.content.decode()
        assert 'value="nowhere"' in answer.content.decode()

    def test_an_unknown_act_is_not_there(self, as_administrator):
        people.make(people.PROVINCE)
        assert as_administrator.post("/people/account/province/promote/").status_code == 404

    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    @pytest.mark.parametrize(
        "address", ["/people/", "/people/new/", "/people/account/administrator/", "/account/delegations/"]
    )
    def test_every_page_answers_in_both_languages(self, as_administrator, address, language):
        as_administrator.cookies["django_language"] = language
        assert as_administrator.get(address)["Content-Language"] == language


def test_every_right_and_every_entry_of_the_history_has_words():
    from lvxun.web.people.office_words import ACT_WORDS
    from lvxun.web.people.permissions import RIGHTS

    assert set(ACT_WORDS) == set(RIGHTS)
