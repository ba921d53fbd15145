"""The matrix of rights as a page and as a file."""

import csv
from io import StringIO

import pytest
from standing_before import cells_of

import people
from lvxun.web.people.positions import positions
from lvxun.web.people.rights_matrix import STATUS, Rule, acts, matrix
from lvxun.web.registers.definitions import definitions

ACTING = {Rule.MOVE, Rule.FILE, Rule.CHANGE, Rule.REMARK, Rule.PROPOSE, Rule.DECIDE, Rule.MERGE}


def test_a_planner_sees_the_matrix_of_a_register(db, client, register):
    client.force_login(people.make(people.PLANNER), people.BACKEND)
    page = client.get("/people/rights/", {"register": register.id})
    assert page.context["chosen"] == register
    assert len(page.context["lines"]) == len(acts(register))
    assert page.content.decode().count('class="right right-') >= len(acts(register)) * len(
        positions(register)
    )


def test_the_file_has_every_cell_of_every_register(db, client):
    client.force_login(people.make(people.ADMINISTRATOR), people.BACKEND)
    text = b"".join(client.get("/people/rights.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert {row["register"] for row in rows} == set(definitions())
    assert len(rows) == len(matrix())
    assert {(row["answer"], row["status"]) for row in rows} == {
        (answer.value, str(status)) for answer, status in STATUS.items()
    }


@pytest.mark.parametrize("key", sorted(definitions()))
def test_what_no_file_may_open(key):
    """Strangers, readers, leavers find what is published; who only reads or is elsewhere acts on nothing."""
    idle = {"administrator", "statistician", "holder-other"}
    for cell in cells_of(key):
        signed_in = cell.position in ("reader", "assessor")
        is_open = cell.act.rule is Rule.OPEN or (cell.act.rule is Rule.OWN and signed_in)
        if signed_in or cell.position == "stranger" or cell.position.endswith("-left"):
            assert cell.answer == ("may" if is_open else "hidden"), cell
        if cell.act.rule in ACTING and (cell.position in idle or cell.position.endswith("-elsewhere")):
            assert cell.answer != "may", cell


@pytest.mark.parametrize("key", sorted(definitions()))
def test_every_step_of_a_person_is_somebodys(key):
    """A step that no position may take is a step that nobody can ever take."""
    steps = [cell for cell in cells_of(key) if cell.act.rule is Rule.MOVE]
    assert {cell.act.transition for cell in steps if cell.answer == "may"} == {
        cell.act.transition for cell in steps
    }
