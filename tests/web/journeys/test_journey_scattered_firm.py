"""A 散乱污 firm from the day it is found to its relapse, and what the figure, the task and the lamp say."""

import pytest
from journey_desk import paper, photo

import people
from lvxun.web.oversight import planning
from lvxun.web.oversight.models import Task
from lvxun.web.registers.models import Link, Record, RecordEvent

FIRM = {
    "firm_name": "兴工街某电镀作坊",
    "holder": "91210102MA0XYN003M",
    "area": "210102",
    "address": "兴工街17号院内",
    "site": "123.3712, 41.7931",
    "industry": "3360",
    "found_on": "2026-01-08",
    "found_by": "survey",
    "problems": ["eia", "permit"],
}
CUTS = ("power_cut", "water_cut", "materials_cleared", "equipment_cleared", "products_cleared")
CUT_ON = {f"{cut}_on": f"2026-01-{21 + n}" for n, cut in enumerate(CUTS)}
PLACE = "?area=210100&year=2026"


@pytest.fixture
def task(on, transactional_db):
    """Close, move or upgrade the scattered firms of Shenyang: a task of a published work plan."""
    planner = people.make(people.PLANNER)
    plan = planning.publish(planner, planning.draw_up(planner, 2026))
    return Task.objects.get(work_plan=plan, key="m03-2-210100-2026")


def figure(desk):
    desk.sit(people.PREFECTURE)
    desk.open("register-figure", "scattered_firms", "scattered_closed_out_share", query=PLACE)
    return desk.page.locator(".value-large").inner_text()


def lamp(desk, task):
    """Return the colour of the task's lamp and what is said beside it."""
    desk.sit(people.PREFECTURE).open("oversight-task", task.pk)
    said = desk.page.locator("main .head-line").inner_text()
    task.refresh_from_db()
    return task.lamp, said


def enter(desk):
    """Enter the firm: first with a wrong check sign and without its address, then right."""
    desk.sit(people.PREFECTURE).open("record-new", "scattered_firms")
    desk.fill({**FIRM, "holder": FIRM["holder"][:-1] + "X", "address": ""}).send()
    assert desk.fault("holder") and desk.fault("address")
    assert not desk.fault("firm_name")
    assert (desk.holds("firm_name"), desk.holds("site")) == (FIRM["firm_name"], FIRM["site"])
    assert not Record.objects.exists()
    desk.fill({"holder": FIRM["holder"], "address": FIRM["address"]}).send()
    return Record.objects.get()


def close_out(desk, on, record):
    """Report, return, complete, sort, close with dated proofs, sign, check."""
    found = {"photo": photo("现场.jpg"), "checklist": paper("排查表.pdf")}
    desk.step(record, "report", {"township_signed_by": "李某"}, found)
    on(2026, 1, 13)
    desk.sit(people.PROVINCE).open("inbox")
    assert record.title in desk.told
    desk.step(record, "return", why="门牌与坐标不符，请核实")
    assert desk.here == "已退回"
    on(2026, 1, 14)
    desk.sit(people.PREFECTURE).open_record(record, "record-edit")
    desk.fill({"address": "兴工街71号院内"}).page.fill("#why", "门牌更正")
    desk.send()
    desk.step(record, "report_again")
    on(2026, 1, 16)
    desk.sit(people.PROVINCE).step(record, "confirm")
    on(2026, 1, 19)
    sorted_as = {"way": "close", "batch": "2026年第一批", "responsible": "王某"}
    desk.sit(people.COUNTY).step(record, "classify", sorted_as, {"decision": paper("分类决定.pdf")})
    assert "2026-02-24" in desk.told  # 30 days end in the holidays of Spring Festival: the next working day
    on(2026, 1, 26)
    desk.step(record, "close", CUT_ON, {cut: photo(f"{cut}.jpg") for cut in CUTS[:4]})
    assert record.state == "classified" and desk.page.locator("#step-close .fault").count() == 1
    desk.page.set_input_files(f'#step-close [name="proof.{CUTS[4]}"]', photo("清产品.jpg"))
    desk.send("#step-close form")
    record.refresh_from_db()
    assert desk.here == "已关停取缔"
    on(2026, 1, 28)
    desk.step(record, "sign", {"signed_by": "赵某"}, {"signature": paper("签字表.pdf")})
    on(2026, 2, 4)
    seen = {"checked_on": "2026-02-03", "check_result": "两断三清到位"}
    desk.sit(people.PREFECTURE).step(record, "check", seen, {"check": paper("抽查记录.pdf")})
    assert (record.state, desk.here) == ("closed_out", "已销号")


def relapse(desk, record):
    again = {"relapsed_on": "2026-03-09", "relapses": "1"}
    desk.sit(people.INSPECTOR).step(record, "relapse", again, {"photo": photo("夜间.jpg")}, "夜间恢复生产")
    case = Link.objects.get(source=record).target
    assert case.register == "enforcement_cases"
    assert case.code in desk.told
    return case


def test_from_finding_to_relapse(desk, on, task):
    desk.sit(people.PREFECTURE).open("oversight-task", task.pk)
    desk.page.click('form[action$="/begin/"] button')
    on(2026, 1, 12)
    assert lamp(desk, task)[0] == "green"
    record = enter(desk)
    close_out(desk, on, record)
    assert figure(desk).startswith("100")
    assert lamp(desk, task)[0] == "green"
    on(2026, 3, 10)
    case = relapse(desk, record)
    assert figure(desk).startswith("0")
    colour, said = lamp(desk, task)
    assert (colour, "100" in said) == ("yellow", True)
    told_by_history(desk, record)
    in_english(desk, record, case, task)


def told_by_history(desk, record):
    desk.sit(people.PROVINCE).open_record(record, "record-history")
    acts = desk.page.locator(".events > li").all_inner_texts()
    assert len(acts) == RecordEvent.objects.filter(record=record).count()
    whole = "\n".join(acts)
    for part in (
        "prefecture", "province", "county", "inspector", "2026-01-12 10:00", "2026-03-10 10:00",
        "门牌与坐标不符，请核实", "门牌更正", "兴工街17号院内", "兴工街71号院内", "夜间恢复生产", "死灰复燃",
    ):  # fmt: skip
        assert part in whole, part


def in_english(desk, record, case, task):
    desk.sit(people.PROVINCE, "en")
    for address, said in {
        ("record", "scattered_firms", record.code): "relapsed",
        ("record-history", "scattered_firms", record.code): "Sort",
        ("record", "enforcement_cases", case.code): record.code,
        ("register-list", "scattered_firms"): "relapsed",
        ("oversight-task", task.pk): "fell back",
        ("register-figure", "scattered_firms", "scattered_closed_out_share"): "0 %",
    }.items():
        desk.open(*address)
        assert desk.page.locator("html").get_attribute("lang") == "en"
        assert said in desk.told, address
