"""The review page and the comparison, as a person meets them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import people
from lvxun.web.review.models import Decision
from lvxun.web.served import package_plan


@pytest.fixture
def planner(client, db):
    user = people.make(people.PLANNER)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def first_target():
    return next(t for t in package_plan().targets if t.value is not None)


def post(client, target, **fields):
    return client.post(f"/plan/review/target/{target.id}/", {"seen": "0", "verdict": "accepted", **fields})


def test_everybody_reads_the_text_and_its_items(client, db):
    shown = client.get("/plan/review/").content.decode()
    assert "万元地区生产总值" in shown
    assert f'id="target-{first_target().id}"' in shown
    assert '<form method="post" action="/plan/review/' not in shown


def test_each_target_is_linked_to_its_place_in_the_text(client, db):
    shown = client.get("/plan/review/").content.decode()
    places = [f"text-{t.span[0]}" for t in package_plan().targets]
    assert all(f'href="#{place}"' in shown and f'id="{place}"' in shown for place in places)


def test_a_planner_accepts(planner):
    assert post(planner, first_target()).status_code == 302
    assert Decision.objects.get().verdict == "accepted"


def test_a_planner_corrects_and_sees_it(planner):
    target = first_target()
    changes = {"indicator": target.indicator, "comparator": "at_least", "value": "9", "year": "2026"}
    post(planner, target, verdict="corrected", **changes)
    assert "2026" in planner.get("/plan/review/").content.decode()


def test_a_wrong_correction_is_told_at_its_field_and_kept_in_the_form(planner):
    answer = post(planner, first_target(), verdict="corrected", value="nine", year="2025")
    assert answer.status_code == 422
    assert "<strong>数值</strong>: “nine”不是数字。请用数字填写，例如42.5。" in answer.content.decode()
    assert 'value="nine"' in answer.content.decode()


def test_a_stale_page_is_told(planner):
    post(planner, first_target())
    answer = post(planner, first_target(), verdict="rejected")
    assert answer.status_code == 409
    assert Decision.objects.count() == 1


def test_a_reader_is_refused(client, db):
    client.force_login(people.make(people.ENTERPRISE), "allauth.account.auth_backends.AuthenticationBackend")
    assert post(client, first_target()).status_code == 403


def test_a_stranger_is_refused(client, db):
    assert post(client, first_target()).status_code == 403


@pytest.mark.parametrize("path", ["target/m99.9", "measure/m99", "nothing/m1"])
def test_an_unknown_item_is_not_found(planner, path):
    assert planner.get(f"/plan/review/{path}/").status_code == 404


def test_an_unknown_verdict_changes_nothing(planner):
    assert post(planner, first_target(), verdict="maybe").status_code == 422
    assert not Decision.objects.exists()


def test_hostile_text_stays_text(planner):
    post(planner, first_target(), why="<script>alert(1)</script>")
    assert b"<script>alert" not in planner.get("/plan/review/").content


def test_the_reviewed_plan_can_be_downloaded(planner):
    post(planner, first_target())
    answer = planner.get("/plan/review/plan.toml")
    assert answer["Content-Disposition"].endswith('"plan.toml"')
    assert 'review = "accepted"' in answer.content.decode()


def upload(name, data):
    return SimpleUploadedFile(name, data)


def test_a_document_is_compared_with_the_served_plan(client, db):
    text = package_plan().source.text.replace("42.5%", "43.5%")
    answer = client.post("/plan/diff/", {"after": upload("later.txt", text.encode())})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="change change-stronger"' in shown


def test_a_document_that_cannot_be_read_is_told(client, db):
    answer = client.post("/plan/diff/", {"after": upload("plan.docx", b"PK\x03\x04 broken")})
    assert answer.status_code == 422
    assert "plan.docx" in answer.content.decode()


def test_no_document_is_told(client, db):
    assert client.post("/plan/diff/").status_code == 422


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", "文件为空。请重新下载或导出。"),
        ("a.docx", b"PK\x03\x04 broken", "文档不完整或已损坏：缺少结尾部分。请重新下载或复制"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "文件是旧版 Office 文档"),
        ("a.pdf", b"%PDF-1.4 cut off", "PDF 不完整：缺少结尾部分。"),
        ("a.png", b"\x89PNG" + bytes(60), "请先作文字识别（OCR）"),
    ],
)
def test_a_document_that_cannot_be_read_is_told_in_the_readers_language(client, db, name, data, told):
    answer = client.post("/plan/diff/", {"after": upload(name, data)})
    assert answer.status_code == 422
    assert f"{name}：" in answer.content.decode()
    assert told in answer.content.decode()


def test_an_indicator_that_is_not_in_the_catalogue_is_refused(planner):
    answer = post(planner, first_target(), indicator_id="made_up")
    assert answer.status_code == 422
    assert "“made_up”不是指标。" in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_base_year_after_the_target_is_said_in_chinese(planner):
    answer = post(planner, first_target(), verdict="corrected", indicator="甲", year="2025", base_year="2030")
    assert "基期年2030不早于目标年2025。请填写变化所对照的年份。" in answer.content.decode()


def test_the_indicator_chosen_stands_first_among_the_options(planner):
    post(planner, first_target(), indicator_id="forest_cover")
    shown = planner.get("/plan/review/").content.decode()
    card = shown[shown.index(f'id="target-{first_target().id}"') :]
    assert card[card.index("<option") :].startswith('<option value="forest_cover" selected>')
