"""The pages of the accounts in a real browser: accessible, silent, within the screen, with their charts."""

import time

import pytest

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = {
    "overview": "/accounts/?year=2014",
    "energy": "/accounts/energy/2014/",
    "carbon": "/accounts/carbon/2014/",
    "circularity": "/accounts/circularity/2014/",
    "cell": "/accounts/cell/2014/?id=carbon/gross_total",
    "cities": "/accounts/cities/2014/",
    "reconciliation": "/accounts/reconciliation/2014/",
    "footprint": "/accounts/footprint/2014/",
    "compare": "/accounts/compare/?a=2007&b=2014",
}
CHARTS = {"energy": 2, "carbon": 1, "reconciliation": 1, "footprint": 1}
LOOKS = (("zh-hans", "light"), ("en", "dark"))


def go(page, live_server, name, language="zh-hans", theme="light"):
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    page.emulate_media(color_scheme=theme)
    page.goto(live_server.url + PAGES.get(name, name))
    for place in range(CHARTS.get(name, 0)):
        page.locator("[data-account-chart]").nth(place).locator(".main-svg").first.wait_for()
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_silent_and_asks_nobody_else(page, live_server, name):
    from axe_playwright_python.sync_playwright import Axe

    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for language, theme in LOOKS:
        go(page, live_server, name, language, theme)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == [], (language, theme)
    assert page.complaints == []
    assert [url for url in asked if not url.startswith((live_server.url, "data:", "blob:"))] == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_fits_a_phone(page, live_server, language):
    page.set_viewport_size({"width": 390, "height": 844})
    widths = {}
    for name in PAGES:
        go(page, live_server, name, language)
        widths[name] = page.evaluate("document.documentElement.scrollWidth")
    assert {name: width for name, width in widths.items() if width > 390} == {}


def test_a_page_that_waits_shows_how_far_it_is_and_then_itself(
    page, live_server, made, settings, monkeypatch
):
    def slow(basis):
        time.sleep(1.0)
        return made.book_from(basis)

    monkeypatch.setattr("lvxun.web.accounts.held.book_from", slow)
    settings.ACCOUNTS_PATIENCE = 0.1
    page.goto(live_server.url + "/accounts/series/?id=carbon/gross_total")
    page.wait_for_selector("progress")
    page.wait_for_selector("[data-account-chart] .main-svg", timeout=30_000)
    assert page.locator("progress").count() == 0
