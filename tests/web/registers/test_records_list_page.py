"""The overview, the list of a register with filters and views, one step on many records."""

import pytest

import people
from cleaner_audits import REGISTER, china, make, step
from lvxun.web.registers.definitions import definitions, overridden
from lvxun.web.registers.models import Record, SavedView
from register_pages import LIST, at, browse, page_of, read, user, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return browse(people.PROVINCE)


@pytest.fixture
def records():
    cities = ["210102", "210102", "210202"]
    return [
        make(n, area=area, industry="3110" if n == 3 else "2614") for n, area in enumerate(cities, start=1)
    ]


def codes(answer):
    return read(answer).xpath("//table[@class='records']//small[contains(@class, 'code')]/text()")


def counted(answer):
    return words(answer, "//div[@class='result-head']//strong")


def test_the_overview_has_every_register_under_its_measures(client):
    page = read(client.get("/registers/"))
    linked = {
        one.split("/")[2] for one in page.xpath("//ul[@class='register-lines']//a[@class='name']/@href")
    }
    assert linked == set(definitions())
    assert page.xpath("//h3/a[contains(@href, '/measures/m2/')]")


def test_the_overview_can_be_searched(client):
    page = read(client.get("/registers/", {"q": "强制性清洁生产审核"}))
    assert page.xpath("//a[@class='name']/@href") == [at("register-about", REGISTER)]


def test_the_overview_counts_what_its_reader_sees(records):
    def count(person):
        page = read(browse(person).get("/registers/"))
        return page.xpath(f"//a[@class='count'][@href='{LIST}']/text()")

    assert count(people.PROVINCE) == ["3"]
    assert count(people.PREFECTURE) == ["2"]
    assert count(people.OTHER_FUNCTION) == []


def test_a_list_shows_what_its_reader_sees(records, province):
    assert len(codes(province.get(LIST))) == 3
    assert len(codes(browse(people.OTHER_CITY).get(LIST))) == 1
    assert browse(people.OTHER_FUNCTION).get(LIST).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"area": "210200"}, 1),
        ({"state": "proposed"}, 3),
        ({"state": "listed"}, 0),
        ({"q": "化工"}, 3),
        ({"q": "第3"}, 1),
        ({"industry": "31"}, 1),
        ({"cases": "energy"}, 3),
        ({"list_year__from": "2027"}, 0),
        ({"state": ["proposed", "listed"], "area": "210100"}, 2),
    ],
)
def test_filters_narrow_the_list_and_its_count(records, province, query, found):
    answer = province.get(LIST, query)
    assert len(codes(answer)) == found
    assert counted(answer).startswith(str(found))


def test_facets_have_counts_and_lead_to_the_narrower_list(records, province):
    page = read(province.get(LIST))
    shown = {
        li.xpath("./a")[0].text_content(): li.xpath("./span/text()")
        for li in page.xpath("//ul[@class='counts-list']/li")
    }
    assert shown["Shenyang"] == ["2"]
    assert shown["over the energy limit"] == ["3"]
    address = page.xpath("//ul[@class='counts-list']//a[contains(., 'Dalian')]/@href")[0]
    assert len(codes(province.get(LIST + address))) == 1


def test_each_filter_can_be_taken_off(records, province):
    page = read(province.get(LIST, {"area": "210200", "q": "化工"}))
    chips = page.xpath("//ul[contains(@class, 'chips')]/li/a/@href")
    assert any("q=" in one and "area" not in one for one in chips)
    assert any("area=" in one and "q=" not in one for one in chips)


def test_a_nonsensical_filter_is_told_and_does_not_narrow(records, province):
    answer = province.get(LIST, {"state": "nowhere", "area": "999999", "list_year__from": "x", "page": "0"})
    assert answer.status_code == 200
    assert words(answer, "//*[@id='errors']")


def test_a_page_behind_the_last_is_the_last(records, province):
    assert len(codes(province.get(LIST, {"page": "99"}))) == 3


def test_columns_are_chosen_and_titles_stay(records, province):
    page = read(province.get(LIST, {"col": ["industry"]}))
    heads = [
        " ".join(one.text_content().split())
        for one in page.xpath("//table[@class='records']//th[@scope='col']")
    ]
    assert heads[1:] == ["Record", "State", "Industry", "Due"]


def test_a_list_is_sorted_by_what_an_index_serves(records, province):
    page = read(province.get(LIST, {"order": "-code"}))
    found = page.xpath("//table[@class='records']//small[contains(@class, 'code')]/text()")
    assert found == sorted(found, reverse=True)


def test_totals_by_city_lead_to_the_city(records, province):
    bars = read(province.get(LIST)).xpath("//table[@class='city-bars']//tr")
    assert [[cell.text_content().strip() for cell in row if cell.text_content().strip()] for row in bars] == [
        ["Shenyang", "2"],
        ["Dalian", "1"],
    ]


def test_an_empty_register_says_how_to_begin(province):
    told = read(province.get(LIST)).xpath("//div[@class='start-here']//a/@href")
    assert at("record-new", REGISTER) in told
    nobody = read(browse(people.INSPECTOR).get(LIST)).xpath("//div[@class='start-here']//a/@href")
    assert at("record-new", REGISTER) not in nobody


def test_a_view_is_kept_shown_and_taken_away(records, province):
    form = {"name": "大连", "query": "area=210200&order=-due"}
    province.post(at("register-view-save", REGISTER), form)
    view = SavedView.objects.get()
    address = f"{LIST}?{view.query}"
    assert address in read(province.get(LIST)).xpath("//div[contains(@class, 'views')]//a/@href")
    assert len(codes(province.get(address))) == 1
    province.post(at("register-view-drop", REGISTER, view.pk))
    assert not SavedView.objects.exists()


def test_a_shared_view_is_seen_by_others_and_taken_away_by_its_owner_alone(province):
    province.post(at("register-view-save", REGISTER), {"name": "共享", "query": "q=x", "shared": "1"})
    province.post(at("register-view-save", REGISTER), {"name": "自用", "query": "q=y"})
    other = browse(people.PREFECTURE)
    told = words(other.get(LIST), "//div[contains(@class, 'views')]")
    assert "共享" in told and "自用" not in told
    view = SavedView.objects.get(name="共享")
    assert other.post(at("register-view-drop", REGISTER, view.pk)).status_code == 404


def test_a_step_on_many_says_first_what_would_happen_to_each(records, province):
    step(records[0], "list", china(2026, 1, 12), values={"listed_on": "2026-01-12"})
    form = {"transition": "list", "pk": [one.pk for one in records]}
    answer = province.post(at("register-bulk", REGISTER), form)
    assert "2 of 3" in words(answer)
    assert "“listed”" in words(answer, "//table")
    assert Record.objects.filter(state="listed").count() == 1


def test_a_step_on_many_is_taken_on_each_with_its_verdict(records, province):
    late = {f"version.{one.pk}": one.version for one in records} | {f"version.{records[2].pk}": 0}
    form = {
        "transition": "list",
        "confirm": "1",
        "pk": [one.pk for one in records],
        "v.listed_on": "2026-02-02",
    }
    answer = province.post(at("register-bulk", REGISTER), form | late)
    assert "2 of 3" in words(answer)
    assert Record.objects.filter(state="listed").count() == 2
    assert "changed since you opened it" in words(answer)


def test_a_step_on_many_touches_nothing_out_of_sight(records):
    form = {"transition": "drop", "confirm": "1", "why": "x", "pk": [one.pk for one in records]}
    form |= {f"version.{one.pk}": one.version for one in records}
    browse(people.OTHER_CITY).post(at("register-bulk", REGISTER), form)
    assert Record.objects.filter(state="proposed").count() == 3


def test_the_inbox_has_what_leads_on_the_overdue_first(records, province):
    listed = step(records[0], "list", china(2026, 1, 12), values={"listed_on": "2026-01-12"})
    page = read(province.get(at("inbox")))
    waiting = page.xpath("//ul[@class='tasks']//div[@class='what']/p[1]/a/@href")
    assert page_of(listed) not in waiting  # the enterprise's turn
    assert set(waiting) == {page_of(records[1]), page_of(records[2])}


def test_an_inbox_of_nobody_says_so():
    assert "no office" in words(browse(people.READER).get(at("inbox")))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_list_answers_in_both_languages(records, language):
    client = browse(people.PROVINCE, language)
    for address in ("/registers/", LIST, at("inbox"), at("duties"), at("register-about", REGISTER)):
        assert client.get(address)["Content-Language"] == language


def test_what_a_register_is_can_be_read_by_everybody(client):
    for register_id in definitions():
        answer = client.get(at("register-about", register_id))
        assert answer.status_code == 200, register_id
        page = read(answer)
        assert len(page.xpath("//svg[@class='diagram']/*[contains(@class, 'box')]")) == len(
            definitions()[register_id].states
        )


def test_an_unserved_file_takes_no_page_down(province):
    with overridden({}):
        assert province.get("/registers/").status_code == 200
        assert province.get(LIST).status_code == 404
        assert province.get(at("inbox")).status_code == 200
    assert user(people.PROVINCE).pk
