"""A sheet brought in: every row's verdict first, then all or nothing, then nothing a second time."""

from io import BytesIO

import pytest
from made_books import (
    brought_in,
    cell,
    edited,
    exported,
    exported_csv,
    faults,
    looked_through,
    plain_book,
    plain_row,
    saved,
    template,
    verdicts,
)
from openpyxl import load_workbook

import people
from cleaner_audits import REGISTER, accepted, audit, make, register
from lvxun.web.registers import services as records
from lvxun.web.registers.models import Record, Revision
from lvxun.web.registers.tallies import Scope, by_state
from lvxun.web.sheets import services
from lvxun.web.sheets.errors import SheetError
from lvxun.web.sheets.models import SheetImport, Status

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def city():
    return people.make(people.PREFECTURE)


def fill(sheet, row, **values):
    words = {"firm_name": "企业名称", "holder": "统一社会信用代码", "area": "所在地区", "industry": "行业"}
    words |= {"list_year": "名单年度", "cases": "列入情形"}
    for key, value in values.items():
        cell(sheet, words[key], row).value = value


class TestNewRecords:
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_a_template_that_was_filled_in_makes_records(self, city, lang):
        def edit(sheet):
            fill(sheet, 2, **audit(1, area="沈阳市", cases="双有（有毒有害）；energy"))
            fill(sheet, 3, **audit(2, cases="energy"))

        held = looked_through(city, edited(template(lang), edit))
        assert (held.status, verdicts(held)) == (Status.CHECKED, ["new", "new"]), faults(held)
        held = brought_in(held)
        assert (held.status, held.rows_applied) == (Status.APPLIED, 2)
        first = Record.objects.order_by("pk").first()
        assert first.values == {**audit(1, area="210100", cases=["energy", "toxic"])}
        assert first.events.get().why == "yearly list"
        assert by_state(Scope("liaoning", REGISTER)) == {"proposed": 2}

    def test_tables_come_from_their_own_sheet_by_row(self, city):
        book = load_workbook(BytesIO(template()))
        fill(book.worksheets[0], 2, **audit(1, cases="energy"))
        table = book["清洁生产方案"]
        for place, value in enumerate(("2", "无/低费", "加装变频器", 120000), 1):
            table.cell(2, place).value = value
        held = looked_through(city, saved(book))
        assert verdicts(held) == ["new"], faults(held)
        row = held.rows.get().values["options"][0]
        assert (row["kind"], row["name"], row["investment"]) == ("low_cost", "加装变频器", "120000.00")

    def test_faults_are_told_with_row_field_and_remedy(self, city):
        rows = [plain_row(1), plain_row(2, holder="91210100000000003X"), plain_row(3, list_year="last")]
        held = looked_through(city, plain_book(rows))
        assert verdicts(held) == ["new", "faulty", "faulty"], held.fault
        told = faults(held)
        assert [(row, field) for row, field, _what, _remedy in told] == [(3, "holder"), (4, "list_year")]
        assert all(remedy for *_place, remedy in told)

    def test_all_or_nothing_brings_nothing_in_where_a_row_is_faulty(self, city):
        held = looked_through(city, plain_book([plain_row(1), plain_row(2, list_year="last")]))
        with pytest.raises(SheetError, match="1 rows"):
            services.ask_to_apply(held, "all_or_nothing", "why")
        assert Record.objects.count() == 0

    def test_the_good_rows_come_in_and_the_others_are_held_back(self, city):
        held = looked_through(city, plain_book([plain_row(1), plain_row(2, list_year="last")]))
        assert brought_in(held, "good_rows").rows_applied == 1
        assert Record.objects.get().title == "沈阳第1化工有限公司"

    def test_the_same_firm_twice_is_told_in_the_second_row(self, city):
        held = looked_through(city, plain_book([plain_row(1), plain_row(1)]))
        assert verdicts(held) == ["new", "faulty"]
        assert "Row 2 has the same holder" in faults(held)[0][2]

    def test_a_firm_that_is_on_record_is_told_with_its_code(self, city):
        record = make(1)
        held = looked_through(city, plain_book([plain_row(1)]))
        assert record.code in faults(held)[0][2]

    def test_a_row_of_another_city_is_not_allowed(self, city):
        held = looked_through(city, plain_book([plain_row(1), plain_row(2, area="210200")]))
        assert verdicts(held) == ["new", "not_allowed"]

    def test_a_file_sent_again_is_recognised(self, city):
        data = plain_book([plain_row(1)])
        brought_in(looked_through(city, data))
        again = looked_through(city, data)
        assert services.earlier(again) is not None
        assert verdicts(again) == ["faulty"]

    def test_an_open_dry_run_of_the_same_file_is_the_same(self, city):
        data = plain_book([plain_row(1)])
        assert looked_through(city, data).pk == looked_through(city, data).pk
        assert SheetImport.objects.count() == 1

    def test_a_reason_is_asked_for(self, city):
        held = looked_through(city, plain_book([plain_row(1)]))
        with pytest.raises(SheetError, match="reason"):
            services.ask_to_apply(held, "all_or_nothing", " ")

    def test_what_was_put_aside_is_not_brought_in(self, city):
        held = looked_through(city, plain_book([plain_row(1)]))
        services.discard(held)
        held.refresh_from_db()
        with pytest.raises(SheetError):
            services.ask_to_apply(held, "all_or_nothing", "why")


class TestTheRoundTrip:
    def test_what_was_exported_comes_back_the_same(self, city):
        for number in (1, 2, 3):
            make(number, address="=1+1" if number == 1 else "青年大街1号")
        assert verdicts(looked_through(city, exported())) == ["same"] * 3
        assert verdicts(looked_through(city, exported_csv("en").encode(), "firms.csv")) == ["same"] * 3

    def test_an_edited_cell_is_shown_and_written(self, city):
        record = make(1)

        def edit(sheet):
            cell(sheet, "生产经营场所地址").value = "浑南路1号"

        held = looked_through(city, edited(exported(), edit))
        assert held.rows.get().detail == {"changes": {"address": [None, "浑南路1号"]}}
        brought_in(held)
        record.refresh_from_db()
        assert (record.values["address"], record.version) == ("浑南路1号", 2)

    def test_an_emptied_cell_takes_the_value_away(self, city):
        record = make(1, address="浑南路1号")

        def edit(sheet):
            cell(sheet, "生产经营场所地址").value = None

        brought_in(looked_through(city, edited(exported(), edit)))
        record.refresh_from_db()
        assert "address" not in record.values

    def test_what_others_changed_meanwhile_stays(self, city):
        record = make(1)
        sheet = exported()
        records.change(None, record, {"consultant": "省清洁生产中心"}, version=1)

        def edit(sheet):
            cell(sheet, "生产经营场所地址").value = "浑南路1号"

        held = looked_through(city, edited(sheet, edit))
        assert verdicts(held) == ["changed"]
        brought_in(held)
        record.refresh_from_db()
        assert (record.values["address"], record.values["consultant"]) == ("浑南路1号", "省清洁生产中心")

    @pytest.mark.parametrize(("side", "kept"), [("mine", "浑南路1号"), ("theirs", "青年大街2号")])
    def test_what_both_changed_is_a_conflict_to_be_decided(self, city, side, kept):
        record = make(1, address="旧址")
        sheet = exported()
        records.change(None, record, {"address": "青年大街2号"}, version=1)

        def edit(sheet):
            cell(sheet, "生产经营场所地址").value = "浑南路1号"

        held = looked_through(city, edited(sheet, edit))
        assert held.rows.get().detail["conflicts"] == {"address": ["旧址", "浑南路1号", "青年大街2号"]}
        with pytest.raises(SheetError, match="changed by others"):
            services.ask_to_apply(held, "all_or_nothing", "why")
        services.choose_side(held, side, row=2)
        brought_in(held)
        record.refresh_from_db()
        assert record.values["address"] == kept

    def test_a_change_between_dry_run_and_applying_is_not_lost(self, city):
        record = make(1)

        def edit(sheet):
            cell(sheet, "生产经营场所地址").value = "浑南路1号"

        held = looked_through(city, edited(exported(), edit))
        records.change(None, record, {"address": "青年大街2号"}, version=1)
        held = brought_in(held)
        assert held.status == Status.CHECKED
        assert "changed since" in held.fault[0][1]
        record.refresh_from_db()
        assert record.values["address"] == "青年大街2号"

    def test_a_sealed_record_gets_a_revision(self, city):
        record = accepted()

        def edit(sheet):
            cell(sheet, "生产经营场所地址").value = "浑南路1号"

        held = looked_through(city, edited(exported(), edit))
        assert verdicts(held) == ["revision"]
        brought_in(held)
        revision = Revision.objects.get()
        assert (revision.proposed, revision.why) == ({"address": "浑南路1号"}, "yearly list")
        record.refresh_from_db()
        assert "address" not in record.values

    def test_a_state_is_never_changed_by_a_sheet(self, city):
        make(1)

        def edit(sheet):
            cell(sheet, "状态").value = register().state("accepted").label.zh

        held = looked_through(city, edited(exported(), edit))
        assert (verdicts(held), faults(held)[0][1]) == (["faulty"], "@state")
        assert Record.objects.get().state == "proposed"

    def test_a_version_from_the_future_is_told(self, city):
        make(1)

        def edit(sheet):
            cell(sheet, "版本").value = 7

        held = looked_through(city, edited(exported(), edit))
        assert faults(held)[0][1] == "@version"

    def test_a_record_that_is_not_seen_is_not_there(self, city):
        make(1, area="210200")
        held = looked_through(city, exported())
        assert verdicts(held) == ["faulty"]
        assert "that you may see" in faults(held)[0][2]
