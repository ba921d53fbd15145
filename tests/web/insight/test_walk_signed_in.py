"""The pages behind the sign-in, with records on them, in both languages: an officer's and an enterprise's."""

import re
from collections import Counter

import pytest
from django.test import Client
from test_walk import DOWNLOADS, LATIN, WORD
from walking import CHINESE, look, without_query

import people
from lvxun.web.demo.loading import load
from lvxun.web.registers.models import Record
from lvxun.web.served import package_plan

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
STARTS = (
    *("/", "/inbox/", "/duties/", "/registers/", "/public/registers/", "/oversight/", "/oversight/mine/"),
    *("/oversight/compare/", "/oversight/rules/", "/account/", "/account/sessions/", "/draws/", "/precheck/"),
)
# Walked without signing in already, or files; the API's page is for programmers and in code words.
LEFT_OUT = (
    *DOWNLOADS,
    *(
        "/measures/",
        "/targets",
        "/bodies",
        "/sources",
        "/series",
        "/indicators/",
        "/areas",
        "/plan",
        "/figures",
    ),
    *("/style/", "/accounts/", "/api/"),
)
FILE = re.compile(r"\.(csv|xlsx|ics|docx|json|pdf)$")
EACH = 2  # pages of one kind
CODE = re.compile(r"[A-Z0-9]{2,}(?:-[A-Z0-9]+)+|[0-9A-Z]{18,}")  # of records, of firms
TECHNICAL = re.compile(r"(?<![A-Za-z])(?:Ctrl|GeoJSON|PUE|WUE|HTTP|https|province|enterprise)(?![A-Za-z])")


def kind_of(address):
    """Return what pages of one kind have in common: registers, codes and numbers are taken out."""
    address = re.sub(r"(/registers/)[a-z0-9_]+", r"\1R", address)
    return re.sub(r"/(\d+|[^/]*\d[^/]*)(?=/|$)", "/N", address)


def walk_as(person, language):
    """Open some pages of each kind that somebody reaches."""
    client = Client()
    client.force_login(person, backend=people.BACKEND)
    client.cookies["django_language"] = language
    pages, kinds, waiting = {}, Counter(), list(reversed(STARTS))
    while waiting:
        address = waiting.pop()
        kind = kind_of(address)
        if address in pages or kinds[kind] == EACH or address.startswith(LEFT_OUT) or FILE.search(address):
            continue
        kinds[kind] += 1
        pages[address] = look(client, address)
        waiting += [without_query(one) for one in pages[address].links() if one.startswith("/")]
    return pages


@pytest.fixture(params=["zh-hans", "en"])
def language(request):
    return request.param


@pytest.fixture
def walks(language):
    """Return what an officer of the province and an enterprise see of made-up records."""
    load(firms=3, seed=5)
    officer, enterprise = people.make(people.PROVINCE), people.make(people.ENTERPRISE)
    enterprise.holder = Record.objects.filter(register="discharge_permits").values_list("holder", flat=True)[
        0
    ]
    enterprise.save(update_fields=["holder"])
    return [walk_as(officer, language), walk_as(enterprise, language)]


def test_pages_behind_the_sign_in_answer_in_the_readers_language(walks, language):
    answers = {address: page.status for pages in walks for address, page in pages.items()}
    assert {a: status for a, status in answers.items() if status not in (200, 302, 404)} == {}
    assert len([status for status in answers.values() if status == 200]) > 60
    is_stray = stray_english if language == "zh-hans" else stray_chinese
    found = {
        (address, text)
        for pages in walks
        for address, page in pages.items()
        for text in page.chrome(language)
        if is_stray(text)
    }
    assert sorted(found) == []


def stray_english(text):
    return WORD.search(TECHNICAL.sub("", LATIN.sub("", CODE.sub("", text))))


def stray_chinese(text):
    return CHINESE.search(text.replace(package_plan().title, ""))
