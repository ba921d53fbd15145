"""A key discharge permit from a firm's question to its renewal: clocks, silence, holidays, duties, alerts."""

from journey_desk import paper

import people
from lvxun.web.oversight.jobs import run_daily
from lvxun.web.registers.models import Record

PROJECT = {
    "name": "铁西轧钢一厂",
    "industry": "3120",
    "area": "210100",
    "key_discharger": "yes",
}
SITE = {
    "address": "铁西区示例街1号",
    "site": "123.36, 41.79",
    "legal_representative": "刘某",
    "founded_on": "2008-05-12",
    "kind": "first",
    "eia_number": "沈环审〔2025〕1号",
    "outlets.0.code": "DA001",
    "outlets.0.pollutant": "二氧化硫",
    "outlets.0.amount": "120",
}


def precheck(desk):
    """Ask what the project meets, and begin the permit with the button of its line."""
    desk.sit(people.ENTERPRISE).open("precheck")
    page = desk.page
    page.fill("[name=name]", PROJECT["name"])
    page.fill("[name=industry]", PROJECT["industry"])
    page.select_option("[name=area]", PROJECT["area"])
    page.locator("[name=industry]").dispatch_event("change")
    page.locator("[name=key_discharger]").wait_for()
    page.select_option("[name=key_discharger]", "yes")
    page.locator(".precheck-form button.primary").click()
    page.locator("li", has_text="排污许可证：重点管理").locator("a.button.primary").click()
    page.wait_for_url("**/registers/discharge_permits/new/**")


def apply(desk, on):
    """Fill the form that the pre-check began, hand the application in."""
    on(2026, 1, 8)
    precheck(desk)
    filled = {"site_name": "铁西轧钢一厂", "holder": people.FIRM, "area": "210100", "key_discharger": "yes"}
    assert {field: desk.holds(field) for field in filled} == filled
    assert desk.holds("industry").startswith("3120")
    desk.fill(SITE).send()
    record = Record.objects.get()
    assert record.values["permit_class"] == "key"
    on(2026, 1, 12)
    desk.sit(people.ENTERPRISE).step(record, "submit", proofs={"commitment": paper("承诺书.pdf")})
    assert "2026-01-15" in desk.told  # three days to say what is missing
    return record


def decide(desk, on, record):
    """Ask for completion, accept, have it reviewed, issue: the clock stands twice."""
    on(2026, 1, 13)
    desk.sit(people.PREFECTURE).open("inbox")
    assert record.title in desk.told
    notice = {"notice": paper("补正告知书.pdf")}
    desk.step(record, "ask_completion", proofs=notice, why="缺自行监测方案")
    assert desk.page.locator(".way .clock").count() == 1
    on(2026, 1, 19)
    desk.sit(people.ENTERPRISE).step(record, "complete")
    on(2026, 1, 20)
    receipt = {"receipt": paper("受理通知书.pdf")}
    desk.sit(people.PREFECTURE).step(record, "accept", {"site_check": "no"}, receipt)
    # 30 days end on 19 February, in Spring Festival (15 to 23 February 2026): the first working day after it.
    assert "2026-02-24" in desk.page.locator(".next-line").inner_text()
    on(2026, 1, 26)
    desk.step(record, "review", proofs={"notice": paper("评审告知.pdf")})
    assert desk.page.locator(".next-line .clock").count() == 1
    on(2026, 2, 4)
    desk.sit(people.PREFECTURE).step(record, "reviewed", proofs={"opinion": paper("评审意见.pdf")})
    # Nine days stood still: 28 February, a Saturday on which all work to make up for the holidays.
    assert "2026-02-28" in desk.page.locator(".next-line").inner_text()
    on(2026, 2, 12)
    decision = {
        "decision_number": "沈环许〔2026〕7号",
        "valid_from": "2026-02-12",
        "report_frequency": "quarter",
    }
    desk.sit(people.PREFECTURE).step(record, "issue", decision, {"decision": paper("决定书.pdf")})
    assert desk.here == "已核发"
    assert record.values["expires_on"] == "2031-02-12"


def report(desk, on):
    """File the first execution report from the page of duties."""
    on(2026, 4, 8)
    desk.sit(people.ENTERPRISE).open("duties")
    line = desk.page.locator(".tasks li", has_text="季度执行报告").filter(has_text="2026Q1")
    assert "2026-04-15" in line.inner_text()
    line.locator("a.button").click()
    desk.send("main form")
    assert desk.fault("exceeded")  # said beside the field, and not filed
    desk.fill({"exceeded": "no"}).send("main form")
    desk.open("duties")
    assert desk.page.locator("section", has=desk.page.locator("#done")).get_by_text("2026Q1").count() == 1


def renew(desk, on, record):
    """Be reminded, ask in time; nobody decides, so silence does; the decision follows."""
    on(2030, 11, 20)
    run_daily()
    desk.sit(people.PREFECTURE).open("oversight-alerts")
    assert record.title in desk.told
    desk.sit(people.ENTERPRISE).open("duties")
    line = desk.page.locator(".tasks li", has_text="申请延续").filter(has_text=record.title).first
    assert "2030-12-14" in line.inner_text()  # sixty days before the end
    line.locator("a.button.primary").click()
    desk.step(record, "ask_renewal", proofs={"application": paper("延续申请.pdf")})
    assert desk.here == "延续申请中"
    on(2031, 2, 13)
    run_daily()
    record.refresh_from_db()
    assert record.state == "deemed_renewed"
    desk.sit(people.PREFECTURE).step(
        record, "renew", {"valid_from": "2031-02-12", "decision_number": "沈环许〔2031〕2号"}
    )
    assert (desk.here, record.values["expires_on"]) == ("已核发", "2036-02-12")
    desk.open_record(record, "record-history")
    assert all(part in desk.told for part in ("缺自行监测方案", "视为准予延续", "2036-02-12"))


def test_from_the_application_to_the_renewal(desk, on):
    record = apply(desk, on)
    decide(desk, on, record)
    report(desk, on)
    renew(desk, on, record)
    desk.sit(people.ENTERPRISE, "en").open_record(record)
    assert "issued" in desk.told
