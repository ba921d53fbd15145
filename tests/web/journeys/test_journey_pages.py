"""The pages of the day's work in a browser: accessible, silent, within the screen, asking nobody else."""

from datetime import date

import pytest
from django.urls import reverse

import people
from lvxun.web.oversight import planning
from lvxun.web.oversight.models import Task
from lvxun.web.registers import services

PLACE = {"area": "210102", "address": "兴工街17号", "site": [123.37, 41.79], "industry": "3360"}
FOUND = {"found_on": "2026-01-04", "found_by": "survey", "problems": ["eia"]}
FIGURE = ("register-figure", "scattered_firms", "scattered_closed_out_share")
# Who looks at which page; TASK and RECORD stand for the one there is.
PAGES = {
    "overview": (people.PREFECTURE, "registers"),
    "list": (people.PREFECTURE, "register-list", "scattered_firms"),
    "about": (None, "register-about", "scattered_firms"),
    "new": (people.PREFECTURE, "record-new", "scattered_firms"),
    "new permit": (people.ENTERPRISE, "record-new", "discharge_permits"),
    "new factory": (people.ENTERPRISE, "record-new", "green_factories"),
    "record": (people.PREFECTURE, "record", "scattered_firms", "RECORD"),
    "edit": (people.PREFECTURE, "record-edit", "scattered_firms", "RECORD"),
    "history": (people.PREFECTURE, "record-history", "scattered_firms", "RECORD"),
    "print": (people.PREFECTURE, "record-print", "scattered_firms", "RECORD"),
    "inbox": (people.PREFECTURE, "inbox"),
    "duties": (people.ENTERPRISE, "duties"),
    "public": (None, "public-registers"),
    "public register": (None, "public-register", "discharge_permits"),
    "pre-check": (None, "precheck"),
    "draws": (people.PROVINCE, "draws"),
    "new draw": (people.PROVINCE, "draw-new"),
    "figure": (people.PREFECTURE, *FIGURE),
    "board": (people.PLANNER, "oversight"),
    "task": (people.PREFECTURE, "oversight-task", "TASK"),
    "my tasks": (people.PREFECTURE, "oversight-mine"),
    "alerts": (people.PLANNER, "oversight-alerts"),
    "new task": (people.PLANNER, "oversight-task-new", 2026),
    "scores": (people.PLANNER, "oversight-scores"),
    "campaigns": (people.PLANNER, "oversight-campaigns"),
    "causes": (None, "measure-chain", "m3"),
    "remarks": (None, "measure-feedback", "m3"),
    "account": (people.PREFECTURE, "account"),
    "lending": (people.PREFECTURE, "delegations"),
    "people": (people.ADMINISTRATOR, "people"),
    "rights": (people.PLANNER, "rights"),
}


@pytest.fixture
def places(on, transactional_db):
    """What stands for a record and a task in the addresses."""
    planner = people.make(people.PLANNER)
    plan = planning.publish(planner, planning.draw_up(planner, date(2026, 1, 5).year))
    record = services.create(None, "scattered_firms", {"firm_name": "某电镀作坊", **PLACE, **FOUND})
    task = Task.objects.get(work_plan=plan, key="m03-2-210100-2026")
    return {"RECORD": record.code, "TASK": task.pk}


# Pages are made of the same parts, so each is looked at once, by day in Chinese or by night in English.
LOOKS = (("zh-hans", "light"), ("en", "dark"))
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def look(desk, address, axe):
    """Return what is wrong with a page: its status, its faults of access, how wide it is on a phone."""
    desk.page.set_viewport_size(WIDE)
    answer = desk.page.goto(address)
    faults = [(v["id"], v["nodes"][0]["html"][:160]) for v in axe.run(desk.page).response["violations"]]
    desk.page.set_viewport_size(NARROW)
    width = desk.page.evaluate("document.documentElement.scrollWidth")
    return answer.status, faults, max(width, NARROW["width"])


def test_pages_are_accessible_silent_and_fit_the_screen(desk, places):
    from axe_playwright_python.sync_playwright import Axe

    asked, seen, axe = [], {}, Axe()
    desk.page.on("request", lambda request: asked.append(request.url))
    for number, (name, (who, *address)) in enumerate(PAGES.items()):
        language, theme = LOOKS[number % len(LOOKS)]
        desk.page.emulate_media(color_scheme=theme)
        desk.page.context.clear_cookies()
        desk.sit(who, language) if who else desk.speak(language)
        place = reverse(address[0], args=[places.get(part, part) for part in address[1:]])
        seen[name] = look(desk, f"{desk.address}{place}", axe)
    right = (200, [], NARROW["width"])
    assert {name: found for name, found in seen.items() if found != right} == {}
    assert desk.page.complaints == []
    assert [url for url in asked if not url.startswith((desk.address, "data:", "blob:"))] == []
