"""Kept counts are those that counting would give, whatever is done in whatever order."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner_audits import REGISTER, audit, china, make, register, step
from lvxun.web.insight.state import region_id
from lvxun.web.registers import services, tallies
from lvxun.web.registers.layouts import assigned, place, signature, slot_values
from lvxun.web.registers.merging import merge, unmerge
from lvxun.web.registers.models import Layout, Record, SearchText, Tally
from lvxun.web.registers.placements import placement, reindex, sync_definitions
from lvxun.web.registers.searching import facts
from lvxun.web.registers.tallies import Deltas, Scope

SCOPE = Scope("liaoning", REGISTER)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["make", "many", "area", "cases", "list", "drop", "merge", "unmerge"]),
        st.integers(0, 7),
        st.sampled_from(["210100", "210102", "210202", "21SF00"]),
    ),
    max_size=12,
)


def counted():
    """Return what counting all records gives, by the keys under which it is kept."""
    deltas = Deltas()
    for record in Record.objects.filter(register=REGISTER):
        deltas.add_record(SCOPE, placement(register()), record.pk, facts(record))
    return {key: count for key, count in deltas.items() if count}


def kept():
    columns = ("region", "register", "field", "value", "area", "state")
    rows = Tally.objects.filter(register=REGISTER).values_list(*columns, "count")
    return {row[:6]: row[6] for row in rows if row[6]}


def do(act, number, area):
    """Do one act where it can be done; what cannot be done must leave nothing behind either."""
    records = list(Record.objects.filter(register=REGISTER).order_by("pk"))
    record = records[number % len(records)] if records else None
    if act == "make":
        make(Record.objects.count() + 1, area=area)
    elif act == "many":
        first = Record.objects.count() + 1
        services.create_many(None, REGISTER, [audit(first + one, area=area) for one in range(number)])
    elif record is None or (record.merged_into_id and act != "unmerge"):
        return
    elif act == "area" and record.state == "proposed":
        services.change(None, record, {"area": area}, version=record.version)
    elif act == "cases" and record.state == "proposed":
        services.change(None, record, {"cases": ["toxic", "over_standard"]}, version=record.version)
    elif act == "list" and record.state == "proposed":
        step(record, "list", china(2026, 12, 1), values={"listed_on": "2026-01-12"})
    elif act == "drop" and record.state == "proposed":
        step(record, "drop", china(2026, 12, 1), why="未超标")
    elif act == "merge":
        other = next((one for one in records if one.pk != record.pk and not one.merged_into_id), None)
        if other and not Record.objects.filter(merged_into=other).exists():
            merge(None, record, other, versions=(record.version, other.version), why="同一企业")
    elif act == "unmerge" and record.merged_into_id:
        unmerge(None, record, version=record.version, why="不是同一企业")


@pytest.mark.django_db(transaction=False)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_kept_counts_never_part_from_the_records(db, acts):
    Tally.objects.all().delete()
    for record in Record.objects.order_by("-merged_into_id", "pk"):
        Record.objects.filter(merged_into=record).update(merged_into=None)
    Record.objects.all().update(merged_into=None)
    for model in (*Record._meta.related_objects,):
        if model.related_model._meta.managed and model.related_model is not Record:
            model.related_model._default_manager.all()._raw_delete("default")
    Record.objects.all()._raw_delete("default")
    for act in acts:
        do(*act)
    assert kept() == counted()


@pytest.mark.django_db
def test_totals_by_city_hold_their_counties():
    services.create_many(
        None,
        REGISTER,
        [audit(n, area=area) for n, area in enumerate(("210100", "210102", "210202", "210000"), 1)],
    )
    assert tallies.by_city(SCOPE) == {"210000": 1, "210100": 2, "210200": 1}
    assert tallies.by_area(SCOPE, ["210100"]) == {"210100": 1, "210102": 1}
    assert tallies.registers_with_records(region_id()) == {REGISTER: 4}


@pytest.mark.django_db
def test_a_failed_act_leaves_the_counts_alone():
    make(1)
    before = kept()
    with pytest.raises(Exception, match="same"):
        services.create_many(None, REGISTER, [audit(2), audit(1)])
    assert kept() == before == counted()


@pytest.mark.django_db
def test_reindexing_changes_nothing_that_was_right():
    services.create_many(None, REGISTER, [audit(n, area="210202") for n in range(1, 20)])
    words = dict(SearchText.objects.values_list("record", "tokens"))
    slots = list(Record.objects.order_by("pk").values_list("text1", "number1"))
    before = kept()
    assert reindex(register(), placement(register()).slots) == 19
    assert kept() == before
    assert dict(SearchText.objects.values_list("record", "tokens")) == words
    assert list(Record.objects.order_by("pk").values_list("text1", "number1")) == slots


@pytest.mark.django_db
def test_a_changed_definition_is_indexed_anew(monkeypatch):
    services.create_many(None, REGISTER, [audit(1)])
    Layout.objects.filter(register=REGISTER).update(signature="of an older definition", slots={})
    Record.objects.update(number1=None, text1=None)
    Tally.objects.all().delete()
    monkeypatch.setattr("lvxun.web.registers.placements._known", {})
    assert REGISTER in sync_definitions()
    assert sync_definitions() == []
    assert kept() == counted()
    assert Record.objects.get().number1 == 2026


def test_a_field_keeps_its_slot_when_others_come_and_go():
    slots = assigned(register(), {"industry": "text4", "gone": "text1"})
    assert slots["industry"] == "text4" and "gone" not in slots
    assert len(set(slots.values())) == len(slots)


def test_slots_hold_numbers_as_numbers_and_text_as_text():
    slots = {"industry": "text1", "list_year": "number1", "cases": "text2"}
    assert slot_values(slots, {"industry": "3110", "list_year": 2026}) == {
        **{"text1": "3110", "number1": 2026.0, "text2": None}
    }


def test_the_signature_follows_what_is_filtered_counted_or_searched():
    from dataclasses import replace

    one = register()
    other = replace(one, fields=tuple(replace(f, in_filter=not f.in_filter) for f in one.fields))
    assert signature(one) != signature(other)
    assert signature(one) == signature(replace(one, label=one.summary))
    assert Counter(f.id for f in place(one, {}).counted) == {"cases": 1}
