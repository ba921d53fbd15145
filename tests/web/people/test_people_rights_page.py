"""The matrix of rights as a page and as a file."""

import csv
from io import StringIO

import pytest

import people
from lvxun.web.people.positions import positions
from lvxun.web.people.rights_matrix import STATUS, Rule, acts, cells, matrix
from lvxun.web.registers.definitions import definitions

pytestmark = pytest.mark.django_db
ACTING = {Rule.MOVE, Rule.FILE, Rule.CHANGE, Rule.REMARK, Rule.PROPOSE, Rule.DECIDE, Rule.MERGE}


def test_a_planner_sees_the_matrix_of_a_register(client, register):
    client.force_login(people.make(people.PLANNER), people.BACKEND)
    page = client.get("/people/rights/", {"register": register.id})
    assert page.context["chosen"] == register
    assert len(page.context["lines"]) == len(acts(register))
    assert page.content.decode().count('class="right right-') >= len(acts(register)) * len(
        positions(register)
    )


def test_the_file_has_every_cell_of_every_register(client):
    client.force_login(people.make(people.ADMINISTRATOR), people.BACKEND)
    text = b"".join(client.get("/people/rights.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert {row["register"] for row in rows} == set(definitions())
    assert len(rows) == len(matrix())
    assert {(row["answer"], row["status"]) for row in rows} == {
        (answer.value, str(status)) for answer, status in STATUS.items()
    }


@pytest.mark.parametrize("key", sorted(definitions()))
def test_strangers_readers_and_leavers_find_nothing_but_what_is_published(key):
    register = definitions()[key]
    shut_out = {"stranger", "reader", "assessor"}
    for cell in cells(register):
        is_open = cell.act.page in ("registers", "register-about", "public-registers")
        if cell.position in shut_out or cell.position.endswith("-left"):
            assert cell.answer == ("may" if is_open else "hidden"), cell


@pytest.mark.parametrize("key", sorted(definitions()))
def test_every_step_of_a_person_is_somebodys(key):
    """A step that no position may take is a step that nobody can ever take."""
    register = definitions()[key]
    taken = {
        cell.act.transition
        for cell in cells(register)
        if cell.act.page == "record-move" and cell.answer == "may"
    }
    assert taken == {act.transition for act in acts(register) if act.page == "record-move"}


@pytest.mark.parametrize("key", sorted(definitions()))
def test_who_only_reads_and_who_is_elsewhere_acts_on_nothing(key):
    register = definitions()[key]
    acting = (
        "record-move",
        "record-edit",
        "record-file",
        "record-revise",
        "revision-decide",
        "record-comment",
    )
    for cell in cells(register):
        if cell.act.page in acting and (
            cell.position in ("administrator", "statistician", "holder-other")
            or cell.position.endswith("-elsewhere")
        ):
            assert cell.answer != "may", cell
