"""What is taken as a whole number from a form, an address or a header."""

import pytest

import people
from lvxun.web.whole_numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("2026", 2026), ("007", 7), ("999999999", 999_999_999)]
)
def test_plain_digits_are_a_number(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text", [None, "", " 1", "-1", "1.0", "²", "٣", "１", "1_000", "1e3", "9" * 10, "9" * 5000]
)
def test_anything_else_is_none(text):
    assert whole_number(text) is None


def test_a_longer_number_has_to_be_asked_for():
    assert whole_number("1234567890123", digits=15) == 1_234_567_890_123


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["²", "9" * 5000, "-1", "x"])
@pytest.mark.parametrize(
    ("address", "name", "person"),
    [
        ("/account/keys/", "days", people.PLANNER),
        ("/oversight/feedback/", "pk", people.PLANNER),
        ("/oversight/contacts/", "end", people.PLANNER),
        ("/registers/scattered_firms/bulk/", "pk", people.PLANNER),
    ],
)
def test_no_form_breaks_on_a_number_that_is_none(client, address, name, person, written):
    client.force_login(people.make(person))
    assert client.post(address, {name: written}).status_code < 500
