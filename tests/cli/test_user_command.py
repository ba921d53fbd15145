"""Accounts from the command line: given in an office, changed, left."""

import json
import re

import pytest
from typer.testing import CliRunner

from lvxun.cli.user import app
from lvxun.errors import LvxunError

pytestmark = pytest.mark.django_db


def user(*words):
    """Run the command and return what it printed; a fault is raised as it is."""
    done = CliRunner().invoke(app, words)
    if isinstance(done.exception, LvxunError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def listed():
    return {row["username"]: row for row in json.loads(user("list", "--json"))}


def test_an_officer_is_added_with_the_function_of_the_body_and_listed():
    printed = user("add", "li.na", "--role", "officer", "--body", "ecology", "--area", "210000")
    assert re.fullmatch(r"li\.na  \S{16}", printed.strip())
    assert listed()["li.na"] == {
        "username": "li.na",
        "role": "officer",
        "body": "ecology",
        "function": "ecology",
        "area": "210000",
        "holder": "",
        "left_on": "",
        "is_active": True,
    }


def test_the_list_is_narrowed_to_a_role():
    user("add", "li.na", "--role", "planner")
    user("add", "wang.fang")
    assert "wang.fang" not in user("list", "--role", "planner")


def test_a_leaver_is_marked():
    user("add", "li.na", "--role", "officer", "--function", "ecology", "--area", "210100")
    assert "2020-01-31" in user("leave", "li.na", "--on", "2020-01-31")
    assert listed()["li.na"]["left_on"] == "2020-01-31"
    assert listed()["li.na"]["is_active"] is False


def test_an_office_is_changed_and_the_rest_stays():
    user("add", "li.na", "--role", "officer", "--function", "ecology", "--area", "210100")
    user("office", "li.na", "--area", "210200", "--why", "moved")
    assert listed()["li.na"]["area"] == "210200"
    assert listed()["li.na"]["function"] == "ecology"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add", "li.na"], "taken|already"),
        (["add", "zhang", "--role", "king"], "planner"),
        (["add", "not a name"], "another name"),
        (["password", "nobody"], "nobody"),
        (["add", "zhang", "--role", "officer"], "acts for a function"),
        (["add", "zhang", "--role", "officer", "--function", "x", "--area", "210000"], "'x'"),
        (["add", "zhang", "--role", "officer", "--function", "ecology", "--area", "999999"], "no area"),
        (["add", "zhang", "--role", "holder", "--holder", "91210100MA0XYN0010"], "check sign"),
        (["add", "zhang", "--holder", "91210100MA0XYN001J"], "Only an enterprise"),
        (["leave", "li.na", "--on", "tomorrow"], "2026-12-31"),
    ],
)
def test_an_account_that_cannot_be_is_told(words, told):
    user("add", "li.na")
    with pytest.raises(LvxunError) as fault:
        user(*words)
    assert re.search(told, fault.value.message)


def test_the_last_administrator_does_not_leave():
    user("add", "li.na", "--role", "administrator")
    with pytest.raises(LvxunError, match="last administrator"):
        user("leave", "li.na")
