"""What an act on a record leaves behind: the record, its history, counts, words, unique keys, codes."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

import people
from cleaner_audits import (
    CITY_OFFICE,
    PDF,
    REGISTER,
    accepted,
    audit,
    china,
    holder,
    holding,
    make,
    pdf,
    register,
    step,
)
from lvxun.errors import LvxunError
from lvxun.registers.errors import InvalidRecordError, NumberingError, TransitionRefusedError
from lvxun.registers.reading import build
from lvxun.web.registers import history, services, uploads
from lvxun.web.registers.definitions import definitions, overridden
from lvxun.web.registers.errors import (
    DuplicateRecordError,
    RecordError,
    SealedRecordError,
    StaleRecordError,
)
from lvxun.web.registers.models import Link, Record, RecordEvent

NAMES = {"label_zh": "名", "label_en": "name"}
SILENT = {  # a register in which no answer within five working days means yes
    "register": {
        **{"id": "piers", **NAMES, "summary_zh": "名", "summary_en": "name", "measures": [3]},
        **{"keeper": "ecology", "level": "prefecture", "subject": "firm", "title": "name"},
        **{"unique": [["name"]], "creators": ["officer@prefecture"], "quotes": {"3": "“散乱污”企业"}},
    },
    "numbering": {"form": "M{year}-{serial:03d}", "serial_by": ["year"]},
    "field": [
        {"id": "name", "type": "text", **NAMES, "required": True},
        {"id": "area", "type": "area", **NAMES, "required": True},
    ],
    "state": [
        {"id": "asked", **NAMES, "kind": "start"},
        {"id": "taken", **NAMES, "kind": "end"},
        {"id": "refused", **NAMES, "kind": "end"},
    ],
    "transition": [
        {
            **{"id": "take", **NAMES, "from": ["asked"], "to": "taken", "by": ["officer@prefecture"]},
            "limits": [{"amount": 5, "unit": "working_days", "silence": "taken"}],
        },
        {"id": "refuse", **NAMES, "from": ["asked"], "to": "refused", "by": ["officer@prefecture"]},
    ],
    "retention": {"years": 10},
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    settings.DATA = tmp_path


def test_a_new_record_has_code_title_holder_and_place():
    record = make(7)
    assert record.code == "QS2026-210102-0001"
    assert (record.title, record.holder) == ("沈阳第7化工有限公司", holder(7))
    assert (record.area, record.city, record.body) == ("210102", "2101", "ecology")
    assert (record.state, record.version, record.opened) == ("proposed", 1, date(2026, 1, 5))


def test_a_new_record_begins_its_history():
    record = make()
    (act,) = history.of(record, register())
    assert (act.event.verb, act.event.from_state, act.event.to_state) == ("created", "", "proposed")
    assert {one.field_id for one in act.differences} == set(record.values)


def test_all_faults_of_the_values_are_told_and_nothing_is_kept():
    with pytest.raises(InvalidRecordError) as caught:
        services.create(None, REGISTER, audit(holder="91210100MA0XYN0012", list_year=1990))
    assert {fault.where.field for fault in caught.value.errors} == {"holder", "list_year"}
    assert not Record.objects.exists() and not RecordEvent.objects.exists()


def test_serials_count_within_their_scope():
    codes = [make(number, area=area).code for number, area in ((1, "210102"), (2, "210102"), (3, "210202"))]
    assert codes == ["QS2026-210102-0001", "QS2026-210102-0002", "QS2026-210202-0001"]


def test_a_serial_that_a_code_from_outside_has_is_passed_over():
    services.create(None, REGISTER, audit(1), code="QS2026-210102-0001")
    assert make(2).code == "QS2026-210102-0002"


def test_a_failed_create_gives_its_serial_back():
    make(1)
    with pytest.raises(DuplicateRecordError):
        make(1)
    assert make(2).code == "QS2026-210102-0002"


def test_a_code_from_outside_is_given_once_and_must_look_like_one():
    services.create(None, REGISTER, audit(1), code="旧-17")
    with pytest.raises(DuplicateRecordError):
        services.create(None, REGISTER, audit(2), code="旧-17")
    with pytest.raises(NumberingError):
        services.create(None, REGISTER, audit(3), code=" 旧-18")


def test_two_open_records_never_share_unique_values():
    first = make(1)
    with pytest.raises(DuplicateRecordError) as caught:
        make(1)
    assert caught.value.other == first.code and caught.value.fields == ("holder", "list_year")


def test_a_record_that_ended_gives_its_unique_values_up():
    step(make(1), "drop", china(2026, 1, 6), why="未超标")
    assert make(1).state == "proposed"


def test_a_create_sent_twice_is_one_record():
    first, again = (services.create(None, REGISTER, audit(1), request_key="a7") for _ in range(2))
    assert first.pk == again.pk and Record.objects.count() == 1


def test_a_change_keeps_what_it_does_not_name_and_shows_the_difference():
    record = services.change(None, make(), {"address": "沈阳市铁西区8号"}, version=1, why="补登")
    assert record.version == 2 and record.values["list_year"] == 2026
    event = record.events.first()
    assert (event.verb, event.why) == ("changed", "补登")
    assert (event.before, event.after) == ({"address": None}, {"address": "沈阳市铁西区8号"})


def test_a_change_of_nothing_leaves_no_trace():
    record = services.change(None, make(), {"list_year": "2026"}, version=1)
    assert record.version == 1 and record.events.count() == 1


def test_none_takes_a_value_away():
    record = services.change(None, make(address="某路1号"), {"address": None}, version=1)
    assert "address" not in record.values


def test_a_required_value_cannot_be_taken_away():
    with pytest.raises(InvalidRecordError) as caught:
        services.change(None, make(), {"firm_name": None}, version=1)
    assert caught.value.errors[0].where.field == "firm_name"


def test_a_change_moves_the_promoted_columns():
    record = services.change(None, make(), {"area": "210203", "firm_name": "大连新厂"}, version=1)
    assert (record.area, record.city, record.title) == ("210203", "2102", "大连新厂")


def test_whoever_saw_an_older_version_is_told_what_happened_meanwhile():
    record = make()
    services.change(None, record, {"address": "甲路1号"}, version=1)
    with pytest.raises(StaleRecordError) as caught:
        services.change(None, record, {"address": "乙路2号"}, version=1)
    assert [event.verb for event in caught.value.since] == ["changed"]
    assert "changed" in caught.value.what and caught.value.remedy


def test_a_sealed_record_is_not_changed():
    record = accepted()
    with pytest.raises(SealedRecordError):
        services.change(None, record, {"address": "甲路1号"}, version=record.version)


def test_a_step_moves_the_record_and_says_when_the_next_is_due():
    record = step(make(), "list", china(2026, 2, 2), values={"listed_on": "2026-02-02"})
    assert (record.state, record.due, record.version) == ("listed", date(2026, 3, 2), 2)
    event = record.events.first()
    assert (event.verb, event.transition, event.from_state, event.to_state) == (
        *("moved", "list"),
        *("proposed", "listed"),
    )


def test_a_step_that_lacks_something_changes_nothing():
    record = make()
    with pytest.raises(InvalidRecordError) as caught:
        step(record, "list", china(2026, 2, 2))
    assert caught.value.errors[0].where.field == "listed_on"
    record.refresh_from_db()
    assert (record.state, record.version, record.events.count()) == ("proposed", 1, 1)


def test_a_step_from_another_state_is_refused():
    with pytest.raises(TransitionRefusedError):
        step(make(), "evaluate", china(2026, 2, 2), by=CITY_OFFICE)


def test_proofs_come_with_the_step_or_were_attached_before():
    record = step(make(), "list", china(2026, 1, 12), values={"listed_on": "2026-01-12"})
    firm = people.make(people.Person("firm", people.Role.HOLDER, holder=record.holder))
    with pytest.raises(InvalidRecordError):
        services.move(firm, record, "publicise", version=2, proofs=["publication"])
    record = services.move(firm, record, "publicise", version=2, proofs={"publication": pdf()})
    assert record.state == "publicised"
    assert record.attachments.get().proof == "publication"


def test_a_proof_that_served_an_earlier_round_does_not_serve_again():
    record = step(make(), "list", china(2026, 1, 12), values={"listed_on": "2026-01-12"})
    firm = holding(record)
    record = step(record, "publicise", china(2026, 1, 20), by=firm)
    record = step(record, "begin", china(2026, 2, 2), by=firm, values={"consultant": "某中心"})
    services.attach(None, record, pdf(), "report")
    user = people.make(people.Person("firm", people.Role.HOLDER, holder=record.holder))
    options = [{"kind": "low_cost", "name": "加装变频器"}]
    record = services.move(user, record, "report", version=record.version, values={"options": options})
    record = step(record, "return", record.events.first().at, by=CITY_OFFICE, why="缺附表")
    with pytest.raises(InvalidRecordError):
        services.move(user, record, "report", version=record.version)


def test_what_the_calendar_brings_happens_once_and_as_of_its_day():
    made = build(SILENT, "piers")
    with overridden({"piers": made}):
        record = services.create(None, "piers", {"name": "甲", "area": "210100"}, now=china(2026, 3, 2))
        assert record.due == date(2026, 3, 9)
        assert not services.advance(record.due)
        moved = services.advance(date(2026, 6, 1))
        assert [one.pk for one in moved] == [record.pk]
        record.refresh_from_db()
        event = record.events.first()
        assert (event.actor, event.to_state) == (None, "taken")
        assert event.at == china(2026, 3, 10, 0)
        assert not services.advance(date(2026, 6, 2))


def test_many_records_at_once_fall_due_by_a_step_from_any_state():
    steps = [SILENT["transition"][0] | {"from": ["*"]}, *SILENT["transition"][1:]]
    with overridden({"piers": build(SILENT | {"transition": steps}, "piers")}):
        rows = [{"name": "甲", "area": "210100"}, {"name": "乙", "area": "210100"}]
        services.create_many(None, "piers", rows, now=china(2026, 3, 2))
        assert set(Record.objects.values_list("due", flat=True)) == {date(2026, 3, 9)}


def test_a_relapse_opens_a_case_and_links_it():
    found = definitions()["scattered_firms"]
    assert any(one.opens == "enforcement_cases" for one in found.transitions)
    from lvxun.registers.workflow import Moved
    from lvxun.web.registers.keeping import acting
    from lvxun.web.registers.opening import open_linked

    source = make()
    moved = Moved(
        services.snapshot(source), dict(source.values), None, "enforcement_cases", "relapse", CITY_OFFICE
    )
    with acting(None, china(2026, 5, 1)) as act:
        case = open_linked(act, source, moved)
    assert case.register == "enforcement_cases" and case.values["firm_name"] == source.title
    assert Link.objects.get(source=source).target == case


def test_a_duty_is_fulfilled_once():
    record = accepted()
    services.file_duty(None, record, "next_round", "2031-07-01")
    with pytest.raises(RecordError):
        services.file_duty(None, record, "next_round", "2031-07-01")
    assert record.events.first().verb == "filed"


def test_who_only_reads_may_not_comment_nor_attach():
    record = make()
    reader = people.make(people.READER)
    with pytest.raises(PermissionDenied):
        services.comment(reader, record, "看过")
    with pytest.raises(PermissionDenied):
        services.attach(reader, record, pdf())


def test_an_empty_comment_is_refused():
    officer = people.make(people.PREFECTURE)
    with pytest.raises(RecordError) as caught:
        services.comment(officer, make(), "  ")
    assert caught.value.where.field == "text"
    assert services.comment(officer, Record.objects.get(), " 请补充 ").text == "请补充"


def test_who_may_not_create_creates_nothing():
    for person in (people.READER, people.OTHER_FUNCTION, people.OTHER_CITY):
        with pytest.raises(PermissionDenied):
            services.create(people.make(person), REGISTER, audit())
    assert not Record.objects.exists()


def test_a_step_of_somebody_else_is_denied():
    record = make()
    with pytest.raises(PermissionDenied):
        services.move(
            people.make(people.COUNTY), record, "list", version=1, values={"listed_on": "2026-01-12"}
        )
    record.refresh_from_db()
    assert record.state == "proposed"


def case_values(register_id):
    """Return the complete record of a register's case."""
    path = Path(__file__).parents[2] / "registers" / "cases" / f"{register_id}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["values"]


def test_a_record_is_not_handed_to_an_area_of_others():
    county = people.officer("haicheng", "ecology", "210381")
    city = people.officer("anshan-bureau", "ecology", "210300")
    record = services.create(county, "scattered_firms", case_values("scattered_firms"))
    for elsewhere in ("210202", "210303"):
        with pytest.raises(InvalidRecordError) as refusal:
            services.change(county, record, {"area": elsewhere}, version=1)
        assert [one.where.field for one in refusal.value.errors] == ["area"]
        with pytest.raises(InvalidRecordError) as refusal:
            services.move(
                *(county, record, "report"),
                version=1,
                values={"area": elsewhere, "township_signed_by": "李某"},
                proofs={"photo": pdf(), "checklist": pdf()},
            )
        assert [one.where.field for one in refusal.value.errors] == ["area"]
    record.refresh_from_db()
    assert (record.area, record.version) == ("210381", 1)
    assert services.change(city, record, {"area": "210303"}, version=1).area == "210303"


def test_a_firm_does_not_put_its_record_under_the_name_of_another():
    values = case_values("green_factories")
    firm = people.make(people.Person("steel", people.Role.HOLDER, holder=values["holder"]))
    record = services.create(firm, "green_factories", values)
    with pytest.raises(InvalidRecordError) as refusal:
        services.change(firm, record, {"holder": holder(7)}, version=1)
    assert [one.where.field for one in refusal.value.errors] == ["holder"]
    assert services.change(firm, record, {"area": "210304"}, version=1).area == "210304"


def test_the_values_of_an_earlier_version_can_be_read():
    record = accepted()
    assert history.values_at(record, 1) == audit(1)
    assert history.values_at(record, 2)["listed_on"] == "2026-01-12"
    assert history.values_at(record, record.version) == record.values


def test_an_attachment_is_kept_under_its_hash():
    attachment = services.attach(None, make(), pdf("../../etc/报告.pdf"))
    assert attachment.name == "报告.pdf" and attachment.media_type == "application/pdf"
    assert uploads.opened(attachment.sha256).read() == PDF


def test_a_broken_file_of_one_register_does_not_stop_the_others(monkeypatch):
    from lvxun.errors import Where
    from lvxun.web.registers import definitions as kept

    real = kept.read_all

    def with_a_fault(*where):
        registers, faults = real(*where)
        return registers, [*faults, LvxunError("broken", Where(file="registers/eia.toml"))]

    monkeypatch.setattr(kept, "read_all", with_a_fault)
    monkeypatch.setattr(kept._Kept, "read", None)
    assert "eia" not in kept.definitions() and REGISTER in kept.definitions()
    assert any("eia" in (fault.where.file or "") for fault in kept.definition_faults())
    monkeypatch.setattr(kept._Kept, "read", None)


def refused_row(rows):
    with pytest.raises(DuplicateRecordError) as caught:
        services.create_many(None, REGISTER, rows)
    return caught.value


def test_many_rows_are_kept_or_none_and_the_row_to_blame_is_named():
    make(1)
    error = refused_row([audit(2), audit(3), audit(1), audit(4)])
    assert (error.where.row, error.where.field, error.other) == (4, "holder", "QS2026-210102-0001")
    assert "row 4" in error.message and Record.objects.count() == 1


def test_a_firm_twice_in_the_rows_is_named():
    error = refused_row([audit(2), audit(3), audit(2)])
    assert (error.where.row, error.fields) == (4, ("holder", "list_year"))
    assert not Record.objects.exists()


def test_a_code_twice_in_the_rows_or_taken_before_is_named():
    twice = [
        services.NewRecord(audit(2), code="旧-1", row=7),
        services.NewRecord(audit(3), code="旧-1", row=9),
    ]
    assert refused_row(twice).where.row == 9
    services.create(None, REGISTER, audit(1), code="旧-1")
    assert refused_row(twice[:1]).where.row == 7


def test_many_rows_pass_over_codes_from_outside():
    for number in (1, 3):
        services.create(None, REGISTER, audit(number), code=f"QS2026-210102-000{number}")
    assert services.create_many(None, REGISTER, [audit(number) for number in (11, 12, 13)]) == 3
    assert Record.objects.values("code").distinct().count() == 5


def test_many_rows_ask_for_the_right_of_each():
    city = people.make(people.PREFECTURE)
    with pytest.raises(PermissionDenied):
        services.create_many(city, REGISTER, [audit(1), audit(2, area="210202")])
    assert services.create_many(city, REGISTER, [audit(1), audit(2)]) == 2
    assert RecordEvent.objects.filter(actor=city).count() == 2


def test_progress_is_told_and_rows_may_come_one_by_one():
    told = []
    rows = (audit(number) for number in range(1, 1202))
    assert services.create_many(None, REGISTER, rows, on_progress=told.append) == 1201
    assert told == [1000, 1201]
