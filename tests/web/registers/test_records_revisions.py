"""A sealed record is corrected by a revision that others agree to, and both versions stay."""

import pytest
from django.core.exceptions import PermissionDenied

import people
from cleaner_audits import REGISTER, accepted, make, register
from lvxun.registers.errors import InvalidRecordError
from lvxun.web.registers import history, revisions
from lvxun.web.registers.errors import RevisionError, StaleRecordError
from lvxun.web.registers.filtering import Filters
from lvxun.web.registers.keeping import acting, locked
from lvxun.web.registers.listing import Listing
from lvxun.web.registers.models import Revision
from lvxun.web.registers.services import rewrite

pytestmark = pytest.mark.django_db
WATER = {"saved_water": 1200}


@pytest.fixture
def record():
    return accepted()


@pytest.fixture
def firm(record):
    return people.make(people.Person("firm", people.Role.HOLDER, holder=record.holder))


@pytest.fixture
def city():
    return people.make(people.PREFECTURE)


@pytest.fixture
def province():
    return people.make(people.PROVINCE)


def propose(person, record, values=WATER, why="报告漏记节水量"):
    return revisions.propose(person, record, values, version=record.version, why=why)


def test_an_agreed_revision_changes_the_record_and_both_versions_stay(record, firm, city):
    before = dict(record.values)
    changed = revisions.agree(city, propose(firm, record))
    assert changed.values == {**before, **WATER} and changed.version == record.version + 1
    assert history.values_at(changed, record.version) == before
    event = changed.events.first()
    assert (event.verb, event.actor, event.why) == ("revised", city, "报告漏记节水量")


def test_words_and_counts_follow_an_agreed_revision(record, firm, city):
    revisions.agree(city, propose(firm, record, {"firm_name": "更名化工厂"}, why="企业更名"))
    assert [one.code for one in Listing(register(), Filters(search="更名化工")).rows] == [record.code]
    assert Listing(register(), Filters(states=("accepted",))).count.number == 1


def test_a_refused_revision_changes_nothing_and_says_why(record, firm, city):
    refused = revisions.refuse(city, propose(firm, record), "无佐证材料")
    record.refresh_from_db()
    assert "saved_water" not in record.values
    assert (refused.outcome, refused.decision_why) == ("refused", "无佐证材料")
    assert [one.event.verb for one in history.of(record, register())][:2] == [
        *("revision_refused", "revision_proposed"),
    ]


def test_nobody_decides_about_their_own_proposal(record, city, province):
    revision = propose(city, record)
    with pytest.raises(PermissionDenied):
        revisions.agree(city, revision, "自批")
    assert revisions.may_decide(province, register(), revision)


def test_the_firm_proposes_but_does_not_decide(record, firm, city):
    assert not revisions.may_decide(firm, register(), propose(city, record))


@pytest.mark.parametrize("person", [people.COUNTY, people.OTHER_CITY, people.READER, people.OTHER_FUNCTION])
def test_others_do_not_decide(record, firm, person):
    with pytest.raises(PermissionDenied):
        revisions.refuse(people.make(person), propose(firm, record), "否")


def test_the_firm_is_heard_about_what_others_propose(record, firm, city, province):
    revision = propose(city, record)
    with pytest.raises(RevisionError):
        revisions.agree(province, revision)  # not heard yet, and no reason given
    heard = revisions.hear(firm, revision, agrees=True)
    assert (heard.heard_by, heard.heard_agrees) == (firm, True)
    assert revisions.agree(province, heard).values["saved_water"] == 1200


def test_an_objection_needs_a_reason_and_so_does_deciding_against_it(record, firm, city, province):
    revision = propose(city, record)
    with pytest.raises(RevisionError):
        revisions.hear(firm, revision, agrees=False)
    objected = revisions.hear(firm, revision, agrees=False, why="水表有记录")
    with pytest.raises(RevisionError):
        revisions.agree(province, objected)
    assert revisions.agree(province, objected, "现场核实").values["saved_water"] == 1200


def test_a_firm_that_proposed_is_not_heard_about_it(record, firm):
    revision = propose(firm, record)
    with pytest.raises(PermissionDenied):
        revisions.hear(firm, revision, agrees=True)


def test_only_what_is_sealed_takes_a_revision(firm):
    with pytest.raises(RevisionError) as caught:
        propose(people.make(people.PREFECTURE), make(2))
    assert "directly" in caught.value.remedy


def test_a_revision_needs_a_reason_and_a_difference(record, firm):
    with pytest.raises(RevisionError) as caught:
        propose(firm, record, why=" ")
    assert caught.value.where.field == "why"
    with pytest.raises(RevisionError):
        propose(firm, record, {"list_year": 2026})


def test_a_revision_that_no_record_could_hold_is_refused_at_its_field(record, firm):
    with pytest.raises(InvalidRecordError) as caught:
        propose(firm, record, {"saved_water": -5})
    assert caught.value.errors[0].where.field == "saved_water"


def test_one_revision_is_open_at_a_time_and_can_be_withdrawn(record, firm, city):
    first = propose(firm, record)
    with pytest.raises(RevisionError):
        propose(city, record, {"saved_water": 9})
    with pytest.raises(PermissionDenied):
        revisions.withdraw(city, first)
    assert revisions.withdraw(firm, first).outcome == Revision.Outcome.WITHDRAWN
    assert propose(city, record, {"saved_water": 9}).outcome == Revision.Outcome.OPEN


def test_a_revision_is_decided_once(record, firm, city, province):
    revision = propose(firm, record)
    revisions.agree(city, revision)
    with pytest.raises(PermissionDenied):
        revisions.refuse(province, revision, "晚了")


def test_what_changed_meanwhile_stops_a_revision(record, firm, city):
    revision = propose(firm, record)
    with acting(None) as act:
        rewrite(act, register(), locked(record), {"saved_water": 7}, "revised")
    with pytest.raises(StaleRecordError):
        revisions.agree(city, revision)


def test_open_revisions_wait_for_those_concerned(record, firm, city, province):
    revision = propose(city, record)
    assert revisions.open_revisions(firm, [register()]) == [revision]
    assert revisions.open_revisions(province, [register()]) == [revision]
    assert revisions.open_revisions(city, [register()]) == []
    assert record.register == REGISTER
