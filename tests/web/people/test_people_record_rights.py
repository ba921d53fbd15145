"""Who sees which records and may do what on them: by office, by firm, by loan; nothing by default."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

import people
from lvxun.registers.model import Level
from lvxun.web.people import record_rights as rights
from lvxun.web.people.models import User
from lvxun.web.people.offices import level_of
from lvxun.web.registers.models import Record

pytestmark = pytest.mark.django_db


def seen(user, register):
    return {record.area for record in rights.visible_to(user, Record.objects.all(), register)}


EVERYWHERE = {"210102", "210103", "210100", "210200", "21SF00", "210000"}


@pytest.mark.parametrize(
    ("person", "areas"),
    [
        (people.PROVINCE, EVERYWHERE),
        (people.PREFECTURE, {"210100", "210102", "210103"}),
        (people.COUNTY, {"210102"}),
        (people.OTHER_CITY, {"210200"}),
        (people.INSPECTOR, {"210100", "210102", "210103"}),
        (people.PLANNER, EVERYWHERE),
        (people.ADMINISTRATOR, EVERYWHERE),
        (people.STATISTICIAN, EVERYWHERE),
        (people.OTHER_FUNCTION, set()),
        (people.READER, set()),
        (people.ASSESSOR, set()),
        (people.BANK, set()),
        (people.LEAVER, set()),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_an_office_sees_the_records_of_its_area(person, areas, register, records):
    assert seen(people.make(person), register) == areas


def test_a_stranger_sees_nothing(register, records):
    assert seen(AnonymousUser(), register) == set()
    assert seen(None, register) == set()


def test_an_enterprise_sees_its_own_records_wherever_they_lie(register, records):
    visible = rights.visible_to(people.make(people.ENTERPRISE), Record.objects.all(), register)
    assert {record.holder for record in visible} == {people.FIRM}
    assert {record.area for record in visible} == EVERYWHERE


def test_an_enterprise_without_its_code_sees_nothing(register, records):
    assert seen(User.objects.create_user("x", role="holder"), register) == set()


def test_an_officer_without_function_or_area_sees_nothing(register, records):
    assert seen(people.officer("no-function", "", "210000"), register) == set()
    assert seen(people.officer("no-area", "ecology", ""), register) == set()


def test_an_unknown_role_sees_nothing(register, records):
    assert (
        seen(User.objects.create_user("x", role="emperor", function="ecology", area="210000"), register)
        == set()
    )


def test_records_of_another_region_or_register_are_not_there(register, records):
    Record.objects.filter(pk=records[0].pk).update(region="elsewhere")
    Record.objects.filter(pk=records[1].pk).update(register="discharge_permits")
    visible = rights.visible_to(people.make(people.PROVINCE), Record.objects.all(), register)
    assert visible.count() == len(records) - 2


@pytest.mark.parametrize("person", (*people.EVERYBODY, *people.OFFICES), ids=lambda one: one.name)
def test_the_list_and_the_single_record_agree(person, register, records):
    user = people.make(person)
    visible = set(rights.visible_to(user, Record.objects.all(), register))
    assert {record for record in records if rights.may_see(user, register, record)} == visible


def test_a_step_belongs_to_level_function_and_area(register, records):
    record = next(one for one in records if one.area == "210102")
    may = {
        person.name: rights.may_move(people.make(person), register, record, "evaluate")
        for person in (people.PREFECTURE, people.OTHER_CITY, people.COUNTY)
    }
    assert may == {"prefecture": True, "other-city": False, "county": False}


def test_the_holders_step_is_only_the_holders(register, records):
    own, other = records[0], records[1]
    firm = people.make(people.ENTERPRISE)
    assert rights.may_move(firm, register, own, "publicise")
    assert not rights.may_move(firm, register, other, "publicise")
    assert not rights.may_move(people.make(people.PROVINCE), register, own, "publicise")


@pytest.mark.parametrize("person", [people.ADMINISTRATOR, people.STATISTICIAN, people.LEAVER, people.READER])
def test_who_only_reads_decides_nothing(person, register, records):
    user = people.make(person)
    assert not rights.may_create(user, register)
    assert not rights.may_change(user, register, records[0])
    assert not any(rights.may_move(user, register, records[0], step) for step in register.transitions)


def test_an_unknown_step_is_nobodys(register, records):
    assert not rights.may_move(people.make(people.PROVINCE), register, records[0], "invented")


def test_a_record_is_opened_within_the_area_only(register):
    officer = people.make(people.PREFECTURE)
    assert rights.may_create(officer, register)
    assert rights.may_create(officer, register, {"area": "210102"})
    assert not rights.may_create(officer, register, {"area": "210202"})
    assert not rights.may_create(officer, register, {})


def test_a_sealed_record_is_changed_by_nobody(register, records):
    records[0].state = "accepted"
    assert not rights.may_change(people.make(people.PROVINCE), register, records[0])


def test_who_has_the_next_step_may_change_values(register, records):
    record = records[0]
    record.state = "auditing"
    assert rights.may_change(people.make(people.ENTERPRISE), register, record)
    assert not rights.may_change(people.make(people.PROVINCE), register, record)


class TestALentOffice:
    @pytest.fixture
    def lent(self, db, today):
        def lend(since=0, until=10, giver=people.PROVINCE):
            taker = people.make(people.DELEGATE)
            loan = people.lend(
                people.make(giver), taker, today + timedelta(days=since), today + timedelta(days=until)
            )
            return taker, loan

        return lend

    def test_it_opens_what_the_giver_sees_and_does(self, lent, register, records):
        taker, loan = lent()
        assert seen(taker, register) == EVERYWHERE
        capacity = rights.moving_capacity(taker, register, records[0], "evaluate")
        assert capacity.giver == loan.giver
        assert capacity.acting.on_behalf_of == loan.giver.pk

    @pytest.mark.parametrize(("since", "until"), [(1, 5), (-5, -1)])
    def test_it_counts_in_its_period_only(self, lent, register, records, since, until):
        taker, _ = lent(since, until)
        assert seen(taker, register) == set()

    def test_it_counts_on_its_first_and_last_day(self, lent, register, records):
        taker, _ = lent(0, 0)
        assert seen(taker, register) == EVERYWHERE

    def test_it_ends_when_it_is_taken_back(self, lent, register, records):
        from django.utils import timezone

        taker, loan = lent()
        loan.revoked_at = timezone.now()
        loan.save()
        assert seen(taker, register) == set()

    def test_it_ends_when_the_giver_leaves(self, lent, register, records, today):
        taker, loan = lent()
        loan.giver.left_on = today
        loan.giver.save()
        assert seen(taker, register) == set()

    def test_it_is_not_lent_on(self, lent, register, records, today):
        taker, _ = lent()
        third = people.officer("third", "culture_tourism", "210200")
        people.lend(taker, third, today, today)
        assert seen(third, register) == set()

    def test_it_gives_nothing_to_a_leaver(self, lent, register, records, today):
        taker, _ = lent()
        taker.left_on = today
        taker.save()
        assert seen(taker, register) == set()


@pytest.mark.parametrize(
    ("area", "level"),
    [
        ("210000", Level.PROVINCE),
        ("210100", Level.PREFECTURE),
        ("21SF00", Level.PREFECTURE),
        ("210102", Level.COUNTY),
        ("220100", None),
        ("2101", None),
        ("", None),
        ("2101; --", None),
    ],
)
def test_the_level_is_told_by_the_area(area, level):
    assert level_of(area) == level


def test_sight_is_one_condition_that_an_index_serves(register, records, django_assert_num_queries):
    user = people.make(people.PREFECTURE)
    with django_assert_num_queries(2):  # what is lent, the records
        found = list(rights.visible_to(user, Record.objects.all(), register))
    sql = str(rights.visible_to(user, Record.objects.all(), register).query)
    assert len(found) == 6
    assert "LIKE" not in sql.upper()
