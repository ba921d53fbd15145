"""Forms made from a register's fields: kept, refused beside the field, merged when overtaken."""

import pytest

import people
from cleaner_audits import REGISTER, holder, make, register
from lvxun.web.registers import services
from lvxun.web.registers.models import Record
from register_pages import at, browse, faults, held, page_of, read, typed, user, words

pytestmark = pytest.mark.django_db
NEW = f"/registers/{REGISTER}/new/"


@pytest.fixture
def city():
    return browse(people.PREFECTURE)


def table(*rows):
    form = {"v.options.rows": str(len(rows))}
    for number, row in enumerate(rows):
        form |= {f"v.options.{number}.{key}": value for key, value in row.items()}
    return form


def test_a_filled_form_opens_a_record(city):
    answer = city.post(NEW, typed(1))
    record = Record.objects.get()
    assert (answer.status_code, answer.url) == (302, page_of(record))
    assert (record.title, record.values["cases"]) == ("沈阳第1化工有限公司", ["energy"])


def test_every_field_has_an_input_with_its_label(city):
    page = read(city.get(NEW))
    for field in register().fields:
        assert page.xpath(f"//*[@for='f-v-{field.id}' or @id='f-v-{field.id}' or @id='live-{field.id}']"), (
            field.id
        )


def test_a_form_begins_with_the_area_of_who_fills_it(city):
    assert held(city.get(NEW), "v.area") == "210100"


def test_the_address_may_bring_values_along(city):
    assert held(city.get(NEW, {"v.industry": "3110"}), "v.industry") == "3110"


def test_a_wrong_check_sign_is_told_beside_the_field_and_nothing_is_lost(city):
    wrong = holder(1)[:-1] + ("0" if holder(1)[-1] != "0" else "1")
    answer = city.post(NEW, typed(1, holder=wrong, address="重工街1号"))
    assert answer.status_code == 422
    assert "check" in faults(answer, "holder")
    assert (held(answer, "v.holder"), held(answer, "v.address")) == (wrong, "重工街1号")
    assert not Record.objects.exists()


def test_all_faults_are_told_at_once_and_listed_with_links(city):
    answer = city.post(NEW, typed(1, firm_name="", industry="9999999", list_year="many"))
    assert all(faults(answer, one) for one in ("firm_name", "industry", "list_year"))
    links = read(answer).xpath("//*[@id='errors']//a/@href")
    assert {"#f-v-firm_name", "#f-v-industry", "#f-v-list_year"} <= set(links)


def test_faults_are_told_in_the_row_of_a_table_that_has_them(city):
    rows = (
        {"kind": "low_cost", "name": "余热回收", "investment": "1"},
        {"kind": "low_cost", "investment": "much"},
    )
    answer = city.post(NEW, typed(1) | table(*rows))
    assert answer.status_code == 422
    assert not faults(answer, "options-0-investment")
    assert faults(answer, "options-1-investment") and faults(answer, "options-1-name")
    assert held(answer, "v.options.1.investment") == "much"


def test_rows_are_added_and_taken_out_without_a_script(city):
    form = typed(1) | table({"kind": "low_cost", "name": "一"}, {"kind": "high_cost", "name": "二"})
    more = city.post(NEW, form | {"add": "options"})
    assert more.status_code == 200
    assert len(read(more).xpath("//*[@id='table-options']/div")) > 3
    assert held(more, "v.options.1.name") == "二"
    city.post(NEW, form | {"v.options.remove": "0"})
    assert [row["name"] for row in Record.objects.get().values["options"]] == ["二"]


def test_a_score_sheet_and_what_follows_are_worked_out_while_typing(city):
    form = typed(1) | {"v.score.items": "1", "v.score.organisation": "20", "v.score.effect": "12.5"}
    form |= table(
        {"kind": "low_cost", "name": "一", "saved_tce": "30"},
        {"kind": "low_cost", "name": "二", "saved_tce": "5"},
    )
    answer = city.post(at("register-preview", REGISTER), form)
    assert "32.5 / 100" in words(answer, "//*[@id='live-score']")
    assert "35 tce" in words(answer, "//*[@id='live-saved_energy']")
    assert not Record.objects.exists()


def test_a_score_over_the_full_marks_is_told_at_its_line(city):
    answer = city.post(NEW, typed(1) | {"v.score.items": "1", "v.score.organisation": "31"})
    assert answer.status_code == 422
    assert words(answer, "//*[@id='f-v-score-organisation-fault']")


def test_sent_twice_a_form_opens_one_record(city):
    key = held(city.get(NEW), "request_key")
    for _ in range(2):
        city.post(NEW, typed(1) | {"request_key": key})
    assert Record.objects.count() == 1


def test_a_duplicate_leads_to_the_record_that_is_there(city):
    record = make(1)
    answer = city.post(NEW, typed(1))
    assert answer.status_code == 422
    assert page_of(record) in read(answer).xpath("//main//a/@href")


def test_a_change_is_kept_with_its_reason(city):
    record = make(1)
    city.post(
        page_of(record, "record-edit"), {"version": record.version, "v.address": "兴华街2号", "why": "搬迁"}
    )
    record.refresh_from_db()
    assert record.values["address"] == "兴华街2号"
    assert record.events.first().why == "搬迁"


def test_a_field_that_the_form_did_not_have_stays(city):
    record = make(1)
    city.post(page_of(record, "record-edit"), {"version": record.version, "v.address": "一"})
    assert Record.objects.get().values["industry"] == "2614"


class TestOvertaken:
    """Two people had the form open; the second to save sees what the first did."""

    @pytest.fixture
    def record(self):
        return make(1, address="旧址", firm_name="旧名")

    @pytest.fixture
    def answer(self, city, record):
        services.change(
            user(people.PROVINCE),
            record,
            {"address": "他的", "industry": "3110"},
            version=record.version,
            why="核对",
        )
        mine = {"v.address": "我的", "v.industry": "2614", "v.firm_name": "新名"}
        return city.post(page_of(record, "record-edit"), {"version": record.version, **mine})

    def test_who_did_what_is_told(self, answer):
        assert answer.status_code == 409
        assert "province" in words(answer, "//*[@aria-labelledby='overtaken']")
        assert "他的" in words(answer)

    def test_what_only_they_changed_is_taken_over_and_mine_is_kept(self, answer):
        assert held(answer, "v.industry") == "3110"
        assert held(answer, "v.firm_name") == "新名"

    def test_what_both_changed_shows_both_and_mine_stands(self, answer):
        assert held(answer, "v.address") == "我的"
        assert "他的" in words(answer, "//*[@class='meanwhile']")

    def test_saving_again_keeps_mine(self, city, record, answer):
        form = {
            "version": held(answer, "version"),
            "v.address": "我的",
            "v.firm_name": "新名",
            "v.industry": "3110",
        }
        assert city.post(page_of(record, "record-edit"), form).status_code == 302
        assert Record.objects.get().values["address"] == "我的"

    def test_a_tick_takes_theirs(self, city, record, answer):
        form = {"version": held(answer, "version"), "v.address": "我的", "theirs": "address"}
        city.post(page_of(record, "record-edit"), form)
        assert Record.objects.get().values["address"] == "他的"


def test_suggestions_name_the_codes(city):
    answer = city.get(at("register-suggest", "industry"), {"name": "v.industry", "v.industry": "炼铁"})
    assert read(answer).xpath("//option/@value") == ["311", "3110"]


def test_the_check_of_a_credit_code_is_told_while_typing(city):
    def verdict(code):
        return city.get(at("register-suggest", "holder"), {"name": "h", "h": code}).content.decode()

    assert "good" in verdict(holder(1))
    assert "bad" in verdict(holder(1)[:-1] + "#")


def test_a_short_form_or_a_strange_one_is_no_fault_of_the_site(city):
    for form in (
        {},
        {"v.options.rows": "x", "v.options.99999999.name": "x"},
        {"v.site": "1"},
        {"v.score.items": "1"},
    ):
        assert city.post(NEW, form).status_code == 422
