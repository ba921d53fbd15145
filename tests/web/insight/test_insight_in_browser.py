"""The pages in a real browser: accessible, silent, within the screen, by keyboard, without scripts."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = {
    "home": "/",
    "measure": "/measures/m15/",
    "targets": "/targets/",
    "target": "/targets/m15.2/",
    "indicators": "/indicators/",
    "indicator": "/indicators/nonfossil_capacity_share/",
    "series": "/series/gdp/",
    "area": "/areas/210200/",
    "bodies": "/bodies/",
    "body": "/bodies/drc/",
    "sources": "/sources/",
    "source": "/sources/nbs_provincial/",
    "requests": "/requests/",
    "coverage": "/coverage/",
    "search": "/search/?q=%E6%A3%AE%E6%9E%97",
    "style": "/style/",
    "sign-in": "/account/login/",
    "review": "/plan/review/?show=target",
    "diff": "/plan/diff/",
    "import": "/figures/import/",
}
WITH_CHART = ("target", "indicator", "series")
# Colours do not depend on the language, so each page is looked at in Chinese by day and in English by night.
LOOKS = (("zh-hans", "light"), ("en", "dark"))


def go(page, live_server, name, language="zh-hans", theme="light"):
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    page.emulate_media(color_scheme=theme)
    page.goto(live_server.url + PAGES.get(name, name))
    if name in WITH_CHART:
        page.wait_for_selector(".js-plotly-plot .main-svg")
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


def test_the_first_tab_skips_to_the_content(page, live_server):
    go(page, live_server, "home")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_chosen_theme_stays(page, live_server):
    go(page, live_server, "home")
    page.click("[data-theme-switch]")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_language_is_switched_in_place(page, live_server):
    page.goto(f"{live_server.url}/targets/")
    page.click("button[name=language]")
    page.wait_for_url("**/targets/")
    assert page.inner_text("h1") == "Targets"
    assert page.get_attribute("html", "lang") == "en"


def test_a_chart_is_painted_in_the_colours_of_the_page(page, live_server):
    colours = set()
    for theme in ("light", "dark"):
        go(page, live_server, "indicator", theme=theme)
        line = page.locator(".js-plotly-plot .js-line").first
        colours.add(line.evaluate("line => getComputedStyle(line).stroke"))
    assert len(colours) == 2


def test_the_chart_of_a_target_shows_history_path_and_target(page, live_server):
    go(page, live_server, "target")
    names = page.locator(".js-plotly-plot .legendtext").all_text_contents()
    assert names == ["直线路径", "历史", "目标"]


def test_all_figures_are_there_without_scripts(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(live_server.url + PAGES["target"])
    assert plain.locator("table .fig").count() >= 5
    assert not plain.locator(".chart").is_visible()
    context.close()


def test_labels_of_the_map_do_not_cover_each_other(page, live_server):
    for language in ("zh-hans", "en"):
        go(page, live_server, "home", language)
        boxes = [one.bounding_box() for one in page.locator(".map text").all()]
        assert [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if _covers(a, b)] == []


def _covers(a, b):
    """Say whether the letters of two lines meet; their boxes are half air."""
    wide = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    apart = abs(a["y"] + a["height"] / 2 - b["y"] - b["height"] / 2)
    return wide > 1 and apart < (a["height"] + b["height"]) / 4


def test_paper_is_white_by_night_too(page, live_server):
    go(page, live_server, "target", theme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    ink = page.evaluate("getComputedStyle(document.documentElement).color")
    assert ink == "rgb(0, 0, 0)"
    assert not page.locator("nav.main").first.is_visible()
