"""The review in a real browser: sign in, accept, be told of a mistake, correct, see who decided."""

import pytest

import people
from lvxun.web.review.models import Decision
from lvxun.web.served import package_plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def planner(page, live_server):
    people.make(people.PLANNER)
    page.goto(f"{live_server.url}/account/login/?next=/plan/review/")
    page.fill("#id_login", "planner")
    page.fill("#id_password", people.PASSWORD)
    page.click("main button.primary")
    page.wait_for_url("**/plan/review/")
    return page


def card(page, target):
    return page.locator(f"[id='target-{target.id}']")


def a_target():
    return next(t for t in package_plan().targets if t.value is not None)


def test_a_planner_decides_without_leaving_the_page(planner):
    target = a_target()
    card(planner, target).get_by_role("button", name="驳回").click()
    planner.wait_for_function(
        "id => document.getElementById(id).classList.contains('verdict-rejected')", arg=f"target-{target.id}"
    )
    assert Decision.objects.get().decided_by.username == "planner"
    assert not planner.complaints


def test_a_mistake_is_told_in_the_card_and_can_be_put_right(planner):
    target = a_target()
    card(planner, target).locator("details.correct summary").click()
    card(planner, target).locator("[name=year]").fill("20215")
    card(planner, target).locator("[name=verdict][value=corrected]").click()
    card(planner, target).get_by_role("alert").wait_for()
    assert card(planner, target).locator("[name=year]").input_value() == "20215"
    card(planner, target).locator("[name=year]").fill("2027")
    card(planner, target).locator("[name=verdict][value=corrected]").click()
    planner.wait_for_function(
        "id => document.getElementById(id).classList.contains('verdict-corrected')", arg=f"target-{target.id}"
    )
    assert Decision.objects.get().changes["year"] == "2027"


def test_an_item_is_shown_in_its_place_in_the_text(page, live_server):
    target = a_target()
    page.goto(f"{live_server.url}/plan/review/#target-{target.id}")
    here = page.locator(".source-text .here").first
    here.wait_for()
    assert here.inner_text()[:4] in target.quote
    assert not page.complaints


def test_two_plans_are_compared_in_the_browser(page, live_server, tmp_path):
    later = tmp_path / "later.txt"
    later.write_text(package_plan().source.text.replace("42.5%", "43.5%"), encoding="utf-8")
    page.goto(f"{live_server.url}/plan/diff/")
    page.set_input_files("[name=after]", str(later))
    page.click("form.upload button")
    page.locator(".change-stronger").first.wait_for()
    assert page.locator("tr.change-stronger").count() == 1
    assert not page.complaints
