"""What the site says when it cannot do what was asked."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

import people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "没有找到"), ("en", "Not found")])
def test_an_unknown_address_leads_back_to_the_plan(client, language, word):
    client.cookies["django_language"] = language
    answer = client.get("/measures/m999/")
    assert answer.status_code == 404
    assert word in answer.content.decode()
    assert 'href="/search/"' in answer.content.decode()


def test_a_refusal_says_who_gives_roles(client):
    client.force_login(
        people.make(people.INSPECTOR), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    answer = client.post("/figures/import/")
    assert answer.status_code == 403
    assert "角色由管理员授予" in answer.content.decode()


def test_a_form_that_is_too_old_says_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})
    assert answer.status_code == 403
    assert "请返回并刷新页面后重新提交" in answer.content.decode()


def test_a_fault_of_ours_is_told_in_both_languages_without_any_context():
    page = render_to_string("500.html")
    assert "出错了" in page
    assert "Something went wrong" in page
