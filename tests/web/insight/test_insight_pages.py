"""What each page promises, beside what the walk finds on all of them."""

import pytest
from walking import look

from lvxun.attainment.model import Status

pytestmark = pytest.mark.django_db


def text(page):
    return " ".join(page.tree.find(".//main").text_content().split())


@pytest.fixture
def english(client):
    client.cookies["django_language"] = "en"
    return client


def test_the_home_page_counts_every_target_once(client, served):
    counts = look(client, "/").tree.xpath("//ul[@class='legend']//strong/text()")
    assert [int(count) for count in counts] == [served.assessment.count(status) for status in Status]


def test_the_home_page_lists_every_measure(client, served):
    links = look(client, "/").links()
    assert all(f"/measures/{measure.id}/" in links for measure in served.plan.measures)


def test_the_home_page_shows_the_map_of_another_series(client):
    page = look(client, "/?map=population")
    assert page.tree.xpath("//select[@name='map']/option[@selected]/@value") == ["population"]


def test_the_first_page_is_chinese_whatever_the_browser_wants(client):
    answer = client.get("/", headers={"accept-language": "en-GB,en;q=0.9"})
    assert answer.headers["Content-Language"] == "zh-hans"


def test_a_change_is_shown_without_the_name_of_a_person(client, signed_change):
    shown = text(look(client, "/"))
    assert "驳回了" in shown
    assert signed_change.actor.username not in shown


@pytest.fixture
def signed_change(db):
    import people
    from lvxun.web.people.history import record_event

    return record_event(
        actor=people.make(people.PLANNER), verb="plan.rejected", subject_type="target", subject_id="m15.1"
    )


def test_accounts_are_nobodys_business(client, db):
    from lvxun.web.people.history import record_event

    record_event(actor=None, verb="user.added", subject_type="user", subject_id="somebody-private")
    assert "somebody-private" not in text(look(client, "/"))


def test_the_changes_of_another_province_are_not_ours(client, db):
    from lvxun.web.people.history import record_event

    record_event(
        actor=None, verb="plan.rejected", subject_type="target", subject_id="m15.1", region="elsewhere"
    )
    assert "驳回了" not in text(look(client, "/"))


def test_a_measure_shows_its_lead_first(client):
    roles = look(client, "/measures/m15/").tree.xpath("//ul[contains(@class, 'bodies')]/li/small/text()")
    assert roles[0] == "牵头"
    assert set(roles[1:]) <= {"配合", "牵头"}


def test_a_measure_marks_its_targets_in_the_text(client, served):
    marked = look(client, "/measures/m15/").tree.xpath("//div[contains(@class, 'plan-text')]//a/@href")
    own = [f"/targets/{t.id}/" for t in served.plan.targets if t.measure_id == "m15"]
    assert marked == own


def test_what_a_measure_lacks_is_said(english):
    assert "none yet" in text(look(english, "/measures/m13/"))


def test_a_target_says_which_rule_decided_and_on_what(english, served):
    row = next(row for row in served.assessment.rows if row.indicator_id == "nonfossil_capacity_share")
    page = look(english, f"/targets/{row.target.id}/")
    assert row.rule in text(page)
    assert {f"/sources/{key}/" for key in row.latest.sources} <= set(page.links())


def test_a_target_without_data_names_who_is_asked(client, served):
    row = next(row for row in served.assessment.rows if row.latest is None and row.request)
    page = look(client, f"/targets/{row.target.id}/")
    assert page.tree.xpath("//section[@aria-labelledby='request']//a[starts-with(@href, '/bodies/')]")


def test_targets_are_filtered_by_status(client, served):
    page = look(client, "/targets/?status=no_data")
    rows = page.tree.xpath("//main//tbody/tr[th]")
    assert len(rows) == served.assessment.count(Status.NO_DATA)


def test_an_indicator_shows_the_figures_of_the_year_asked_for(english, served):
    years = [figure.year for figure in served.result.figures("nonfossil_capacity_share")]
    page = look(english, f"/indicators/nonfossil_capacity_share/?year={years[0]}")
    assert page.tree.xpath("//nav/a[@aria-current='true']/time/text()") == [str(years[0])]


@pytest.mark.parametrize("year", ["1850", "20215", "abc", "２０２０", "-1", ""])
def test_a_year_that_is_none_shows_the_latest(english, year):
    page = look(english, f"/indicators/forest_cover/?year={year}")
    assert page.status == 200
    assert page.tree.xpath("//p[@class='value-large']//a[@class='fig']")


def test_an_indicator_leads_back_to_the_sentence_of_the_plan(client, served):
    row = next(row for row in served.assessment.rows if row.indicator_id == "forest_cover")
    assert f"/targets/{row.target.id}/" in look(client, "/indicators/forest_cover/").links()


def test_a_series_says_file_and_row_of_each_figure(client):
    codes = look(client, "/series/gdp/").tree.xpath("//main//td//code/text()")
    assert codes
    assert all(code.startswith("series/") and code.rpartition(":")[2].isdigit() for code in codes)


def test_a_series_of_a_city_has_only_figures_of_the_city(english):
    page = look(english, "/series/gdp/?area=210200")
    assert "Dalian" in text(page)
    assert all("area=210200" in link for link in page.figure_links())


def test_a_body_shows_what_it_leads_and_what_it_is_asked_for(english, served):
    page = look(english, "/bodies/drc/")
    led = [m for m in served.plan.measures if m.bodies and m.bodies[0].name == "省发展改革委"]
    links = page.tree.xpath("//section[@aria-labelledby='leads']//a/@href")
    assert {f"/measures/{m.id}/" for m in led} <= set(links)


def test_the_sources_page_leaves_gaps_empty(client):
    cells = look(client, "/sources/").tree.xpath("//table[contains(@class, 'grid')]/tbody/tr/td")
    assert any(not cell.text_content().strip() for cell in cells)
    assert any(cell.text_content().strip() for cell in cells)


def test_coverage_shows_empty_cells(english, served):
    page = look(english, "/coverage/")
    assert len(page.tree.xpath("//tbody/tr")) == len(served.plan.measures)
    assert "empty" in text(page)


def test_requests_stand_under_the_body_that_is_asked(english, served):
    page = look(english, "/requests/")
    asked = {request.body for request in served.region.requests}
    assert {f"/bodies/{body}/" for body in asked} <= set(page.links())


def test_the_style_page_shows_every_status(english):
    badges = look(english, "/style/").tree.xpath("//dl//span[contains(@class, 'status-')]/@class")
    assert {badge.rpartition("-")[2] for badge in badges} == {str(status) for status in Status}


def test_charts_are_served_as_json(client):
    answer = client.get("/indicators/nonfossil_capacity_share/chart.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["data"][0]["x"]


def test_an_import_is_shown_and_leads_to_its_page(client, db):
    from lvxun.web.people.history import record_event

    record_event(actor=None, verb="figures.applied", subject_type="batch", subject_id="7")
    page = look(client, "/")
    assert "导入了" in text(page)
    assert "/figures/import/7/" in page.links()


def test_a_dry_run_is_its_owners_business(client, db):
    from lvxun.web.people.history import record_event

    record_event(actor=None, verb="figures.draft_discarded", subject_type="draft", subject_id="4711")
    assert "4711" not in text(look(client, "/"))
