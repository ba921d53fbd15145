"""The whole way from a sheet to the overlay in a browser, once without any script, on a narrow screen."""

import pytest
from django.conf import settings
from made_sheets import BAD, GOOD, workbook

from lvxun.web.figures.models import Figure


@pytest.fixture
def narrow(browser, live_server, client, transactional_db, statistician):
    client.force_login(statistician)
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies["sessionid"].value}
    context.add_cookies([{**cookie, "url": live_server.url}])
    yield context.new_page()
    context.close()


def test_a_sheet_is_brought_in_without_scripts(narrow, live_server, tmp_path):
    sheet = tmp_path / "figures.xlsx"
    sheet.write_bytes(workbook(GOOD, BAD))
    narrow.goto(f"{live_server.url}/figures/import/")
    narrow.set_input_files("[name=sheet]", sheet)
    narrow.get_by_role("button", name="开始预检").click()
    narrow.get_by_label("1 行合格的写入，1 行退回待改").check()
    narrow.fill("[name=why]", "年鉴已发布")
    narrow.get_by_role("button", name="写入数据").click()
    assert "4,000 亿元" in narrow.locator("main").inner_text()
    assert Figure.objects.get().value == 4000
