"""Hand-worked cases: what stands in cases/*.toml must come out."""

import tomllib
from pathlib import Path

import pytest

from accounts.build import region_of
from attainment.build import plan_of, target_of
from lvxun.attainment.assessing import assess
from lvxun.attainment.rules import rules
from lvxun.plan.model import Comparator

FOLDER = Path(__file__).parent / "cases"
CASES = [
    case
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def row_of(case):
    series = {name: {int(y): v for y, v in known.items()} for name, known in case["series"].items()}
    target = target_of(**{"indicator": "某指标", **case["target"]})
    (row,) = assess(plan_of(target), region_of(series), case.get("year")).rows
    return row


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    row = row_of(case)
    assert (row.rule, row.status) == (case["rule"], case["status"]), case["by_hand"]
    assert case.get("note", "") in " ".join(note.zh for note in row.notes)


def test_the_cases_cover_every_branch_of_the_rule():
    untested = set(rules().branches) - {case["rule"] for case in CASES}
    assert untested == {"no_data.no_indicator"}  # needs no figures: test_assessing.py


def test_the_cases_cover_every_comparator():
    assert {Comparator(case["target"]["comparator"]) for case in CASES} == set(Comparator)


def test_every_case_says_how_it_was_worked_out_by_hand():
    assert all(case["by_hand"] for case in CASES)
    assert len(CASES) >= 40
