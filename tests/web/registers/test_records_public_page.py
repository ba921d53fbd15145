"""The public sees what is published, by its public fields, and finds it by them alone."""

import pytest

from cleaner_audits import REGISTER, accepted, china, make, step
from lvxun.web.registers.definitions import definitions
from register_pages import at, read, words

pytestmark = pytest.mark.django_db
PUBLIC = f"/public/registers/{REGISTER}/"


@pytest.fixture
def listed():
    return step(make(1, address="秘密路8号"), "list", china(2026, 1, 12), values={"listed_on": "2026-01-12"})


def titles(answer):
    return [one.text_content() for one in read(answer).xpath("//tbody/tr/th/a")]


def test_registers_that_publish_are_listed_with_what(client):
    page = read(client.get("/public/registers/"))
    shown = {one.split("/")[3] for one in page.xpath("//tbody//th/a/@href")}
    assert shown == {one.id for one in definitions().values() if one.publication.states}


def test_a_record_shows_once_it_is_in_a_published_state(client, listed):
    make(2)
    assert titles(client.get(PUBLIC)) == [listed.title]


def test_only_public_fields_are_shown(client, listed):
    told = words(client.get(at("public-record", REGISTER, listed.code)))
    assert listed.holder in told
    assert "秘密路" not in told


def test_what_is_not_published_is_not_there(client):
    record = make(2)
    assert client.get(at("public-record", REGISTER, record.code)).status_code == 404


def test_the_search_finds_public_words(client, listed):
    assert titles(client.get(PUBLIC, {"q": "化工"})) == [listed.title]
    assert titles(client.get(PUBLIC, {"q": listed.code})) == [listed.title]


def test_the_search_tells_nothing_that_is_not_public(client, listed):
    assert titles(client.get(PUBLIC, {"q": "秘密路"})) == []


def test_a_query_of_signs_finds_nothing_and_breaks_nothing(client, listed):
    for query in ("%", "\"' OR 1=1", "*", "()", "NEAR(a b)", "<script>"):
        assert client.get(PUBLIC, {"q": query}).status_code == 200


def test_a_hostile_title_is_shown_as_text(client):
    record = make(3, firm_name="<img src=x onerror=alert(1)>厂")
    step(record, "list", china(2026, 1, 12), values={"listed_on": "2026-01-12"})
    page = client.get(PUBLIC).content.decode()
    assert "<img" not in page
    assert "&lt;img" in page


def test_remarks_files_and_history_are_never_public(client):
    record = accepted(1)
    page = read(client.get(at("public-record", REGISTER, record.code)))
    assert not page.xpath(
        "//form[@method='post' and contains(@action, '/registers/')] | //ol[@class='events']"
    )


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_it_answers_in_both_languages(client, listed, language):
    client.cookies["django_language"] = language
    for address in ("/public/registers/", PUBLIC, at("public-record", REGISTER, listed.code)):
        assert client.get(address)["Content-Language"] == language
