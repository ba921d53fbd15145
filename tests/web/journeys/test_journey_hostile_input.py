"""What is wrong or meant to do harm: told beside its field, nothing lost, nothing run."""

import pytest
from journey_desk import Desk, paper

import people
from lvxun.web.registers.models import Attachment, Record

SCRIPT = '<script>window.harmed = 1</script><img src="x" onerror="window.harmed = 2">'
FORMULA = "=cmd|' /C calc'!A0"
TURNED = "\u202egnp.exe 作坊🏭"
FIRM = {
    "firm_name": "兴工街某电镀作坊",
    "area": "210102",
    "address": "兴工街17号院内",
    "site": "123.3712, 41.7931",
    "industry": "3360",
    "found_on": "2026-01-02",
    "found_by": "survey",
    "problems": ["eia"],
}
LAND = {"project_name": "输水工程", "firm_name": "水务公司", "area": "210100"}
CROSSED = "123.40 41.80\n123.42 41.82\n123.42 41.80\n123.40 41.82"
LARGE = 50 * 1024 * 1024
FAKES = {
    "程序.pdf": b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200 + b"This program cannot be run in DOS mode",
    "网页.pdf": b"<!DOCTYPE html><html><script>window.harmed = 3</script></html>",
    "图.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="window.harmed = 4"/>',
    "图.png": b'<svg xmlns="http://www.w3.org/2000/svg" onload="window.harmed = 5"/>',
}


def enter(desk, **changes):
    """Open a record with the form; None where it was refused."""
    desk.sit(people.PREFECTURE).open("record-new", "scattered_firms")
    desk.fill({**FIRM, **changes}).send()
    return Record.objects.order_by("-id").first()


def harmed(desk):
    return desk.page.evaluate("window.harmed")


def test_script_formula_and_turned_text_are_shown_as_text_everywhere(desk):
    record = enter(desk, firm_name=SCRIPT, address=FORMULA, operator=TURNED)
    for name in ("record", "record-edit", "record-history", "record-print"):
        desk.open_record(record, name)
        assert harmed(desk) is None, name
        assert desk.page.locator("main script, main img").count() == 0, name
    desk.open_record(record)
    assert SCRIPT in desk.told and FORMULA in desk.told
    assert "\u202e" not in desk.told
    desk.open("register-list", "scattered_firms")
    assert (harmed(desk), "<script>" in desk.told) == (None, True)
    desk.open_record(record, "record-edit")
    assert (desk.holds("firm_name"), desk.holds("address")) == (SCRIPT, FORMULA)


def test_signs_that_no_text_has_are_told_beside_the_field(desk):
    assert enter(desk, operator="张\x00某") is None
    assert desk.fault("operator")
    assert desk.holds("firm_name") == FIRM["firm_name"]


def test_a_text_over_its_length_is_told_and_not_cut(desk):
    long = "长" * 10_000
    assert enter(desk, address=long) is None
    assert "200" in desk.fault("address")
    assert desk.holds("address") == long
    desk.fill({"address": "兴工街1号", "check_result": long}).send()  # as long as this one may be
    assert Record.objects.get().values["check_result"] == long


def test_dates_that_cannot_be_are_told_beside_them(desk):
    assert enter(desk, found_on="2026-03-01", power_cut_on="2025-12-31") is None
    assert desk.fault("found_on")  # after today
    desk.fill({"found_on": "2026-01-02"}).send()
    assert desk.fault("power_cut_on") and not desk.fault("found_on")
    desk.sit(people.ENTERPRISE).open("record-new", "discharge_permits")
    desk.fill({"founded_on": "2020-05-06", "valid_from": "2019-01-01"}).send()
    assert desk.fault("valid_from")  # before the firm was founded


def test_the_same_firm_is_found_and_led_to(desk):
    first = enter(desk)
    enter(desk)
    assert Record.objects.count() == 1
    assert desk.holds("address") == FIRM["address"]
    desk.page.locator(f'main a[href$="{first.code}/"]').first.click()
    assert first.code in desk.told


def test_a_polygon_that_crosses_itself_is_told_beside_its_picture(desk):
    desk.sit(people.Person("land", people.Role.OFFICER, "", "natural_resources", "210100"))
    desk.open("record-new", "land_preapprovals").fill({**LAND, "site": CROSSED}).send()
    assert desk.fault("site")
    assert len(desk.holds("site").splitlines()) == 4
    assert desk.page.locator(".input-polygon svg").count() == 1
    assert not Record.objects.exists()


def test_a_file_that_is_not_what_it_says_is_refused(desk):
    record = enter(desk)
    for name, content in FAKES.items():
        _attach(desk, record, {"name": name, "mimeType": "application/pdf", "buffer": content})
        assert desk.page.locator(".input:has(#attach-file) .fault").count() == 1, name
        assert harmed(desk) is None, name
    assert not Attachment.objects.exists()
    _attach(desk, record, paper("排查表.pdf"))
    assert Attachment.objects.get().name == "排查表.pdf"


def test_a_file_of_fifty_megabytes_is_refused(desk, tmp_path):
    record = enter(desk)
    large = tmp_path / "很大.pdf"
    with large.open("wb") as stream:
        stream.write(b"%PDF-1.7\n")
        stream.truncate(LARGE)
    _attach(desk, record, large)
    assert "20 MB" in desk.page.locator(".input:has(#attach-file) .fault").inner_text()
    assert not Attachment.objects.exists()


def _attach(desk, record, file):
    desk.open_record(record)
    form = desk.page.locator("form:has(#attach-file)")
    if not desk.page.locator("#attach-file").is_visible():
        desk.page.locator("details:has(#attach-file) > summary").click()
    desk.page.set_input_files("#attach-file", file)
    with desk.page.expect_navigation():
        form.locator("button").click()


@pytest.fixture
def other(browser, live_server):
    """Another browser at another desk."""
    context = browser.new_context()
    yield Desk(context.new_page(), live_server.url)
    context.close()


def test_of_two_who_change_a_record_the_second_sees_what_the_first_did(desk, other):
    record = enter(desk)
    desk.open_record(record, "record-edit")
    other.sit(people.PREFECTURE, "en").open_record(record, "record-edit")
    other.fill({"address": "兴工街71号", "employees": "6"}).send()
    desk.fill({"address": "兴工街17号甲", "operator": "张某"}).send()
    assert (desk.holds("address"), desk.holds("operator"), desk.holds("employees")) == (
        "兴工街17号甲",
        "张某",
        "6",
    )
    assert "兴工街71号" in desk.told
    desk.send()
    record.refresh_from_db()
    assert (record.values["address"], record.values["employees"]) == ("兴工街17号甲", 6)
