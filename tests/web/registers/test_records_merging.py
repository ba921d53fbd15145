"""Duplicates are found without comparing every pair, merged with nothing lost, and taken apart again."""

import pytest
from django.core.exceptions import PermissionDenied

import people
from cleaner_audits import REGISTER, accepted, audit, holder, make, pdf, register
from lvxun.web.people.record_rights import Sight
from lvxun.web.registers import services, tallies
from lvxun.web.registers.duplicates import core_of
from lvxun.web.registers.errors import (
    DuplicateRecordError,
    MergeError,
    SealedRecordError,
    StaleRecordError,
)
from lvxun.web.registers.listing import Listing
from lvxun.web.registers.merging import duplicates, may_merge, merge, merged_from, unmerge
from lvxun.web.registers.models import Link, Record

pytestmark = pytest.mark.django_db
SCOPE = tallies.Scope("liaoning", REGISTER)


def firm(number, name, **changes):
    return make(number, firm_name=name, **changes)


def found(**asked):
    return [{one.first.code, one.second.code} for one in duplicates(register(), **asked)]


def together(first, second):
    return merge(None, first, second, versions=(first.version, second.version), why="同一企业两次登记")


def test_one_firm_under_two_codes_of_a_list_is_found_by_its_name_and_address(monkeypatch):
    one = make(1, firm_name="沈阳宏远电镀有限公司", address="铁西区建设大路1号")
    other = make(2, firm_name="沈阳市宏远电镀厂", address="铁西区建设大路1号")
    Record.objects.filter(pk=other.pk).update(holder="")  # entered without its code
    assert found() == [{one.code, other.code}]
    assert duplicates(register())[0].reasons == ("name", "address")


def test_two_valid_codes_are_two_firms_however_alike_their_names():
    firm(1, "沈阳宏远电镀有限公司")
    firm(2, "沈阳宏远电镀有限公司")
    assert found() == []


def test_the_same_code_in_two_years_of_the_list_is_no_duplicate():
    firm(1, "沈阳宏远电镀有限公司", list_year=2025)
    services.create(None, REGISTER, audit(1, firm_name="沈阳宏远电镀有限公司", list_year=2026))
    assert found() == []


def test_firms_of_other_cities_are_not_compared():
    one, other = firm(1, "宏远电镀厂"), firm(2, "宏远电镀厂", area="210202")
    Record.objects.filter(pk__in=[one.pk, other.pk]).update(holder="")
    assert found() == []


def test_duplicates_are_looked_for_in_what_somebody_sees():
    one, other = firm(1, "宏远电镀厂"), firm(2, "宏远电镀厂")
    Record.objects.filter(pk__in=[one.pk, other.pk]).update(holder="")
    assert found(sight=Sight(areas=frozenset({"210100"}))) == [{one.code, other.code}]
    assert found(sight=Sight(areas=frozenset({"210200"}))) == []


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("沈阳市宏远电镀有限责任公司", "宏远电镀"),
        ("鞍山 宏远电镀(集团)有限公司", "宏远电镀"),
        ("有限公司", "有限公司"),
    ],
)
def test_place_and_legal_form_do_not_make_a_name(name, core):
    assert core_of(name) == core


def test_a_merged_record_is_counted_as_merged_and_keeps_everything():
    one, other = firm(1, "甲厂"), firm(2, "乙厂")
    services.attach(None, other, pdf())
    together(one, other)
    other.refresh_from_db()
    assert (other.merged_into, other.state, other.attachments.count()) == (one, "proposed", 1)
    assert Listing(register()).count.number == 1 and Listing(register()).merged == 1
    assert tallies.by_state(SCOPE) == {"proposed": 1}
    assert merged_from(one) == [other]
    assert Link.objects.get(source=other).target == one
    assert [event.verb for event in one.events.all()] == ["took_over", "created"]


def test_a_merged_record_gives_up_what_only_one_may_have():
    one, other = firm(1, "甲厂"), firm(2, "乙厂")
    together(one, other)
    assert make(2).code  # the firm may be entered again


def test_a_merge_is_taken_back_whole():
    one, other = firm(1, "甲厂"), firm(2, "乙厂")
    before = {key: getattr(other, key) for key in ("state", "values", "code", "due", "holder")}
    together(one, other)
    other.refresh_from_db()
    unmerge(None, other, version=other.version, why="其实是两家")
    other.refresh_from_db()
    assert {key: getattr(other, key) for key in before} == before
    assert Listing(register()).count.number == 2 and Listing(register()).merged == 0
    assert [event.verb for event in other.events.all()] == ["unmerged", "merged", "created"]
    assert not Link.objects.exists()


def test_a_merge_is_not_taken_back_where_another_has_the_values_by_now():
    one, other = firm(1, "甲厂"), firm(2, "乙厂")
    together(one, other)
    make(2)
    other.refresh_from_db()
    with pytest.raises(DuplicateRecordError):
        unmerge(None, other, version=other.version, why="其实是两家")
    other.refresh_from_db()
    assert other.merged_into == one


def test_values_can_be_taken_over():
    one, other = firm(1, "甲厂"), firm(2, "乙厂", address="甲路1号")
    merge(None, one, other, versions=(1, 1), why="同一企业", adopt=["address"])
    one.refresh_from_db()
    assert one.values["address"] == "甲路1号"
    assert one.events.filter(verb="changed").get().after == {"address": "甲路1号"}


def test_nothing_is_taken_over_into_a_sealed_record():
    sealed, other = accepted(), firm(2, "乙厂", address="甲路1号")
    with pytest.raises(SealedRecordError):
        merge(None, sealed, other, versions=(sealed.version, 1), why="同一企业", adopt=["address"])
    other.refresh_from_db()
    assert other.merged_into is None


def test_a_merge_needs_two_records_a_reason_and_the_present_versions():
    one, other = firm(1, "甲厂"), firm(2, "乙厂")
    with pytest.raises(MergeError):
        merge(None, one, one, versions=(1, 1), why="同一企业")
    with pytest.raises(MergeError):
        merge(None, one, other, versions=(1, 1), why=" ")
    services.change(None, other, {"address": "甲路1号"}, version=1)
    with pytest.raises(StaleRecordError):
        merge(None, one, other, versions=(1, 1), why="同一企业")


def test_a_merged_record_is_not_merged_again_nor_merged_into():
    one, other, third = (firm(number, f"{number}厂") for number in (1, 2, 3))
    together(one, other)
    other.refresh_from_db()
    for pair in ((third, other), (other, third)):
        with pytest.raises(MergeError):
            together(*pair)
    one.refresh_from_db()
    with pytest.raises(MergeError):
        together(third, one)  # others were merged into it


def test_who_keeps_the_register_merges_and_nobody_else():
    one, other = firm(1, "甲厂"), firm(2, "乙厂")
    city = people.make(people.PREFECTURE)
    for person in (people.COUNTY, people.OTHER_CITY, people.READER, people.INSPECTOR, people.PLANNER):
        user = people.make(person)
        assert not may_merge(user, register(), one)
        with pytest.raises(PermissionDenied):
            merge(user, one, other, versions=(1, 1), why="同一企业")
    assert merge(city, one, other, versions=(1, 1), why="同一企业").pk == one.pk
    assert holder(1) == one.holder
