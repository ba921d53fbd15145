"""The registers in a real browser: narrowing without a reload, sums while typing, a step taken."""

import pytest
from django.test import Client

import people
from cleaner_audits import REGISTER, holder, make
from lvxun.web.registers.models import Record
from register_pages import user

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (1440, 390)


@pytest.fixture
def open_as(page, live_server):
    """Open an address as somebody, in English; the page must not complain."""

    def go(person, address):
        client = Client()
        client.force_login(user(person), backend=people.BACKEND)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        language = {"name": "django_language", "value": "en", "url": live_server.url}
        page.context.add_cookies([session, language])
        page.goto(live_server.url + address)
        return page

    yield go
    assert page.complaints == []


def test_a_firm_is_entered_with_rows_and_marks_that_add_up(open_as):
    page = open_as(people.PREFECTURE, f"/registers/{REGISTER}/new/")
    page.get_by_label("Firm").first.fill("沈阳第一化工厂")
    page.locator("[name='v.holder']").fill(holder(1))
    page.locator("#f-v-holder-verdict .good").wait_for()
    page.locator("[name='v.industry']").fill("2614")
    page.locator("[name='v.list_year']").fill("2026")
    page.get_by_label("over the energy limit").check()
    for number, saved in enumerate(("30", "5.5")):
        page.locator(f"[name='v.options.{number}.kind']").select_option("low_cost")
        page.locator(f"[name='v.options.{number}.name']").fill(f"方案{number}")
        page.locator(f"[name='v.options.{number}.saved_tce']").fill(saved)
        if number == 0:
            page.get_by_role("button", name="Add rows").click()
            page.locator("[name='v.options.1.kind']").wait_for()
    page.locator("[name='v.score.effect']").fill("28")
    page.locator("[name='v.score.effect']").blur()
    page.locator("#live-score", has_text="28 / 100").wait_for()
    page.locator("#live-saved_energy", has_text="35.5 tce").wait_for()
    page.get_by_role("button", name="Open the record").click()
    page.locator("ol.way").wait_for()
    assert Record.objects.get().values["saved_energy"] == 35.5


def test_a_list_is_narrowed_without_a_reload_and_the_way_back_leads_back(open_as):
    for number, area in enumerate(("210102", "210102", "210202"), start=1):
        make(number, area=area)
    page = open_as(people.PROVINCE, f"/registers/{REGISTER}/")
    page.evaluate("window.kept = true")
    page.locator(".facets").get_by_role("link", name="Dalian").click()
    page.locator("strong", has_text="1 record").wait_for()
    assert page.evaluate("window.kept") is True
    assert "area=210200" in page.url
    page.go_back()
    page.locator("strong", has_text="3 records").wait_for()


def test_a_step_is_taken_from_the_page(open_as):
    record = make(1)
    page = open_as(people.PROVINCE, f"/registers/{REGISTER}/{record.code}/")
    page.locator("#step-list summary").click()
    page.locator("#step-list [name='v.listed_on']").fill("2026-02-02")
    page.locator("#step-list").get_by_role("button", name="Put on the list").click()
    page.locator("li.here", has_text="listed").wait_for()
    record.refresh_from_db()
    assert record.state == "listed"


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_their_window(open_as, width):
    record = make(1, firm_name="很长的名称" * 24)
    page = open_as(people.PROVINCE, "/registers/")
    page.set_viewport_size({"width": width, "height": 900})
    base = page.url.rsplit("/registers/", 1)[0]
    own = f"/registers/{REGISTER}/{record.code}/"
    listed = f"/registers/{REGISTER}/"
    for address in ("/registers/", listed, f"{listed}about/", own, f"{own}edit/", f"{own}print/", "/inbox/"):
        page.goto(base + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
